"""Names of persons made comparable: ``Müller, K``, ``K. Mueller`` and ``Klaus Müller`` may be one author."""

import re
from dataclasses import dataclass
from functools import lru_cache

from bot.papers.wordlist import wordlist
from bot.radar.letters import bare
from bot.radar.tex import without_tex

_WORD = re.compile(r"[^\W\d_]+")
_PARTICLES = wordlist("""
    van von der den de del della da di do dos das du des la le el al bin ibn ben ten ter te zu zur af av
""")
_GERMAN = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ø": "oe", "Ø": "Oe", "å": "aa"}
)
_GROUP = re.compile(r"\b(?:collaboration|consortium|team|group|project|network|investigators)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Name:
    """A name in words: the given ones (or their initials) and the family, in every way it is spelt in ASCII."""

    given: tuple[str, ...]
    families: tuple[tuple[str, ...], ...]
    is_group: bool = False


@lru_cache(maxsize=1 << 14)
def read_name(text: str) -> Name:
    """The name in a text: ``Family, Given``, ``Given Family`` or ``Family GK``."""
    if _GROUP.search(text):
        return Name((), _spellings(text), is_group=True)
    family, comma, given = text.partition(",")
    if comma:
        return Name(_given(given), _spellings(family))
    words = without_tex(text).replace(".", ". ").split()
    if len(words) > 1 and _is_initials(words[-1]) and not _is_initials(words[0]):
        return Name(_given(words[-1]), _spellings(" ".join(words[:-1])))
    start = len(words) - 1
    while start > 1 and words[start - 1].lower() in _PARTICLES:
        start -= 1
    if start == 1 and words[0] in _PARTICLES:  # in small letters only: Van and Le are given names too
        start = 0
    return Name(_given(" ".join(words[:start])), _spellings(" ".join(words[start:])))


def is_author(wanted: Name, author: Name) -> bool:
    """Whether a wanted name may be this author: the family name is the same and no given name contradicts."""
    if author.is_group or wanted.is_group:
        return any(_contains(a, w) for a in author.families for w in wanted.families)
    return any(_same(wanted.given, w, author.given + a) for a in author.families for w in wanted.families)


def keys(name: Name) -> frozenset[str]:
    """Words one of which every author of this name shares: the last of the family, or all words of a group."""
    if name.is_group:
        return frozenset(word for family in name.families for word in family)
    return frozenset(family[-1] for family in name.families if family)


def name_key(text: str) -> str:
    """Equal for two ways to write the same wanted name."""
    name = read_name(text)
    return f"{'-'.join(name.families[0]) if name.families else ''},{' '.join(name.given)}"


def _spellings(family: str) -> tuple[tuple[str, ...], ...]:
    family = without_tex(family)
    found = (_words(family), _words(family.translate(_GERMAN)))
    return tuple(dict.fromkeys(words for words in found if words))


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(bare(text).replace("'", "").casefold()))


def _given(text: str) -> tuple[str, ...]:
    words = _WORD.findall(bare(without_tex(text)).replace("'", ""))
    if len(words) == 1 and _is_initials(words[0]):
        return tuple(words[0].casefold())
    return tuple(word.casefold() for word in words)


def _is_initials(word: str) -> bool:
    letters = word.replace(".", "").replace("-", "")
    return letters.isalpha() and letters.isupper() and len(letters) <= (3 if "." not in word else 4)


def _same(given: tuple[str, ...], family: tuple[str, ...], author: tuple[str, ...]) -> bool:
    """Whether an author's name ends in a family name, and begins as the given names say."""
    rest = author[: -len(family)]
    return author[-len(family) :] == family and all(_agree(w, a) for w, a in zip(given, rest, strict=False))


def _agree(wanted: str, author: str) -> bool:
    return author.startswith(wanted) or wanted.startswith(author)


def _contains(words: tuple[str, ...], part: tuple[str, ...]) -> bool:
    return any(words[at : at + len(part)] == part for at in range(len(words) - len(part) + 1))
