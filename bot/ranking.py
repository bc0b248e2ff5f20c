"""How well a paper answers a radar: a score made of parts that can each be told to the reader."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.papers import Paper
from bot.radar import Evidence, Field, Match
from bot.radar.paths import paths
from bot.radar.reading import Reading

WINDOW = timedelta(days=7)
TITLE_WEIGHT = 2.5  # a word in the title counts as this many in the abstract (2 to 3 measured best)
SATURATION = 1.2  # BM25's k1 and b
LENGTH_SHARE = 0.75
USUAL_LENGTH = 180
SEVERAL_STEP, SEVERAL_MOST = 0.1, 0.3
AGE_COST = 0.2


class Grade(StrEnum):
    """How closely together the words of a query stand in a paper, best first."""

    TITLE = "in the title"
    AUTHOR = "an author you follow"
    TOGETHER = "together in the abstract"
    SCATTERED = "spread over the text"
    LABEL = "only by its category or source"


GRADE_FACTOR: Mapping[Grade, float] = {
    Grade.TITLE: 1.5,
    Grade.AUTHOR: 1.5,
    Grade.TOGETHER: 1.0,
    Grade.SCATTERED: 0.6,
    Grade.LABEL: 0.2,
}


@dataclass(frozen=True, slots=True)
class Score:
    """The parts of a score, for the query that fits best.

    ``words`` is BM25 over the words found (rare ones count more, the title counts more); ``grade`` says how they
    stand; ``several`` rewards further queries, a little and bounded; ``fresh`` falls with age inside the window.
    """

    query: str
    words: float
    grade: Grade
    several: float = 1.0
    fresh: float = 1.0

    @property
    def total(self) -> float:
        """The score: its parts multiplied."""
        return self.words * GRADE_FACTOR[self.grade] * self.several * self.fresh

    def __str__(self) -> str:
        parts = [f"words {self.words:.2f}", f"{self.grade} ×{GRADE_FACTOR[self.grade]:g}"]
        if self.several > 1:
            parts.append(f"several queries ×{self.several:.2f}")
        if self.fresh < 1:
            parts.append(f"age ×{self.fresh:.2f}")
        return f"{self.total:.2f} ({', '.join(parts)})"


@dataclass(frozen=True, slots=True)
class Rarity:
    """How rare each term is: in how many of ``read`` papers it was found."""

    read: int
    found_in: Mapping[tuple[str, str], int]

    @classmethod
    def of(cls, matched: Iterable[Sequence[Match]], read: int = 0) -> "Rarity":
        """Count the terms of all matched papers, out of ``read`` papers looked at."""
        found: Counter[tuple[str, str]] = Counter()
        papers = 0
        for matches in matched:
            papers += 1
            found.update({_term(evidence) for match in matches for evidence in match.evidence})
        return cls(max(read, papers), found)

    def weight(self, evidence: Evidence) -> float:
        """BM25's inverse document frequency of a term; never below nothing."""
        found_in = self.found_in.get(_term(evidence), 0)
        return math.log(1 + (self.read - found_in + 0.5) / (found_in + 0.5)) if found_in <= self.read else 0.0


def score(paper: Paper, matches: Sequence[Match], rarity: Rarity, now: datetime) -> Score:
    """The score of a paper: its best query, never a mean, with a bounded bonus for others."""
    reading = Reading(paper)
    best = max((_one(match, reading, rarity) for match in matches), key=lambda part: (part.total, part.query))
    several = 1 + min(SEVERAL_MOST, SEVERAL_STEP * (len({match.query for match in matches}) - 1))
    return Score(best.query, best.words, best.grade, several, freshness(paper, now))


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


def freshness(paper: Paper, now: datetime) -> float:
    """1 for a paper of today, ``1 - AGE_COST`` for one at the end of the window or older."""
    day = paper.announced_on or paper.first_seen_at.date()
    age = min(max((now.date() - day).days, 0), WINDOW.days)
    return 1 - AGE_COST * age / WINDOW.days


def _one(match: Match, reading: Reading, rarity: Rarity) -> Score:
    proofs = {_term(evidence): evidence for evidence in match.evidence}
    length = len(reading.abstract.tokens) or 1
    norm = SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE * length / USUAL_LENGTH)
    words = 0.0
    for evidence in proofs.values():
        often = _often(evidence, reading)
        words += rarity.weight(evidence) * often * (SATURATION + 1) / (often + norm)
    return Score(match.query, words, grade(match))


def _often(evidence: Evidence, reading: Reading) -> float:
    if evidence.field not in (Field.TITLE, Field.ABSTRACT):
        return 1.0
    spelt = paths(evidence.term)
    return max(1.0, TITLE_WEIGHT * reading.title.count(spelt) + reading.abstract.count(spelt))


def _term(evidence: Evidence) -> tuple[str, str]:
    """A term with the kind of field it is looked for in: title and abstract are one kind."""
    kind = "" if evidence.field in (Field.TITLE, Field.ABSTRACT) else evidence.field
    return evidence.term, kind
