"""A browser by hand: what the tests of the page's routes share."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx
import websockets
from slack_sdk import WebClient

from bot.playground.slack import Control, LoopbackSlack, Terms
from tests.playground.slack_lab import (
    Clock,
    plain,
)

MANIFEST: dict[str, Any] = {
    "features": {
        "app_home": {"home_tab_enabled": True},
        "slash_commands": [{"command": "/radar", "description": "Your radar", "usage_hint": "add <query>"}],
        "shortcuts": [
            {"name": "Discuss this paper", "type": "message", "callback_id": "discuss", "description": "d"},
            {"name": "Settings", "type": "global", "callback_id": "settings", "description": "d"},
        ],
    },
    "oauth_config": {"scopes": {"bot": ["chat:write"]}},
    "settings": {
        "interactivity": {"is_enabled": True},
        "event_subscriptions": {"bot_events": ["app_home_opened"]},
    },
}


@dataclass(slots=True)
class Bot:
    """A bot that speaks the socket by hand: it remembers what it hears and answers what it is told to."""

    heard: list[dict[str, Any]] = field(default_factory=list)
    answer: dict[str, Any] | None = field(default_factory=dict)
    silent: bool = False

    @asynccontextmanager
    async def on(self, slack: LoopbackSlack) -> AsyncIterator[None]:
        client = WebClient(base_url=slack.api_url)
        opened = await asyncio.to_thread(client.apps_connections_open, app_token=slack.app_token)
        async with websockets.connect(opened["url"], proxy=None) as socket:
            await socket.recv()
            listening = asyncio.create_task(self._listen(socket))
            yield
            listening.cancel()

    async def _listen(self, socket: websockets.ClientConnection) -> None:
        async for text in socket:
            envelope = json.loads(text)
            self.heard.append(envelope["payload"])
            if not self.silent:
                await socket.send(json.dumps({"envelope_id": envelope["envelope_id"], "payload": self.answer}))


@dataclass(slots=True)
class Page:
    """What a browser does: it posts, and it reads the live feed."""

    web: httpx.AsyncClient
    feed: websockets.ClientConnection
    bot: Bot

    async def post(self, name: str, **asked: Any) -> dict[str, Any]:
        answer = await self.web.post(f"/page/{name}", json=asked)
        read: dict[str, Any] = answer.json()
        assert read["ok"] == (answer.status_code == 200)
        return read

    async def state(self) -> dict[str, Any]:
        read: dict[str, Any] = (await self.web.get("/page/state")).json()
        return read

    async def next(self) -> dict[str, Any]:
        async with asyncio.timeout(5):
            read: dict[str, Any] = json.loads(await self.feed.recv())
            return read


@asynccontextmanager
async def page_of(slack: LoopbackSlack, bot: Bot | None = None) -> AsyncIterator[Page]:
    bot = bot or Bot()
    address = slack.url.replace("http", "ws") + "/page/live"
    async with (
        bot.on(slack),
        httpx.AsyncClient(base_url=slack.url, trust_env=False) as web,
        websockets.connect(address, proxy=None, origin=websockets.Origin(slack.url)) as feed,
    ):
        yield Page(web, feed, bot)


def next_day(clock: Clock) -> str:
    clock.forward(86_400)
    return "It is Tuesday now."


@contextmanager
def playground() -> Iterator[LoopbackSlack]:
    """The loopback Slack as the playground sets it up."""
    clock = Clock()
    control = Control("next-day", "Next day", "Move the clock to tomorrow", lambda: next_day(clock))
    terms = Terms(ack_seconds=0.3)
    with LoopbackSlack(
        manifest=MANIFEST, clock=clock, hint="Try\n/radar add rag", controls=[control], terms=terms
    ) as slack:
        yield slack


BUTTON = {"type": "button", "action_id": "save", "text": plain("Save"), "value": "7"}
SELECT = {
    "type": "static_select",
    "action_id": "depth",
    "options": [{"text": plain("Brief"), "value": "brief"}, {"text": plain("Full"), "value": "full"}],
}
ROW = {"type": "actions", "block_id": "row", "elements": [BUTTON, SELECT]}
MODAL = {
    "type": "modal",
    "title": plain("Settings"),
    "submit": plain("Save"),
    "notify_on_close": True,
    "blocks": [
        {
            "type": "input",
            "block_id": "query",
            "label": plain("Query"),
            "element": {"type": "plain_text_input", "action_id": "it"},
        }
    ],
}
