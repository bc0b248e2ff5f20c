"""All queries at once: one walk over a paper finds every query that holds for it."""

from collections.abc import Iterable, Iterator, Mapping, Set
from itertools import count

from bot.papers import Paper
from bot.radar.evidence import explain
from bot.radar.expression import Field, Term, terms
from bot.radar.guards import Guard, Seen, guard
from bot.radar.hooks import hooks, is_plain
from bot.radar.language import Query
from bot.radar.match import Match
from bot.radar.meanings import meant
from bot.radar.names import keys, read_name
from bot.radar.pages import Pages
from bot.radar.paths import Path, paths
from bot.radar.reading import Reading, comparable_category, comparable_source
from bot.radar.register import Register
from bot.radar.trie import Trie

_Value = tuple[Field, str]


class Matches(Mapping[int, Match]):
    """The queries that hold for one paper, by key; why each does is worked out when it is asked for."""

    __slots__ = ("_explained", "_found", "_queries", "_reading")

    def __init__(self, found: Set[int], queries: Mapping[int, Query], reading: Reading) -> None:
        self._found = found
        self._queries = queries
        self._reading = reading
        self._explained: dict[int, Match] = {}

    def __getitem__(self, key: int) -> Match:
        if key not in self._found:
            raise KeyError(key)
        if key not in self._explained:
            self._explained[key] = explain(self._queries[key], self._reading)
        return self._explained[key]

    def __contains__(self, key: object) -> bool:
        return key in self._found

    def __iter__(self) -> Iterator[int]:
        return iter(sorted(self._found))

    def __len__(self) -> int:
        return len(self._found)


class _Crossing:
    """A path that several queries share, or that only one part of a query needs."""

    __slots__ = ("guarded", "plain", "uses")

    def __init__(self) -> None:
        self.plain: dict[int, None] = {}  # queries that hold wherever the path is found
        self.guarded: dict[int, None] = {}  # queries to be worked out where it is found
        self.uses = 0  # guarded queries that ask for the path at all


class Index:
    """The queries of any number of radars, each under a key; adding or removing one never rebuilds the rest.

    The paths of all terms share one trie.  A path that one query alone needs, and that decides it, leads to its key.
    Any other leads to a crossing, which has a negative number and knows what to do for which query.
    """

    def __init__(self) -> None:
        self._queries = Pages[Query]()
        self._guards: dict[int, Guard] = {}
        self._trie = Trie()
        self._crossings: dict[int, _Crossing] = {}
        self._crossed: set[int] = set()  # their numbers: two sets meet faster than a set and a dict
        self._numbers = count(-1, -1)
        self._freed: list[int] = []
        self._valued = Register[_Value]()

    def __len__(self) -> int:
        return len(self._queries)

    def __contains__(self, key: object) -> bool:
        return isinstance(key, int) and key in self._queries

    @property
    def is_empty(self) -> bool:
        """Whether nothing is left in it, not even a path."""
        return not (self._queries or self._guards or self._trie or self._crossings or self._valued)

    def add(self, key: int, query: Query) -> None:
        """Add a query under a key; one that was there under this key gives way."""
        self.remove(key)
        self._queries[key] = query
        doubts = meant(query.expression)
        if is_plain(query.expression) and not doubts:
            for path in _paths(terms(query.expression)):
                self._lead(path, key)
            return
        for path in _paths(_every_term(query)):
            self._crossing(path)[1].uses += 1
        waiting = hooks(query.expression)
        for path in _paths(waiting):
            self._crossing(path)[1].guarded[key] = None
        for value in _values(waiting):
            self._valued.add(value, key)
        self._guards[key] = guard(query.expression, self._numbers_of, doubts)

    def remove(self, key: int) -> None:
        """Forget the query under a key; an unknown key is no mistake."""
        query = self._queries.pop(key, None)
        if query is None:
            return
        if self._guards.pop(key, None) is None:
            for path in _paths(terms(query.expression)):
                self._take_away(path, key)
            return
        waiting = hooks(query.expression)
        for value in _values(waiting):
            self._valued.remove(value, key)
        for path in _paths(_every_term(query)):
            number, crossing = self._crossing(path)
            crossing.uses -= 1
            crossing.guarded.pop(key, None)
            self._tidy(path, number, crossing)

    def match(self, paper: Paper | Reading) -> Mapping[int, Match]:
        """The queries that hold for a paper, by key, each with its evidence; ask before the index changes again."""
        reading = paper if isinstance(paper, Reading) else Reading(paper)
        found = self._trie.walk(reading)
        crossed = self._crossed & found
        waiting: dict[int, None] = {}
        if crossed:
            found -= crossed
            for number in crossed:
                crossing = self._crossings[number]
                found.update(crossing.plain)
                waiting.update(crossing.guarded)
        if self._valued:
            waiting.update(dict.fromkeys(self._valued.under(set(_paper_values(reading)))))
        if waiting:
            seen = Seen(self._trie, reading, crossed)
            found.update(key for key in waiting if self._guards[key](seen))
        return Matches(found, self._queries, reading)

    def _numbers_of(self, term: Term) -> frozenset[int]:
        numbers = (self._trie.get(path) for path in paths(term.text))
        return frozenset(number for number in numbers if number is not None)

    def _lead(self, path: Path, key: int) -> None:
        if key >= 0 and self._trie.get(path) is None:
            self._trie.put(path, key)
        else:
            self._crossing(path)[1].plain[key] = None

    def _take_away(self, path: Path, key: int) -> None:
        if key >= 0 and self._trie.get(path) == key:
            self._trie.remove(path)
        else:
            number, crossing = self._crossing(path)
            del crossing.plain[key]
            self._tidy(path, number, crossing)

    def _crossing(self, path: Path) -> tuple[int, _Crossing]:
        """The crossing at a path, made if there is none yet."""
        known = self._trie.get(path)
        if known is not None and known < 0:
            return known, self._crossings[known]
        number = self._freed.pop() if self._freed else next(self._numbers)
        crossing = self._crossings[number] = _Crossing()
        self._crossed.add(number)
        if known is not None:
            crossing.plain[known] = None
        self._trie.put(path, number)
        return number, crossing

    def _tidy(self, path: Path, number: int, crossing: _Crossing) -> None:
        """Take away a crossing at which nothing crosses any more."""
        if not (crossing.plain or crossing.uses):
            self._trie.remove(path)
            del self._crossings[number]
            self._crossed.discard(number)
            self._freed.append(number)


def _every_term(query: Query) -> tuple[Term, ...]:
    return (*terms(query.expression), *terms(query.expression, wanted=False))


def _paths(some: Iterable[Term]) -> set[Path]:
    return {path for term in some if term.field is None or term.field.is_text for path in paths(term.text)}


def _values(some: Iterable[Term]) -> set[_Value]:
    return {value for term in some for value in _hook_values(term)}


def _hook_values(term: Term) -> frozenset[_Value]:
    """Values of which every paper that has the term has one; a source is known by its first two letters."""
    if term.field is Field.AUTHOR:
        return frozenset((Field.AUTHOR, word) for word in keys(read_name(term.text)))
    if term.field is Field.CATEGORY:
        return frozenset({(Field.CATEGORY, comparable_category(term.text))})
    if term.field is Field.SOURCE:
        return frozenset({(Field.SOURCE, comparable_source(term.text)[:2])})
    return frozenset()


def _paper_values(reading: Reading) -> Iterator[_Value]:
    for name in reading.authors:
        yield from ((Field.AUTHOR, word) for word in keys(name))
    for category in reading.categories:
        parts = category.split(".")
        yield from ((Field.CATEGORY, ".".join(parts[:length])) for length in range(1, len(parts) + 1))
    yield from ((Field.SOURCE, source[:2]) for source in reading.sources)
