"""The bombs of the shared set, if it is here: documents made to cost their reader more than they are worth."""

import importlib.util
from collections.abc import Callable, Iterable
from pathlib import Path
from types import ModuleType
from typing import cast

_RECIPES = Path(__file__).parents[3] / "shared" / "adversarial" / "recipes.py"

FEEDS = ("billion_laughs", "quadratic_entities", "author_redos", "attrs", "entries", "malformed", "nested")
PAGES = ("html_deep", "html_attrs")


def recipes() -> ModuleType | None:
    """The module of recipes, or nothing."""
    if not _RECIPES.is_file():
        return None
    spec = importlib.util.spec_from_file_location("bomb_recipes_of_the_set", _RECIPES)
    if spec is None or spec.loader is None:
        return None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def built(name: str, *size: int) -> bytes:
    """One bomb, at its full size unless told otherwise."""
    made = cast(Callable[..., bytes | Iterable[bytes]], getattr(recipes(), name))(*size)
    return made if isinstance(made, bytes) else b"".join(made)
