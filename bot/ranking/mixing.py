"""Half the words, half the meaning: one order out of two kinds of scores."""

from collections.abc import Sequence

HALF = 0.5  # shares from 0.3 to 0.7 measured within two points of each other


def mix(keyword_scores: Sequence[float], similarities: Sequence[float | None]) -> list[float]:
    """Both kinds of scores brought to 0…1 and averaged, in the order given.

    Where a similarity is not known, the keyword score stands for both, so that nothing sinks for being unread.
    """
    words = _stretched(keyword_scores)
    meaning = iter(_stretched([value for value in similarities if value is not None]))
    return [
        word if similarity is None else (1 - HALF) * word + HALF * next(meaning)
        for word, similarity in zip(words, similarities, strict=True)
    ]


def _stretched(scores: Sequence[float]) -> list[float]:
    """From 0, the lowest, to 1, the highest; when all are equal they say nothing and stand in the middle."""
    low, high = min(scores, default=0.0), max(scores, default=0.0)
    if high <= low:
        return [0.5] * len(scores)
    return [(score - low) / (high - low) for score in scores]
