"""A paper as the matcher reads it: its words and names, folded once however many queries ask."""

from collections.abc import Iterator
from functools import cached_property

from bot.papers import Paper
from bot.radar.definitions import Definition, definitions
from bot.radar.expression import Field, Term
from bot.radar.meanings import is_otherwise, others
from bot.radar.names import Name, is_author, read_name
from bot.radar.paths import Path, paths
from bot.radar.words import Words

TEXT_FIELDS = (Field.TITLE, Field.ABSTRACT)


class Reading:
    """One paper with its folded title and abstract; keep it to ask more than once."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self.title = Words(paper.title)
        self.abstract = Words(paper.abstract)
        self.tokens = self.title.tokens + self.abstract.tokens  # no phrase crosses from one to the other

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

    @cached_property
    def definitions(self) -> tuple[Definition, ...]:
        """The acronyms it defines."""
        return tuple(dict.fromkeys((*definitions(self.paper.title), *definitions(self.paper.abstract))))

    def has(self, term: Term, meaning: Term | None = None) -> bool:
        """Whether a term is found in the paper; with a meaning, not where the paper says it means something else."""
        if meaning is not None and is_otherwise(term, meaning, self.definitions):
            return False
        if term.field is None:
            own = paths(term.text)
            return any(self.text(field).find(path) for field in TEXT_FIELDS for path in own)
        return any(True for _ in (self.places(term) if term.field.is_text else self.values(term)))

    def places(self, term: Term) -> Iterator[tuple[Field, Path]]:
        """Where a word or phrase is found: the field, and the path that is found there.

        Where the paper defines it as an acronym, or an acronym as it, the other one stands for it too.
        """
        fields = TEXT_FIELDS if term.field is None else (term.field,)
        own = paths(term.text)
        found = {field: [path for path in own if self.text(field).find(path)] for field in TEXT_FIELDS}
        linked: tuple[Path, ...] = ()
        if any(found.values()) and not all(found[field] for field in fields):
            linked = others(term, self.definitions)
        for field in fields:
            yield from ((field, path) for path in found[field])
            if not found[field]:
                yield from ((field, path) for path in linked if self.text(field).find(path))

    def values(self, term: Term) -> Iterator[int]:
        """Which of its authors, categories or sources a term stands for."""
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
