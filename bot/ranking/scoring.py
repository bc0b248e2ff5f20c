"""The score of a paper for one radar: parts that are multiplied, and that can each be told to the reader."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from bot.papers import Paper
from bot.radar import Field, Match
from bot.ranking.bags import Bag, Corpus, stems
from bot.ranking.bm25 import bm25
from bot.ranking.grades import GRADE_FACTOR, TEXTS, Grade, Place, grade, grade_of

WINDOW = timedelta(days=7)
SEVERAL_STEP, SEVERAL_MOST = 0.1, 0.3
AGE_COST = 0.2
POPULAR_STEP, POPULAR_MOST = 0.05, 0.15  # for each tenfold of votes


@dataclass(frozen=True, slots=True)
class Score:
    """The parts of a score, for the query that fits best.

    ``words`` is BM25 over the stems found (rare ones count more, the title counts more); ``grade`` says how they
    stand; ``several`` rewards further queries and ``popular`` other readers' votes, both a little and bounded;
    ``fresh`` falls with age inside the window; ``liked`` is what the reader's thumbs make of it, with the ``reasons``.
    """

    query: str
    words: float
    grade: Grade
    several: float = 1.0
    fresh: float = 1.0
    popular: float = 1.0
    liked: float = 1.0
    reasons: tuple[str, ...] = ()

    @property
    def asked(self) -> float:
        """The score without what was learned: its parts multiplied."""
        return self.words * GRADE_FACTOR[self.grade] * self.several * self.fresh * self.popular

    @property
    def total(self) -> float:
        """The score: its parts multiplied."""
        return self.asked * self.liked

    def __str__(self) -> str:
        parts = [f"words {self.words:.2f}", f"{self.grade} ×{GRADE_FACTOR[self.grade]:g}"]
        told: Mapping[str, float] = {
            "several queries": self.several,
            "age": self.fresh,
            "votes of other readers": self.popular,
            self._taste(): self.liked,
        }
        parts += [f"{name} ×{factor:.2f}" for name, factor in told.items() if round(factor, 2) != 1]
        return f"{self.total:.2f} ({', '.join(parts)})"

    def _taste(self) -> str:
        near = f" ({', '.join(self.reasons)})" if self.reasons else ""
        return f"like what you liked{near}" if self.liked > 1 else "unlike what you liked"


def score(paper: Paper, matches: Sequence[Match], corpus: Corpus, now: datetime, bag: Bag | None = None) -> Score:
    """The score of a paper: its best query, never a mean, with a bounded bonus for others."""
    own = bag or Bag.of(paper)
    best = max((one(match, own, corpus) for match in matches), key=lambda part: (part.asked, part.query))
    count = len({match.query for match in matches})
    return Score(best.query, best.words, best.grade, several(count), freshness(paper, now), popular(paper))


def one(match: Match, bag: Bag, corpus: Corpus) -> Score:
    """What one query says of a paper: its words and how they stand."""
    return Score(match.query, words(match.evidence, bag, corpus), grade(match))


def asked(places: Sequence[Place], bag: Bag, corpus: Corpus) -> float:
    """What ``one`` says of the same places, as a mere number."""
    return words(places, bag, corpus) * GRADE_FACTOR[grade_of(places)]


def words(places: Sequence[Place], bag: Bag, corpus: Corpus) -> float:
    """How much the paper says of what a query found: BM25 of the words; a name counts as a very rare word.

    The words are taken as the paper writes them, so that a beginning such as ``immun*`` and a long form that stands
    for its acronym count like any other.
    """
    found = {stem for place in places if place.field in TEXTS for stem in _stems(place.words)}
    others = [place for place in places if place.field not in TEXTS]
    names = {place.term for place in others if place.field == Field.AUTHOR}
    labels = {place.term for place in others if place.field != Field.AUTHOR}
    spoken = bm25(dict.fromkeys(sorted(found), 1.0), bag, corpus)
    return (spoken + len(names) * corpus.rarity("") + len(labels)) or 1.0


def several(queries: int) -> float:
    """The bonus for being found by more than one query."""
    return 1 + min(SEVERAL_MOST, SEVERAL_STEP * (queries - 1))


def freshness(paper: Paper, now: datetime) -> float:
    """1 for a paper of today, ``1 - AGE_COST`` for one at the end of the window or older."""
    day = paper.announced_on or paper.first_seen_at.date()
    age = min(max((now.date() - day).days, 0), WINDOW.days)
    return 1 - AGE_COST * age / WINDOW.days


def popular(paper: Paper) -> float:
    """A small bonus for votes of other readers: 5 % for ten, 15 % at most."""
    return 1 + min(POPULAR_MOST, POPULAR_STEP * math.log10(1 + max(paper.popularity, 0)))


@lru_cache(maxsize=1 << 14)
def _stems(found: str) -> tuple[str, ...]:
    """The stems of words that were found; many papers write the same."""
    return tuple(stems(found))
