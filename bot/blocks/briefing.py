"""A briefing as Slack messages: one parent to read, the details in its thread."""

from collections.abc import Sequence

from bot.blocks.details import details
from bot.blocks.limits import clip
from bot.blocks.naming import described, titled, why
from bot.blocks.packing import fill, message, pack
from bot.blocks.parts import Button, Part, buttons, divider, heading, paragraph, small
from bot.blocks.quiet import quiet_line
from bot.blocks.receipt import counted, day, receipt, writer_line
from bot.blocks.spans import Line, Span, bold, italic, line
from bot.briefing import Briefing, CheckedClaim, CheckedTheme, Origin
from bot.digest import Digest, Item
from bot.ports.delivery import Message

_CLAIM_CHARACTERS = 400


def briefing_messages(digest: Digest, briefing: Briefing) -> tuple[Message, ...]:
    """The messages of a digest: the first is the parent, the others belong in its thread."""
    if not digest.items:
        return _quiet(digest, briefing)
    head = [*_opening(digest, briefing), *_themes(briefing)]
    papers = [_paper(digest, item, briefing.lines.get(item.number)) for item in digest.items]
    tail = [*_read_first(digest, briefing), *_closing(digest, briefing)]
    room = fill(head, papers, tail)
    continued = _continued(digest.items[room:])
    parent = message([*head, *papers[:room], *continued, *tail])
    return (parent, *pack(papers[room:]), *pack(details(digest, briefing)))


def _quiet(digest: Digest, briefing: Briefing) -> tuple[Message, ...]:
    parent = [
        heading(day(digest)),
        paragraph(line(quiet_line(digest))),
        small(receipt(digest, briefing)),
    ]
    return (message(parent), *pack(details(digest, briefing)))


def _opening(digest: Digest, briefing: Briefing) -> list[Part]:
    new = max(digest.matched, len(digest.items) + len(digest.rest))
    parts = [heading(f"{day(digest)} · {new:,} new of {digest.read:,} read")]
    if briefing.notice:
        parts.append(small(clip(briefing.notice, 300)))
    if briefing.headline:
        parts.append(paragraph(line(*_said(briefing.headline, "bold"), *_numbers(briefing.headline))))
    return parts


def _themes(briefing: Briefing) -> list[Part]:
    return [_theme(theme) for theme in briefing.themes[:3]]


def _theme(theme: CheckedTheme) -> Part:
    lines = [line("◆ ", bold(clip(theme.title, 120)))]
    lines += [line(*_said(claim), *_numbers(claim)) for claim in theme.claims[:3]]
    return paragraph(*lines)


def _paper(digest: Digest, item: Item, takeaway: CheckedClaim | None) -> Part:
    lines = [titled(item.number, item.paper), described(item.paper)]
    if takeaway:
        lines.append(line(*_said(takeaway)))
    lines.append(why(item.matches))
    if item.meaning:
        lines.append(line(italic("Besides: "), clip(item.meaning, 120)))
    return paragraph(*lines) + paper_buttons(digest.id, item.number, item.paper.id)


def paper_buttons(digest_id: int, number: int, paper_id: int) -> Part:
    """What a reader can do with a paper of a digest."""
    value = f"{digest_id}:{paper_id}"
    named = f"paper {number}" if number else "this paper"
    made = (
        Button("Discuss", "paper_discuss", value, f"Discuss {named}"),
        Button("Save", "paper_save", value, f"Save {named}"),
        Button("👍 More like this", "paper_like", value, f"More papers like {named}"),
        Button("👎 Not relevant", "paper_dismiss", value, f"Mark {named} as not relevant"),
        Button("Why", "paper_why", value, f"Why {named} matched"),
    )
    return buttons(f"paper:{value}", made)


def _continued(items: Sequence[Item]) -> list[Part]:
    if not items:
        return []
    first, last = items[0].number, items[-1].number
    numbers = f"Paper {first} is" if first == last else f"Papers {first} to {last} are"
    return [paragraph(line(italic(f"{numbers} in the thread.")))]


def _read_first(digest: Digest, briefing: Briefing) -> list[Part]:
    numbers = {item.number for item in digest.items}
    if not briefing.read_first or briefing.read_first[0] not in numbers:
        return []
    number, claim = briefing.read_first
    return [divider(), paragraph(line(bold(f"Read first: #{number}. "), *_said(claim)))]


def _closing(digest: Digest, briefing: Briefing) -> list[Part]:
    ask = "Reply in this thread to ask about a paper (“#2, what data?”)."
    if digest.rest:
        ask += f" {counted(len(digest.rest), 'more match', 'more matches')} and the abstracts are there."
    return [
        divider(),
        small(f"{receipt(digest, briefing)}\n{writer_line(briefing)}. {ask}"),
    ]


def _said(claim: CheckedClaim, style: str = "") -> Line:
    text = clip(" ".join(claim.text.split()), _CLAIM_CHARACTERS)
    return (Span(f"“{text}”" if claim.origin is Origin.EXTRACT else text, style),)


def _numbers(claim: CheckedClaim) -> Line:
    papers = sorted({quote.paper for quote in claim.quotes})
    return (Span(f" ({', '.join(f'#{number}' for number in papers)})"),) if papers else ()
