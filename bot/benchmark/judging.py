"""Which papers of a list the lines of a radar find, and why the others are missed."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.benchmark.looking_up import Listed
from bot.radar import Index, Query, Reading, Term, near_miss
from bot.radar.checks import STOP_WORDS
from bot.radar.expression import And, holds, terms
from bot.radar.rendering import term_text


class Why(StrEnum):
    """Why a paper is missed, from nearly found to not at all."""

    NEAR = "near"
    EXCLUDED = "excluded"
    LITTLE = "little"
    PARTLY = "partly"
    APART = "apart"
    NONE = "none"
    UNTOLD = "untold"  # of a long list only the first are looked into


MOST_TOLD = 500


@dataclass(frozen=True, slots=True)
class Missed:
    """A paper that no line finds; ``query`` is the line that comes nearest, ``words`` what it trips over there."""

    listed: Listed
    why: Why
    query: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the radar, how many papers of the list it finds, and how many of them no other line does."""

    query: Query
    finds: int
    alone: int


@dataclass(frozen=True, slots=True)
class Judgement:
    """A list held against a radar; ``nameless`` are papers of which too little is known to tell."""

    found: tuple[Listed, ...]
    missed: tuple[Missed, ...]
    nameless: tuple[Listed, ...]
    lines: tuple[Line, ...]

    @property
    def judged(self) -> int:
        """How many papers could be told to be found or missed."""
        return len(self.found) + len(self.missed)


def judge(papers: Sequence[Listed], queries: Sequence[Query]) -> Judgement:
    """Hold each paper against all lines at once."""
    index = Index()
    for number, query in enumerate(queries):
        index.add(number, query)
    found: list[Listed] = []
    missed: list[Missed] = []
    finds, alone = [0] * len(queries), [0] * len(queries)
    for listed in papers:
        if listed.is_nameless:
            continue
        reading = Reading(listed.paper)
        hits = list(index.match(reading))
        for number in hits:
            finds[number] += 1
            alone[number] += len(hits) == 1
        if hits:
            found.append(listed)
        else:
            missed.append(_missed(listed, reading, queries) if len(missed) < MOST_TOLD else Missed(listed, Why.UNTOLD))
    lines = tuple(Line(query, *counts) for query, *counts in zip(queries, finds, alone, strict=True))
    nameless = tuple(listed for listed in papers if listed.is_nameless)
    return Judgement(tuple(found), tuple(missed), nameless, lines)


def _missed(listed: Listed, reading: Reading, queries: Sequence[Query]) -> Missed:
    for query in queries:
        if place := near_miss(query, reading):
            return Missed(listed, Why.NEAR, str(query), place.words)
    for query in queries:
        if excluded := _excluding(query, reading):
            return Missed(listed, Why.EXCLUDED, str(query), excluded)
    if not listed.paper.abstract:
        return Missed(listed, Why.LITTLE)
    for query in queries:
        if lacking := _lacking(query, reading):
            return Missed(listed, Why.PARTLY, str(query), lacking)
    for query in queries:
        if apart := _apart(query, reading):
            return Missed(listed, Why.APART, str(query), apart)
    return Missed(listed, Why.NONE)


def _excluding(query: Query, reading: Reading) -> str:
    """What the line leaves out and the paper has, if the line would find it otherwise."""
    unwanted = {term for term in terms(query.expression, wanted=False) if reading.has(term)}
    if not unwanted or not holds(query.expression, lambda term: term not in unwanted and reading.has(term)):
        return ""
    return ", ".join(sorted(map(term_text, unwanted)))


def _lacking(query: Query, reading: Reading) -> str:
    """What the paper lacks of a line that joins several parts, if it has at least one of them."""
    if not isinstance(query.expression, And):
        return ""
    has = [term for term in query.terms if reading.has(term)]
    lacks = [term for term in query.terms if term not in has]
    return ", ".join(map(term_text, lacks)) if has else ""


def _apart(query: Query, reading: Reading) -> str:
    """A phrase of the line whose words are all there, but not side by side."""
    for term in query.terms:
        words = [word for word in term.text.split() if word.casefold() not in STOP_WORDS]
        is_phrase = len(words) > 1 and (term.field is None or term.field.is_text)
        if is_phrase and all(reading.has(Term(word, term.field)) for word in words):
            return term.text
    return ""
