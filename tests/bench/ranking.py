"""Measures the ranking of free questions: nDCG@10, MAP and P@10 on judged collections, beside other lexical scores.

    python -m tests.bench.ranking

The exit status is 1 when a bar is missed.
"""

import math
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import TypeAlias

from bot.papers import Paper
from bot.ranking import Bag, Corpus, bm25, stems
from bot.ranking.stems import stem
from tests.bench.relevance_sets import Judged, cisi, cystic_fibrosis, reviews, scifact

Scores: TypeAlias = Mapping[int, float]
Ask: TypeAlias = Callable[[str], Scores]
Way: TypeAlias = Callable[[Judged], Ask]

FLOORS = {"SciFact": 0.665}
NEAR = 0.98  # of the best single lexical score: what two tokenisers differ by
_WORD = re.compile(r"\w+")


@dataclass(slots=True)
class Columns:
    """The scores of all papers for one word after the other: each is worked out once, whatever questions hold it."""

    bags: Mapping[int, Bag]
    of_word: Callable[[str, Bag], float]
    known: dict[str, Scores]
    holders: Mapping[str, Sequence[int]]

    @classmethod
    def of(cls, bags: Mapping[int, Bag], of_word: Callable[[str, Bag], float]) -> "Columns":
        holders: dict[str, list[int]] = defaultdict(list)
        for number, bag in bags.items():
            for word in bag.weights:
                holders[word].append(number)
        return cls(bags, of_word, {}, holders)

    def total(self, asked: Mapping[str, float]) -> Scores:
        scores: dict[int, float] = defaultdict(float)
        for word, times in asked.items():
            for number, score in self._column(word).items():
                scores[number] += times * score
        return scores

    def _column(self, word: str) -> Scores:
        if word not in self.known:
            holders = self.holders.get(word, ())
            self.known[word] = {number: self.of_word(word, self.bags[number]) for number in holders}
        return self.known[word]


def ours(judged: Judged) -> Ask:
    """What the radar uses: folded words, stems, the title counting more."""
    return _by_bm25({number: Bag.of(one) for number, one in judged.papers.items()}, stems)


def plain(judged: Judged) -> Ask:
    """BM25 over Snowball stems as bm25s does it (Lucene's form): no folding, the title like any other text."""
    return _by_bm25({number: _plain_bag(one) for number, one in judged.papers.items()}, _plain_stems)


def _by_bm25(bags: Mapping[int, Bag], read: Callable[[str], Iterable[str]]) -> Ask:
    corpus = Corpus.of(bags.values())
    columns = Columns.of(bags, lambda word, bag: bm25({word: 1.0}, bag, corpus))
    return lambda text: columns.total(Counter(read(text)))


def cosine(judged: Judged) -> Ask:
    """The cosine of tf-idf vectors, as the textbooks have it."""
    bags = {number: _plain_bag(one) for number, one in judged.papers.items()}
    corpus = Corpus.of(bags.values())
    rare = {word: math.log((1 + corpus.papers) / (1 + found)) + 1 for word, found in corpus.found_in.items()}
    lengths = {
        number: math.hypot(*((1 + math.log(times)) * rare[word] for word, times in bag.weights.items())) or 1.0
        for number, bag in bags.items()
    }
    scaled = {id(bag): lengths[number] for number, bag in bags.items()}
    columns = Columns.of(bags, lambda word, bag: (1 + math.log(bag.weights[word])) * rare[word] ** 2 / scaled[id(bag)])
    return lambda text: columns.total({word: 1 + math.log(n) for word, n in Counter(_plain_stems(text)).items()})


def _plain_stems(text: str) -> list[str]:
    return [stem(word) for word in _WORD.findall(text.lower())]


def _plain_bag(one: Paper) -> Bag:
    counts = Counter(_plain_stems(f"{one.title} {one.abstract}"))
    return Bag({word: float(count) for word, count in counts.items()}, float(counts.total()))


def sanity(judged: Judged) -> Ask:
    """arxiv-sanity-lite's search: substrings, twenty for the title and up to three for the abstract."""
    texts = [(number, one.title.lower(), one.abstract.lower()) for number, one in judged.papers.items()]
    known: dict[str, Scores] = {}

    def column(word: str) -> Scores:
        if word not in known:
            scores = ((n, 20.0 * min(title.count(word), 1) + min(text.count(word), 3)) for n, title, text in texts)
            known[word] = {number: score for number, score in scores if score}
        return known[word]

    def ask(text: str) -> Scores:
        scores: dict[int, float] = defaultdict(float)
        for word in text.lower().split():
            for number, score in column(word).items():
                scores[number] += score
        return scores

    return ask


def gain(order: Sequence[int], relevant: Mapping[int, int]) -> float:
    """nDCG@10."""
    got = sum(relevant.get(one, 0) / math.log2(place + 2) for place, one in enumerate(order[:10]))
    ideal = sorted(relevant.values(), reverse=True)[:10]
    return got / sum(grade / math.log2(place + 2) for place, grade in enumerate(ideal))


def mean_precision(order: Sequence[int], relevant: Mapping[int, int]) -> float:
    """Average precision over everything that was found."""
    places = [place for place, one in enumerate(order, 1) if relevant.get(one)]
    return sum(count / place for count, place in enumerate(places, 1)) / len(relevant)


def measured(judged: Judged, way: Way) -> tuple[float, float, float]:
    ask = way(judged)
    rows = []
    for topic in judged.topics:
        scores = {number: round(score, 9) for number, score in ask(topic.text).items() if score > 0}
        order = sorted(scores, key=lambda one: (-scores[one], one))
        hits = sum(one in topic.relevant for one in order[:10]) / 10
        rows.append((gain(order, topic.relevant), mean_precision(order, topic.relevant), hits))
    return fmean(row[0] for row in rows), fmean(row[1] for row in rows), fmean(row[2] for row in rows)


def main() -> int:
    """Print the table; 1 when a bar is missed."""
    ways: Mapping[str, Way] = {
        "arxiv-sanity-lite": sanity,
        "tf-idf cosine": cosine,
        "BM25 Snowball": plain,
        "ours": ours,
    }
    held = []
    for judged in (scifact(), cisi(), cystic_fibrosis(), *reviews()):
        print(
            f"{judged.name}: {len(judged.papers)} papers, {len(judged.topics)} topics; nDCG@10, MAP, P@10", flush=True
        )
        figures = {}
        for name, way in ways.items():
            figures[name] = measured(judged, way)
            print(f"  {name:20}" + "".join(f"{figure:7.3f}" for figure in figures[name]), flush=True)
        if len(judged.topics) == 1:
            continue  # one question is no measure
        bar = max(NEAR * figures["BM25 Snowball"][0], FLOORS.get(judged.name, 0.0))
        held.append(figures["ours"][0] >= bar)
        print(f"  {'pass' if held[-1] else 'FAIL'}: nDCG@10 {figures['ours'][0]:.3f} is at least {bar:.3f}", flush=True)
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main())
