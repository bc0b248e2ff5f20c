"""How well a paper answers a radar: a score made of parts that can each be told to the reader."""

from bot.ranking.bags import Bag, Corpus, stems
from bot.ranking.bm25 import bm25
from bot.ranking.grades import GRADE_FACTOR, Grade, Place, grade
from bot.ranking.scoring import POPULAR_MOST, SEVERAL_MOST, Score, asked, freshness, one, popular, score, several

__all__ = [
    "GRADE_FACTOR",
    "POPULAR_MOST",
    "SEVERAL_MOST",
    "Bag",
    "Corpus",
    "Grade",
    "Place",
    "Score",
    "asked",
    "bm25",
    "freshness",
    "grade",
    "one",
    "popular",
    "score",
    "several",
    "stems",
]
