"""Measures what thumbs teach: readers simulated from judged topics, beside two classic learners.

    python -m tests.bench.learning [seeds]

A reader is a topic with thirty papers or more, or a systematic review. Half of the papers are the past: in each round
the reader is shown the best five not yet seen and gives each an honest thumb. The other half is the future: the share
of relevant papers among its best ten is measured after 0, 5, 10 and 20 thumbs.
"""

import random
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from bot.learning import Labelled, Taste, Vector, train, vector
from bot.learning.vectors import dot, total
from bot.ranking import Bag, Corpus, bm25, stems
from tests.bench.relevance_sets import SEEN, Judged, Topic, cisi, cystic_fibrosis, reviews

ROUNDS = (0, 1, 2, 4)  # of five thumbs
FEWEST = 30
BARS = {"CF": (0.44, 0.58, 0.61, 0.64), "CISI": (0.38, 0.47, 0.50, 0.55)}
Rank = Callable[["Reader", Sequence[int], Sequence[int], Sequence[int]], Mapping[int, float]]


@dataclass(frozen=True, slots=True)
class Reader:
    """One topic as a reader: the vectors and query scores of all papers, and what is relevant."""

    vectors: Mapping[int, Vector]
    asked: Mapping[int, float]
    relevant: frozenset[int]

    def liked(self, seen: Sequence[int]) -> list[int]:
        return [one for one in seen if one in self.relevant]

    def disliked(self, seen: Sequence[int]) -> list[int]:
        return [one for one in seen if one not in self.relevant]


def ours(reader: Reader, past: Sequence[int], seen: Sequence[int], asked_for: Sequence[int]) -> Mapping[int, float]:
    known = set(seen)
    stream = [reader.vectors[one] for one in past if one not in known and reader.asked[one] > 0]
    up, down = ([Labelled(reader.vectors[one], SEEN) for one in part(seen)] for part in (reader.liked, reader.disliked))
    taste = train(up, down, stream, SEEN) if seen else Taste()
    return {one: reader.asked[one] * taste.factor(reader.vectors[one]) for one in asked_for}


def rocchio(reader: Reader, past: Sequence[int], seen: Sequence[int], asked_for: Sequence[int]) -> Mapping[int, float]:
    """The query, plus 0.75 of what was liked, less 0.15 of what was not."""
    up, down = reader.liked(seen), reader.disliked(seen)
    centre = total(
        [(0.75 / len(up), reader.vectors[one]) for one in up]
        + [(-0.15 / len(down), reader.vectors[one]) for one in down]
    )
    most = max(reader.asked.values()) or 1.0
    return {one: reader.asked[one] / most + dot(reader.vectors[one], centre) for one in asked_for}


def sanity(reader: Reader, past: Sequence[int], seen: Sequence[int], asked_for: Sequence[int]) -> Mapping[int, float]:
    """arxiv-sanity-lite's way: a linear support vector machine of the liked papers against all others."""
    up = set(reader.liked(seen))
    if not up:
        return {one: reader.asked[one] for one in asked_for}
    rest = [one for one in past if one not in up]
    heavy = {True: len(past) / (2 * len(up)), False: len(past) / (2 * max(len(rest), 1))}
    weights = support_vectors([(reader.vectors[one], one in up, 0.01 * heavy[one in up]) for one in past])
    return {one: dot(reader.vectors[one], weights) for one in asked_for}


def support_vectors(examples: Sequence[tuple[Vector, bool, float]], rounds: int = 60) -> Vector:
    """A linear machine with squared hinge loss (the library's default), by dual coordinate descent."""
    weights: dict[str, float] = {}
    constant, pulls = 0.0, [0.0] * len(examples)
    for turn in range(rounds):
        moved = 0.0
        for at, (one, is_liked, cost) in enumerate(examples):
            sign = 1.0 if is_liked else -1.0
            slope = sign * (dot(one, weights) + constant) - 1 + pulls[at] / (2 * cost)
            pull = max(0.0, pulls[at] - slope / (2.0 + 1 / (2 * cost)))
            step, pulls[at] = sign * (pull - pulls[at]), pull
            moved = max(moved, abs(step))
            if step:
                constant += step
                for word, value in one.items():
                    weights[word] = weights.get(word, 0.0) + step * value
        if moved < 1e-5 and turn:
            break
    return weights


def best(scores: Mapping[int, float], most: int) -> list[int]:
    return sorted(scores, key=lambda one: (-scores[one], one))[:most]


def simulate(reader: Reader, rank: Rank, seed: int) -> list[float]:
    """P@10 on the future half after each measured round."""
    order = sorted(reader.vectors)
    random.Random(seed).shuffle(order)
    past, future = order[: len(order) // 2], order[len(order) // 2 :]
    seen: list[int] = []
    measured = []
    for turn in range(max(ROUNDS) + 1):
        if turn in ROUNDS:
            measured.append(fmean(one in reader.relevant for one in best(rank(reader, past, seen, future), 10)))
        known = set(seen)
        seen += best(rank(reader, past, seen, [one for one in past if one not in known]), 5)
    return measured


def readers(judged: Judged) -> list[Reader]:
    bags = {number: Bag.of(one) for number, one in judged.papers.items()}
    corpus = Corpus.of(bags.values())
    vectors = {number: vector(bag, corpus) for number, bag in bags.items()}
    topics = judged.topics if len(judged.topics) == 1 else [t for t in judged.topics if len(t.relevant) >= FEWEST]
    return [Reader(vectors, _asked(topic, bags, corpus), frozenset(topic.relevant)) for topic in topics]


def _asked(topic: Topic, bags: Mapping[int, Bag], corpus: Corpus) -> Mapping[int, float]:
    words = Counter(stems(topic.text))
    return {number: bm25(words, bag, corpus) for number, bag in bags.items()}


def measured(name: str, rank: Rank, crowd: Sequence[Reader], seeds: int) -> list[float]:
    rows = [simulate(reader, rank, seed) for reader in crowd for seed in range(seeds)]
    figures = [fmean(row[at] for row in rows) for at in range(len(ROUNDS))]
    print(f"  {name:26}" + "".join(f"{figure:7.3f}" for figure in figures), flush=True)
    return figures


def verdict(promise: str, holds: bool) -> None:
    print(f"  {'pass' if holds else 'FAIL'}: {promise}")


def main(seeds: int = 3) -> None:
    ways: Mapping[str, Rank] = {"Rocchio": rocchio, "arxiv-sanity-lite's SVM": sanity, "ours": ours}
    every: dict[str, dict[str, list[float]]] = {}
    for judged in (cystic_fibrosis(), cisi(), *reviews()):
        crowd = readers(judged)
        print(f"{judged.name}: {len(crowd)} readers, P@10 after 0, 5, 10, 20 thumbs, {seeds} seeds")
        every[judged.name] = {name: measured(name, way, crowd, seeds) for name, way in ways.items()}
        mine = every[judged.name]["ours"]
        for figure, bar in zip(mine, BARS.get(judged.name, ()), strict=False):
            verdict(f"{figure:.3f} is at least {bar}", figure >= bar)
        verdict("20 thumbs never make it worse than 0.95 of none", mine[-1] >= 0.95 * mine[0])
    print("mean of the reviews")
    pooled = {
        name: [fmean(sets[name][at] for key, sets in every.items() if key not in BARS) for at in range(len(ROUNDS))]
        for name in ways
    }
    for name, figures in pooled.items():
        print(f"  {name:26}" + "".join(f"{figure:7.3f}" for figure in figures))
    verdict("ahead of the SVM", fmean(pooled["ours"][1:]) > fmean(pooled["arxiv-sanity-lite's SVM"][1:]))


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:2]))
