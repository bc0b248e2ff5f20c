"""A paper as the ranking reads it: how much each stem weighs in it, the title more than the abstract."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.papers import Paper
from bot.radar import Reading
from bot.radar.checks import STOP_WORDS
from bot.radar.words import Words
from bot.ranking.stems import stem

TITLE_WEIGHT = 2.5  # a word in the title counts as this many in the abstract (2 to 3 measured best)


@dataclass(frozen=True, slots=True)
class Bag:
    """The stems of one paper: each with its weight, and the length they make up together."""

    weights: Mapping[str, float]
    length: float

    @classmethod
    def of(cls, paper: Paper | Reading) -> "Bag":
        """The bag of a paper; one that is read already is not folded again."""
        reading = paper if isinstance(paper, Reading) else Reading(paper)
        weights: dict[str, float] = dict.fromkeys(title := stems(reading.title), 0.0)
        for word in title:
            weights[word] += TITLE_WEIGHT
        for word in stems(reading.abstract):
            weights[word] = weights.get(word, 0.0) + 1.0
        return cls(weights, sum(weights.values()))


def stems(text: str | Words) -> Sequence[str]:
    """The stems of a text's telling words, in order."""
    tokens = (Words(text) if isinstance(text, str) else text).tokens
    return [stem(token) for token in tokens if token.isprintable() and token not in STOP_WORDS]


@dataclass(frozen=True, slots=True)
class Corpus:
    """What is usual among the papers read: in how many of them each stem stands, and how long they are."""

    papers: int
    found_in: Mapping[str, int]
    usual_length: float

    @classmethod
    def of(cls, bags: Iterable[Bag], read: int = 0) -> "Corpus":
        """Count over all bags; ``read`` is how many papers were looked at when only some are given."""
        found_in: Counter[str] = Counter()
        papers, length = 0, 0.0
        for bag in bags:
            papers += 1
            length += bag.length
            found_in.update(bag.weights.keys())
        return cls(max(papers, read), found_in, length / papers if papers else 1.0)

    def rarity(self, word: str) -> float:
        """BM25's inverse document frequency of a stem, always above nothing."""
        found_in = self.found_in.get(word, 0)
        return math.log(1 + (self.papers - found_in + 0.5) / (found_in + 0.5))
