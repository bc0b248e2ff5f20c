"""Writes briefings to a terminal."""

import sys
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from typing import TextIO

from bot.blocks.escaping import calm, safe_url
from bot.blocks.naming import described, spoken_why, title
from bot.blocks.quiet import quiet_line
from bot.blocks.receipt import day, receipt, writer_line
from bot.briefing import Briefing, CheckedClaim, Origin
from bot.digest import Digest, Item
from bot.ports.delivery import Address, Message, Posted

_STYLES = {"bold": "\x1b[1m", "dim": "\x1b[2m", "link": "\x1b[36m"}
_NARROWEST = 40


@dataclass(frozen=True, slots=True)
class _Page:
    """How wide lines may be, and whether they may be coloured."""

    width: int
    colour: bool

    def wrap(self, text: str, style: str = "", indent: str = "", first: str = "") -> Iterator[str]:
        """The text in lines that fit; ``first`` stands in the indent of the first one."""
        clean = " ".join(calm(text).split())
        lines = textwrap.wrap(clean, self.width, initial_indent=first or indent, subsequent_indent=indent)
        for line in lines:
            yield f"{_STYLES[style]}{line}\x1b[0m" if style and self.colour else line


def render_text(digest: Digest, briefing: Briefing, width: int = 80, colour: bool = False) -> str:
    """A briefing as a terminal shows it, with everything that the thread would hold at the end."""
    page = _Page(max(width, _NARROWEST), colour)
    return "\n".join(_lines(page, digest, briefing)) + "\n"


def _lines(page: _Page, digest: Digest, briefing: Briefing) -> Iterator[str]:
    new = max(digest.matched, len(digest.items) + len(digest.rest))
    yield from page.wrap(f"{day(digest)} · {new:,} new of {digest.read:,} read", "bold")
    if briefing.notice:
        yield from page.wrap(briefing.notice, "dim")
    if not digest.items:
        yield from page.wrap(quiet_line(digest))
    if briefing.headline:
        yield ""
        yield from page.wrap(_said(briefing.headline) + _numbers(briefing.headline), "bold")
    yield from _themes(page, briefing)
    for item in digest.items:
        yield from _paper(page, item, briefing.lines.get(item.number))
    if briefing.read_first:
        yield ""
        yield from page.wrap(f"Read first: #{briefing.read_first[0]}. {_said(briefing.read_first[1])}", "bold")
    yield from _more(page, "Matched too", digest.rest)
    yield from _more(page, "New versions", digest.updated)
    yield ""
    yield from page.wrap(receipt(digest, briefing), "dim")
    yield from page.wrap(f"{writer_line(briefing)}.", "dim")


def _themes(page: _Page, briefing: Briefing) -> Iterator[str]:
    for theme in briefing.themes:
        yield ""
        yield from page.wrap(f"◆ {theme.title}", "bold")
        for claim in theme.claims:
            yield from page.wrap(_said(claim) + _numbers(claim), indent="  ")


def _paper(page: _Page, item: Item, takeaway: CheckedClaim | None) -> Iterator[str]:
    yield ""
    yield from page.wrap(title(item.paper), "bold", "   ", f"{item.number:<3}")
    yield from page.wrap("".join(span.text for span in described(item.paper)), "dim", "   ")
    if takeaway:
        yield from page.wrap(_said(takeaway), indent="   ")
    yield from page.wrap(spoken_why(item.matches), "dim", "   ")
    url = safe_url(item.paper.url)
    if url:
        # A link is never broken over lines: it must stay whole to be opened.
        yield f"   {_STYLES['link']}{url}\x1b[0m" if page.colour else f"   {url}"


def _more(page: _Page, heading: str, items: Sequence[Item]) -> Iterator[str]:
    if items:
        yield ""
        yield from page.wrap(f"{heading} ({len(items):,})", "bold")
    for item in items:
        yield from page.wrap(f"{title(item.paper, 160)}  {safe_url(item.paper.url)}", "", "  ", "· ")


def _said(claim: CheckedClaim) -> str:
    return f"“{claim.text}”" if claim.origin is Origin.EXTRACT else claim.text


def _numbers(claim: CheckedClaim) -> str:
    papers = sorted({quote.paper for quote in claim.quotes})
    return f" ({', '.join(f'#{number}' for number in papers)})" if papers else ""


@dataclass(slots=True)
class ConsoleDelivery:
    """A delivery target that writes each message to a stream and remembers what it wrote."""

    stream: TextIO = field(default_factory=lambda: sys.stdout)
    _written: dict[str, Posted] = field(default_factory=dict)
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def post(self, address: Address, message: Message, delivery_id: str) -> Posted:
        """Write the text of a message, indented when it belongs in a thread."""
        indent = "  │ " if address.thread else ""
        self.stream.write("\n".join(indent + line for line in calm(message.text).split("\n")) + "\n\n")
        self.stream.flush()
        posted = Posted(address.channel, f"{next(self._numbers)}.000000")
        self._written[delivery_id] = posted
        return posted

    def find(self, address: Address, delivery_id: str, since: datetime) -> Posted | None:
        """What was written under ``delivery_id``."""
        return self._written.get(delivery_id)

    def retract(self, posted: Posted, team: str) -> None:
        """What is printed stays printed; this says so."""
        self.stream.write(f"(the message {posted.ts} above is a second copy: ignore it)\n")
