"""A briefing in a terminal."""

import io
import re

from bot.briefing import Briefing
from bot.delivery.console import ConsoleDelivery, render_text
from bot.ports.delivery import Address, Message, Posted
from tests.blocks.papers_made import NOW, made_briefing, made_digest, made_item, made_paper


def test_a_briefing_fits_the_width_and_keeps_links_whole() -> None:
    digest = made_digest([made_item(1, made_paper(1, title="A long title of a paper " * 6)), made_item(2)])
    text = render_text(digest, made_briefing(), width=60)
    assert all(len(line) <= 60 or "https://" in line for line in text.splitlines())
    assert "   https://arxiv.org/abs/2606.00001\n" in text
    assert "“We found Y.”" in text
    assert "Read first: #2. It is the shortest." in text


def test_everything_that_matched_is_listed_with_the_receipt() -> None:
    rest = [made_item(0, made_paper(n, title=f"Other paper {n}")) for n in range(5, 60)]
    text = render_text(made_digest([made_item(1)], rest), made_briefing(), width=100)
    assert all(f"Other paper {n} " in text for n in range(5, 60))
    assert "Nature: failed since 06:00" in text


def test_colour_is_only_there_when_asked_for() -> None:
    digest = made_digest([made_item(1)])
    assert "\x1b[" not in render_text(digest, made_briefing())
    coloured = render_text(digest, made_briefing(), colour=True)
    assert re.sub("\x1b\\[[0-9;]*m", "", coloured) == render_text(digest, made_briefing())


def test_a_paper_cannot_steer_the_terminal() -> None:
    digest = made_digest([made_item(1, made_paper(1, title="\x1b[31mred\x07 \u202etxt", url="javascript:x"))])
    text = render_text(digest, Briefing(None))
    assert not set(text) & set("\x1b\x07\u202e")
    assert "javascript" not in text


def test_a_quiet_day_is_said() -> None:
    assert "none of 367 new papers matched" in render_text(made_digest([]), Briefing(None))


def test_a_stream_gets_each_message_and_finds_it_again() -> None:
    stream = io.StringIO()
    console = ConsoleDelivery(stream)
    posted = console.post(Address("T", "C"), Message("Hello\nworld"), "one")
    console.post(Address("T", "C", posted.ts), Message("Reply"), "two")
    assert stream.getvalue() == "Hello\nworld\n\n  │ Reply\n\n"
    assert console.find(Address("T", "C"), "one", NOW) == Posted("C", "1.000000")
    assert console.find(Address("T", "C"), "three", NOW) is None
    console.retract(posted, "T")
    assert "second copy" in stream.getvalue()
