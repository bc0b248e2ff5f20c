"""Possible links between papers of different fields: two sentences, side by side, that share rare terms."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations, pairwise

from bot.grounding.words import STOP_WORDS, stem, stems, weight, words
from bot.llm.extractive.sections import is_tail, without_label
from bot.ports.model import Claim, Excerpt, Theme

MOST_LINKS = 2
MOST_TERMS = 3
_TELLING = 2.8
_FEWEST_TERMS = 2
_PAIR = 4.0  # two words side by side in both papers are mostly a term
_LEAST_STRENGTH = 9.5
_RARE = 6.0  # a single term makes a link only when one of its words is as rare as this


_RHETORIC = (
    "avenue capable powerful tool prohibitive promising crucial comprehensive substantial versatile remarkable "
    "paramount hinder hamper bridge pave shed light advance advent emerging poised essential vital bottleneck "
    "landscape fundamental de novo vivo vitro silico situ ad hoc priori posteriori versa se"
)


@cache
def _rhetoric() -> frozenset[str]:
    """Stems of words that many papers share and that say nothing of their subject."""
    return frozenset(stem(word) for word in _RHETORIC.split())


@dataclass(frozen=True, slots=True)
class _Link:
    """A sentence of each of two papers, the stems they share (most telling first) and how much those tell."""

    one: tuple[Excerpt, int]
    other: tuple[Excerpt, int]
    shared: tuple[str, ...]
    strength: float

    @property
    def papers(self) -> frozenset[int]:
        return frozenset({self.one[0].number, self.other[0].number})


@dataclass(frozen=True, slots=True)
class _Place:
    """A sentence that may be copied: its telling stems, and the neighbours among its words."""

    number: int
    kinds: frozenset[str]
    pairs: frozenset[tuple[str, ...]]


def links(papers: Sequence[Excerpt]) -> Iterator[Theme]:
    """The strongest links, no paper in two of them."""
    places = {paper.number: tuple(_places(paper)) for paper in papers}
    found = [
        link
        for one, other in combinations(papers, 2)
        if one.field and other.field and one.field != other.field
        if (link := _strongest(one, other, places)) is not None and _tells(link)
    ]
    taken: frozenset[int] = frozenset()
    for link in sorted(found, key=lambda link: (-link.strength, sorted(link.papers))):
        if not link.papers & taken and len(taken) < 2 * MOST_LINKS:
            taken |= link.papers
            yield _theme(link)


def _places(paper: Excerpt) -> Iterator[_Place]:
    for number, sentence in enumerate(paper.sentences, start=1):
        if number not in paper.suspects and not is_tail(sentence):
            kinds = frozenset(kind for kind in stems(sentence) if weight(kind) >= _TELLING and kind not in _rhetoric())
            pairs = frozenset(key for key in _spellings(sentence) if len(key) == 2 and kinds & set(key))
            yield _Place(number, kinds, pairs)


def _strongest(one: Excerpt, other: Excerpt, places: Mapping[int, Sequence[_Place]]) -> _Link | None:
    best: _Link | None = None
    for left in places[one.number]:
        for right in places[other.number]:
            shared = sorted(left.kinds & right.kinds, key=lambda kind: (-weight(kind), kind))
            strength = sum(map(weight, shared)) + _PAIR * len(left.pairs & right.pairs)
            if len(shared) >= _FEWEST_TERMS and strength > (best.strength if best else _LEAST_STRENGTH):
                best = _Link((one, left.number), (other, right.number), tuple(shared), strength)
    return best


def _tells(link: _Link) -> bool:
    """Whether it rests on two terms, or on a rare one: a phrase that everyone uses links nothing."""
    return len(_shown(link)) > 1 or max(map(weight, link.shared)) >= _RARE


def _theme(link: _Link) -> Theme:
    terms = ", ".join(_shown(link)[:MOST_TERMS])
    return Theme(f"Possible link, from shared terms: {terms}", (_copy(*link.one), _copy(*link.other)))


def _shown(link: _Link) -> list[str]:
    """The shared terms as the first paper spells them, two words where both sentences have them side by side."""
    spelled, theirs = (_spellings(paper.sentences[number - 1]) for paper, number in (link.one, link.other))
    pairs = sorted(pair for pair in spelled.keys() & theirs.keys() if len(pair) == 2)
    terms: list[str] = []
    covered: set[str] = set()
    for kind in link.shared:
        chosen = next((pair for pair in pairs if kind in pair), (kind,))
        following = next((pair for pair in pairs if len(chosen) == 2 and pair[0] == chosen[1]), ())
        if not covered & {*chosen, *following}:
            rest = [spelled[following[1:]]] if following else []
            terms.append(" ".join([spelled[chosen], *rest]))
            covered |= {*chosen, *following}
    return terms


def _spellings(sentence: str) -> dict[tuple[str, ...], str]:
    """Stems, alone and in neighbouring pairs, with their spelling in the sentence."""
    tokens = words(sentence)
    spelled: dict[tuple[str, ...], str] = {(stem(token),): token for token in tokens}
    for left, right in pairwise(tokens):
        if left not in STOP_WORDS and right not in STOP_WORDS:
            spelled[stem(left), stem(right)] = f"{left} {right}"
    return spelled


def _copy(paper: Excerpt, number: int) -> Claim:
    return Claim(without_label(paper.sentences[number - 1]), (f"{paper.ref}.s{number}",))
