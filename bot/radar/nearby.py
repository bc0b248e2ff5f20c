"""Near misses: papers a query would find, but for one word inside a phrase."""

from bot.papers import Paper
from bot.radar.evidence import quote
from bot.radar.expression import Field, Term, holds
from bot.radar.index import Index
from bot.radar.language import Query
from bot.radar.match import Evidence, Match
from bot.radar.paths import paths
from bot.radar.reading import TEXT_FIELDS, Reading


def matches(query: Query, paper: Paper | Reading) -> Match | None:
    """Why one query holds for a paper, or nothing when it does not; for many papers keep an ``Index``."""
    index = Index()
    index.add(0, query)
    return index.match(paper).get(0)


def near_miss(query: Query, paper: Paper | Reading) -> Evidence | None:
    """The place where a phrase stands with one word too many, if the query would hold but for that word."""
    reading = paper if isinstance(paper, Reading) else Reading(paper)
    near = {term: place for term in query.terms if (place := _nearly(term, reading)) is not None}
    if not near or holds(query.expression, reading.has):
        return None
    if not holds(query.expression, lambda term: term in near or reading.has(term)):
        return None
    term, (field, number) = next(iter(near.items()))
    return quote(term.text, field, paths(term.text)[number], reading.paper, gaps=1)


def _nearly(term: Term, reading: Reading) -> tuple[Field, int] | None:
    if term.field is not None and not term.field.is_text:
        return None
    for field in TEXT_FIELDS if term.field is None else (term.field,):
        for number, path in enumerate(paths(term.text)):
            if len(path) > 1 and reading.text(field).find(path, gaps=1):
                return field, number
    return None
