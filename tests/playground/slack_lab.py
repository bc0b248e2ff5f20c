"""What the tests of the loopback Slack share: names, blocks, a clock, a client, a quick way to hang up."""

import asyncio
import json
import re
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import websockets
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.playground.slack import LoopbackSlack

ADA, GRACE, BOT = "U0ADA00001", "U0GRACE001", "U0RADARBOT1"
GENERAL, JOURNAL = "C0GENERAL1", "C0JOURNAL1"
METADATA = {"event_type": "radar_delivery", "event_payload": {"id": "a1"}}
Block = dict[str, Any]
Talk = Callable[[websockets.ClientConnection], Any]


@dataclass(slots=True)
class Clock:
    """A clock that stands still until it is moved."""

    now: datetime = datetime(2026, 7, 6, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def forward(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


def client_of(slack: LoopbackSlack) -> WebClient:
    return WebClient(slack.bot_token, base_url=slack.api_url, retry_handlers=[])


def with_scopes(*scopes: str) -> Mapping[str, Any]:
    return {"oauth_config": {"scopes": {"bot": list(scopes)}}}


def error(refused: "pytest.ExceptionInfo[SlackApiError]") -> dict[str, Any]:
    """The body of a refusal."""
    answer = refused.value.response.data
    assert isinstance(answer, dict)
    return answer


def plain(text: str = "word") -> Block:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str = "word") -> Block:
    return {"type": "mrkdwn", "text": text}


def option(value: str = "v", text: str = "") -> Block:
    return {"text": plain(text or value.title()), "value": value}


def actions(*elements: Block) -> Block:
    return {"type": "actions", "block_id": "row", "elements": list(elements)}


def button(action_id: str = "save", **more: Any) -> Block:
    return {"type": "button", "action_id": action_id, "text": plain("Save"), **more}


def select(action_id: str = "depth", **more: Any) -> Block:
    return {"type": "static_select", "action_id": action_id, "options": [option("brief"), option("full")], **more}


def question(block_id: str, element: Block, **more: Any) -> Block:
    return {"type": "input", "block_id": block_id, "label": plain(block_id), "element": element, **more}


def typed(action_id: str = "it", **more: Any) -> Block:
    return {"type": "plain_text_input", "action_id": action_id, **more}


def until(true: Callable[[], bool]) -> None:
    """Wait for something in the client that tells nobody when it happens."""
    end = time.monotonic() + 10
    while not true() and time.monotonic() < end:
        threading.Event().wait(0.002)
    assert true()


def disconnected(slack: LoopbackSlack, handler: SocketModeHandler) -> None:
    """Close quickly: the client would otherwise wait seconds for one more frame."""
    client = handler.client
    client.auto_reconnect_enabled = client.default_auto_reconnect_enabled = False
    client.closed = True
    client.enqueue_message("{}")
    slack.drop_connections()
    until(lambda: not client.is_connected())
    handler.close()


def by_hand(slack: LoopbackSlack, talk: Talk) -> threading.Thread:
    """Talk to the socket frame by frame, in a thread; answers it once Slack has said hello."""
    greeted = threading.Event()
    address = WebClient(base_url=slack.api_url).apps_connections_open(app_token=slack.app_token)["url"]

    async def run() -> None:
        async with websockets.connect(address, proxy=None) as socket:
            hello = json.loads(await socket.recv())
            assert (hello["type"], hello["connection_info"]["app_id"]) == ("hello", slack.workspace.app_id)
            greeted.set()
            await talk(socket)

    thread = threading.Thread(target=lambda: asyncio.run(run()))
    thread.start()
    assert greeted.wait(10)
    return thread


ANY = re.compile(".*")


@dataclass(slots=True)
class Desk:
    """A bot that hands every interaction to the test, which says how it is acknowledged."""

    slack: LoopbackSlack
    client: WebClient
    clock: Clock
    bodies: list[dict[str, Any]] = field(default_factory=list)
    answer: Callable[[dict[str, Any]], dict[str, Any]] = lambda _body: {}

    @property
    def body(self) -> dict[str, Any]:
        return self.bodies[-1]

    def hear(self, ack: Any, body: dict[str, Any]) -> None:
        self.bodies.append(body)
        answer = self.answer(body)
        ack(**answer) if answer else ack()

    def open(self, *blocks: Block, user: str = ADA, **more: Any) -> dict[str, Any]:
        view = {"type": "modal", "title": plain("Modal"), "submit": plain("Save"), "blocks": list(blocks), **more}
        opened: Any = self.client.views_open(trigger_id=self.slack.issue_trigger(user=user), view=view)["view"]
        return dict(opened)
