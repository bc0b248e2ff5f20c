"""A paper as the matcher reads it: its words and names, folded once however many queries ask."""

from collections.abc import Iterator
from functools import cached_property

from bot.papers import Paper
from bot.radar.expression import Field, Term
from bot.radar.names import Name, is_author, read_name
from bot.radar.paths import paths
from bot.radar.words import Words

TEXT_FIELDS = (Field.TITLE, Field.ABSTRACT)


class Reading:
    """One paper with its folded title and abstract; keep it to ask more than once."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self.title = Words(paper.title)
        self.abstract = Words(paper.abstract)

    def text(self, field: Field) -> Words:
        """The words of the title or of the abstract."""
        return self.title if field is Field.TITLE else self.abstract

    @cached_property
    def authors(self) -> tuple[Name, ...]:
        """The names of its authors."""
        return tuple(read_name(author) for author in self.paper.authors)

    @cached_property
    def categories(self) -> tuple[str, ...]:
        """Its categories, comparable."""
        return tuple(comparable_category(category) for category in self.paper.categories)

    @cached_property
    def sources(self) -> tuple[str, ...]:
        """The names of its sources and its journal, comparable."""
        return tuple(comparable_source(name) for name in (*self.paper.sources, self.paper.journal) if name)

    def has(self, term: Term) -> bool:
        """Whether a term is found in the paper."""
        return next(self.places(term), None) is not None

    def places(self, term: Term) -> Iterator[tuple[Field, int]]:
        """Where a term is found: the field, and which of its values or of the term's paths."""
        if term.field is None or term.field.is_text:
            for field in TEXT_FIELDS if term.field is None else (term.field,):
                words = self.text(field)
                yield from ((field, n) for n, path in enumerate(paths(term.text)) if words.find(path))
        else:
            yield from ((term.field, n) for n in self._values(term))

    def _values(self, term: Term) -> Iterator[int]:
        if term.field is Field.AUTHOR:
            wanted = read_name(term.text)
            yield from (n for n, name in enumerate(self.authors) if is_author(wanted, name))
        elif term.field is Field.CATEGORY:
            start = comparable_category(term.text)
            yield from (n for n, value in enumerate(self.categories) if value == start or value.startswith(start + "."))
        else:
            start = comparable_source(term.text)
            yield from (n for n, value in enumerate(self.sources) if value.startswith(start))


def comparable_category(text: str) -> str:
    """``CS.CL`` as ``cs.cl``, ``Cell_Biology`` as ``cell biology``."""
    return " ".join(text.casefold().replace("_", " ").split())


def comparable_source(text: str) -> str:
    """A source's name or a journal's, without what an address begins with: ``feed:https://www.nature.com/…``."""
    text = " ".join(text.casefold().split()).removeprefix("feed:")
    return text.removeprefix("https://").removeprefix("http://").removeprefix("www.")
