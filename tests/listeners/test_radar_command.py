"""``/radar`` over the wire: what people type and what they read."""

from collections.abc import Sequence
from datetime import date, time

import pytest

from bot.listeners.lines import MOST_LINES
from bot.papers import Record
from bot.ports.ledger import NumberedPaper
from bot.ports.store import MarkKind
from bot.subscribers import Subscriber, SubscriberKind
from tests.listeners.conftest import Stage

CLUB = "journal-club"


def me(stage: Stage) -> Subscriber:
    """The person who types."""
    found = stage.store.subscribers.find(stage.slack.workspace.team_id, SubscriberKind.PERSON, stage.slack.workspace.me)
    assert found is not None
    return found


def lines(stage: Stage) -> list[str]:
    """What is on the person's radar."""
    return [query.text for query in stage.store.subscribers.queries(me(stage).id)]


def test_add_says_what_was_stored_and_what_it_would_have_caught(stage: Stage, papers: Sequence[Record]) -> None:
    answer = stage.radar("add Diffusion  Models")
    assert "Watching for" in answer
    assert "1 of the 5 papers" in answer
    assert "Diffusion models for protein design" in answer
    assert "“Diffusion models” in the title" in answer
    assert "Missed by one word:" in answer
    assert "Latent diffusion policy models" in answer
    assert "/radar now" in answer
    assert len(lines(stage)) == 1
    assert me(stage).next_due_at is not None


def test_what_is_there_already_is_told_and_nothing_changes(stage: Stage) -> None:
    stage.radar("add privacy")
    assert "Already on your radar" in stage.radar("add  Privacy ")
    assert len(lines(stage)) == 1


def test_a_line_with_one_mistake_stores_nothing_of_it(stage: Stage) -> None:
    answer = stage.radar("add privacy, (trust AND, fairness")
    assert "^" in answer
    assert (
        stage.store.subscribers.find(stage.slack.workspace.team_id, SubscriberKind.PERSON, stage.slack.workspace.me)
        is None
    )


def test_a_radar_holds_fifty_lines_and_says_so(stage: Stage) -> None:
    stage.radar("add " + ", ".join(f"topic{number}" for number in range(MOST_LINES)))
    answer = stage.radar("add one more")
    assert "at most 50 lines" in answer
    assert "none was added" in answer
    assert len(lines(stage)) == MOST_LINES
    assert "Page 1 of 3" in stage.radar("list")
    assert "topic49" in stage.radar("list 3")
    assert "topic49" in stage.radar("list 9999999999999999999999")


def test_test_stores_nothing(stage: Stage, papers: Sequence[Record]) -> None:
    answer = stage.radar("test privacy OR trust")
    assert "Tested" in answer
    assert "2 of the 5 papers" in answer
    assert "Nothing was stored" in answer
    assert "empty" in stage.radar("list")


def test_remove_takes_a_number_or_the_words(stage: Stage) -> None:
    stage.radar("add privacy, trust, fairness")
    assert "Removed `trust`" in stage.radar("remove 2")
    assert "Removed `fairness`" in stage.radar("remove “Fairness”")
    assert "There is no line 2" in stage.radar("remove 2")
    assert "is not on your radar" in stage.radar("remove nothing like it")
    assert lines(stage) == ["privacy"]


def test_remove_all_asks_first(stage: Stage) -> None:
    stage.radar("add privacy, trust")
    assert "Nothing is removed until you press" in stage.radar("remove all")
    assert len(lines(stage)) == 2
    assert stage.slack.press("radar_remove_all").ok
    stage.slack.wait_for(lambda: "Removed 2 lines" in stage.slack.ephemerals()[-1]["text"])
    assert lines(stage) == []


def test_now_opens_one_digest_however_often_it_is_delivered(stage: Stage) -> None:
    assert "empty" in stage.radar("now")
    stage.radar("add privacy")
    assert "Preparing your briefing" in stage.radar("now")
    assert stage.woken == 1
    claim = stage.store.digests.claim(stage.now, 60)
    assert claim is not None
    assert claim.subscriber_id == me(stage).id
    assert stage.store.digests.claim(stage.now, 60) is None


def test_schedule_and_timezone_are_kept_and_told(stage: Stage) -> None:
    stage.radar("add privacy")
    assert "Set." in stage.radar("schedule 8:30 am mon wed")
    answer = stage.radar("timezone europe/berlin")
    assert "Next briefing: Wednesday 10 June at 08:30 (Europe/Berlin)" in answer
    kept = me(stage)
    assert (kept.at, kept.days, kept.zone, kept.zone_source) == (
        time(8, 30),
        frozenset({1, 3}),
        "Europe/Berlin",
        "chosen",
    )
    assert "usually Mon, Wed at 08:30" in stage.radar("schedule")
    assert "Set." in stage.radar("time 0930 daily")


@pytest.mark.parametrize(
    "typed", ["schedule 25:00", "schedule noon", "timezone EST", "timezone Mars/Phobos", "pause yesterday"]
)
def test_a_setting_that_is_none_is_explained_and_changes_nothing(stage: Stage, typed: str) -> None:
    stage.radar("add privacy")
    before = me(stage)
    assert len(stage.radar(typed)) > 20
    assert me(stage) == before


def test_pause_and_resume(stage: Stage) -> None:
    stage.radar("add privacy")
    assert "Paused." in stage.radar("pause")
    assert "paused already" in stage.radar("pause")
    assert me(stage).next_due_at is None
    assert "Briefings go on." in stage.radar("resume")
    assert me(stage).next_due_at is not None
    assert "not paused" in stage.radar("resume")
    stage.radar("pause 2 weeks")
    assert me(stage).paused_until == date(2026, 6, 22)


def test_a_day_that_had_its_briefing_gets_no_second_one_when_the_time_is_moved(stage: Stage) -> None:
    stage.radar("add privacy")
    stage.radar("timezone UTC")
    stage.radar("now")
    claim = stage.store.digests.claim(stage.now, 60)
    assert claim is not None
    assert stage.store.digests.finish(claim, {}, (), (), stage.now)
    assert "Next briefing: tomorrow at 23:00 (UTC)" in stage.radar("schedule 23:00")


def test_a_channel_has_its_own_radar_where_the_bot_is_a_member(stage: Stage, papers: Sequence[Record]) -> None:
    answer = stage.radar("channel add privacy", channel=CLUB)
    assert "Watching for" in answer
    club = stage.store.subscribers.find(
        stage.slack.workspace.team_id, SubscriberKind.CHANNEL, stage.slack.channel(CLUB)
    )
    assert club is not None
    assert club.owner == stage.slack.workspace.me
    assert "This channel's radar: 1 line" in stage.radar("channel list", channel=CLUB)
    assert "Your radar is empty" in stage.radar("list", channel=CLUB)
    assert "Set." in stage.radar("channel schedule 08:00", channel=CLUB)
    assert "Paused." in stage.radar("channel pause", channel=CLUB)
    assert "Removed `privacy`" in stage.radar("channel remove 1", channel=CLUB)


def test_where_the_bot_is_not_a_member_it_says_how_to_invite_it(stage: Stage) -> None:
    answer = stage.radar("channel add privacy", channel="general")
    assert "/invite" in answer
    assert "Nothing changed" in answer


def test_a_direct_message_is_no_channel(stage: Stage) -> None:
    assert "This is a direct message" in stage.radar("channel add privacy")


@pytest.mark.parametrize(
    ("typed", "meant"), [("hlep", "/radar help"), ("аdd privacy", "/radar add privacy"), ("lits", "/radar list")]
)
def test_an_unknown_word_gets_the_nearest_verb(stage: Stage, typed: str, meant: str) -> None:
    answer = stage.radar(typed)
    assert "I do not know the command" in answer
    assert meant in answer


def test_a_word_near_no_verb_is_offered_as_a_query(stage: Stage) -> None:
    assert "/radar add zygotes in space" in stage.radar("zygotes in space")


def test_help_lists_every_verb(stage: Stage) -> None:
    answer = stage.radar("help")
    for usage in (
        "add <query>",
        "list",
        "remove",
        "now",
        "schedule <HH:MM>",
        "pause",
        "sources",
        "why <paper>",
        "export",
    ):
        assert usage.replace("<", "&lt;").replace(">", "&gt;") in answer


def test_saved_lists_what_was_kept(stage: Stage, papers: Sequence[Record]) -> None:
    assert "no papers yet" in stage.radar("saved")
    paper = stage.store.papers.find("arxiv:2606.00003")
    assert paper is not None
    stage.store.marks.mark(stage.slack.workspace.team_id, stage.slack.workspace.me, paper.id, MarkKind.SAVED, stage.now)
    answer = stage.radar("saved")
    assert "Saved papers: 1" in answer
    assert "<https://arxiv.org/abs/2606.00003|Privacy in federated learning>" in answer


def test_why_tells_which_line_finds_a_paper_or_what_is_missing(stage: Stage, papers: Sequence[Record]) -> None:
    stage.radar("add diffusion models, trust")
    assert "“Diffusion models” in the title" in stage.radar("why https://arxiv.org/abs/2606.00001")
    missed = stage.radar("why arXiv:2606.00002")
    assert "No line of your radar matches it" in missed
    assert "By one word:" in missed
    assert "I do not know that paper" in stage.radar("why 2606.99999")
    assert "Which paper?" in stage.radar("why")


def test_a_number_means_the_last_briefing_that_has_papers(stage: Stage, papers: Sequence[Record]) -> None:
    stage.radar("add diffusion models")
    paper = stage.store.papers.find("arxiv:2606.00001")
    assert paper is not None
    for listed in ((NumberedPaper(1, paper.id),), (), ()):
        stage.radar("now")
        claim = stage.store.digests.claim(stage.now, 60)
        assert claim is not None
        assert stage.store.digests.finish(claim, {}, listed, (), stage.now)
    assert "Diffusion models for protein design" in stage.radar("why #1")
    assert "I do not know that paper" in stage.radar("why #2")


def test_sources_and_status_say_how_things_stand(stage: Stage) -> None:
    assert "No sources are set up" in stage.radar("sources")
    stage.store.sources.enrol({"arxiv:cs.CL": "arXiv cs.CL"}, stage.now)
    assert "arXiv cs.CL" in stage.radar("sources")
    assert "Your radar: 0 lines" in stage.radar("status")


def test_export_comes_by_direct_message(stage: Stage) -> None:
    stage.radar("add privacy, “graph neural” OR GNN")
    assert "direct messages" in stage.radar("export")
    stage.deliver()
    post = stage.slack.posts("chat.postMessage")[-1]
    assert post.message is not None
    assert '"graph neural\\" OR GNN' in post.message["text"]


def test_delete_me_asks_first_and_then_removes_everything(stage: Stage, papers: Sequence[Record]) -> None:
    assert "I keep nothing about you" in stage.radar("delete-me")
    stage.radar("add privacy")
    paper = stage.store.papers.find("arxiv:2606.00003")
    assert paper is not None
    team, user = stage.slack.workspace.team_id, stage.slack.workspace.me
    stage.store.marks.mark(team, user, paper.id, MarkKind.SAVED, stage.now)
    assert "Nothing is removed until you press" in stage.radar("delete-me")
    assert lines(stage) == ["privacy"]
    stage.slack.press("radar_delete_me")
    stage.slack.wait_for(lambda: "are deleted" in stage.slack.ephemerals()[-1]["text"])
    assert lines(stage) == []
    assert stage.store.marks.marked(team, user, MarkKind.SAVED) == []
    assert me(stage).next_due_at is None


def test_two_people_do_not_see_each_others_radar(stage: Stage) -> None:
    stage.radar("add privacy")
    assert "Your radar is empty" in stage.radar("list", user="U0GRACE001")
