"""A hundred odd things people type, in order, on an empty radar: each comes out as it should."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.ports.store import Store
from bot.subscribers import SubscriberKind
from tests.listeners.conftest import Stage

INPUTS = Path(__file__).parents[3] / "shared" / "adversarial" / "slash" / "slash_inputs.json"
ASKS_FIRST = ("remove all", "delete-me")
READS_ONLY = ("list", "export")


@dataclass(frozen=True)
class State:
    """What a person has set."""

    lines: tuple[str, ...]
    settings: tuple[object, ...]
    feeds: tuple[str, ...] = ()


def state_of(stage: Stage, store: Store) -> State:
    """What the person who types has set now."""
    team, me = stage.slack.workspace.team_id, stage.slack.workspace.me
    subscriber = store.subscribers.find(team, SubscriberKind.PERSON, me)
    feeds = tuple(store.sources.followed(team, me))
    if subscriber is None:
        return State((), (), feeds)
    stored = tuple(query.text for query in store.subscribers.queries(subscriber.id))
    settings = (subscriber.at, subscriber.zone, subscriber.days, subscriber.paused, subscriber.paused_until)
    return State(stored, settings, feeds)


def kept_of(state: State) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What a person asked for, apart from when it comes."""
    return state.lines, state.feeds


def judge(item: Mapping[str, Any], before: State, after: State, answer: str) -> list[str]:
    """Where an answer or its effect is not what the outcome asks for."""
    outcome, text = item["outcome"], item["text"].strip()
    wrong = []
    if any(live in answer for live in ("<!", "<@", "<#", "Traceback", "Something went wrong")):
        wrong.append("something live, or a failure, in the answer")
    if outcome.startswith("accept"):
        asks = text.startswith(ASKS_FIRST)
        shown = outcome == "accept_normalised" and any(kept in answer for kept in ("Already", "Set.", "time zone is"))
        if before == after and not (asks or shown or text.startswith(READS_ONLY)):
            wrong.append("nothing changed")
        if asks and "press" not in answer:
            wrong.append("it did not ask first")
    elif before != after and not (outcome != "help" and before.settings == () and kept_of(before) == kept_of(after)):
        wrong.append(f"it changed: {before} → {after}")
    told = ("Already", "already", "is not on", "Nothing changed")
    if outcome == "no_change_told" and not any(each in answer for each in told):
        wrong.append("it does not say that nothing changed")
    if outcome == "help" and "Type `/radar`" not in answer:
        wrong.append("no help")
    return wrong


@pytest.mark.skipif(not INPUTS.exists(), reason="the collected inputs are not beside this checkout")
def test_every_collected_input_comes_out_as_it_should(stage: Stage) -> None:
    found = {}
    for item in json.loads(INPUTS.read_text(encoding="utf-8")):
        if item["id"] in ("s016", "s017", "s018", "s099"):
            stage.radar("remove privacy")  # each of these is another spelling of the same word
        before = state_of(stage, stage.store)
        answer = stage.radar(item["text"])
        wrong = judge(item, before, state_of(stage, stage.store), answer)
        if wrong:
            found[item["id"]] = (item["text"][:60], wrong, answer[:200])
    assert not found, json.dumps(found, indent=1, ensure_ascii=False)
