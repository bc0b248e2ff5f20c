"""A reader's taste: which stems speak for a paper and which against it. It can be looked at, stored and forgotten."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.learning.blending import blend
from bot.learning.vectors import Vector, dot

KEPT = 500  # stems that are stored: the rest weigh next to nothing


@dataclass(frozen=True, slots=True)
class Taste:
    """What was learned from the thumbs of one reader; an empty one changes nothing.

    ``weights`` says for each stem how much it speaks for a paper. ``middle`` and ``spread`` are how the papers of the
    reader's own stream fare under them: a paper is liked as far as it stands out from these. ``likes`` is how much was
    heard, old thumbs counting less.
    """

    weights: Vector = field(default_factory=dict)
    middle: float = 0.0
    spread: float = 0.0
    likes: float = 0.0

    def of(self, vector: Vector) -> float:
        """How far a paper stands out from the reader's stream: above nothing when it is like what was liked."""
        return (dot(vector, self.weights) - self.middle) / self.spread if self.spread > 0 else 0.0

    def factor(self, vector: Vector) -> float:
        """What the score of a paper is multiplied by."""
        return blend(1.0, self.of(vector), self.likes)

    def terms(self, most: int = 10) -> tuple[tuple[str, float], ...]:
        """The stems that count most, for (above nothing) or against, strongest first."""
        ordered = sorted(self.weights.items(), key=lambda pair: (-abs(pair[1]), pair[0]))
        return tuple(ordered[:most])

    def reasons(self, vector: Vector, most: int = 3) -> tuple[str, ...]:
        """The stems of one paper for which the taste likes it, strongest first."""
        found = {word: value * self.weights[word] for word, value in vector.items() if word in self.weights}
        ordered = sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
        return tuple(word for word, worth in ordered[:most] if worth > 0)

    def to_json(self) -> Mapping[str, Any]:
        """The taste as plain data: only the stems that count most."""
        return {
            "weights": {word: round(weight, 5) for word, weight in self.terms(KEPT)},
            "middle": round(self.middle, 6),
            "spread": round(self.spread, 6),
            "likes": round(self.likes, 3),
        }

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> "Taste":
        """The taste that was stored."""
        weights = {str(word): float(weight) for word, weight in plain["weights"].items()}
        return cls(weights, float(plain["middle"]), float(plain["spread"]), float(plain["likes"]))
