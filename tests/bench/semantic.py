"""What closeness in meaning adds to the order of papers: judged sets, ordered by words alone and half by meaning.

    python -m tests.bench.semantic <folder of all-MiniLM-L6-v2> [texts a set, 1500 by default]

Meaning only reorders the first papers that the words found, as in the product. Vectors are kept in the temporary
folder, so that a second run with more texts goes on where the first one ended.
"""

import math
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import numpy as np

from bot.ranking import Bag, Corpus, bm25, stems
from bot.ranking.mixing import mix
from bot.semantic.meanings import text_of
from bot.semantic.model import Model
from bot.semantic.weights import Floats
from tests.bench.relevance_sets import Judged, Topic, cisi, cystic_fibrosis, scifact

DEPTH = 50
TEXTS = 1500
AT_ONCE = 100
LEAST_MEAN, LEAST_EACH = 1.07, 1.03
LEAST_TOPICS = 30  # with four topics, random weights pass


class Vectors:
    """Vectors by text, kept in a file between runs."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.file = Path(tempfile.gettempdir()) / f"radar-bench-vectors-{model.sha256[:12]}.npz"
        self.kept: dict[str, Floats] = {}
        if self.file.exists():
            with np.load(self.file, allow_pickle=False) as kept:
                self.kept = dict(zip(kept["keys"].tolist(), kept["vectors"], strict=True))

    def learn(self, texts: Iterable[str]) -> None:
        new = [text for text in dict.fromkeys(texts) if self._key(text) not in self.kept]
        for start in range(0, len(new), AT_ONCE):
            some = new[start : start + AT_ONCE]
            self.kept |= zip(map(self._key, some), self.model.embed(some), strict=True)
            print(f"\r{start + len(some)} of {len(new)} texts read", end="", file=sys.stderr)
        if new:
            print(file=sys.stderr)
            np.savez(self.file, keys=np.array(list(self.kept)), vectors=np.stack(list(self.kept.values())))

    def of(self, text: str) -> Floats:
        return self.kept[self._key(text)]

    @staticmethod
    def _key(text: str) -> str:
        return sha256(text.encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Found:
    """A topic with the papers its words found, best first."""

    topic: Topic
    scores: Mapping[int, float]


def by_words(judged: Judged) -> Iterator[Found]:
    bags = {number: Bag.of(paper) for number, paper in judged.papers.items()}
    corpus = Corpus.of(bags.values())
    for topic in judged.topics:
        asked: dict[str, float] = {}
        for word in stems(topic.text):
            asked[word] = asked.get(word, 0.0) + 1.0
        scores = {number: bm25(asked, bag, corpus) for number, bag in bags.items()}
        best = sorted((number for number in scores if scores[number] > 0), key=lambda n: (-scores[n], n))
        yield Found(topic, {number: scores[number] for number in best})


def within(found: Iterable[Found], most: int) -> list[Found]:
    """As many topics as can be reordered by reading ``most`` papers."""
    read: set[int] = set()
    taken: list[Found] = []
    for one in found:
        more = read | set(list(one.scores)[:DEPTH])
        if len(more) > most:
            break
        read = more
        taken.append(one)
    return taken


def reordered(found: Found, near: Callable[[int], float]) -> list[int]:
    order = list(found.scores)
    first = order[:DEPTH]
    mixed = dict(zip(first, mix([found.scores[n] for n in first], [near(n) for n in first]), strict=True))
    return [*sorted(first, key=lambda n: (-mixed[n], n)), *order[DEPTH:]]


def ndcg(order: Sequence[int], relevant: Mapping[int, int]) -> float:
    gained = sum(relevant.get(number, 0) / math.log2(rank + 1) for rank, number in enumerate(order[:10], 1))
    best = sorted(relevant.values(), reverse=True)[:10]
    ideal = sum(gain / math.log2(rank + 1) for rank, gain in enumerate(best, 1))
    return gained / ideal if ideal else 0.0


def precision(order: Sequence[int], relevant: Mapping[int, int]) -> float:
    """Average precision over all that is relevant."""
    wanted = {number for number, gain in relevant.items() if gain > 0}
    hits, total = 0, 0.0
    for rank, number in enumerate(order, 1):
        if number in wanted:
            hits += 1
            total += hits / rank
    return total / len(wanted) if wanted else 0.0


def verdict(gain: float, least: float, topics: int) -> str:
    if topics < LEAST_TOPICS:
        return "too few topics to tell: read more texts"
    return f"{'pass' if gain >= least else 'FAIL'} (>= {least})"


def measure(judged: Judged, vectors: Vectors, most: int) -> tuple[float, int]:
    """Print one row; how much better the first ten are for the meaning, and over how many topics."""
    found = within(by_words(judged), most)
    first = {number for one in found for number in list(one.scores)[:DEPTH]}
    vectors.learn([*(one.topic.text for one in found), *(text_of(judged.papers[number]) for number in sorted(first))])
    orders: dict[str, list[list[int]]] = {"words": [list(one.scores) for one in found], "mix": []}
    for one in found:
        asked = vectors.of(one.topic.text)
        near = {n: float(vectors.of(text_of(judged.papers[n])) @ asked) for n in list(one.scores)[:DEPTH]}
        orders["mix"].append(reordered(one, near.__getitem__))
    figures: list[float] = []
    for kind in ("words", "mix"):
        for measured in (ndcg, precision):
            pairs = zip(orders[kind], found, strict=True)
            figures.append(sum(measured(order, one.topic.relevant) for order, one in pairs) / len(found))
    gain = figures[2] / figures[0]
    told = f"{figures[0]:.3f}/{figures[1]:.3f}   {figures[2]:.3f}/{figures[3]:.3f}   {gain:.3f}"
    print(f"{judged.name:8} {len(found):6} {len(first):6}   {told}   {verdict(gain, LEAST_EACH, len(found))}")
    return gain, len(found)


def main() -> None:
    """Print the table; the bars are those of the mean and of the worst set."""
    model = Model.load(Path(sys.argv[1]))
    most = int(sys.argv[2]) if len(sys.argv) > 2 else TEXTS
    print(model.describe())
    print("set      topics  texts   words nDCG/MAP mix nDCG/MAP  gain")
    began = time.process_time()
    vectors = Vectors(model)
    gains = [measure(judged(), vectors, most) for judged in (scifact, cisi, cystic_fibrosis)]
    mean = sum(gain for gain, _ in gains) / len(gains)
    print(f"mean gain {mean:.3f}   {verdict(mean, LEAST_MEAN, min(topics for _, topics in gains))}")
    print(f"{time.process_time() - began:.0f} s of CPU")


if __name__ == "__main__":
    main()
