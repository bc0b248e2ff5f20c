"""The papers of a day, matched and scored once for everybody: each radar then only joins the lists of its lines."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import islice

from bot.digest.digest import Candidate
from bot.digest.lists import Lists, matched
from bot.papers import Paper
from bot.radar import Match, Query, Reading
from bot.radar.evidence import explain
from bot.ranking import Bag, Corpus

MOST = 50  # papers that can come into a digest; the rest are only counted
MOST_KEPT = 1 << 14  # pieces of evidence remembered, because readers share lines


class Standings:
    """Which papers each line found, best first, whoever asks for it and however many do.

    Lines are told apart by their canonical text.  What is held is a text for each line that found something and
    twelve bytes for each paper it found, whatever the number of subscribers.
    """

    def __init__(self, queries: Iterable[Query], papers: Iterable[Paper], now: datetime) -> None:
        readings = [Reading(paper) for paper in sorted(papers, key=_newest_first)]
        bags = [Bag.of(reading) for reading in readings]
        self.corpus = Corpus.of(bags)
        self._papers = [reading.paper for reading in readings]
        self._readings = readings
        distinct = {str(query): query for query in queries}
        hits = matched(list(distinct.values()), readings, bags, self.corpus, now)
        found = set(hits.lines)
        kept = [(text, query) for key, (text, query) in enumerate(distinct.items()) if key in found]
        self._queries = [query for _, query in kept]
        self._rows: Mapping[str, int] = {text: row for row, (text, _) in enumerate(kept)}
        self._lists = Lists(hits, {key: row for row, key in enumerate(sorted(found))})
        self._evidence: dict[tuple[int, int], Match] = {}

    def counted(self, lines: Iterable[str], shown: Collection[int] = ()) -> int:
        """How many papers these lines found that were not shown before."""
        places = {place for row in self._asked(lines) for place in self._lists.places(row)}
        return sum(self._papers[place].id not in shown for place in places)

    def best(self, lines: Iterable[str], shown: Collection[int] = (), most: int = MOST) -> list[Paper]:
        """The best papers for these lines: a paper stands by its best line, with a bounded bonus for others."""
        return [self._papers[place] for place in self._best(self._asked(lines), shown, most)]

    def candidates(self, lines: Iterable[str], shown: Collection[int] = (), most: int = MOST) -> list[Candidate]:
        """The best papers for these lines with their evidence, ready to choose from."""
        rows = self._asked(lines)
        best: dict[int, list[Match]] = {place: [] for place in self._best(rows, shown, most)}
        for row in rows:
            for place in best.keys() & self._lists.places(row):
                best[place].append(self._why(row, place))
        return [Candidate(self._papers[place], tuple(matches)) for place, matches in best.items()]

    def _asked(self, lines: Iterable[str]) -> list[int]:
        rows = self._rows
        return [rows[line] for line in dict.fromkeys(lines) if line in rows]

    def _best(self, rows: Sequence[int], shown: Collection[int], most: int) -> Iterator[int]:
        papers = self._papers
        order = (place for _, place in sorted(self._lists.joined(rows)))
        return islice((place for place in order if papers[place].id not in shown), most)

    def _why(self, row: int, place: int) -> Match:
        match = self._evidence.get((row, place))
        if match is None:
            if len(self._evidence) >= MOST_KEPT:
                self._evidence.clear()
            match = self._evidence[row, place] = explain(self._queries[row], self._readings[place])
        return match


def _newest_first(paper: Paper) -> tuple[int, int]:
    """Where scores are equal, the newest paper stands first, then the one kept first."""
    return -(paper.announced_on or date.min).toordinal(), paper.id
