"""Queries that would find what a radar missed: few, and such that they bring little else."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.benchmark.phrases import candidates
from bot.benchmark.recent import Recent
from bot.papers import Paper
from bot.radar import Index, Query

MOST = 5
MOST_A_DAY = 10.0
_WITHOUT_TITLE = 0.7  # a word of the abstract alone may be there by chance
_ONLY_HERE = 0.6  # a phrase no other paper has will hardly find the next one
_ENOUGH_READ = 1_000
_BEARABLE = 2.0  # a line that brings so many a day is worth half of one that brings nothing else

Count = Callable[[Sequence[Query]], Recent]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A query, how many of the missed papers it finds, how many that none before it does, and what it brings a day.

    ``a_day`` is nothing when no recent papers are known.
    """

    query: Query
    finds: int
    adds: int
    a_day: float | None


def propose(missed: Sequence[Paper], known: Sequence[Query], count: Count) -> tuple[Proposal, ...]:
    """At most five queries, the best one for what is still missed first; ``count`` says how often each would hit."""
    there = {query.key for query in known}
    queries = [query for query in candidates(missed) if query.key not in there]
    if not queries:
        return ()
    covers = _covers(missed, queries)
    recent = count(queries)
    worth = {place: _worth(found, recent, place) for place, found in covers.items() if _may_be(found, recent, place)}
    left = set(range(len(missed)))
    chosen: list[Proposal] = []
    while len(chosen) < MOST and left:
        gains = {place: sum(each for number, each in worth[place].items() if number in left) for place in worth}
        best = max(
            gains, key=lambda place: (gains[place], len(covers[place]), _words(queries[place]), -place), default=None
        )
        if best is None or gains[best] <= 0:
            break
        adds = len(left & covers[best].keys())
        chosen.append(Proposal(queries[best], len(covers[best]), adds, recent.a_day(best)))
        left -= covers[best].keys()
        worth = {place: found for place, found in worth.items() if _goes_on(covers[place], left, len(missed))}
    return tuple(chosen)


def _words(query: Query) -> int:
    """How many words it has: of two lines alike, the longer says more about what is looked for."""
    return len(str(query).split())


_Cover = Mapping[int, bool]  # a paper's place, and whether the phrase stands in its title


def _covers(papers: Sequence[Paper], queries: Sequence[Query]) -> dict[int, _Cover]:
    """Which papers each query finds, by the matcher that will look for it."""
    index = Index()
    for place, query in enumerate(queries):
        index.add(place, query)
    covers: dict[int, dict[int, bool]] = {}
    for number, paper in enumerate(papers):
        in_title = index.match(replace(paper, abstract="")).keys()
        for place in index.match(paper):
            covers.setdefault(place, {})[number] = place in in_title
    return {place: covers[place] for place in sorted(covers)}


def _may_be(found: _Cover, recent: Recent, place: int) -> bool:
    """Whether it does not flood; what finds a single paper must be others' words too, once enough of them are known."""
    a_day = recent.a_day(place)
    if a_day is not None and a_day > MOST_A_DAY:
        return False
    return len(found) > 1 or recent.read < _ENOUGH_READ or recent.hits.get(place, 0) > 0


def _worth(found: _Cover, recent: Recent, place: int) -> dict[int, float]:
    """What finding each paper is worth: less the more else comes with it."""
    share = 1 / (1 + (recent.a_day(place) or 0) / _BEARABLE)
    if recent.read >= _ENOUGH_READ and not recent.hits.get(place):
        share *= _ONLY_HERE
    return {number: share * (1 if in_title else _WITHOUT_TITLE) for number, in_title in found.items()}


def _goes_on(found: _Cover, left: set[int], of: int) -> bool:
    """A further query must find two more, or one more where few were missed."""
    return len(left & found.keys()) >= (2 if of > 5 else 1)
