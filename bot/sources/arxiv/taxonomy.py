"""arXiv's categories: which there are, which belong together, and how its archive of metadata names them."""

import re
from types import MappingProxyType

_ARCHIVES = (
    "astro-ph|cond-mat|cs|econ|eess|gr-qc|hep-ex|hep-lat|hep-ph|hep-th|math|math-ph|nlin|nucl-ex|nucl-th|physics|q-bio|q-fin"
    "|quant-ph|stat"
)
_CATEGORY = re.compile(rf"(?:{_ARCHIVES})(?:\.(?:[A-Z]{{2}}|[a-z]{{2,8}}(?:-[a-z]{{2,4}})?))?")
_GROUPS = frozenset(("cs", "econ", "eess", "math", "q-bio", "q-fin", "stat"))
_PAIRS = (
    ("math-ph", "math.MP"),
    ("cs.IT", "math.IT"),
    ("math.ST", "stat.TH"),
    ("math.NA", "cs.NA"),
    ("eess.SY", "cs.SY"),
    ("econ.GN", "q-fin.EC"),
)
_TWINS = MappingProxyType(dict(_PAIRS) | {second: first for first, second in _PAIRS})


def is_category(name: str) -> bool:
    """Whether ``name`` is spelled like a category or an archive of arXiv."""
    return _CATEGORY.fullmatch(name) is not None


def oai_set(category: str) -> str:
    """The set of a category over OAI-PMH: ``cs.CL`` → ``cs:cs:CL``, ``quant-ph`` → ``physics:quant-ph``."""
    archive, _, subject = category.partition(".")
    group = archive if archive in _GROUPS else "physics"
    return ":".join(filter(None, (group, archive, subject)))


def is_home(primary: str, category: str) -> bool:
    """Whether a paper with this primary category is at home in ``category``, and not cross-listed to it.

    arXiv keeps a few categories under two names, such as cs.IT and math.IT.
    """
    named = {primary, _TWINS.get(primary, primary)}
    return any(name == category or name.startswith(f"{category}.") for name in named)
