"""A report on a reading list as one Slack message, with a button under each proposed query."""

from collections.abc import Sequence

from bot.benchmark import wording
from bot.benchmark.judging import Line, Missed
from bot.benchmark.proposing import Proposal
from bot.benchmark.report import Report
from bot.blocks.limits import clip
from bot.blocks.naming import title
from bot.blocks.packing import fill, message
from bot.blocks.parts import Button, Part, buttons, heading, paragraph, small
from bot.blocks.spans import Span, bold, code, italic, line
from bot.ports.delivery import Message

ADD = "benchmark_add"
_LINES, _MISSED, _SENTENCES = 15, 15, 5


def benchmark_message(report: Report) -> Message:
    """The whole report; of what does not fit, it says how much is left out."""
    head = [*_opening(report), *_proposals(report)]
    missed = [paragraph(_missed(each)) for each in report.judgement.missed[:_MISSED]]
    tail = _closing(report)
    room = fill([*head, _more(report, 0)], missed, tail)
    left = len(report.judgement.missed) - room
    rest = [_more(report, left)] if report.judgement.missed else []
    return message([*head, *rest[:1], *missed[:room], *tail])


def _opening(report: Report) -> list[Part]:
    lines = [line(bold(wording.verdict(report)))]
    if not report.judgement.lines:
        lines.append(line(wording.EMPTY))
    parts = [heading(f"Reading list: {clip(report.listed.name, 100)}"), paragraph(*lines)]
    shown = sorted(report.judgement.lines, key=lambda each: -each.finds)
    if shown and report.judgement.judged:
        parts.append(paragraph(*(_line(each) for each in shown[:_LINES]), *_more_lines(shown)))
    return parts


def _line(each: Line) -> tuple[Span, ...]:
    return line("• ", code(clip(str(each.query), 100)), f" {wording.line_result(each)}")


def _more_lines(shown: Sequence[Line]) -> list[tuple[Span, ...]]:
    left = len(shown) - _LINES
    return [line(f"and {wording.counted(left, 'more line')}")] if left > 0 else []


def _proposals(report: Report) -> list[Part]:
    said = wording.proposed_from(report)
    if not said:
        return [paragraph(line(wording.ALL_FOUND))] if report.judgement.judged else []
    if not report.proposals:
        return [paragraph(line(said))]
    return [paragraph(line(bold("These lines would find more:"))), *map(_proposal, report.proposals), small(said)]


def _proposal(proposal: Proposal) -> Part:
    text = str(proposal.query)
    told = paragraph(line(code(text), f" {wording.proposal_result(proposal)}"))
    return told + buttons(f"benchmark:{text}"[:255], [Button("Add", ADD, text, f"Add {text} to your radar")])


def _more(report: Report, left: int) -> Part:
    count = len(report.judgement.missed)
    more = f", {count - left:,} of them shown" if left else ""
    return paragraph(line(bold(f"Missed: {wording.counted(count, 'paper')}{more}")))


def _missed(each: Missed) -> tuple[Span, ...]:
    paper = each.listed.paper
    against = (" (", code(clip(each.query, 80)), ")") if each.query else ()
    return line("• ", Span(title(paper, 120), "", paper.url), italic(f" – {clip(wording.reason(each), 150)}"), *against)


def _closing(report: Report) -> list[Part]:
    said = [wording.listed(report), *report.notes[:_SENTENCES], wording.HOW_IT_IS_COUNTED]
    if report.listed.left_out:
        said += [wording.left_out(report), *report.listed.rejected[:_SENTENCES]]
    return [small("\n".join(clip(sentence, 300) for sentence in said))]
