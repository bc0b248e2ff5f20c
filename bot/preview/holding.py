"""For which recent papers an expression holds: those it surely does, and those that have to be looked at."""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from itertools import chain

from bot.preview.postings import Postings
from bot.preview.stretches import Ways, has, has_with_gap, spelt
from bot.radar import Field, Query, Term
from bot.radar.definitions import acronym_in
from bot.radar.expression import And, Expression, Not
from bot.radar.meanings import meant
from bot.radar.names import is_author, keys, read_name
from bot.radar.paths import PREFIX, Path, paths
from bot.radar.reading import TEXT_FIELDS, comparable_category, comparable_source

_NONE: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Held:
    """Papers for which something surely holds, and all for which it may hold."""

    sure: Set[int] = _NONE
    possible: Set[int] = _NONE


class Holding:
    """Works out expressions over the papers of some postings; one for each question, as it remembers the terms."""

    def __init__(self, postings: Postings, within: Set[int]) -> None:
        self._postings = postings
        self._within = within
        self._terms: dict[Term, Held] = {}

    def of(self, query: Query) -> Held:
        """The papers a query holds for."""
        return self._of(query.expression, meant(query.expression))

    def together(self, words: Iterable[str], field: Field | None = None) -> set[int]:
        """The papers that have all these words, each anywhere in the title or in the abstract."""
        held = [self.of(Query(Term(word, field))).possible for word in words]
        return set.intersection(*map(set, held)) if held else set()

    def nearly(self, query: Query) -> set[int]:
        """The papers that have some phrase of a query with one word more inside it; a few too many, none too few."""
        found: set[int] = set()
        for term in query.terms:
            for path in paths(term.text) if _is_text(term) else ():
                if len(path) > 1:
                    found |= self._stretched(path)
        return found & self._within

    def _of(self, expression: Expression, doubts: Mapping[Term, Term]) -> Held:
        if isinstance(expression, Term):
            return self._doubted(self._term(expression), expression, doubts)
        if isinstance(expression, Not):
            part = self._of(expression.part, doubts)
            return Held(self._within - part.possible, self._within - part.sure)
        parts = [self._of(part, doubts) for part in expression.parts]
        sure, possible = [set(part.sure) for part in parts], [set(part.possible) for part in parts]
        if isinstance(expression, And):
            return Held(set.intersection(*sure), set.intersection(*possible))
        return Held(set().union(*sure), set().union(*possible))

    def _doubted(self, held: Held, term: Term, doubts: Mapping[Term, Term]) -> Held:
        """An acronym beside its long form does not count where a paper says that it means something else."""
        if term not in doubts:
            return held
        return Held(held.sure - {*self._postings.defining(acronym_in(term.text).casefold())}, held.possible)

    def _term(self, term: Term) -> Held:
        if term not in self._terms:
            held = self._text(term) if _is_text(term) else self._value(term)
            self._terms[term] = Held(held.sure & self._within, held.possible & self._within)
        return self._terms[term]

    def _text(self, term: Term) -> Held:
        own = paths(term.text)
        everywhere = {field: _joined(self._path(path, field) for path in own) for field in TEXT_FIELDS}
        if term.field is None:
            return _joined(everywhere.values())
        here, anywhere = everywhere[term.field], _joined(everywhere.values())
        # Where a paper defines an acronym, the acronym and its long form stand for each other.
        defined = {" ".join(path) for path in own} | {path[0].casefold() for path in own if len(path) == 1}
        linked = set(chain.from_iterable(map(self._postings.defining, defined)))
        return Held(here.sure, here.possible | (anywhere.possible & linked))

    def _path(self, path: Path, field: Field) -> Held:
        """The papers with a path in one field: looked up for a word, looked for in the texts for a phrase."""
        each = [self._word(token, field) for token in path]
        possible = set.intersection(*(set(held.possible) for held in each))
        if len(path) == 1:
            return Held(each[0].sure, possible)
        phrases = self._spelt(path)
        if phrases is None:
            return Held(_NONE, possible)
        texts = self._postings.texts[field]
        found = {place for place in possible if has(texts[place], phrases)}
        return Held(found, found)

    def _word(self, token: str, field: Field) -> Held:
        having = self._postings.having
        if not token.endswith(PREFIX):
            found = set(having(field, token))
            return Held(found, found)
        begun = list(self._postings.words(token[:-1]))
        sure = set(chain.from_iterable(having(field, word) for word, itself in begun if itself))
        return Held(sure, sure.union(*(having(field, word) for word, itself in begun if not itself)))

    def _spelt(self, path: Path) -> list[bytes] | None:
        if any(token.endswith(PREFIX) for token in path):
            return None
        ways: Ways = [self._postings.numbers(token) for token in path]
        return spelt(ways)

    def _stretched(self, path: Path) -> set[int]:
        """The papers with a path that has one word more inside it."""
        phrases, found = self._spelt(path), set[int]()
        for field in TEXT_FIELDS:
            possible = set.intersection(*(set(self._word(token, field).possible) for token in path))
            texts = self._postings.texts[field]
            found |= {place for place in possible if phrases is None or has_with_gap(texts[place], phrases)}
        return found

    def _value(self, term: Term) -> Held:
        found = set(self._named(term))
        return Held(found, found)

    def _named(self, term: Term) -> Iterable[int]:
        postings, field = self._postings, term.field or Field.SOURCE
        if field is Field.AUTHOR:
            wanted = read_name(term.text)
            for place in {place for key in keys(wanted) for place in postings.having(field, key)}:
                if any(is_author(wanted, read_name(author)) for author in postings.papers[place].authors):
                    yield place
            return
        is_category = field is Field.CATEGORY
        start = comparable_category(term.text) if is_category else comparable_source(term.text)
        for value in postings.beginning(field, start):
            if not is_category or value == start or value.startswith(f"{start}."):
                yield from postings.having(field, value)


def _joined(some: Iterable[Held]) -> Held:
    each = list(some)
    return Held(set().union(*(held.sure for held in each)), set().union(*(held.possible for held in each)))


def _is_text(term: Term) -> bool:
    return term.field is None or term.field.is_text
