"""Fits a logistic regression to weighted examples, in plain Python and without chance."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from bot.learning.vectors import Vector, dot

ROUNDS = 12
STRICTNESS = 1.0  # how much the examples count against keeping all weights small
_CONSTANT = 1.0  # the vector's part that is the same for every paper
_EDGE = 1e-9


@dataclass(frozen=True, slots=True)
class Example:
    """One paper with what was said of it, and how much that counts."""

    vector: Vector
    is_liked: bool
    weight: float


def fit(examples: Sequence[Example]) -> Vector:
    """The weights of a logistic regression, by dual coordinate ascent: the same examples give the same weights."""
    weights: dict[str, float] = {}
    constant = 0.0
    sizes = [dot(one.vector, one.vector) + _CONSTANT for one in examples]
    pulls = [0.0] * len(examples)
    for _ in range(ROUNDS):
        for at, (one, size) in enumerate(zip(examples, sizes, strict=True)):
            sign = 1.0 if one.is_liked else -1.0
            margin = sign * (dot(one.vector, weights) + constant)
            pull = _pull(pulls[at], margin, size, STRICTNESS * one.weight)
            step = sign * (pull - pulls[at])
            pulls[at] = pull
            constant += step
            for word, value in one.vector.items():
                weights[word] = weights.get(word, 0.0) + step * value
    return weights


def _pull(before: float, margin: float, size: float, most: float) -> float:
    """How hard an example pulls once the others are given: the root of a rising function, by safe Newton steps."""
    if most <= 0:
        return 0.0
    low, high = 0.0, most
    pull = min(max(before, most * _EDGE), most * (1 - _EDGE)) if before else most / 2
    for _ in range(20):
        slope = margin + size * (pull - before) + math.log(pull / (most - pull))
        if slope > 0:
            high = pull
        else:
            low = pull
        step = slope / (size + most / (pull * (most - pull)))
        if abs(step) < 1e-6 * most:
            break
        pull -= step
        if not low < pull < high:
            pull = (low + high) / 2
    return pull
