"""The papers of a day, matched and scored once for everybody: each radar then only joins the lists of its lines."""

from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.digest.digest import Candidate
from bot.papers import Paper
from bot.radar import Index, Match, Query, Reading, matches
from bot.ranking import Bag, Corpus, freshness, one, popular, several

LONGEST_LIST = 50  # papers of one line that can come into a digest; the rest are only counted


@dataclass(frozen=True, slots=True)
class _Found:
    """What one line found: places of papers, best first, and their scores."""

    places: "array[int]"
    scores: "array[float]"


class Standings:
    """Which papers each line found, best first, whoever asks for it and however many do.

    Lines are told apart by their canonical text. What is held grows with distinct lines and their hits, not with
    subscribers.
    """

    def __init__(self, queries: Iterable[Query], papers: Sequence[Paper], now: datetime) -> None:
        self._papers = tuple(papers)
        self._queries = {str(query): query for query in queries}
        self.corpus, found = self._matched(now)
        self._found = {text: _sorted(hits) for text, hits in found.items()}

    def _matched(self, now: datetime) -> tuple[Corpus, Mapping[str, list[tuple[float, int]]]]:
        texts = list(self._queries)
        index = Index()
        for key, query in enumerate(self._queries.values()):
            index.add(key, query)
        readings = [Reading(paper) for paper in self._papers]
        bags = [Bag.of(reading) for reading in readings]
        corpus = Corpus.of(bags)
        found: dict[str, list[tuple[float, int]]] = defaultdict(list)
        for place, (paper, reading, bag) in enumerate(zip(self._papers, readings, bags, strict=True)):
            extra = freshness(paper, now) * popular(paper)
            for key, match in index.match(reading).items():
                found[texts[key]].append((one(match, bag, corpus).asked * extra, place))
        return corpus, found

    def counted(self, lines: Iterable[str], shown: Collection[int] = ()) -> int:
        """How many papers these lines found that were not shown before."""
        places = {place for line in lines if line in self._found for place in self._found[line].places}
        return sum(self._papers[place].id not in shown for place in places)

    def best(self, lines: Sequence[str], shown: Collection[int] = (), most: int = LONGEST_LIST) -> list[Paper]:
        """The best papers for these lines: a paper stands by its best line, with a bounded bonus for others."""
        tops: dict[int, float] = {}
        counts: dict[int, int] = {}
        for line in dict.fromkeys(lines):
            found = self._found.get(line)
            if found is None:
                continue
            for place, score in zip(found.places[:LONGEST_LIST], found.scores, strict=False):
                counts[place] = counts.get(place, 0) + 1
                if score > tops.get(place, 0.0):
                    tops[place] = score
        order = sorted(tops, key=lambda place: (-tops[place] * several(counts[place]), self._papers[place].id))
        return [paper for place in order if (paper := self._papers[place]).id not in shown][:most]

    def candidates(
        self, lines: Sequence[str], shown: Collection[int] = (), most: int = LONGEST_LIST
    ) -> list[Candidate]:
        """The best papers for these lines with their evidence, ready to choose from."""
        queries = [self._queries[line] for line in dict.fromkeys(lines) if line in self._queries]
        best = self.best(lines, shown, most)
        return [Candidate(paper, _evidence(queries, paper)) for paper in best]


def _sorted(hits: list[tuple[float, int]]) -> _Found:
    hits.sort(key=lambda hit: (-hit[0], hit[1]))
    return _Found(array("I", (place for _, place in hits)), array("d", (score for score, _ in hits)))


def _evidence(queries: Sequence[Query], paper: Paper) -> tuple[Match, ...]:
    reading = Reading(paper)
    found = (matches(query, reading) for query in queries)
    return tuple(match for match in found if match is not None)
