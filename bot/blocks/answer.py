"""An answer in a thread: claims, each above the passages it rests on, or a plain "not in this paper"."""

from collections.abc import Iterator

from bot.blocks.limits import clip
from bot.blocks.packing import pack
from bot.blocks.parts import Part, paragraph, quotation, small
from bot.blocks.receipt import counted
from bot.blocks.spans import Line, bold, italic, line
from bot.briefing import CheckedClaim, Origin, Quote
from bot.discussion import Answer
from bot.ports.delivery import Message
from bot.ports.model import AnswerStatus

_CLAIM_CHARACTERS = 1_200
_QUOTE_CHARACTERS = 700
_CLAIMS = 12
_QUOTES = 4


def answer_messages(answer: Answer) -> tuple[Message, ...]:
    """The messages of an answer."""
    return pack(_parts(answer)) or pack([paragraph(line("I have nothing to say to that."))])


def _parts(answer: Answer) -> Iterator[Part]:
    if answer.status is None:
        yield paragraph(line(clip(answer.note, 2_500)))
        return
    if answer.papers:
        yield small(_about(answer))
    if answer.status is AnswerStatus.NOT_IN_PAPER:
        yield paragraph(line(bold(answer.verdict)))
    for claim in answer.claims[:_CLAIMS]:
        yield _claim(claim)
    if len(answer.claims) > _CLAIMS:
        left = counted(len(answer.claims) - _CLAIMS, "further claim")
        yield paragraph(line(italic(f"{left} left out: ask about one point to see more.")))
    if answer.closest:
        yield paragraph(line(italic("The closest passage:"))) + quotation(_passage(answer.closest))
    if answer.status is AnswerStatus.PARTLY:
        yield paragraph(line(italic(answer.verdict)))
    yield small(_ending(answer))


def _about(answer: Answer) -> str:
    titles = [f"#{number} {clip(title, 120)}" for number, title in sorted(answer.papers.items())]
    more = f" and {len(titles) - 4} more" if len(titles) > 4 else ""
    return f"On {'; '.join(titles[:4])}{more}"


def _claim(claim: CheckedClaim) -> Part:
    passages = [_passage(quote) for quote in claim.quotes[:_QUOTES]]
    if claim.origin is Origin.EXTRACT and passages:
        return quotation(*passages)
    said = paragraph(line(clip(claim.text, _CLAIM_CHARACTERS)))
    return said + quotation(*passages) if passages else said


def _passage(quote: Quote) -> Line:
    return line(f"“{clip(quote.text, _QUOTE_CHARACTERS)}” ", italic(f"(#{quote.paper}, sentence {quote.sentence})"))


def _ending(answer: Answer) -> str:
    notes = [clip(answer.note, 600)] if answer.note else []
    if answer.withheld:
        notes.append(f"{counted(answer.withheld, 'claim')} withheld, because the paper's sentences do not bear it out.")
    if answer.origin is Origin.MODEL:
        notes.append(f"Written by {clip(answer.writer, 60)}, each claim checked against the sentences quoted.")
    else:
        notes.append("Written by no model: sentences copied from the paper.")
    return " ".join(notes)
