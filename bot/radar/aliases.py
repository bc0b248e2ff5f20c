"""Acronyms and their long forms as a field uses them: counted in papers, offered to a reader, never used in silence."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.papers import Paper
from bot.radar.definitions import acronym_in, definitions
from bot.radar.expression import Term
from bot.radar.language import Query
from bot.radar.paths import paths

CLEAR = 0.9  # from this share of its definitions on, a long form is what an acronym means
LEAST_SEEN = 3
LEAST_SHARE = 0.05  # a meaning below it is a slip, not a second meaning
MOST_MEANINGS = 5


@dataclass(frozen=True, slots=True)
class Alias:
    """An acronym and one long form: how many papers define it so, and their share of all that define it.

    ``long_form`` is as papers write it most.  An ambiguous one has to be asked about; its other meanings come with it.
    """

    acronym: str
    long_form: str
    seen: int
    dominance: float
    ambiguous: bool


class Aliases:
    """What acronyms stand for, counted in papers; one paper counts once."""

    def __init__(self) -> None:
        self._meanings: dict[str, Counter[str]] = {}  # acronym -> joined tokens of the long form -> papers
        self._acronyms: dict[str, set[str]] = {}
        self._written: dict[str, Counter[str]] = {}

    @classmethod
    def of(cls, papers: Iterable[Paper]) -> "Aliases":
        """Count what papers define."""
        found = cls()
        for paper in papers:
            found.add(paper)
        return found

    def add(self, paper: Paper) -> None:
        """Count what one paper defines in its abstract and its title."""
        told: set[tuple[str, str]] = set()
        for text in (paper.abstract, paper.title):
            for one in definitions(text):
                meaning = "".join(one.tokens)
                if meaning and (one.acronym, meaning) not in told:
                    told.add((one.acronym, meaning))
                    self._meanings.setdefault(one.acronym, Counter())[meaning] += 1
                    self._acronyms.setdefault(meaning, set()).add(one.acronym)
                    self._written.setdefault(meaning, Counter())[one.long_form] += 1

    def meanings(self, acronym: str) -> tuple[Alias, ...]:
        """What an acronym stands for, most frequent first; what is seen too rarely is left out."""
        counted = self._meanings.get(acronym, Counter())
        whole = counted.total()
        kept = [(m, n) for m, n in counted.most_common() if n >= LEAST_SEEN and n >= LEAST_SHARE * whole]
        ambiguous = not kept or kept[0][1] < CLEAR * whole
        return tuple(
            Alias(acronym, self._spelt(meaning), seen, seen / whole, ambiguous)
            for meaning, seen in kept[:MOST_MEANINGS]
        )

    def offer(self, query: Query) -> tuple[Alias, ...]:
        """What might be looked for as well: for each phrase its clear acronym, for each acronym its clear long form.

        An ambiguous acronym comes with all its meanings, the one that was typed first, so that the reader can choose.
        """
        there = {path for term in query.terms for path in paths(term.text)}
        found = (alias for term in query.terms if term.field is None or term.field.is_text for alias in self._for(term))
        return tuple(dict.fromkeys(alias for alias in found if alias.ambiguous or not self._has(there, alias)))

    def _for(self, term: Term) -> Iterator[Alias]:
        acronym = self._known(term.text)
        if acronym:
            yield from self.meanings(acronym)
            return
        for meaning in dict.fromkeys("".join(path) for path in paths(term.text)):
            for short in sorted(self._acronyms.get(meaning, ()), key=lambda one: -self._meanings[one][meaning]):
                yield from self._of_phrase(short, meaning)

    def _of_phrase(self, short: str, meaning: str) -> Iterator[Alias]:
        known = self.meanings(short)
        own = [alias for alias in known if alias.long_form == self._spelt(meaning)]
        if own and own[0].dominance >= CLEAR:
            yield own[0]
        elif own:
            yield from (*own, *(alias for alias in known if alias not in own))

    def _known(self, text: str) -> str:
        for acronym in dict.fromkeys((text, acronym_in(text), text.upper(), text.removesuffix("s").upper())):
            if acronym in self._meanings:
                return acronym
        return ""

    def _spelt(self, meaning: str) -> str:
        """The long form as papers write it most, in small letters where they do not agree on capitals."""
        small: Counter[str] = Counter()
        for written, seen in self._written[meaning].items():
            small[written if written[1:2].isupper() else written.lower()] += seen
        return small.most_common(1)[0][0]

    @staticmethod
    def _has(there: set[tuple[str, ...]], alias: Alias) -> bool:
        """Whether a query names both already."""
        return set(paths(alias.acronym)) <= there and bool(set(paths(alias.long_form)) & there)
