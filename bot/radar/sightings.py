"""Where the terms of queries stand in one paper, as the evidence has it but quicker: for scores of many queries."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import NamedTuple, TypeAlias

from bot.radar.evidence import shown
from bot.radar.expression import Field, Term
from bot.radar.language import Query
from bot.radar.loose import is_exact
from bot.radar.meanings import meant, others
from bot.radar.paths import Path, paths
from bot.radar.reading import Reading
from bot.radar.sheets import Quotes, Sheet

_Paths: TypeAlias = Sequence[tuple[Path, bool]]  # each with whether it is exact


class Sighting(NamedTuple):
    """A term, the field it was found in, and what the evidence would show: the words and their sentence."""

    term: str
    field: str
    words: str
    sentence: str


class Sought:
    """A query made ready to be looked up in many papers: its terms, their paths, and the acronyms in doubt."""

    __slots__ = ("doubts", "terms")

    def __init__(self, query: Query) -> None:
        self.terms = tuple((term, _ready(paths(term.text)) if _is_text(term) else ()) for term in query.terms)
        self.doubts: Mapping[Term, Term] = {} if isinstance(query.expression, Term) else meant(query.expression)


class Sightings:
    """One paper in which terms are looked up; each is looked for once, however many queries have it."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._title = _Half(Field.TITLE, reading)
        self._abstract = _Half(Field.ABSTRACT, reading)
        self._known: dict[Term, list[Sighting]] = {}

    def of(self, sought: Sought) -> Sequence[Sighting]:
        """Where the terms of a query that holds for the paper stand, the first place in each field."""
        doubts = sought.doubts
        if len(sought.terms) == 1 and not doubts:
            return self._of_term(*sought.terms[0])
        has = self._reading.has
        kept = (pair for pair in sought.terms if pair[0] not in doubts or has(pair[0], doubts[pair[0]]))
        return [sighting for pair in kept for sighting in self._of_term(*pair)]

    def _of_term(self, term: Term, own: _Paths) -> list[Sighting]:
        known = self._known.get(term)
        if known is None:
            known = self._known[term] = self._places(term, own) if own else self._values(term)
        return known

    def _places(self, term: Term, own: _Paths) -> list[Sighting]:
        title, abstract = self._title.first(own), self._abstract.first(own)
        if title is None or abstract is None:
            if title is abstract:
                return []
            linked = self._linked(term, own)
            title = title or self._title.first(linked)
            abstract = abstract or self._abstract.first(linked)
        field, found = term.field, []
        if title is not None and field is not Field.ABSTRACT:
            found.append(self._title.sighting(term.text, title))
        if abstract is not None and field is not Field.TITLE:
            found.append(self._abstract.sighting(term.text, abstract))
        return found

    def _linked(self, term: Term, own: _Paths) -> _Paths:
        """The other form of a term that the paper defines; most terms are none, which is quickly told."""
        defined = self._defined
        for path, _ in own:
            if path in defined or (len(path) == 1 and path[0].casefold() in defined):
                return _ready(others(term, self._reading.definitions))
        return ()

    @cached_property
    def _defined(self) -> frozenset[Path | str]:
        """The long forms that the paper defines, and the acronyms in small letters."""
        defined = self._reading.definitions
        return frozenset([*(one.tokens for one in defined), *(one.acronym.casefold() for one in defined)])

    def _values(self, term: Term) -> list[Sighting]:
        if term.field is None or term.field.is_text or not self._reading.has(term):
            return []
        return [Sighting(term.text, term.field.value, "", "")]


class _Half:
    """The title or the abstract of a paper: first as it is matched, then as a reader sees it."""

    __slots__ = ("_field", "_paper", "_seen", "_sheet")

    def __init__(self, field: Field, reading: Reading) -> None:
        self._field = field
        self._paper = reading.paper
        self._sheet = Sheet([reading.text(field)])
        self._seen: list[Quotes] = []

    def first(self, some: _Paths) -> tuple[Path, bool] | None:
        """The first of some paths that is found at all."""
        find = self._sheet.find
        for one in some:
            if find(*one):
                return one
        return None

    def sighting(self, term: str, path: tuple[Path, bool]) -> Sighting:
        """Where a path first stands in what a reader sees."""
        for whole in range(2):
            if whole == len(self._seen):
                is_title = self._field is Field.TITLE
                texts = shown(self._paper.title if is_title else self._paper.abstract, is_title)
                self._seen.append(Quotes(texts[-2:] if whole else texts[:-2] or texts[:1]))
            found = self._seen[whole].first(*path)
            if found:
                return Sighting(term, self._field.value, *found)
        return Sighting(term, self._field.value, term, term)


def _ready(some: Sequence[Path]) -> _Paths:
    return [(path, is_exact(path)) for path in some]


def _is_text(term: Term) -> bool:
    return term.field is None or term.field.is_text
