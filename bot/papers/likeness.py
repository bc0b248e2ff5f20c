"""Tells when records without a key in common are one work: title, first author and year together, never one alone."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from typing import Protocol

from bot.papers.text import display_title

_LEAST_WORDS, _LEAST_LETTERS, _LEAST_IDEOGRAPHS = 4, 20, 10
_NOTICE = re.compile(
    r"^(?:(?:author |publisher )?correction|corrigendum|erratum|errata|addendum|retraction|expression of concern|reply"
    r"|response|comment(?:ary)?|editorial|introduction|preface|foreword|obituary|book review|issue information"
    r"|in this issue)\b"
)
_GREEK = {
    ord(letter): unicodedata.name(letter).rpartition(" ")[2].lower().replace("lamda", "lambda")
    for letter in "αβγδεζηθικλμνξοπρστυφχψω"
}
_PREPRINTS = {
    "10.1101": "openrxiv",
    "10.64898": "openrxiv",
    "10.26434": "chemrxiv",
    "10.21203": "researchsquare",
    "10.20944": "preprints.org",
    "10.31234": "psyarxiv",
    "10.31219": "osf",
    "10.31235": "socarxiv",
    "10.36227": "techrxiv",
    "10.22541": "authorea",
    "10.2139": "ssrn",
    "10.5281": "zenodo",
}


class Described(Protocol):
    """What is compared: a paper or a record."""

    @property
    def keys(self) -> frozenset[str]: ...
    @property
    def title(self) -> str: ...
    @property
    def authors(self) -> tuple[str, ...]: ...
    @property
    def published_on(self) -> date | None: ...
    @property
    def announced_on(self) -> date | None: ...


def folded(text: str) -> str:
    """Letters and digits only, without case, accents or punctuation: two spellings of one title are equal."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join(re.findall(r"[^\W_]+", "".join(char for char in plain if not unicodedata.combining(char))))


def likeness(title: str) -> str | None:
    """What every spelling of a title has in common; nothing for a title too short or too usual to tell works apart."""
    words = folded(display_title(title).replace("&", " and ")).translate(_GREEK).split()
    letters = "".join(words)
    ideographs = sum(ord(letter) > 0x2E80 for letter in letters)
    long_enough = len(words) >= _LEAST_WORDS and len(letters) >= _LEAST_LETTERS
    if _NOTICE.match(" ".join(words)) or not (long_enough or ideographs >= _LEAST_IDEOGRAPHS):
        return None
    # Without spaces, for one source writes "data set" where another writes "dataset".
    return hashlib.sha256(letters.encode()).hexdigest()[:32]


def is_same_work(one: Described, other: Described) -> bool:
    """Whether title, first author and year agree and no key speaks against it."""
    alike = likeness(one.title)
    return alike is not None and alike == likeness(other.title) and agree(one, other)


def agree(one: Described, other: Described) -> bool:
    """Whether two works known by the same title have their first author and year in common, and no key against it."""
    return _share_first_author(one, other) and _years_agree(one, other) and not in_conflict(one.keys | other.keys)


def in_conflict(keys: Iterable[str]) -> bool:
    """Whether these keys name two works: two arXiv ids, two PubMed ids, two DOIs of one server or of two journals."""
    seen: dict[str, str] = {}
    return any(seen.setdefault(place, key) != key for key in keys if (place := _place(key)))


def is_preprint(key: str) -> bool:
    """Whether this key is that of a preprint: an arXiv id, or a DOI of a preprint server."""
    return key.startswith("arxiv:") or _place(key) in _PREPRINTS.values()


def is_journal_doi(key: str) -> bool:
    """Whether this key is the DOI of something published in a journal or at a conference."""
    return _place(key) == "journal"


def _place(key: str) -> str:
    """Where a key is the only one of its work; empty for keys of which one work may have many."""
    kind, _, value = key.partition(":")
    if kind == "doi":
        return _PREPRINTS.get(value.partition("/")[0], "journal")
    return kind if kind in ("arxiv", "pmid", "pmcid") else ""


def _share_first_author(one: Described, other: Described) -> bool:
    """The family name of one stands among the names of the other: some sources write it first, some last."""
    if not one.authors or not other.authors:
        return False
    first, second = (folded(described.authors[0]).split() for described in (one, other))
    return bool(first and second) and (first[-1] in second or second[-1] in first)


def _years_agree(one: Described, other: Described) -> bool:
    """A year apart at most; a work of which no day is known agrees with nothing."""
    years = [{day.year for day in (d.published_on, d.announced_on) if day} for d in (one, other)]
    return any(abs(first - second) <= 1 for first in years[0] for second in years[1])
