"""What a reader is told when a briefing has no papers."""

from typing import Any

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


def told(*sources: SourceReport, **changes: Any) -> str:
    """What a quiet briefing says of these sources."""
    return shown(briefing_messages(made_digest([], sources=sources, **changes), Briefing(None))[0])


DOWN = (SourceReport("a", "arXiv", "failed"), SourceReport("b", "bioRxiv", "failed"))


@pytest.mark.parametrize("edition", [0, 1])
def test_when_no_source_could_be_reached_nothing_new_is_not_claimed(edition: int) -> None:
    seen = told(*DOWN, read=0, edition=edition)
    assert "The sources could not be reached, so this is not “nothing new”" in seen
    assert "Nothing" not in seen
    assert "No source" not in seen
    assert "arXiv: failed, bioRxiv: failed → " in seen


def test_new_versions_are_told_even_when_no_source_could_be_reached() -> None:
    seen = told(*DOWN, read=0, updated=(made_item(1),))
    assert "could not be reached" in seen
    assert "1 paper you know changed" in seen


def test_what_was_read_before_every_source_failed_is_told_with_the_gap() -> None:
    seen = told(*DOWN, read=40)
    assert "none of 40 new papers matched" in seen
    assert "by now the sources could not be reached" in seen


def test_sources_that_were_never_read_have_not_announced_nothing() -> None:
    assert "have not been read yet" in told(SourceReport("a", "arXiv", ""), read=0)
    assert "could not be reached" in told(*DOWN, SourceReport("c", "Nature", ""), read=0)
    assert "No sources are set up, so nothing was read." in told(read=0)


def test_one_source_that_was_reached_says_what_it_announced() -> None:
    seen = told(*DOWN, SourceReport("c", "Nature", "quiet"), read=0)
    assert "No source announced new papers. Something may be missing: arXiv, bioRxiv could not be read" in seen
