"""Papers as vectors of stems: rare stems weigh more than common ones, and every paper weighs the same."""

import math
from collections.abc import Mapping
from typing import TypeAlias

from bot.ranking import Bag, Corpus

Vector: TypeAlias = Mapping[str, float]

_REPETITION = 0.5  # a repeated stem gains, but each time less
_RARITY = 0.75  # likeness multiplies two vectors: with its full rarity in both, one odd stem would decide alone


def vector(bag: Bag, corpus: Corpus) -> Vector:
    """The tf-idf of a paper's stems, of length one; a paper without words is the empty vector."""
    raw = {word: weight**_REPETITION * corpus.rarity(word) ** _RARITY for word, weight in bag.weights.items()}
    length = math.sqrt(math.fsum(value * value for value in raw.values()))
    return {word: value / length for word, value in raw.items()} if length else {}


def dot(one: Vector, other: Vector) -> float:
    """How much two vectors have in common."""
    if len(one) > len(other):
        one, other = other, one
    return math.fsum(value * other[word] for word, value in one.items() if word in other)


def total(parts: "list[tuple[float, Vector]]") -> dict[str, float]:
    """The sum of vectors, each times its weight."""
    summed: dict[str, float] = {}
    for weight, part in parts:
        for word, value in part.items():
            summed[word] = summed.get(word, 0.0) + weight * value
    return summed
