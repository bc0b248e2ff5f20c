"""Threads, mentions and direct messages: where the bot answers, and where it is silent."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from bot.papers import Record
from bot.ports.ledger import DiscussionRecord
from tests.listeners.conftest import Stage

CLUB = "journal-club"
SEQUENCES = Path(__file__).parents[3] / "shared" / "adversarial" / "events" / "sequences.json"


def discussion(stage: Stage, channel: str, thread: str) -> DiscussionRecord:
    """A thread of ours."""
    place = stage.slack.channel(channel)
    paper = stage.store.papers.find("arxiv:2606.00001")
    assert paper is not None
    return stage.store.discussions.open(stage.slack.workspace.team_id, place, thread, stage.now, paper_id=paper.id)


def questions(stage: Stage) -> list[tuple[str, str]]:
    """The questions that wait for an answer, as the job would take them."""
    asked = []
    while (claim := stage.store.discussions.claim(stage.now, 60)) is not None:
        asked.append((claim.ts, claim.question))
        stage.store.discussions.answer(claim, "answered", (), (), stage.now)
    return asked


def test_a_reply_in_our_thread_is_a_question_without_a_mention(stage: Stage, papers: Sequence[Record]) -> None:
    parent = stage.slack.say("the briefing", channel=CLUB)
    discussion(stage, CLUB, parent["ts"])
    reply = stage.slack.say("Is p < 0.05 & what of #2?", channel=CLUB, thread_ts=parent["ts"])
    stage.wait()
    assert questions(stage) == [(reply["ts"], "Is p < 0.05 & what of #2?")]


def test_a_mention_in_our_thread_is_one_question_though_two_events_tell_of_it(
    stage: Stage, papers: Sequence[Record]
) -> None:
    parent = stage.slack.say("the briefing", channel=CLUB)
    discussion(stage, CLUB, parent["ts"])
    stage.slack.mention("what data do they use?", channel=CLUB, thread_ts=parent["ts"])
    stage.wait()
    assert [question for _, question in questions(stage)] == ["what data do they use?"]


def test_elsewhere_the_bot_is_silent_and_writes_nothing_down(stage: Stage, papers: Sequence[Record]) -> None:
    talk = stage.slack.say("lunch?", channel=CLUB)
    stage.slack.say("yes", channel=CLUB, thread_ts=talk["ts"])
    assert all(ack.ok for ack in stage.slack.acks[-2:])
    assert stage.store.inbox.unfinished(stage.now.replace(year=2030), 10) == []
    assert questions(stage) == []
    assert stage.store.deliveries.oldest_open() is None


def test_a_mention_with_a_link_opens_a_thread_about_the_paper(stage: Stage, papers: Sequence[Record]) -> None:
    said = stage.slack.mention("https://arxiv.org/abs/2606.00001", channel=CLUB)
    stage.wait()
    stage.deliver()
    replies = stage.slack.bot_messages(CLUB, thread_ts=said["ts"])
    assert "About Diffusion models for protein design: ask your question" in replies[-1]["text"]
    stage.slack.say("how large is the model?", channel=CLUB, thread_ts=said["ts"])
    stage.wait(2)
    assert [question for _, question in questions(stage)] == ["how large is the model?"]


def test_a_mention_with_a_link_and_a_question_is_answered_at_once(stage: Stage, papers: Sequence[Record]) -> None:
    stage.slack.mention("what does arXiv:2606.00001 say about folding?", channel=CLUB)
    stage.wait()
    (asked,) = questions(stage)
    assert "about folding?" in asked[1]


def test_a_paper_we_do_not_know_is_told_plainly(stage: Stage, papers: Sequence[Record]) -> None:
    said = stage.slack.mention("https://arxiv.org/abs/2501.12345", channel=CLUB)
    stage.wait()
    stage.deliver()
    assert "I do not know that paper" in stage.slack.bot_messages(CLUB, thread_ts=said["ts"])[-1]["text"]


def test_a_mention_without_a_link_gets_one_line_a_thread(stage: Stage) -> None:
    said = stage.slack.mention("hello", channel=CLUB)
    stage.wait()
    stage.slack.mention("hello again", channel=CLUB, thread_ts=said["ts"])
    stage.deliver()
    assert len(stage.slack.bot_messages(CLUB, thread_ts=said["ts"])) == 1


def test_a_link_in_a_reply_moves_the_thread_to_that_paper(stage: Stage, papers: Sequence[Record]) -> None:
    parent = stage.slack.say("the briefing", channel=CLUB)
    opened = discussion(stage, CLUB, parent["ts"])
    stage.slack.say("and <https://arxiv.org/abs/2606.00003>?", channel=CLUB, thread_ts=parent["ts"])
    stage.wait()
    found = stage.store.discussions.find(opened.team, opened.channel, opened.thread)
    other = stage.store.papers.find("arxiv:2606.00003")
    assert found is not None
    assert other is not None
    assert found.focus == other.id


def test_a_direct_message_gets_a_short_hint_once(stage: Stage) -> None:
    said = stage.slack.say("hello there")
    stage.wait()
    stage.deliver()
    replies = stage.slack.bot_messages(thread_ts=said["ts"])
    assert len(replies) == 1
    assert "/radar help" in replies[0]["text"]


def test_a_direct_message_with_a_link_opens_a_discussion(stage: Stage, papers: Sequence[Record]) -> None:
    said = stage.slack.say("https://arxiv.org/abs/2606.00005v2")
    stage.wait()
    place = stage.slack.channel(stage.slack.workspace.me)
    assert stage.store.discussions.find(stage.slack.workspace.team_id, place, said["ts"]) is not None


def test_edits_and_other_bots_are_not_heard(stage: Stage, papers: Sequence[Record]) -> None:
    parent = stage.slack.say("the briefing", channel=CLUB)
    discussion(stage, CLUB, parent["ts"])
    place = stage.slack.channel(CLUB)
    reply = {"type": "message", "channel": place, "channel_type": "channel", "thread_ts": parent["ts"], "text": "q"}
    for odd in (
        {"subtype": "message_changed", "message": {"text": "q"}},
        {"bot_id": "B_OTHER", "user": "U0GRACE001"},
        {"bot_id": stage.slack.workspace.bot_id, "user": stage.slack.workspace.bot_user},
        {"subtype": "bot_message"},
        {"hidden": True},
    ):
        assert stage.slack.deliver_event({**reply, "ts": "9.1", **odd}).ok
    stage.settle()
    assert questions(stage) == []


@pytest.mark.skipif(not SEQUENCES.exists(), reason="the collected event sequences are not beside this checkout")
def test_collected_sequences_lead_to_as_many_answers_as_they_should(stage: Stage, papers: Sequence[Record]) -> None:
    for sequence in json.loads(SEQUENCES.read_text(encoding="utf-8")):
        if sequence["id"] == "e6":
            continue  # an uninstalled workspace is the installation's concern
        parent = stage.slack.say("the briefing", channel=CLUB)
        opened = discussion(stage, CLUB, parent["ts"])
        for event in sequence["seq"]:
            play(stage, sequence["id"], opened, event)
        answers = questions_after(stage, sequence["answers"])
        assert len(answers) == sequence["answers"], sequence["id"]
        assert answers == sorted(answers)


def play(stage: Stage, name: str, opened: DiscussionRecord, event: dict[str, Any]) -> None:
    """Deliver one event of a sequence in the thread of ours."""
    content = {
        "user": "U0GRACE001",
        "channel": opened.channel,
        "channel_type": "channel",
        **{key: value for key, value in event.items() if key not in ("event_id", "retry_num", "kill_after_ack")},
        "thread_ts": opened.thread,
    }
    retry = event.get("retry_num", 0)
    stage.slack.deliver_event(
        content, event_id=f"{name}{event['event_id']}", retry_num=retry, retry_reason="http_timeout" * bool(retry)
    )


def questions_after(stage: Stage, number: int) -> list[tuple[str, str]]:
    """The questions, once so many have been asked."""
    stage.settle()
    assert stage.woken == number
    stage.woken = 0
    return questions(stage)
