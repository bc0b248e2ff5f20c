"""Words as evidence: folded, stemmed loosely, and weighed by how rare they are in the literature.

Stems here are coarser than a radar's folding on purpose: a query must not take *ionic* for *ion*, while a claim that
says *training improves* rests well on a sentence that says *trained … improvement*.
"""

import json
import math
import re
import unicodedata
from collections.abc import Collection, Iterable
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

_WORD = re.compile(r"\w+")
_ACCENTS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+")
_SUFFIXES = (
    "ations", "ation", "ements", "ement", "ments", "ment", "ingly", "ically", "ional", "ness", "ings", "ing", "ated",
    "ates", "ate", "edly", "ions", "ion", "ed", "es", "ally", "al", "ly", "ity", "ive", "is", "s",
)  # fmt: skip
_COMMON = """
    a about above after again all also although among an and another any are as at be became because been before
    being between both but by can could did do does doing done due during each either et etc even ever every few for
    found from further had has have having he hence her here his how however i if in instead into is it its itself just
    know known let may me might more most much must my nor not now of off often on once one only onto or other our out
    over own per rather same say says several shall she should show shown shows since so some such tell than that the
    their them then there therefore these they this those though thus to too toward under until up upon us use used uses
    using very via was we well were what when where whether which while who whom whose why will with within without
    would yet you your paper papers study studies article work author authors
"""
STOP_WORDS = frozenset(_COMMON.split())
_RAREST = 2.0


def fold(text: str) -> str:
    """Compatibility forms, case and diacritics folded away."""
    small = text.casefold()
    return small if small.isascii() else _ACCENTS.sub("", unicodedata.normalize("NFKD", small))


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The part of a folded word that its inflections and close derivations share."""
    if any(char.isdigit() for char in word):
        return word
    word = re.sub(r"i(?:es|ed)$", "y", word)
    root = word
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= (3 if suffix == "s" else 4) and word[-2:] != "ss":
            root = word[: -len(suffix)]
            break
    root = root.replace("z", "s").replace("our", "or").removesuffix("e")
    if len(root) > 3 and root[-1] == root[-2]:
        root = root[:-1]
    return root[:-1] + "i" if root.endswith("y") else root


def words(text: str) -> list[str]:
    """The folded words of a text, numbers left out."""
    return [word for word in _WORD.findall(fold(text)) if not word.isdigit() and len(word) > 1]


def stems(text: str) -> list[str]:
    """The stems of a text's telling words, in order."""
    return [stem(word) for word in words(text) if word not in STOP_WORDS]


@cache
def _frequencies() -> tuple[int, dict[str, int]]:
    table: dict[str, Any] = json.loads(files("bot.grounding").joinpath("frequencies.json").read_text("utf-8"))
    return table["papers"], table["counts"]


@lru_cache(maxsize=50_000)
def weight(stemmed: str) -> float:
    """How much a stem tells: the logarithm of how rare it is among abstracts; one not in the table is very rare."""
    papers, counts = _frequencies()
    return math.log((papers + 1) / (counts.get(stemmed, _RAREST) + 1))


def containment(claim: Iterable[str], source: Collection[str]) -> float:
    """The share of the claim's stems, by weight, that the source has; 0 for a claim without telling words."""
    kinds = set(claim)
    total = sum(weight(kind) for kind in kinds)
    return sum(weight(kind) for kind in kinds if kind in source) / total if total else 0.0
