"""``/radar feed`` over the wire: feeds that are read for one person alone."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from bot.listeners.radar_command.own_feeds import MOST_FEEDS
from bot.ports.sources import Batch, BatchState
from tests.listeners.conftest import MONDAY, Stage

CLUB = "journal-club"
GRACE = "U0GRACE001"  # no admin, unlike the person who types by default
FEED = "https://blog.example/feed.xml"


def team(stage: Stage) -> str:
    """The workspace."""
    return stage.slack.workspace.team_id


def feeds(stage: Stage, user: str = "") -> Sequence[str]:
    """What a person added."""
    return stage.store.sources.followed(team(stage), user or stage.slack.workspace.me)


@pytest.mark.parametrize(
    "typed", [FEED, f"<{FEED}>", f"<{FEED}|blog.example/feed.xml>", "blog.example/feed.xml", f"feed:{FEED}"]
)
def test_a_person_adds_a_feed_that_is_read_for_them_alone(stage: Stage, typed: str) -> None:
    answer = stage.radar(f"feed add {typed}", user=GRACE)
    assert "Added blog.example/feed.xml to your feeds. I read it now, for you alone" in answer
    assert f"Stored as `feed:{FEED}`" in answer
    assert "Your radar is empty" in answer
    assert feeds(stage, GRACE) == [f"feed:{FEED}"]
    assert stage.woken == 1
    assert stage.store.sources.claim_due(stage.now, "me", 60) == f"feed:{FEED}"
    assert f"feed:{FEED}" not in stage.store.sources.readable(team(stage), stage.slack.workspace.me)
    assert "already among your feeds. Nothing changed." in stage.radar(f"feed add {typed}", user=GRACE)
    assert "1  blog.example/feed.xml: not read yet" in stage.radar("feeds", user=GRACE)
    assert "You have added no feeds" in stage.radar("feeds")


def test_what_everyone_reads_is_not_added_again(stage: Stage) -> None:
    stage.radar(f"sources add {FEED}")
    assert "Everyone here reads blog.example/feed.xml already, and so do you" in stage.radar(f"feed add {FEED}")
    assert feeds(stage) == []


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("", "Say which feed"),
        ("http://127.0.0.1/", "not allowed"),
        ("http://169.254.169.254/latest/", "not allowed"),
        ("http://2130706433/", "not allowed"),
        ("http://localhost/x", "not allowed"),
        ("http://[::1]/", "not allowed"),
        ("https://printer.corp/feed", "public host"),
        ("file:///etc/passwd", "Only addresses that begin with https"),
        ("javascript:alert(1)", "Only addresses that begin with https"),
        ("arxiv:cs.CL", "Only addresses that begin with https"),
        ("https://user:secretpw@blog.example/f", "name or password"),
        ("https://аrxiv.org/rss", "xn--rxiv-43d.org"),
        ("https://a.example:22/", "usual web ports"),
        ("https://a.example/" + "p" * 3_000, "too long"),
    ],
)
def test_an_address_that_can_be_no_feed_is_refused(stage: Stage, address: str, told: str) -> None:
    answer = stage.radar(f"feed add {address}")
    assert told in answer
    assert "Nothing changed" in answer
    assert "secretpw" not in answer
    assert feeds(stage) == []


def test_a_person_has_ten_feeds_and_no_more(stage: Stage) -> None:
    for number in range(MOST_FEEDS):
        assert "Added" in stage.radar(f"feed add https://j{number}.example/rss")
        stage.now += timedelta(seconds=1)
    answer = stage.radar("feed add https://one-more.example/rss")
    assert f"You have {MOST_FEEDS} feeds of your own" in answer
    assert len(feeds(stage)) == MOST_FEEDS
    shown = stage.radar("feeds")
    assert all(f"{number + 1}  j{number}.example/rss" in shown for number in range(MOST_FEEDS))


@pytest.mark.parametrize(
    "typed", ["2", f"{FEED}?b=1", f"<{FEED}?b=1>", "blog.example/feed.xml?b=1", f"feed:{FEED}?b=1"]
)
def test_a_person_removes_a_feed_by_number_or_address(stage: Stage, typed: str) -> None:
    for address in ("https://a.example/rss", f"{FEED}?b=1"):
        stage.radar(f"feed add {address}")
        stage.now += timedelta(seconds=1)
    answer = stage.radar(f"feed remove {typed}")
    assert "from your feeds" in answer
    assert f"/radar feed add {FEED}?b=1" in answer
    assert feeds(stage) == ["feed:https://a.example/rss"]


def test_nobody_removes_a_feed_of_somebody_else(stage: Stage) -> None:
    stage.radar(f"feed add {FEED}", user=GRACE)
    for typed in ("feed remove 1", f"feed remove {FEED}", "sources remove 1", f"sources remove {FEED}"):
        assert "Nothing changed" in stage.radar(typed)
    assert feeds(stage, GRACE) == [f"feed:{FEED}"]


def test_a_feed_without_a_verb_is_explained_and_no_password_repeated(stage: Stage) -> None:
    answer = stage.radar("feed https://user:secretpw@blog.example/f")
    assert "/radar feed add https://" in answer
    assert "secretpw" not in answer


@pytest.mark.parametrize("typed", [f"feed add {FEED}", "feeds", "feed remove 1"])
def test_a_channel_has_no_feeds_and_says_what_to_do(stage: Stage, typed: str) -> None:
    answer = stage.radar(f"channel {typed}", channel=CLUB)
    assert "A channel has no feeds of its own" in answer
    assert "/radar sources add https://" in answer
    assert "/radar feed add https://" in answer
    assert feeds(stage) == []


def test_a_title_a_feed_gives_itself_calls_nobody(stage: Stage) -> None:
    stage.radar(f"feed add {FEED}")
    title = "<!channel> *News* @here `x`"
    stage.store.sources.polled(f"feed:{FEED}", Batch(BatchState.OK, title=title), MONDAY, 0)
    for typed in ("feeds", "sources", f"feed add {FEED}", "feed remove 1"):
        answer = stage.slack.command(typed).body
        assert isinstance(answer, dict)
        assert "<!" not in answer["text"]
        assert "@here" not in answer["text"]
