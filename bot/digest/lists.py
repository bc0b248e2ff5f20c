"""The papers each line found, best first: one walk over each paper for all lines, kept in flat rows of numbers."""

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import accumulate

from bot.radar import Index, Query, Reading
from bot.radar.sightings import Sighting, Sightings, Sought
from bot.ranking import Bag, Corpus, asked, freshness, popular, several


class Hits:
    """Which line found which paper, with what score below zero: the best come first."""

    __slots__ = ("lines", "places", "scores")

    def __init__(self) -> None:
        self.lines, self.places, self.scores = array("I"), array("I"), array("d")

    def add(self, line: int, place: int, score: float) -> None:
        """Note that a line found the paper at a place."""
        self.lines.append(line)
        self.places.append(place)
        self.scores.append(score)


def matched(
    queries: Sequence[Query], readings: Sequence[Reading], bags: Sequence[Bag], corpus: Corpus, now: datetime
) -> Hits:
    """Match and score every paper for every query, which is known by its place."""
    index = Index()
    for key, query in enumerate(queries):
        index.add(key, query)
    ready: dict[int, Sought] = {}
    hits = Hits()
    for place, (reading, bag) in enumerate(zip(readings, bags, strict=True)):
        fresh, votes = freshness(reading.paper, now), popular(reading.paper)
        sightings = Sightings(reading)
        scores: dict[tuple[Sighting, ...], float] = {}  # many queries see a paper for the same reason
        for key in index.match(reading):
            if key not in ready:
                ready[key] = Sought(queries[key])
            seen = tuple(sightings.of(ready[key]))
            if seen not in scores:
                scores[seen] = -round(asked(seen, bag, corpus) * fresh * votes, 9)
            hits.add(key, place, scores[seen])
    return hits


class Lists:
    """For each line the places of the papers it found, best first: the lists of all lines in one row of numbers."""

    __slots__ = ("_places", "_scores", "_starts")

    def __init__(self, hits: Hits, rows: Mapping[int, int]) -> None:
        counts = array("I", bytes(4 * (len(rows) + 1)))
        for line in hits.lines:
            counts[rows[line] + 1] += 1
        self._starts = array("I", accumulate(counts))
        self._places, self._scores = hits.places[:], hits.scores[:]
        free = self._starts[:]
        for line, place, score in zip(hits.lines, hits.places, hits.scores, strict=True):
            at = free[rows[line]]
            self._places[at], self._scores[at] = place, score
            free[rows[line]] += 1
        for row in range(len(rows)):
            self._sort(self._starts[row], self._starts[row + 1])

    def _sort(self, start: int, end: int) -> None:
        if end - start > 1:
            best = sorted(zip(self._scores[start:end], self._places[start:end], strict=True))
            self._scores[start:end] = array("d", (score for score, _ in best))
            self._places[start:end] = array("I", (place for _, place in best))

    def places(self, row: int) -> Sequence[int]:
        """The places of the papers of one line."""
        return self._places[self._starts[row] : self._starts[row + 1]]

    def joined(self, rows: Iterable[int]) -> Iterator[tuple[float, int]]:
        """The papers of several lines, each once, with its score (below zero) and its place."""
        tops: dict[int, float] = {}
        times: dict[int, int] = {}
        for row in rows:
            places = self.places(row)
            again = {place: tops[place] for place in tops.keys() & places}
            tops.update(zip(places, self._scores[self._starts[row] : self._starts[row + 1]], strict=True))
            for place, score in again.items():
                tops[place] = min(tops[place], score)
                times[place] = times.get(place, 1) + 1
        for place, count in times.items():
            tops[place] = round(tops[place] * several(count), 9)
        return zip(tops.values(), tops.keys(), strict=True)
