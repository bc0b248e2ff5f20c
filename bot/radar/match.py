"""A match: which query found a paper, and the words that prove it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Evidence:
    """One place where a term was found: the words as the paper writes them, in which field and sentence.

    ``start`` and ``end`` are character offsets of ``words`` in ``sentence``; for authors, categories and
    sources the sentence is the value itself.
    """

    term: str
    field: str
    words: str
    sentence: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Match:
    """A query (in its canonical spelling) that found a paper, with its evidence, strongest first."""

    query: str
    evidence: tuple[Evidence, ...]
