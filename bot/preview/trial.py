"""A query tried on recent papers: looked up where that is enough, read where it is not, within bounds."""

from collections.abc import Set
from dataclasses import dataclass

from bot.preview.holding import Holding
from bot.preview.postings import Postings
from bot.radar import Index, Query, Reading

ENOUGH_READ, ENOUGH_FOUND, MOST_READ = 150, 30, 300  # beyond it the share among the newest stands for all


@dataclass(frozen=True, slots=True)
class Found:
    """What a query holds for: how many papers, whether that is counted or an estimate, and the places known."""

    count: int
    exact: bool
    places: frozenset[int]


class Trial:
    """Tries queries on the papers a reader may see; one for each question."""

    def __init__(self, postings: Postings, readable: Set[int]) -> None:
        self.postings = postings
        self.readable = readable
        self.holding = Holding(postings, readable)

    def of(self, query: Query, most: int = MOST_READ) -> Found:
        """What a query holds for; ``most`` papers are read where their words alone do not tell."""
        held = self.holding.of(query)
        doubtful = self.newest(held.possible - held.sure)
        index, found = Index(), set(held.sure)
        if doubtful:
            index.add(0, query)
        for read, place in enumerate(doubtful):
            if read >= most or (read >= ENOUGH_READ and len(found) - len(held.sure) >= ENOUGH_FOUND):
                share = (len(found) - len(held.sure)) / max(1, read)
                return Found(len(held.sure) + round(share * len(doubtful)), exact=False, places=frozenset(found))
            if 0 in index.match(Reading(self.postings.papers[place])):
                found.add(place)
        return Found(len(found), exact=True, places=frozenset(found))

    def newest(self, places: Set[int]) -> list[int]:
        """Places of papers, the newest paper first."""
        papers = self.postings.papers
        return sorted(places, key=lambda place: papers[place].first_seen_at, reverse=True)
