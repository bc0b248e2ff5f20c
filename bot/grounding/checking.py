"""The checks: a proposed claim either comes back with the sentences it rests on, or with what is wrong with it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.grounding.claims import CheckedClaim, Origin, Quote
from bot.grounding.excerpts import around, readable, resolve
from bot.grounding.hedging import lost_hedge
from bot.grounding.numbers import claimed, names, numbers
from bot.grounding.plain import clean, faults, is_sentence
from bot.grounding.polarity import reversed_words
from bot.grounding.verdicts import verdicts
from bot.grounding.words import containment, stems
from bot.ports.model import Claim, Excerpt, Objection

LEAST_SUPPORT = (
    0.26  # of a claim's words, by weight, in the cited papers: 5 % of true claims fall below, 93 % of strangers
)
LEAST_NEARBY = 0.15  # in the cited sentences and their neighbours
_MOST_REFS = 6
_WHOLE_PAPER = 40


@dataclass(frozen=True, slots=True)
class Verdict:
    """A claim that stands, or the objections to it."""

    claim: CheckedClaim | None
    objections: tuple[Objection, ...] = ()


class Checker:
    """Checks claims against the papers of one digest or question."""

    def __init__(self, excerpts: Iterable[Excerpt]) -> None:
        self._excerpts = {paper.number: paper for paper in excerpts}
        self._readable = {number: readable(paper) for number, paper in self._excerpts.items()}
        self._stems = {number: frozenset(stems(text)) for number, text in self._readable.items()}

    def check(self, claim: Claim, part: str, *, about: Sequence[int] = (), title: bool = False) -> Verdict:
        """Check a model's claim for ``part``; ``about`` names the papers it must keep to, a ``title`` may be short."""
        text = clean(claim.text)
        quotes, unknown = self._quotes(claim.refs)
        found = list(_form(text, title=title))
        found += self._references(claim.refs, quotes, unknown, about)
        if quotes and not found:
            found += self._content(text, quotes, title=title)
        if found:
            return Verdict(None, tuple(Objection(part, text, kind, reason) for kind, reason in found))
        return Verdict(CheckedClaim(text, quotes, Origin.MODEL))

    def copied(self, claim: Claim) -> CheckedClaim | None:
        """A line that claims to be copied out of the papers: it stands when its words are in the cited sentences."""
        quotes, unknown = self._quotes(claim.refs)
        honest = quotes and not unknown and any(claim.text.rstrip("…") in quote.text for quote in quotes)
        return CheckedClaim(claim.text, quotes, Origin.EXTRACT) if honest else None

    def _quotes(self, refs: Sequence[str]) -> tuple[tuple[Quote, ...], tuple[str, ...]]:
        found = {ref: resolve(ref, self._excerpts) for ref in dict.fromkeys(refs)}
        quotes = dict.fromkeys(quote for quote in found.values() if quote is not None)
        return tuple(quotes), tuple(ref for ref, quote in found.items() if quote is None)

    def _references(
        self, refs: Sequence[str], quotes: Sequence[Quote], unknown: Sequence[str], about: Sequence[int]
    ) -> Iterator[tuple[str, str]]:
        if not refs:
            yield "reference", "It names no sentence; add the ids of the sentences it rests on."
        if unknown:
            yield "reference", f"There is no sentence {', '.join(clean(ref)[:20] for ref in unknown[:3])}."
        if len(quotes) > _MOST_REFS:
            yield "reference", f"It names {len(quotes)} sentences; keep the {_MOST_REFS} that prove it best."
        strangers = {quote.paper for quote in quotes} - set(about) if about else set()
        if strangers:
            yield "reference", f"It must rest on paper {_listed(about)} alone, not on {_listed(sorted(strangers))}."
        for quote in quotes:
            if quote.sentence in self._excerpts[quote.paper].suspects:
                yield "reference", f"Sentence P{quote.paper}.s{quote.sentence} is not about the work."

    def _content(self, text: str, quotes: Sequence[Quote], *, title: bool) -> Iterator[tuple[str, str]]:
        nearby = around(quotes, self._excerpts)
        cited = tuple(dict.fromkeys(quote.paper for quote in quotes))
        titles = "\n".join(self._excerpts[n].title for n in cited if 0 not in self._excerpts[n].suspects)
        yield from self._figures(text, nearby + "\n" + titles, cited)
        yield from self._support(text, cited, nearby + "\n" + titles, title=title)
        hedge = "" if title else lost_hedge(text, [quote.text for quote in quotes])
        if hedge:
            yield "hedge", f"Its sentence is cautious (“{hedge}”); carry the caution over."
        for word in verdicts(text, nearby + "\n" + titles):
            yield "verdict", f"“{word}” is a verdict the cited sentences do not give; leave it out."
        for word in reversed_words(text, nearby + "\n" + titles):
            yield "polarity", f"It says “{word}”, which the cited sentences do not; check which way they point."

    def _figures(self, text: str, nearby: str, cited: Sequence[int]) -> Iterator[tuple[str, str]]:
        for figure in sorted(claimed(text) - numbers(nearby)):
            yield "number", f"The number {figure} is not in the cited sentences."
        known = names("\n".join(self._readable[number] for number in cited))
        for name in sorted(names(text) - known):
            yield "number", f"The name {name} is not in the cited papers in that form."

    def _support(self, text: str, cited: Sequence[int], nearby: str, *, title: bool) -> Iterator[tuple[str, str]]:
        said = stems(text)
        shares = {number: containment(said, kinds) for number, kinds in self._stems.items()}
        together = frozenset().union(*(self._source(number, nearby) for number in cited))
        if containment(said, together) < LEAST_SUPPORT:
            yield "support", "The cited papers do not say this; use their own words for the main point."
        elif containment(said, frozenset(stems(nearby))) < LEAST_NEARBY:
            yield "support", "The cited sentences do not say this; name the ones that do."
        elif title:  # a theme's title speaks for its papers together
            return
        elif len(cited) > 1 and min(shares[number] for number in cited) < LEAST_SUPPORT / len(cited):
            weakest = min(cited, key=lambda number: shares[number])
            yield "support", f"Paper {weakest} is cited but says nothing of it; name only papers that do."
        elif max(shares.values()) > max(shares[number] for number in cited) + 1e-9:
            best = max(shares, key=lambda number: shares[number])
            yield "attribution", f"It fits paper {best} better than paper {_listed(cited)}; check whose result it is."

    def _source(self, number: int, nearby: str) -> frozenset[str]:
        """An abstract supports a claim as a whole; a full text only where it is cited."""
        whole = len(self._excerpts[number].sentences) <= _WHOLE_PAPER
        return self._stems[number] if whole else frozenset(stems(nearby))


def _form(text: str, *, title: bool) -> Iterator[tuple[str, str]]:
    for fault in faults(text):
        yield "form", f"It holds {fault}; write plain words only."
    if not title and not is_sentence(text):
        yield "form", "It is not a whole sentence."
    if not text:
        yield "form", "It is empty."


def _listed(papers: Iterable[int]) -> str:
    return " and ".join(str(number) for number in papers)
