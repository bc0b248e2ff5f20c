"""``/radar sources`` over the wire: what is read, how it stands, and who may change it."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

import pytest

from bot.listeners.radar_command.for_everyone import MOST_ADDED
from bot.papers import Record
from bot.playground.slack import Fault
from bot.ports.sources import Batch, BatchState
from tests.listeners.conftest import Stage, absorb, record

CLUB = "journal-club"
GRACE = "U0GRACE001"  # no admin, unlike the person who types by default
FEED = "https://blog.example/feed.xml"
ARXIV = "arxiv:cs.CL"


def team(stage: Stage) -> str:
    """The workspace."""
    return stage.slack.workspace.team_id


def everyones(stage: Stage) -> Sequence[str]:
    """What the workspace added."""
    return stage.store.sources.followed(team(stage), "")


def feeds(stage: Stage, user: str = "") -> Sequence[str]:
    """What a person added."""
    return stage.store.sources.followed(team(stage), user or stage.slack.workspace.me)


def brings(stage: Stage, name: str, at: datetime, *papers: Record) -> None:
    """A source is read, and these papers are new."""
    absorb(stage.store, *papers, at=at)
    stage.store.sources.polled(name, Batch(BatchState.OK, papers), at, len(papers))


@pytest.fixture
def operator(stage: Stage) -> Stage:
    """A bot that was set up with one source."""
    stage.store.sources.enrol({ARXIV: "arXiv cs.CL"}, stage.now)
    return stage


@pytest.fixture
def named_admin(stage: Stage) -> Iterator[Stage]:
    """A bot whose settings name Grace as an admin."""
    stage.ears.admins = frozenset({GRACE})
    yield stage
    stage.ears.admins = frozenset()


# What is read


def test_sources_tells_what_each_brought_and_when(operator: Stage) -> None:
    yesterday = datetime(2026, 6, 7, 9, 10, tzinfo=UTC)
    brings(operator, ARXIV, yesterday, record(1, "Diffusion"), record(2, "Trust"))
    answer = operator.radar("sources")
    assert "Read for everyone here" in answer
    assert "1  arXiv cs.CL 2 new yesterday 09:10" in answer
    operator.now += timedelta(days=9)
    assert "1  arXiv cs.CL 0 new, last new Sun 7 Jun" in operator.radar("sources")


def test_what_was_wrong_is_told_and_those_in_trouble_come_first_under_their_own_number(operator: Stage) -> None:
    operator.radar("sources add biorxiv.example/rss")
    said = "biorxiv.example refuses to answer us (status 403)."
    name = everyones(operator)[0]
    brings(operator, ARXIV, operator.now)
    brings(operator, name, operator.now - timedelta(days=3), record(3, "An older paper", source=name))
    since = operator.now.replace(hour=6, minute=0)
    operator.store.sources.failed(name, said, operator.now, since)
    answer = operator.radar("sources")
    assert f"2  biorxiv.example/rss: failed since 06:00: {said[:-1]}, last new Fri 5 Jun" in answer
    assert answer.index("2  biorxiv.example/rss") < answer.index("1  arXiv cs.CL")
    assert "2 sources, 0 new papers in 24 hours; 1 in trouble" in answer


def test_a_late_and_a_stopped_source_say_why(operator: Stage) -> None:
    late = Batch(BatchState.LATE, note="the batch of 2026-06-08 is not out yet")
    operator.store.sources.polled(ARXIV, late, operator.now, 0)
    operator.radar(f"feed add {FEED}")
    operator.store.sources.stop(f"feed:{FEED}", "It is gone for good.", operator.now)
    answer = operator.radar("sources")
    assert "arXiv cs.CL: late, 0 new so far (the batch of 2026-06-08 is not out yet)" in answer
    assert "Your feeds\n1  blog.example/feed.xml: stopped: It is gone for good" in answer
    assert "2 in trouble, see `/radar sources`" in operator.radar("status")


def test_a_source_that_was_given_up_can_be_added_anew(stage: Stage) -> None:
    for command in (f"feed add {FEED}", f"sources add {FEED}"):
        stage.radar(command)
        stage.store.sources.stop(f"feed:{FEED}", "It is gone for good.", stage.now)
        assert "I read it now" in stage.radar(command)
        assert "stopped" not in stage.radar("sources")
        assert "already" in stage.radar(command)


def test_many_sources_come_in_pages_and_none_is_left_out(stage: Stage) -> None:
    names = {f"feed:https://j{number}.example/": f"Journal & Review {number}" for number in range(130)}
    stage.store.sources.enrol(names, stage.now)
    for name in names:
        stage.store.sources.failed(name, "It answers with a web page <!channel> & no feed. " * 9, stage.now, stage.now)
    first = stage.radar("sources")
    pages = int(first.rpartition("Page 1 of ")[2].split(":")[0])
    shown = "\n".join(stage.radar(f"sources {page}") for page in range(1, pages + 1))
    assert all(f"{number + 1}  Journal &amp; Review {number}:" in shown for number in range(130))
    assert "<!" not in shown
    assert f"Page {pages} of {pages}" in stage.radar("sources 9999999999")
    assert "Page 1 of" in stage.radar("sources 0")


def test_status_and_sources_count_only_what_this_person_reads(operator: Stage) -> None:
    operator.radar(f"feed add {FEED}", user=GRACE)
    assert "blog.example" in operator.radar("sources", user=GRACE)
    assert "blog.example" not in operator.radar("sources")
    assert "2 sources" in operator.radar("status", user=GRACE)
    assert "1 source," in operator.radar("status")
    assert "1 source," in operator.radar("channel status", channel=CLUB, user=GRACE)


# What everyone reads


@pytest.mark.parametrize(
    ("typed", "name", "label"),
    [
        ("arxiv:cs.CL", ARXIV, "arXiv cs.CL"),
        ("arXiv cs.CL", ARXIV, "arXiv cs.CL"),
        (FEED, f"feed:{FEED}", "blog.example/feed.xml"),
        (f"<{FEED}|blog.example/feed.xml>", f"feed:{FEED}", "blog.example/feed.xml"),
        (f"feed:{FEED}", f"feed:{FEED}", "blog.example/feed.xml"),
        ("blog.example/feed.xml", f"feed:{FEED}", "blog.example/feed.xml"),
    ],
)
def test_an_admin_adds_a_source_for_everyone_and_it_is_read_at_once(
    stage: Stage, typed: str, name: str, label: str
) -> None:
    answer = stage.radar(f"sources add {typed}")
    assert f"Added {label} for everyone here. I read it now" in answer
    assert f"Stored as `{name}`" in answer
    assert everyones(stage) == [name]
    assert stage.woken == 1
    assert stage.store.sources.claim_due(stage.now, "me", 60) == name
    again = stage.radar(f"sources add {typed}")
    assert f"Everyone here reads {label} already. Nothing changed." in again
    assert everyones(stage) == [name]
    assert label in stage.radar("sources", user=GRACE)


def test_only_admins_change_what_everyone_reads(operator: Stage) -> None:
    operator.radar(f"sources add {FEED}")
    for typed in ("sources add arxiv:cs.LG", "sources remove 1", f"sources remove {FEED}"):
        answer = operator.radar(typed, user=GRACE)
        assert "Only admins of this workspace can change what everyone reads" in answer
        assert "/radar feed add https://" in answer
    assert everyones(operator) == [f"feed:{FEED}"]


def test_whoever_runs_the_bot_can_name_admins(named_admin: Stage) -> None:
    named_admin.faults.always("users.info", Fault.error("fatal_error"))
    assert "Added arXiv cs.CL" in named_admin.radar("sources add arxiv:cs.CL", user=GRACE)


@pytest.mark.parametrize("fault", [Fault.error("user_not_found"), Fault.dropped(), Fault.server_error()])
def test_when_slack_cannot_say_who_is_an_admin_nothing_changes(stage: Stage, fault: Fault) -> None:
    stage.faults.always("users.info", fault)
    answer = stage.radar("sources add arxiv:cs.CL")
    assert "Slack could not tell me just now whether you are an admin" in answer
    assert "nothing changed" in answer
    assert everyones(stage) == []
    assert stage.woken == 0


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "Say which source"),
        ("arxve:cs.CL", "Did you mean arxiv?"),
        ("arxiv:cs.CX,nonsense", "is not a category of arXiv"),
        ("nature", "there is arxiv"),
        ("http://127.0.0.1/feed", "not allowed"),
        ("feed:http://169.254.169.254/latest", "not allowed"),
        ("https://user:secretpw@blog.example/f", "name or password"),
        ("user:secretpw@blog.example/f", "there is no"),
        ("<!channel>", "not a web address"),
        ("arxiv:" + "x" * 2_000, "too long"),
    ],
)
def test_what_is_no_source_is_explained(stage: Stage, typed: str, told: str) -> None:
    answer = stage.radar(f"sources add {typed}")
    assert told in answer
    assert "Nothing changed" in answer
    assert "/radar sources add arxiv:cs.CL" in answer
    assert "secretpw" not in answer
    assert "<!" not in answer
    assert everyones(stage) == []


def test_a_workspace_adds_a_hundred_sources_and_no_more(stage: Stage) -> None:
    for number in range(MOST_ADDED):
        stage.store.sources.follow(f"feed:https://j{number}.example", "J", team(stage), "", stage.now, MOST_ADDED)
    answer = stage.radar("sources add arxiv:cs.CL")
    assert f"at most {MOST_ADDED} sources" in answer
    assert len(everyones(stage)) == MOST_ADDED
    assert ARXIV not in stage.store.sources.readable(team(stage), "")


@pytest.mark.parametrize("typed", ["2", "arXiv cs.LG", "arxiv:cs.lg", "ARXIV:cs.LG"])
def test_an_admin_removes_a_source_by_number_or_name(operator: Stage, typed: str) -> None:
    operator.radar("sources add arxiv:cs.LG")
    answer = operator.radar(f"sources remove {typed}")
    assert "Removed arXiv cs.LG" in answer
    assert "/radar sources add arxiv:cs.LG" in answer
    assert everyones(operator) == []
    assert "not one of the sources everyone here reads" in operator.radar(f"sources remove {typed}")


@pytest.mark.parametrize("typed", ["1", "arxiv:cs.CL"])
def test_what_whoever_runs_the_bot_set_up_stays(operator: Stage, typed: str) -> None:
    answer = operator.radar(f"sources remove {typed}")
    assert "set up for everyone by whoever runs this bot" in answer
    assert "RADAR_SOURCES" in answer
    assert ARXIV in operator.store.sources.readable(team(operator), "")


@pytest.mark.parametrize("typed", ["", "7", "0", "-1", "99999999999999999999", "②", "nature", "http://127.0.0.1"])
def test_removing_what_is_not_there_changes_nothing(operator: Stage, typed: str) -> None:
    operator.radar(f"sources add {FEED}")
    operator.radar(f"feed add {FEED}x")
    for verb in ("sources", "feed"):
        assert "Nothing changed" in operator.radar(f"{verb} remove {typed}")
    assert everyones(operator) == [f"feed:{FEED}"]
    assert feeds(operator) == [f"feed:{FEED}x"]


@pytest.mark.parametrize(
    ("typed", "told"), [("ad arxiv:cs.CL", "/radar sources add …"), ("https://u:secretpw@x.y", "add, ")]
)
def test_a_word_that_sources_does_not_know_is_explained(stage: Stage, typed: str, told: str) -> None:
    answer = stage.radar(f"sources {typed}")
    assert told in answer
    assert "Nothing changed" in answer
    assert "secretpw" not in answer
