"""The query language of a radar, and the matcher that says why."""

from bot.radar.advice import advise
from bot.radar.aliases import Alias, Aliases
from bot.radar.errors import QueryError
from bot.radar.expression import Field, Term
from bot.radar.index import Index
from bot.radar.language import Query, can_be_typed, parse, readable, split
from bot.radar.match import Evidence, Match
from bot.radar.nearby import matches, near_miss
from bot.radar.reading import Reading

__all__ = [
    "Alias",
    "Aliases",
    "Evidence",
    "Field",
    "Index",
    "Match",
    "Query",
    "QueryError",
    "Reading",
    "Term",
    "advise",
    "can_be_typed",
    "matches",
    "near_miss",
    "parse",
    "readable",
    "split",
]
