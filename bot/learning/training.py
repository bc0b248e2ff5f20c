"""Learns a taste from thumbs: what was liked, what was not, and what merely came by."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import fmean, pstdev

from bot.learning.fitting import Example, fit
from bot.learning.taste import KEPT, Taste
from bot.learning.vectors import Vector, dot, total

HALF_LIFE = timedelta(days=120)  # interests move over months: a thumb then counts half
STREAM = 50  # papers that came by, enough to tell what is usual
STREAM_WEIGHT = 0.1  # not chosen is not disliked
DISLIKE_WEIGHT = 0.5  # a dismissed paper is often near what is wanted
LIKENESS = 1.0  # plain likeness to what was liked counts as much as what tells it from the rest
MOST_THUMBS = 300
OUTERMOST = 40  # spreads: with a stream that has nothing of what was liked, a spread would be next to nothing


@dataclass(frozen=True, slots=True)
class Labelled:
    """A paper with a thumb, as its vector, and when the thumb was given."""

    vector: Vector
    at: datetime

    def strength(self, now: datetime) -> float:
        """How much the thumb still counts."""
        return math.pow(0.5, max((now - self.at) / HALF_LIFE, 0.0))


def train(
    liked: Sequence[Labelled], disliked: Sequence[Labelled], unlabelled: Sequence[Vector], now: datetime
) -> Taste:
    """The taste that the thumbs teach; ``unlabelled`` are papers of the reader's own stream that got none.

    Likes alone are enough. Without any, dislikes only push away what is like them, and gently.
    """
    up, down = _latest(liked), _latest(disliked)
    usual = _evenly(unlabelled, STREAM)
    likes = math.fsum(one.strength(now) for one in up)
    shunned = math.fsum(one.strength(now) for one in down)
    if not up and not down:
        return Taste()
    scale = _Scale(usual or [{}], [one.vector for one in (*up, *down)])
    if up:
        fitted = fit(_examples(up, down, usual, now))
        parts = [(1.0, fitted), (LIKENESS, total([(one.strength(now) / likes, one.vector) for one in up]))]
    else:
        parts = [(1.0, total([(-one.strength(now) / shunned, one.vector) for one in down]))]
    weights = total([(share / (scale.spread(part) or 1.0), part) for share, part in parts])
    kept = dict(sorted(weights.items(), key=lambda pair: (-abs(pair[1]), pair[0]))[:KEPT])
    return Taste(kept, scale.middle(kept), scale.spread(kept), likes if up else shunned * DISLIKE_WEIGHT)


@dataclass(frozen=True, slots=True)
class _Scale:
    """What is usual in a reader's stream, and how far from it papers stand."""

    usual: Sequence[Vector]
    thumbed: Sequence[Vector]

    def middle(self, weights: Vector) -> float:
        """How the usual papers fare."""
        return fmean(dot(vector, weights) for vector in self.usual)

    def spread(self, weights: Vector) -> float:
        """How far apart the usual papers stand; not so little that those with thumbs stand endlessly far out."""
        middle = self.middle(weights)
        usual = pstdev((dot(vector, weights) for vector in self.usual), middle)
        furthest = max((abs(dot(vector, weights) - middle) for vector in self.thumbed), default=0.0)
        return max(usual, furthest / OUTERMOST)


def _examples(
    up: Sequence[Labelled], down: Sequence[Labelled], usual: Sequence[Vector], now: datetime
) -> list[Example]:
    return [
        *(Example(one.vector, True, one.strength(now)) for one in up),
        *(Example(one.vector, False, one.strength(now) * DISLIKE_WEIGHT) for one in down),
        *(Example(vector, False, STREAM_WEIGHT) for vector in usual),
    ]


def _latest(thumbs: Sequence[Labelled]) -> list[Labelled]:
    """The newest thumbs: older ones count little, and a long history must not make every refit slow."""
    return sorted(thumbs, key=lambda one: one.at)[-MOST_THUMBS:]


def _evenly(vectors: Sequence[Vector], most: int) -> list[Vector]:
    """So many of the vectors at even distances, the same ones every time."""
    if len(vectors) <= most:
        return list(vectors)
    return [vectors[at * len(vectors) // most] for at in range(most)]
