"""How closely together the words of a query stand in a paper."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Protocol

from bot.radar import Field, Match

TEXTS = (Field.TITLE.value, Field.ABSTRACT.value)
_AUTHOR = Field.AUTHOR.value


class Place(Protocol):
    """Where a term was found, be it as evidence or as a mere sighting."""

    @property
    def term(self) -> str:
        """The term."""

    @property
    def field(self) -> str:
        """The field it was found in."""

    @property
    def words(self) -> str:
        """The words as the paper writes them."""

    @property
    def sentence(self) -> str:
        """The sentence they stand in."""


class Grade(StrEnum):
    """How closely together the words of a query stand in a paper, best first."""

    TITLE = "in the title"
    AUTHOR = "an author you follow"
    TOGETHER = "together in the abstract"
    SCATTERED = "spread over the text"
    LABEL = "only by its category or source"

    @property
    def is_strong(self) -> bool:
        """Whether the query is what the paper is plainly about."""
        return self in (Grade.TITLE, Grade.AUTHOR)


GRADE_FACTOR: Mapping[Grade, float] = {
    Grade.TITLE: 1.5,
    Grade.AUTHOR: 1.5,
    Grade.TOGETHER: 1.0,
    Grade.SCATTERED: 0.6,
    Grade.LABEL: 0.2,
}


def grade(match: Match) -> Grade:
    """How the words of one query stand in a paper, by its evidence."""
    return grade_of(match.evidence)


def grade_of(places: Sequence[Place]) -> Grade:
    """How the words of one query stand in a paper, by the places they were found in."""
    texts = [place for place in places if place.field in TEXTS]
    if len(texts) < len(places) and any(place.field == _AUTHOR for place in places):
        return Grade.AUTHOR
    if not texts:
        return Grade.LABEL
    terms = {place.term for place in texts}
    titled = {place.term for place in texts if place.field == TEXTS[0]}
    if 2 * len(titled) >= len(terms):
        return Grade.TITLE
    sentences = {place.sentence for place in texts if place.field == TEXTS[1]}
    return Grade.TOGETHER if len(sentences) == 1 and not titled else Grade.SCATTERED
