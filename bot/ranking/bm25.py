"""BM25 over stems: rare words count more than common ones, and each repetition helps less than the one before."""

from collections.abc import Mapping

from bot.ranking.bags import Bag, Corpus

SATURATION = 1.2  # BM25's k1 and b
LENGTH_SHARE = 0.75


def bm25(asked: Mapping[str, float], bag: Bag, corpus: Corpus) -> float:
    """How much a paper says of what is asked; ``asked`` gives each stem with how often it is asked for."""
    weights = bag.weights
    norm = SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE * bag.length / corpus.usual_length)
    return sum(
        times * corpus.rarity(word) * weights[word] * (SATURATION + 1) / (weights[word] + norm)
        for word, times in asked.items()
        if word in weights
    )
