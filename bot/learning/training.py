"""Learns a taste from thumbs: what was liked, what was not, and what merely came by."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import fmean, pstdev

from bot.learning.taste import KEPT, Taste
from bot.learning.vectors import Vector, dot, total

HALF_LIFE = timedelta(days=120)  # interests move over months: a thumb then counts half
STREAM = 50  # papers that came by, enough to tell what is usual
# A dismissed paper was found by the reader's own lines, so it is near what is wanted: the first few dismissals tell
# more of what the likes share with them than of what is unwanted. After this many they count half as much as likes.
DISLIKE_PRIOR = 10.0
ALONE_WEIGHT = 0.1  # without any like, what is wanted is not known: ten dislikes then have the say of one like
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

    A paper is liked as far as it is more like the middle of what was liked than the stream usually is, and less like
    the middle of what was not. Likes alone are enough. Without any, dislikes only push away what is like them, and
    gently.
    """
    up, likes = _middle(_latest(liked), now)
    down, dislikes = _middle(_latest(disliked), now)
    if not up and not down:
        return Taste()
    stream = _evenly(unlabelled, STREAM)
    weights = _for_and_against(up, down, dislikes, stream)
    kept = dict(sorted(weights.items(), key=lambda pair: (-abs(pair[1]), pair[0]))[:KEPT])
    usual = [dot(vector, kept) for vector in stream] or [0.0]
    thumbed = [dot(one.vector, kept) for one in (*_latest(liked), *_latest(disliked))]
    return Taste(kept, fmean(usual), _spread(usual, thumbed), likes if up else dislikes * ALONE_WEIGHT)


def _for_and_against(up: Vector, down: Vector, dislikes: float, stream: Sequence[Vector]) -> Vector:
    """What speaks for a paper: likeness to what was liked, less a share of likeness to what was not.

    Without likes, what the disliked papers share with the whole stream is no reason to turn away from it.
    """
    if up:
        return total([(1.0, up), (-dislikes / (DISLIKE_PRIOR + dislikes), down)])
    return total([(-1.0, down), *((1 / len(stream), vector) for vector in stream)])


def _middle(thumbs: Sequence[Labelled], now: datetime) -> tuple[Vector, float]:
    """The middle of papers, later thumbs counting more, and how much was said in all."""
    said = math.fsum(one.strength(now) for one in thumbs)
    return (total([(one.strength(now) / said, one.vector) for one in thumbs]) if said else {}), said


def _spread(usual: Sequence[float], thumbed: Sequence[float]) -> float:
    """How far apart the usual papers stand; not so little that those with thumbs stand endlessly far out."""
    middle = fmean(usual)
    furthest = max((abs(one - middle) for one in thumbed), default=0.0)
    return max(pstdev(usual, middle), furthest / OUTERMOST)


def _latest(thumbs: Sequence[Labelled]) -> list[Labelled]:
    """The newest thumbs: older ones count little, and a long history must not make every refit slow."""
    return sorted(thumbs, key=lambda one: one.at)[-MOST_THUMBS:]


def _evenly(vectors: Sequence[Vector], most: int) -> list[Vector]:
    """So many of the vectors at even distances, the same ones every time."""
    if len(vectors) <= most:
        return list(vectors)
    return [vectors[at * len(vectors) // most] for at in range(most)]
