"""What an answer is: whether the paper says it, claims with the passages they rest on, and what a reader must know."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.grounding import CheckedClaim, Origin, Quote
from bot.ports.model import AnswerStatus

_VERDICTS = {
    (AnswerStatus.PARTLY, Origin.MODEL): "This answers only part of the question.",
    (AnswerStatus.NOT_IN_PAPER, Origin.MODEL): "This is not in the paper.",
    (AnswerStatus.PARTLY, Origin.EXTRACT): "These passages come closest.",
    (AnswerStatus.NOT_IN_PAPER, Origin.EXTRACT): "I found no passage about this in the paper.",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer, ready to be shown; ``papers`` maps the numbers it is about to their titles.

    ``status`` is nothing when no passage was looked for: ``note`` then says it all, be it what is missing or what the
    paper's record says.  ``closest`` is the nearest passage when the paper does not say; ``withheld`` counts claims
    that could not be checked.
    """

    status: AnswerStatus | None
    claims: tuple[CheckedClaim, ...] = ()
    papers: Mapping[int, str] = field(default_factory=dict)
    note: str = ""
    origin: Origin = Origin.EXTRACT
    writer: str = "extractive"
    closest: Quote | None = None
    withheld: int = 0

    @property
    def verdict(self) -> str:
        """One sentence on whether the paper says it, or an empty string when it simply does."""
        if self.status is None:
            return ""
        sentence = _VERDICTS.get((self.status, self.origin), "")
        return sentence if len(self.papers) < 2 else sentence.replace("the paper", "these papers")

    @property
    def text(self) -> str:
        """The whole answer as plain text."""
        lines = [self.verdict] if self.status is AnswerStatus.NOT_IN_PAPER else []
        for claim in self.claims:
            lines.append(_quoted(claim.quotes[0]) if claim.origin is Origin.EXTRACT else claim.text)
            if claim.origin is Origin.MODEL:
                lines += [f"  {_quoted(quote)}" for quote in claim.quotes]
        if self.closest:
            lines.append(f"The closest passage: {_quoted(self.closest)}")
        if self.status is AnswerStatus.PARTLY:
            lines.append(self.verdict)
        return "\n".join([*lines, self.note] if self.note else lines)


def _quoted(quote: Quote) -> str:
    return f"“{quote.text}” (#{quote.paper})"
