"""What is asked of a paper before a query holds, put together once when the query is added."""

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from typing import TypeAlias

from bot.radar.expression import And, Expression, Field, Not, Term
from bot.radar.reading import Reading
from bot.radar.trie import Trie

NumbersOf: TypeAlias = Callable[[Term], frozenset[int]]


class Seen:
    """What the walk over one paper found: the numbers of paths, and on demand in which field."""

    def __init__(self, trie: Trie, reading: Reading, anywhere: AbstractSet[int]) -> None:
        self._trie = trie
        self.reading = reading
        self.anywhere = anywhere
        self._in: dict[Field, set[int]] = {}
        self._known: dict[str, bool] = {}

    def inside(self, field: Field) -> set[int]:
        """The numbers of the paths in the title or in the abstract."""
        if field not in self._in:
            self._in[field] = self._trie.walk_in(self.reading.text(field))
        return self._in[field]

    def value(self, name: str, term: Term) -> bool:
        """Whether the paper has an author, a category or a source; ``name`` is the term as a person types it."""
        known = self._known.get(name)
        if known is None:
            known = self._known[name] = self.reading.has(term)
        return known


Guard: TypeAlias = Callable[[Seen], bool]


def guard(expression: Expression, numbers_of: NumbersOf, meant: Mapping[Term, Term]) -> Guard:
    """The question that is answered with yes where an expression holds."""
    if isinstance(expression, Term):
        return _of_term(expression, numbers_of, meant)
    if isinstance(expression, Not):
        part = guard(expression.part, numbers_of, meant)
        return lambda seen: not part(seen)
    parts = tuple(guard(part, numbers_of, meant) for part in expression.parts)
    return _all(parts) if isinstance(expression, And) else _any(parts)


def _all(parts: tuple[Guard, ...]) -> Guard:
    def ask(seen: Seen) -> bool:
        for part in parts:  # noqa: SIM110 - a generator for each question costs more than the question
            if not part(seen):
                return False
        return True

    return ask


def _any(parts: tuple[Guard, ...]) -> Guard:
    def ask(seen: Seen) -> bool:
        for part in parts:  # noqa: SIM110 - as above
            if part(seen):
                return True
        return False

    return ask


def _of_term(term: Term, numbers_of: NumbersOf, meant: Mapping[Term, Term]) -> Guard:
    field = term.field
    if field is not None and not field.is_text:
        name = f"{field}:{term.text}"
        return lambda seen: seen.value(name, term)
    numbers = numbers_of(term)
    if term in meant:
        long_form = meant[term]
        return lambda seen: not numbers.isdisjoint(seen.anywhere) and seen.reading.has(term, long_form)
    if field is None:
        return lambda seen: not numbers.isdisjoint(seen.anywhere)
    where = field  # of which the checker knows that it is one
    return lambda seen: (
        not numbers.isdisjoint(seen.anywhere) and (not numbers.isdisjoint(seen.inside(where)) or seen.reading.has(term))
    )
