"""All queries at once: one walk over a paper finds every query that holds for it."""

from collections.abc import Iterator, Mapping
from itertools import count

from bot.papers import Paper
from bot.radar.evidence import explain
from bot.radar.expression import Field, Term, holds, terms
from bot.radar.hooks import hooks, is_plain
from bot.radar.language import Query
from bot.radar.match import Match
from bot.radar.names import keys, read_name
from bot.radar.paths import Path, paths
from bot.radar.reading import Reading, comparable_category, comparable_source
from bot.radar.register import Register
from bot.radar.trie import Trie

_Value = tuple[Field, str]


class Matches(Mapping[int, Match]):
    """The queries that hold for one paper, by key; why each does is worked out when it is asked for."""

    def __init__(self, found: Mapping[int, Query], reading: Reading) -> None:
        self._found = found
        self._reading = reading
        self._explained: dict[int, Match] = {}

    def __getitem__(self, key: int) -> Match:
        if key not in self._explained:
            self._explained[key] = explain(self._found[key], self._reading)
        return self._explained[key]

    def __contains__(self, key: object) -> bool:
        return key in self._found

    def __iter__(self) -> Iterator[int]:
        return iter(sorted(self._found))

    def __len__(self) -> int:
        return len(self._found)


class Index:
    """The queries of any number of radars, each under a key; adding or removing one never rebuilds the rest.

    The paths of all terms share one trie.  A query that one phrase decides hangs on its paths directly; any other
    hangs on terms it cannot do without, and is worked out only where one of them is found.
    """

    def __init__(self) -> None:
        self._queries: dict[int, Query] = {}
        self._trie = Trie()
        self._shared: dict[int, int] = {}  # paths that more than one term needs: how many more
        self._numbers = count()
        self._freed: list[int] = []
        self._plain = Register[int]()
        self._guarded = Register[int]()
        self._valued = Register[_Value]()

    def __len__(self) -> int:
        return len(self._queries)

    def __contains__(self, key: object) -> bool:
        return key in self._queries

    @property
    def is_empty(self) -> bool:
        """Whether nothing is left in it, not even a path."""
        return not (self._queries or self._trie or self._shared or self._plain or self._guarded or self._valued)

    def add(self, key: int, query: Query) -> None:
        """Add a query under a key; one that was there under this key gives way."""
        self.remove(key)
        self._queries[key] = query
        for term in _every_term(query):
            for path in _text_paths(term):
                self._use(path)
        register = self._plain if is_plain(query.expression) else self._guarded
        for term in hooks(query.expression):
            for number in self._numbers_of(term):
                register.add(number, key)
            for value in _hook_values(term):
                self._valued.add(value, key)

    def remove(self, key: int) -> None:
        """Forget the query under a key; an unknown key is no mistake."""
        query = self._queries.pop(key, None)
        if query is None:
            return
        register = self._plain if is_plain(query.expression) else self._guarded
        for term in hooks(query.expression):
            for number in self._numbers_of(term):
                register.remove(number, key)
            for value in _hook_values(term):
                self._valued.remove(value, key)
        for term in _every_term(query):
            for path in _text_paths(term):
                self._release(path)

    def match(self, paper: Paper | Reading) -> Mapping[int, Match]:
        """The queries that hold for a paper, by key, each with its evidence."""
        reading = paper if isinstance(paper, Reading) else Reading(paper)
        seen = _Seen(self._trie, reading)
        queries = self._queries
        found = {key: queries[key] for key in self._plain.under(seen.anywhere)}
        waiting = self._guarded.under(seen.anywhere)
        if self._valued:
            waiting += self._valued.under(set(_paper_values(reading)))
        for key in dict.fromkeys(waiting):
            if holds(queries[key].expression, seen.has):
                found[key] = queries[key]
        return Matches(found, reading)

    def _numbers_of(self, term: Term) -> set[int]:
        numbers = (self._trie.get(path) for path in _text_paths(term))
        return {number for number in numbers if number is not None}

    def _use(self, path: Path) -> None:
        number = self._trie.get(path)
        if number is None:
            self._trie.add(path, self._freed.pop() if self._freed else next(self._numbers))
        else:
            self._shared[number] = self._shared.get(number, 0) + 1

    def _release(self, path: Path) -> None:
        number = self._trie.get(path)
        assert number is not None  # every path of a query was added with it
        more = self._shared.pop(number, 0)
        if not more:
            self._trie.remove(path)
            self._freed.append(number)
        elif more > 1:
            self._shared[number] = more - 1


class _Seen:
    """Which terms one paper has, by the paths found in it."""

    def __init__(self, trie: Trie, reading: Reading) -> None:
        self._trie = trie
        self._reading = reading
        self._found = {Field.TITLE: trie.walk(reading.title), Field.ABSTRACT: trie.walk(reading.abstract)}
        self._known: dict[Term, bool] = {}
        self.anywhere = self._found[Field.TITLE] | self._found[Field.ABSTRACT]

    def has(self, term: Term) -> bool:
        """Whether the paper has a term."""
        if term not in self._known:
            self._known[term] = self._look(term)
        return self._known[term]

    def _look(self, term: Term) -> bool:
        if term.field is not None and not term.field.is_text:
            return self._reading.has(term)
        found = self.anywhere if term.field is None else self._found[term.field]
        return any(self._trie.get(path) in found for path in paths(term.text))


def _every_term(query: Query) -> tuple[Term, ...]:
    return (*terms(query.expression), *terms(query.expression, wanted=False))


def _text_paths(term: Term) -> tuple[Path, ...]:
    return paths(term.text) if term.field is None or term.field.is_text else ()


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
