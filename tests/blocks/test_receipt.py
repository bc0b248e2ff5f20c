"""The receipt: how every source stood, in words."""

from datetime import UTC, datetime

import pytest

from bot.blocks.receipt import sources_line
from bot.digest import SourceReport
from tests.blocks.papers_made import made_digest

SIX = datetime(2026, 6, 12, 4, 0, tzinfo=UTC)  # 06:00 where the reader is


def receipt_of(*sources: SourceReport) -> str:
    """What the receipt says of these sources."""
    return sources_line(made_digest([], sources=sources))


def test_the_receipt_names_every_source_with_its_state() -> None:
    cs, bio = SourceReport("a", "arXiv cs.LG", "ok", 164), SourceReport("b", "bioRxiv", "ok", 203)
    nature = SourceReport("c", "Nature", "failed", 0, SIX, "nature.com refuses to answer us (status 403)")
    assert receipt_of(cs, bio, nature) == "arXiv cs.LG 164 new, bioRxiv 203, Nature: failed since 06:00"


def test_the_first_count_says_what_is_counted_wherever_it_stands() -> None:
    down, fine = SourceReport("c", "Nature", "failed", 0, SIX), SourceReport("a", "arXiv", "ok", 164)
    assert receipt_of(down, fine, SourceReport("b", "bioRxiv", "ok", 2)) == (
        "Nature: failed since 06:00, arXiv 164 new, bioRxiv 2"
    )


@pytest.mark.parametrize(
    ("state", "told"),
    [
        ("ok", "X 3 new"),
        ("quiet", "X: no batch today"),
        ("late", "X: late, 3 new so far"),
        ("partial", "X 3 new, incomplete (cut)"),
        ("failed", "X: failed since 06:00"),
        ("", "X: not read yet"),
    ],
)
def test_every_state_has_words(state: str, told: str) -> None:
    assert receipt_of(SourceReport("x", "X", state, 3, SIX, "cut")) == told


def test_without_sources_the_receipt_says_so() -> None:
    assert receipt_of() == "No sources are set up"
