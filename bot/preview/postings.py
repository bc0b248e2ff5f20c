"""Which recent papers hold a word: a small inverted index, so that a query is tried on few papers."""

from array import array
from collections.abc import Iterable, Iterator
from datetime import datetime

from bot.papers import Paper
from bot.radar import Field, Query, Reading, Term
from bot.radar.expression import And, Expression, Not
from bot.radar.names import keys, read_name
from bot.radar.paths import PREFIX, Path, paths
from bot.radar.reading import comparable_category, comparable_source


class Postings:
    """Recent papers by the words, authors, categories and sources they have."""

    def __init__(self) -> None:
        self.papers: list[Paper] = []
        self._words: dict[str, array[int]] = {}
        self._values: dict[tuple[Field, str], array[int]] = {}

    def add(self, paper: Paper) -> None:
        """Take in one paper."""
        number = len(self.papers)
        self.papers.append(paper)
        reading = Reading(paper)
        words = {*reading.title.tokens, *reading.abstract.tokens}
        for word in words.union(reading.title.capitals.values(), reading.abstract.capitals.values()):
            self._words.setdefault(word, array("I")).append(number)
        for value in set(_values(reading)):
            self._values.setdefault(value, array("I")).append(number)

    def candidates(self, query: Query) -> list[Paper]:
        """All papers the query may hold for, newest first: a few too many, none too few."""
        return self._newest(self._holding(query.expression) or set())

    def scattered(self, query: Query) -> list[Paper]:
        """The papers that have all the words of some phrase of the query, newest first."""
        phrases = [path for term in query.terms if _is_text(term) for path in paths(term.text) if len(path) > 1]
        return self._newest(set().union(*map(self._with_path, phrases)))

    def having(self, term: Term) -> list[Paper]:
        """The papers that may have a term: all its words are there, if not yet side by side; newest first."""
        return self._newest(self._with(term))

    def frequency(self, word: str) -> int:
        """How many papers have a folded word."""
        return len(self._words.get(word, ()))

    def alike(self, word: str) -> list[str]:
        """The words that begin like this one and are about as long."""
        return [known for known in self._words if known[:1] == word[:1] and abs(len(known) - len(word)) < 3]

    def _newest(self, numbers: set[int]) -> list[Paper]:
        return sorted((self.papers[number] for number in numbers), key=_first_seen, reverse=True)

    def _holding(self, expression: Expression) -> set[int] | None:
        """The papers an expression may hold for; nothing known stands for all of them."""
        if isinstance(expression, Term):
            return self._with(expression)
        if isinstance(expression, Not):
            return None
        known = [self._holding(part) for part in expression.parts]
        sets = [found for found in known if found is not None]
        if isinstance(expression, And):
            return set.intersection(*sets) if sets else None
        return set().union(*sets) if len(sets) == len(known) else None

    def _with(self, term: Term) -> set[int]:
        if _is_text(term):
            return set().union(*map(self._with_path, paths(term.text)))
        if term.field is Field.AUTHOR:
            names = keys(read_name(term.text))
            return set().union(*(self._values.get((Field.AUTHOR, name), ()) for name in names))
        start = comparable_category(term.text) if term.field is Field.CATEGORY else comparable_source(term.text)
        begun = (
            found for (kind, value), found in self._values.items() if kind is term.field and value.startswith(start)
        )
        return set().union(*begun)

    def _with_path(self, path: Path) -> set[int]:
        found = [self._with_word(word) for word in path]
        return set.intersection(*found) if found else set()

    def _with_word(self, word: str) -> set[int]:
        if not word.endswith(PREFIX):
            return set(self._words.get(word, ()))
        return set().union(*(found for known, found in self._words.items() if known.startswith(word[:-1])))


def _first_seen(paper: Paper) -> datetime:
    return paper.first_seen_at


def _is_text(term: Term) -> bool:
    return term.field is None or term.field.is_text


def _values(reading: Reading) -> Iterator[tuple[Field, str]]:
    yield from _named(Field.AUTHOR, (key for name in reading.authors for key in keys(name)))
    yield from _named(Field.CATEGORY, reading.categories)
    yield from _named(Field.SOURCE, reading.sources)


def _named(field: Field, values: Iterable[str]) -> Iterator[tuple[Field, str]]:
    return ((field, value) for value in values)
