"""Which recent papers hold a word, a name or a category, and their texts as numbered words."""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping

from bot.papers import Paper
from bot.preview.stretches import packed
from bot.radar import Field, Reading
from bot.radar.folding import fold, surfaces, words_of
from bot.radar.names import keys
from bot.radar.words import Words

_LAST = "\U0010ffff"
_MOST_SURFACES = 1 << 16


class _Numbers(dict[str, int]):
    """A number for each word, given when it is first asked for."""

    def __missing__(self, word: str) -> int:
        number = self[word] = len(self)
        return number


class Postings:
    """Recent papers by what they have; a paper is known by its place in ``papers``.

    ``texts`` are the titles and the abstracts as numbered words, an acronym in capitals under a number of its own.
    """

    def __init__(self) -> None:
        self.papers: list[Paper] = []
        self.texts: Mapping[Field, list[bytes]] = {Field.TITLE: [], Field.ABSTRACT: []}
        self._numbers = _Numbers()
        self._having: Mapping[Field, dict[str, array[int]]] = {field: {} for field in Field}
        self._capitals: dict[str, set[str]] = {}  # a word -> its forms in capitals
        self._defining: dict[str, array[int]] = {}
        self._folded: dict[str, str] = {}  # a word as papers write it -> as it is compared, where that differs
        self._sorted: list[str] = []
        self._unsorted: list[str] = []
        self._surfaces: set[str] = set()

    def add(self, paper: Paper) -> None:
        """Take in one paper."""
        place = len(self.papers)
        self.papers.append(paper)
        reading = Reading(paper)
        self._note_forms(paper.title)
        self._note_forms(paper.abstract)
        for field, words in ((Field.TITLE, reading.title), (Field.ABSTRACT, reading.abstract)):
            self.texts[field].append(self._text(words))
            for word in {*words.tokens, *words.capitals.values()}:
                self._put(field, word, place)
        for field, value in set(_values(reading)):
            self._put(field, value, place)
        for defined in {key for one in reading.definitions for key in (one.acronym.casefold(), " ".join(one.tokens))}:
            self._defining.setdefault(defined, array("I")).append(place)

    def having(self, field: Field, value: str) -> Iterable[int]:
        """The papers that have a folded word, a family name, a category or a source there."""
        return self._having[field].get(value, ())

    def beginning(self, field: Field, start: str) -> Iterable[str]:
        """The names, categories or sources that begin so."""
        return (value for value in self._having[field] if value.startswith(start))

    def words(self, start: str) -> Iterator[tuple[str, bool]]:
        """The folded words that begin so, and those of which only a form does: ``matrix`` for ``matrice``."""
        self._sort()
        for at in range(bisect_left(self._sorted, start), bisect_left(self._sorted, start + _LAST)):
            written = self._sorted[at]
            if self._is_word(written):
                yield written, True
            if written in self._folded:
                yield self._folded[written], False

    def every_word(self) -> Iterable[str]:
        """All words as they are compared."""
        self._sort()
        return filter(self._is_word, self._sorted)

    def frequency(self, word: str) -> int:
        """How many papers have a folded word."""
        return len({*self.having(Field.TITLE, word), *self.having(Field.ABSTRACT, word)})

    def defining(self, meaning: str) -> Iterable[int]:
        """The papers that define an acronym in small letters, or say what is short for some folded words."""
        return self._defining.get(meaning, ())

    def numbers(self, word: str) -> list[int]:
        """The numbers under which texts may have a folded word."""
        return [self._numbers[each] for each in (word, *self._capitals.get(word, ())) if each in self._numbers]

    def _text(self, words: Words) -> bytes:
        folded = words.tokens.copy()
        for place, acronym in words.capitals.items():
            self._capitals.setdefault(folded[place], set()).add(acronym)
            folded[place] = acronym
        return packed(map(self._numbers.__getitem__, folded))

    def _note_forms(self, text: str) -> None:
        """Remember how words are written that are compared in another form; most surfaces were seen before."""
        if len(self._surfaces) > _MOST_SURFACES:
            self._surfaces.clear()
        for surface in surfaces(text):
            if surface in self._surfaces:
                continue
            self._surfaces.add(surface)
            for written, word in zip(words_of(surface), fold(surface), strict=True):
                if written != word and written not in self._folded:
                    self._folded[written] = word
                    self._unsorted.append(written)

    def _put(self, field: Field, value: str, place: int) -> None:
        known = self._having[field]
        if value not in known:
            known[value] = array("I")
            if field.is_text:
                self._unsorted.append(value)
        known[value].append(place)

    def _sort(self) -> None:
        if self._unsorted:
            known = self._sorted
            new = {word for word in self._unsorted if known[(at := bisect_left(known, word)) : at + 1] != [word]}
            self._sorted = sorted(known + sorted(new))  # two sorted runs are merged in one go
            self._unsorted = []

    def _is_word(self, word: str) -> bool:
        return word in self._having[Field.TITLE] or word in self._having[Field.ABSTRACT]


def _values(reading: Reading) -> Iterator[tuple[Field, str]]:
    yield from ((Field.AUTHOR, key) for name in reading.authors for key in keys(name))
    yield from ((Field.CATEGORY, value) for value in reading.categories)
    yield from ((Field.SOURCE, value) for value in reading.sources)
