"""What a reader is told when a briefing has no papers."""

import pytest

from bot.blocks import briefing_messages
from bot.briefing import Briefing
from bot.digest import SourceReport
from tests.blocks.lint import breaches, shown
from tests.blocks.papers_made import made_digest, made_item

FINE = (SourceReport("a", "arXiv", "ok", 367),)


@pytest.mark.parametrize(
    ("read", "told"),
    [
        (0, "Nothing new since your last briefing. No source has announced more papers."),
        (1, "Nothing new since your last briefing. One more paper was read"),
        (12, "Nothing new since your last briefing. 12 more papers were read"),
    ],
)
def test_a_second_briefing_of_a_day_without_papers_says_that_nothing_came_since(read: int, told: str) -> None:
    message = briefing_messages(made_digest([], sources=FINE, edition=1, read=read), Briefing(None))[0]
    assert told in shown(message)
    assert "none of" not in shown(message)
    assert breaches(message) == []


def test_a_second_briefing_still_tells_of_sources_in_trouble() -> None:
    seen = shown(briefing_messages(made_digest([], edition=1, read=0), Briefing(None))[0])
    assert "Something may be missing: Nature" in seen


@pytest.mark.parametrize("items", [0, 1])
def test_the_heading_counts_no_editions(items: int) -> None:
    digest = made_digest([made_item(n + 1) for n in range(items)], edition=1, sources=FINE)
    seen = shown(briefing_messages(digest, Briefing(None))[0])
    assert "Radar · Friday 12 June 2026" in seen
    assert "edition" not in seen
