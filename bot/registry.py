"""Finds adapters in a folder: ``arxiv:cs.CL`` is the module ``arxiv`` with the argument ``cs.CL``."""

import importlib
import pkgutil
from difflib import get_close_matches
from types import ModuleType
from typing import Any


class UnknownAdapter(LookupError):  # noqa: N818 - a person's slip, told with what there is
    """No adapter of that name is in the folder; the message names those that are."""


def names(package: str) -> tuple[str, ...]:
    """The adapters in ``package``, sorted; a module whose name starts with an underscore is none."""
    folder = importlib.import_module(package)
    return tuple(sorted(m.name for m in pkgutil.iter_modules(folder.__path__) if not m.name.startswith("_")))


def load(package: str, name: str) -> ModuleType:
    """Import the adapter ``name`` of ``package``.  Raises ``UnknownAdapter``."""
    known = names(package)
    if name not in known:
        raise _unknown(name, known)
    return importlib.import_module(f"{package}.{name}")


def adapter(package: str, spec: str) -> Any:
    """What ``spec`` names: the ``Adapter`` of its module, made with its argument.

    Raises ``UnknownAdapter`` for a module that has none, and ``ValueError`` for an argument it cannot be made with.
    """
    name, argument = split(spec)
    if name not in names(package):
        raise _unknown(name, tuple(each for each in names(package) if hasattr(load(package, each), "Adapter")))
    found = getattr(load(package, name), "Adapter", None)
    if found is None:
        raise UnknownAdapter(f"{name} only adds to papers that other sources announce, so it cannot be read by itself.")
    return found(argument)


def split(spec: str) -> tuple[str, str]:
    """``arxiv:cs.CL`` → ``("arxiv", "cs.CL")``; a spec without a colon has an empty argument."""
    name, _, argument = spec.strip().partition(":")
    return name.strip().lower().replace("-", "_"), argument.strip()


def _unknown(name: str, known: tuple[str, ...]) -> UnknownAdapter:
    close = get_close_matches(name, known, n=1)
    meant = f" Did you mean {close[0]}?" if close else ""
    return UnknownAdapter(f"there is no {name!r} here; there is {', '.join(known)}.{meant}")
