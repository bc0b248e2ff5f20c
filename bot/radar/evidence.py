"""Why a query found a paper: for each term the words as the paper shows them, and the sentence they stand in."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice

from bot.papers import Paper, display, display_title, sentences
from bot.radar.expression import Field, Term
from bot.radar.folding import LONGEST_KEPT, comparable, fold, pieces, surfaces
from bot.radar.language import Query
from bot.radar.letters import spell_greek
from bot.radar.match import Evidence, Match
from bot.radar.meanings import meant
from bot.radar.paths import Path
from bot.radar.reading import Reading
from bot.radar.words import Words

_SURFACE = re.compile(r"\S+")
_EDGES = "\"'()[]{}<>.,;:!?*“”‘’«»"
_STRENGTH = {Field.TITLE: 0, Field.ABSTRACT: 1, Field.AUTHOR: 2, Field.CATEGORY: 3, Field.SOURCE: 4}


def explain(query: Query, reading: Reading) -> Match:
    """The match of a query that holds for a paper, its evidence strongest first: title, abstract, names."""
    doubts = meant(query.expression)
    kept = (term for term in query.terms if term not in doubts or reading.has(term, doubts[term]))
    found = [(term, evidence) for term in kept for evidence in proofs(term, reading)]
    found.sort(key=lambda pair: (_STRENGTH[Field(pair[1].field)], -len(pair[0].text)))
    return Match(str(query), tuple(evidence for _, evidence in found))


def proofs(term: Term, reading: Reading) -> Iterator[Evidence]:
    """One proof for each field a term is found in."""
    if term.field is None or term.field.is_text:
        seen: set[Field] = set()
        for field, path in reading.places(term):
            if field not in seen:
                seen.add(field)
                yield quote(term.text, field, path, reading.paper)
    else:
        for number in islice(reading.values(term), 1):
            value = _value(term.field, number, reading.paper)
            yield Evidence(term.text, term.field.value, value, value, 0, len(value))


def quote(term: str, field: Field, path: Path, paper: Paper, *, gaps: int = 0) -> Evidence:
    """The place where a path that is in the paper's text first stands, as a reader sees it."""
    for sentence in shown(paper.title if field is Field.TITLE else paper.abstract, field is Field.TITLE):
        found = list(_SURFACE.finditer(sentence))
        place = Words("", [surface[0] for surface in found]).find(path, gaps=gaps)
        if place is not None:
            where = spans(found)
            start, end = where[place[0]][0], where[place[1] - 1][1]
            return Evidence(term, field.value, sentence[start:end], sentence, start, end)
    return Evidence(term, field.value, term, term, 0, len(term))


@lru_cache(maxsize=2048)
def shown(text: str, is_title: bool) -> tuple[str, ...]:
    """The sentences a reader sees; then the whole text, in case a sentence is cut where a phrase goes on."""
    whole = display_title(text) if is_title else display(text)
    parts = () if is_title else sentences(whole)
    return tuple(dict.fromkeys((*parts, whole, " ".join(surfaces(text)))))


def _value(field: Field, number: int, paper: Paper) -> str:
    if field is Field.AUTHOR:
        return display_title(paper.authors[number])
    if field is Field.CATEGORY:
        return paper.categories[number]
    return (*paper.sources, paper.journal)[number]


def spans(found: Iterable[re.Match[str]]) -> list[tuple[int, int]]:
    """From which character to which (exclusive) each token of some surfaces stands."""
    spans: list[tuple[int, int]] = []
    for surface in found:
        at, written = surface.start(), surface[0]
        own = _token_spans(written) if len(written) <= LONGEST_KEPT else _token_spans.__wrapped__(written)
        spans += [(at + begin, at + end) for begin, end in own]
    return spans


@lru_cache(maxsize=1 << 15)
def _token_spans(surface: str) -> tuple[tuple[int, int], ...]:
    """A span for each token of a surface; all of the surface when its letters do not stand one to one."""
    count = len(fold(surface))
    left = len(surface) - len(surface.lstrip(_EDGES))
    whole = (left, max(left + 1, len(surface.rstrip(_EDGES))))
    if len(comparable(surface)) != len(surface):
        return (whole,) * count
    spans = [(p.start, p.end) for p in pieces(surface) for _ in spell_greek(p.word)]
    return (*spans, *[whole] * (count - len(spans)))
