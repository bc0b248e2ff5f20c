"""Direct messages: what is new, help, and what is offered to type."""

import pytest

from bot.playground.slack import Fault
from tests.listeners.conftest import Stage


def answers(stage: Stage, text: str, *, called: int = 1) -> str:
    """What is answered in the thread of a direct message."""
    stage.woken = 0
    said = stage.slack.say(text)
    stage.wait(called)
    stage.deliver()
    replies = stage.slack.bot_messages(thread_ts=said["ts"])
    return "\n".join(reply["text"] for reply in replies).replace("\u2060", "")


@pytest.mark.parametrize(
    "typed", ["What is new for me today?", "what’s new?", "whats new", "Anything new?", "briefing, please", "News?"]
)
def test_who_asks_what_is_new_gets_a_briefing_at_once(stage: Stage, typed: str) -> None:
    stage.radar("add privacy")
    assert "Preparing your briefing…" in answers(stage, typed, called=2)
    claim = stage.store.digests.claim(stage.now, 60)
    assert claim is not None
    assert stage.store.digests.claim(stage.now, 60) is None


def test_who_has_no_radar_yet_is_told_how_to_begin(stage: Stage) -> None:
    assert "Begin with /radar add diffusion models" in answers(stage, "what is new?")
    assert stage.store.digests.claim(stage.now, 60) is None


@pytest.mark.parametrize("typed", ["When does my briefing come?", "stop the briefings"])
def test_talk_about_briefings_does_not_make_one(stage: Stage, typed: str) -> None:
    stage.radar("add privacy")
    assert "/radar now" in answers(stage, typed)
    assert stage.store.digests.claim(stage.now, 60) is None


@pytest.mark.parametrize("typed", ["help", "Help!", "?", "How do I set up my radar?"])
def test_help_says_what_this_is_and_how_to_begin(stage: Stage, typed: str) -> None:
    said = answers(stage, typed)
    assert "brief you on those that match your queries" in said
    assert "/radar help" in said


def test_the_messages_tab_offers_what_to_type(stage: Stage) -> None:
    before = len(stage.slack.posts("assistant.threads.setSuggestedPrompts"))
    assert stage.slack.open_messages().ok
    stage.settle()
    (offered,) = stage.slack.posts("assistant.threads.setSuggestedPrompts")[before:]
    assert "What is new for me today?" in str(offered.arguments)
    assert "thread_ts" not in (offered.arguments or {})


def test_a_plan_without_prompts_is_no_trouble(stage: Stage) -> None:
    stage.faults.add("assistant.threads.setSuggestedPrompts", Fault.error("not_allowed_token_type"))
    assert stage.slack.open_messages().ok
    stage.settle()
    assert "brief you on" in answers(stage, "help")
