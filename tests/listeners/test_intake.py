"""Nothing that was heard is lost, and nothing is taken twice."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from slack_bolt import BoltRequest

from bot.listeners import resume
from bot.papers import Record
from bot.ports.store import Store, StoreFailure
from bot.subscribers import SubscriberKind
from tests.listeners.conftest import MONDAY, Stage

CLUB = "journal-club"


@dataclass
class Failing:
    """A part of the store that fails some of its calls."""

    real: Any
    method: str
    times: int
    error: type[Exception] = StoreFailure

    def __getattr__(self, name: str) -> Any:
        if name == self.method and self.times:
            self.times -= 1
            return self._fail
        return getattr(self.real, name)

    def _fail(self, *_: object, **__: object) -> None:
        raise self.error("the disk is full of secret words")


@dataclass
class Over:
    """A store with one part in the place of another."""

    real: Store
    part: str
    instead: Any

    def __getattr__(self, name: str) -> Any:
        return self.instead if name == self.part else getattr(self.real, name)


@pytest.fixture
def thread(stage: Stage, papers: Sequence[Record]) -> str:
    """A thread of ours in a channel."""
    parent = stage.slack.say("the briefing", channel=CLUB)
    team, place = stage.slack.workspace.team_id, stage.slack.channel(CLUB)
    stage.store.discussions.open(team, place, parent["ts"], stage.now)
    return str(parent["ts"])


def question(stage: Stage, thread: str, text: str = "why?") -> dict[str, Any]:
    """A reply in that thread, as an event."""
    return {
        "type": "message",
        "user": "U0GRACE001",
        "channel": stage.slack.channel(CLUB),
        "channel_type": "channel",
        "thread_ts": thread,
        "text": text,
        "ts": "99.5",
    }


def broken(stage: Stage, part: str, method: str, times: int, error: type[Exception] = StoreFailure) -> None:
    """Let a part of the store fail."""
    failing = Failing(getattr(stage.store, part), method, times, error)
    stage.ears.store = Over(stage.store, part, failing)


def unfinished(stage: Stage) -> int:
    """How many envelopes wait to be handled, once the listeners have ended."""
    stage.settle()
    return len(stage.store.inbox.unfinished(MONDAY + timedelta(days=1), 10))


def test_the_same_event_is_taken_once(stage: Stage, thread: str) -> None:
    for retry in range(4):
        ack = stage.slack.deliver_event(question(stage, thread), event_id="Ev1", retry_num=retry)
        assert ack.ok
    stage.settle()
    assert stage.woken == 1


def test_a_lone_retry_is_taken_too(stage: Stage, thread: str) -> None:
    assert stage.slack.deliver_event(question(stage, thread), event_id="Ev2", retry_num=1, retry_reason="timeout").ok
    stage.wait()


def test_an_event_that_cannot_be_written_down_is_left_to_slack_to_send_again(stage: Stage, thread: str) -> None:
    broken(stage, "inbox", "receive", 1)
    ack = stage.slack.deliver_event(question(stage, thread), event_id="Ev3")
    assert ack.attempts == 2
    stage.wait()
    assert stage.woken == 1


def test_a_command_that_cannot_be_written_down_is_told_to_try_again(stage: Stage) -> None:
    broken(stage, "inbox", "receive", 1)
    answer = stage.radar("add privacy")
    assert "try again" in answer
    team, me = stage.slack.workspace.team_id, stage.slack.workspace.me
    assert stage.store.subscribers.find(team, SubscriberKind.PERSON, me) is None


def test_a_store_that_fails_later_in_a_command_is_told_the_same_way(stage: Stage) -> None:
    broken(stage, "subscribers", "add_queries", 1)
    assert "try again" in stage.radar("add privacy")


def test_a_mistake_of_ours_is_told_with_an_id_that_is_in_the_log_without_any_text(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    broken(stage, "subscribers", "add_queries", 1, RuntimeError)
    with caplog.at_level(logging.DEBUG, "bot"):
        answer = stage.radar("add a very private matter")
    incident = answer.partition("noted as ")[2][:8]
    assert incident in caplog.text
    assert "private" not in caplog.text
    assert "secret" not in caplog.text + answer


def test_what_was_handled_is_forgotten_but_for_its_key(stage: Stage, thread: str) -> None:
    stage.slack.deliver_event(question(stage, thread), event_id="Ev4")
    stage.wait()
    stage.radar("list")
    assert unfinished(stage) == 0


def test_a_question_heard_by_a_process_that_died_is_asked_after_the_restart(stage: Stage, thread: str) -> None:
    team = stage.slack.workspace.team_id
    body = {"type": "event_callback", "team_id": team, "event_id": "Ev5", "event": question(stage, thread)}
    stage.store.inbox.receive(f"event:{team}:Ev5", "event", body, MONDAY - timedelta(minutes=5))
    stage.store.inbox.receive(f"block_actions:{team}:1.2", "interaction", None, MONDAY - timedelta(minutes=5))
    resume(stage.app, stage.store, MONDAY - timedelta(minutes=2))
    stage.wait()
    claim = stage.store.discussions.claim(stage.now, 60)
    assert claim is not None
    assert claim.question == "why?"
    resume(stage.app, stage.store, MONDAY)
    assert unfinished(stage) == 0


def test_an_event_whose_handling_failed_for_want_of_the_store_stays_and_is_handled_later(
    stage: Stage, thread: str
) -> None:
    broken(stage, "discussions", "ask", 1)
    stage.slack.deliver_event(question(stage, thread), event_id="Ev6")
    assert unfinished(stage) == 1
    resume(stage.app, stage.store, MONDAY + timedelta(hours=1))
    stage.wait()
    assert stage.woken == 1


def test_events_nobody_handles_are_acknowledged(stage: Stage) -> None:
    for event in (
        {"type": "reaction_added", "user": "U0GRACE001"},
        {"type": "tokens_revoked"},
        {"type": "app_uninstalled"},
    ):
        assert stage.slack.deliver_event(event).ok


def test_the_same_command_delivered_twice_has_one_effect(stage: Stage) -> None:
    stage.radar("add privacy, trust, fairness")
    stage.radar("remove 1")
    payload = stage.slack.acks[-1].payload
    assert payload is not None
    response = stage.app.dispatch(BoltRequest(body=dict(payload), mode="socket_mode"))
    assert (response.status, response.body) == (200, "")
    assert "2 lines" in stage.radar("list")
