"""Buttons, menus, modals and shortcuts used on the page."""

import asyncio
from collections.abc import Iterator

import pytest

from bot.playground.slack import LoopbackSlack
from tests.playground.page_lab import MODAL, ROW, page_of, playground
from tests.playground.slack_lab import (
    ADA,
    JOURNAL,
    client_of,
    plain,
)


@pytest.fixture
def slack() -> Iterator[LoopbackSlack]:
    with playground() as slack:
        yield slack


def test_buttons_and_menus_of_messages_reach_the_bot(slack: LoopbackSlack) -> None:
    ts = client_of(slack).chat_postMessage(channel=JOURNAL, text="text", blocks=[ROW])["ts"]
    full = {"text": plain("Full"), "value": "full"}

    async def act() -> None:
        async with page_of(slack) as page:
            at = {"conversation": JOURNAL, "ts": ts, "block_id": "row"}
            await page.post("act", **at, action={"action_id": "save", "type": "button", "value": "7"})
            assert page.bot.heard[-1]["actions"][0]["value"] == "7"
            menu = {"action_id": "depth", "type": "static_select", "selected_option": full}
            await page.post("act", **at, action=menu)
            assert page.bot.heard[-1]["actions"][0]["selected_option"] == full
            wrong = {**menu, "selected_option": {"value": "none"}}
            assert "offers no option" in (await page.post("act", **at, action=wrong))["error"]
            gone = {"action_id": "other", "type": "button"}
            assert "no longer there" in (await page.post("act", **at, action=gone))["error"]

    asyncio.run(act())


def test_the_home_tab_opens_and_its_buttons_work(slack: LoopbackSlack) -> None:
    client = client_of(slack)

    async def act() -> None:
        async with page_of(slack) as page:
            await page.post("home")
            await page.post("messages")
            assert [one["event"]["tab"] for one in page.bot.heard] == ["home", "messages"]
            view = {"type": "home", "blocks": [ROW]}
            published = await asyncio.to_thread(client.views_publish, user_id=ADA, view=view)
            shown = await page.next()
            assert (shown["type"], shown["view"]["id"]) == ("home", published["view"]["id"])
            pressed = {"action_id": "save", "type": "button"}
            await page.post("act", view_id=shown["view"]["id"], block_id="row", action=pressed)
            assert page.bot.heard[-1]["view"]["type"] == "home"

    asyncio.run(act())


def test_a_modal_opens_shows_errors_and_is_submitted(slack: LoopbackSlack) -> None:
    client = client_of(slack)

    async def act() -> None:
        async with page_of(slack) as page:
            trigger = slack.issue_trigger()
            await asyncio.to_thread(client.views_open, trigger_id=trigger, view=MODAL)
            view = (await page.next())["view"]
            assert (await page.state())["modal"]["id"] == view["id"]
            await page.post("submit", view_id=view["id"], values={})
            assert await page.next() == {
                "type": "errors",
                "errors": {"query": "Please complete this required field."},
            }
            values = {"query": {"it": {"type": "plain_text_input", "value": "rag"}}}
            page.bot.answer = {"response_action": "errors", "errors": {"query": "Too wide."}}
            await page.post("submit", view_id=view["id"], values=values)
            assert await page.next() == {"type": "errors", "errors": {"query": "Too wide."}}
            page.bot.answer = {}
            await page.post("submit", view_id=view["id"], values=values)
            assert await page.next() == {"type": "modal", "view": None}
            assert page.bot.heard[-1]["view"]["state"]["values"] == values

    asyncio.run(act())


def test_a_modal_is_closed_and_the_bot_told(slack: LoopbackSlack) -> None:
    client = client_of(slack)

    async def act() -> None:
        async with page_of(slack) as page:
            trigger = slack.issue_trigger()
            await asyncio.to_thread(client.views_open, trigger_id=trigger, view=MODAL)
            view = (await page.next())["view"]
            await page.post("close", view_id=view["id"])
            assert await page.next() == {"type": "modal", "view": None}
            assert page.bot.heard[-1]["type"] == "view_closed"

    asyncio.run(act())


def test_a_message_shortcut_reaches_the_bot(slack: LoopbackSlack) -> None:
    message = slack.say("see arXiv", channel=JOURNAL)

    async def act() -> None:
        async with page_of(slack) as page:
            await page.post("shortcut", callback_id="discuss", conversation=JOURNAL, ts=message["ts"])
            assert page.bot.heard[-1]["type"] == "message_action"
            refused = await page.post("shortcut", callback_id="other", conversation=JOURNAL, ts=message["ts"])
            assert "not a message shortcut" in refused["error"]

    asyncio.run(act())
