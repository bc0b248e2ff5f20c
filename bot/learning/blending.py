"""Joins what the queries say of a paper and what the reader's taste says of it."""

import math

PRIOR = 3.0  # with as many likes as this, the taste has half its say
PULL = 0.6
FURTHEST = 6.0  # no paper stands out from the stream by more spreads than this


def trust(likes: float) -> float:
    """How much the taste is trusted after so many likes: nothing at first, half after three, nearly all after many."""
    return likes / (PRIOR + likes) if likes > 0 else 0.0


def blend(query_score: float, taste: float, likes: float) -> float:
    """A score of the queries, raised or lowered by a taste; without likes it stays as it is.

    It multiplies, so what the queries do not find at all is never lifted into a digest.
    """
    within = min(max(taste, -FURTHEST), FURTHEST)
    return query_score * math.exp(PULL * trust(likes) * within)
