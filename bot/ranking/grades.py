"""How closely together the words of a query stand in a paper."""

from collections.abc import Mapping
from enum import StrEnum

from bot.radar import Field, Match


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
    texts = [evidence for evidence in match.evidence if evidence.field in (Field.TITLE, Field.ABSTRACT)]
    if any(evidence.field == Field.AUTHOR for evidence in match.evidence):
        return Grade.AUTHOR
    if not texts:
        return Grade.LABEL
    terms = {evidence.term for evidence in texts}
    titled = {evidence.term for evidence in texts if evidence.field == Field.TITLE}
    if 2 * len(titled) >= len(terms):
        return Grade.TITLE
    sentences = {evidence.sentence for evidence in texts if evidence.field == Field.ABSTRACT}
    return Grade.TOGETHER if len(sentences) == 1 and not titled else Grade.SCATTERED
