"""Messages about sources and papers: what, since when, what to do, and nothing in them that data could make live."""

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.blocks.changes import change_message
from bot.blocks.notices import began_message, trouble_message
from bot.daily.trouble import Trouble, TroubleKind
from bot.papers import Standing
from bot.ports.changes import Change, ChangeKind
from bot.ports.delivery import Message
from bot.ports.store import SourceHealth
from tests.blocks.lint import breaches, shown
from tests.blocks.papers_made import made_paper

SINCE = datetime(2026, 6, 8, 6, tzinfo=UTC)
FEED = "feed:https://journal.example/feed"
HOSTILE = "<!channel> *bold* _it_ `code` <https://evil.example|click> @here \u202e" + "x" * 5_000


def health(**changes: object) -> SourceHealth:
    fields: dict[str, object] = {
        "name": FEED,
        "label": "Nature Tea",
        "state": "ok",
        "note": "journal.example refuses to answer us (status 403).",
        "since": SINCE,
        "failing_since": None,
        "last_news_at": SINCE,
        "longest_gap": timedelta(days=2, hours=1),
        "stopped": False,
        "told": "",
        "followers": (("T1", "U1"),),
        **changes,
    }
    return SourceHealth(**fields)  # type: ignore[arg-type]


def change(kind: ChangeKind, detail: str, changed: tuple[str, ...] = (), added: tuple[str, ...] = ()) -> Change:
    return Change(1, 101, kind, detail, changed, added, SINCE)


def said(message: Message | None) -> str:
    assert message is not None
    assert breaches(message) == []
    return shown(message).replace("\n", "")


def bold(message: Message | None) -> list[str]:
    """The words that stand out."""
    assert message is not None
    return [
        element["text"]
        for block in message.blocks
        for section in block.get("elements", ())
        for element in section.get("elements", ())
        if element.get("style", {}).get("bold")
    ]


@pytest.mark.parametrize(("kind", "own", "give_up"), [*product(TroubleKind, (True, False), (True, False))])
def test_every_trouble_says_who_since_when_what_still_works_and_what_to_do(
    kind: TroubleKind, own: bool, give_up: bool
) -> None:
    message = trouble_message(health(), Trouble(kind, SINCE, give_up), own)
    seen = said(message)
    assert bold(message) == ["Nature Tea"]
    assert "All other sources are read as usual" in seen
    assert f"/radar {'feed' if own else 'sources'} {'add' if kind is TroubleKind.GONE else 'remove'} " in seen
    assert "Monday, 8 June" in seen


def test_silence_is_told_with_the_habit_it_breaks() -> None:
    seen = said(trouble_message(health(), Trouble(TroubleKind.SILENT, SINCE), own=True))
    assert "has brought nothing new since Monday, 8 June. Before, it never took longer than 3 days." in seen
    never = health(last_news_at=None, longest_gap=None)
    assert "(the day it was added)" in said(trouble_message(never, Trouble(TroubleKind.SILENT, SINCE), own=True))


def test_hostile_labels_and_notes_stay_text_within_the_limits() -> None:
    hostile = health(label=HOSTILE, note=HOSTILE, name=f"feed:https://journal.example/{'y' * 1_500}", state="failed")
    for kind, own in product(TroubleKind, (True, False)):
        assert "<!channel>" not in trouble_message(hostile, Trouble(kind, SINCE), own).text
        said(trouble_message(hostile, Trouble(kind, SINCE), own))
    assert "<!channel>" not in began_message(hostile, 0).text
    said(began_message(hostile, 0))


def test_a_feed_that_began_is_told_with_what_it_holds() -> None:
    assert "Nature Tea works: 1 paper now." in said(began_message(health(), 1))
    assert "it holds no papers just now" in said(began_message(health(), 0))
    cut = said(began_message(health(state="partial", note="The feed was cut."), 3))
    assert "It could not be read completely: The feed was cut." in cut


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        (("title",), "v3 is out: the title changed."),
        (("title", "abstract"), "v3 is out: the title and the abstract changed."),
        (("title", "abstract", "authors"), "v3 is out: the title, the abstract and the authors changed."),
    ],
)
def test_a_new_version_says_what_changed(changed: tuple[str, ...], words: str) -> None:
    message = change_message(
        change(ChangeKind.VERSION, "v2 → v3", changed, ("It is <!channel> harder.",)), made_paper(1)
    )
    seen = said(message)
    assert words in seen
    assert bold(message) == ["Diffusion models for problem 1"]


def test_a_change_no_reader_would_see_is_not_told() -> None:
    assert change_message(change(ChangeKind.VERSION, "v2 → v3"), made_paper(1)) is None
    assert change_message(change(ChangeKind.STANDING, ""), made_paper(1)) is None
    assert change_message(change(ChangeKind.STANDING, "unheard of"), made_paper(1)) is None


@pytest.mark.parametrize(
    ("detail", "words"),
    [
        ("Nature Physics", "is now published in Nature Physics: doi:10.1038/s41567-026-0001-2"),
        ("10.1038/s41567-026-0001-2", "is now published: doi:10.1038/s41567-026-0001-2"),
    ],
)
def test_a_paper_that_appeared_in_a_journal_is_told_with_its_doi(detail: str, words: str) -> None:
    keys = frozenset({"arxiv:2606.00001", "doi:10.48550/arxiv.2606.00001", "doi:10.1038/s41567-026-0001-2"})
    message = change_message(change(ChangeKind.PUBLISHED, detail), made_paper(1, keys=keys))
    assert message is not None
    assert words in said(message).replace("https://doi.org/10.1038/s41567-026-0001-2", "")
    assert "<https://doi.org/10.1038/s41567-026-0001-2|" in message.text


@pytest.mark.parametrize("standing", [standing for standing in Standing if standing])
def test_a_paper_that_lost_its_standing_is_told_in_the_first_line_with_the_word_standing_out(
    standing: Standing,
) -> None:
    message = change_message(change(ChangeKind.STANDING, str(standing)), made_paper(1, "Tea"))
    first = message.text.splitlines()[0] if message else ""
    assert first.startswith("<https://arxiv.org/abs/2606.00001|Tea> has been ")
    assert bold(message)[0] == "Tea"
    assert str(standing) in bold(message)[1]


@given(st.text(max_size=200), st.text(max_size=200), st.sampled_from(ChangeKind))
def test_no_title_and_no_detail_breaks_slacks_rules(title: str, detail: str, kind: ChangeKind) -> None:
    message = change_message(change(kind, detail, ("title",), (detail,)), made_paper(1, title or "x"))
    assert message is None or breaches(message) == []
