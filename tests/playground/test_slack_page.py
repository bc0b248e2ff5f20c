"""The page's side of the loopback Slack: its state, its live feed and what it asks for."""

import asyncio
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from bot.playground.slack import LoopbackSlack
from tests.playground.page_lab import ROW, Bot, page_of, playground
from tests.playground.slack_lab import (
    ADA,
    BOT,
    GENERAL,
    GRACE,
    JOURNAL,
    client_of,
)


@pytest.fixture
def slack() -> Iterator[LoopbackSlack]:
    with playground() as slack:
        yield slack


def test_the_state_is_what_ada_sees(slack: LoopbackSlack) -> None:
    client = client_of(slack)
    client.chat_postMessage(channel=JOURNAL, text="for all", metadata={"event_type": "a", "event_payload": {}})
    client.chat_postMessage(channel=GRACE, text="for Grace alone")
    client.chat_postEphemeral(channel=JOURNAL, user=ADA, text="for Ada alone")
    client.chat_postEphemeral(channel=JOURNAL, user=GRACE, text="for Grace alone")
    client.views_publish(user_id=ADA, view={"type": "home", "blocks": [ROW]})

    async def look() -> dict[str, Any]:
        async with page_of(slack) as page:
            return await page.state()

    state = asyncio.run(look())
    assert state["workspace"] == {"name": "Radar Lab"}
    assert state["me"] == {"id": ADA, "name": "ada", "real_name": "Ada Lindqvist"}
    radar = {"id": BOT, "name": "radar", "real_name": "Radar", "is_bot": True, "tz": "Etc/UTC"}
    assert state["users"][BOT] == radar
    assert state["users"][ADA]["tz"] == "Europe/Berlin"
    dm = slack.channel(ADA)
    assert state["conversations"] == [
        {"id": GENERAL, "name": "general", "kind": "channel"},
        {"id": JOURNAL, "name": "journal-club", "kind": "channel"},
        {"id": dm, "name": "radar", "kind": "app"},
    ]
    assert [(one["text"], one["ephemeral"]) for one in state["messages"][JOURNAL]] == [
        ("for all", False),
        ("for Ada alone", True),
    ]
    assert "metadata" not in state["messages"][JOURNAL][0]
    assert state["home"]["blocks"][0]["block_id"] == "row"
    assert state["modal"] is None
    assert state["commands"] == [{"command": "/radar", "description": "Your radar", "usage_hint": "add <query>"}]
    assert state["shortcuts"] == [{"callback_id": "discuss", "name": "Discuss this paper", "type": "message"}]
    assert state["hint"] == "Try\n/radar add rag"
    assert state["clock"] == "2026-07-06T09:00:00+00:00"
    assert state["controls"] == [{"id": "next-day", "label": "Next day", "title": "Move the clock to tomorrow"}]


def test_without_a_clock_of_its_own_the_page_shows_none(web: httpx.Client) -> None:
    with LoopbackSlack() as slack:
        assert web.get(slack.url + "/page/state").json()["clock"] is None


def test_what_ada_says_is_shown_and_her_thread_counted(slack: LoopbackSlack) -> None:
    async def talk() -> None:
        async with page_of(slack) as page:
            assert await page.post("say", conversation=JOURNAL, text="a < b") == {"ok": True}
            shown = await page.next()
            assert (shown["type"], shown["conversation"]) == ("message", JOURNAL)
            message = shown["message"]
            assert (message["user"], message["bot_id"], message["text"]) == (ADA, None, "a &lt; b")
            await page.post("say", conversation=JOURNAL, text="reply", thread_ts=message["ts"])
            reply, parent = await page.next(), await page.next()
            assert reply["message"]["thread_ts"] == message["ts"]
            assert (parent["message"]["ts"], parent["message"]["reply_count"]) == (message["ts"], 1)

    asyncio.run(talk())


def test_what_the_bot_changes_and_deletes_is_shown(slack: LoopbackSlack) -> None:
    client = client_of(slack)

    async def look() -> None:
        async with page_of(slack) as page:
            sent = await asyncio.to_thread(client.chat_postMessage, channel=JOURNAL, text="one")
            assert (await page.next())["message"]["bot_id"] == slack.workspace.bot_id
            await asyncio.to_thread(client.chat_postMessage, channel=GRACE, text="not for Ada")
            await asyncio.to_thread(client.chat_update, channel=JOURNAL, ts=sent["ts"], text="two")
            changed = (await page.next())["message"]
            assert (changed["text"], changed["ts"]) == ("two", sent["ts"])
            assert changed["edited"]
            await asyncio.to_thread(client.chat_delete, channel=JOURNAL, ts=sent["ts"])
            assert await page.next() == {"type": "delete", "conversation": JOURNAL, "ts": sent["ts"]}

    asyncio.run(look())


def test_a_slash_is_a_command_and_its_answer_is_private(slack: LoopbackSlack) -> None:
    async def talk() -> None:
        async with page_of(slack, Bot(answer={"text": "Stored."})) as page:
            assert (await page.post("say", conversation=GENERAL, text="/radar add rag"))["ok"]
            assert (page.bot.heard[0]["command"], page.bot.heard[0]["text"]) == ("/radar", "add rag")
            shown = await page.next()
            assert (shown["conversation"], shown["message"]["ephemeral"]) == (GENERAL, True)
            assert shown["message"]["text"] == "Stored."

    asyncio.run(talk())


def test_a_silent_bot_is_told_to_the_person(slack: LoopbackSlack) -> None:
    async def talk() -> None:
        async with page_of(slack, Bot(silent=True)) as page:
            assert (await page.post("say", conversation=GENERAL, text="/radar help"))["ok"]
            assert await page.next() == {
                "type": "notice",
                "text": "/radar did not work: no acknowledgement within 0.3 s.",
            }

    asyncio.run(talk())


def test_a_control_runs_and_the_clock_moves(slack: LoopbackSlack) -> None:
    async def act() -> None:
        async with page_of(slack) as page:
            assert await page.post("control", id="next-day") == {"ok": True, "text": "It is Tuesday now."}
            assert await page.next() == {"type": "clock", "clock": "2026-07-07T09:00:00+00:00"}

    asyncio.run(act())
