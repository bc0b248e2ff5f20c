"""A loopback Slack whose clock stands still, and clients that talk to it."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from bot.playground.slack import LoopbackSlack
from tests.playground.slack_lab import ANY, Clock, Desk, client_of, disconnected


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def slack(clock: Clock) -> Iterator[LoopbackSlack]:
    with LoopbackSlack(clock=clock) as slack:
        yield slack


@pytest.fixture
def client(slack: LoopbackSlack) -> WebClient:
    return client_of(slack)


@pytest.fixture(scope="module")
def web() -> Iterator[httpx.Client]:
    with httpx.Client(trust_env=False) as web:
        yield web


@pytest.fixture(scope="module")
def running() -> Iterator[Desk]:
    clock = Clock()
    with LoopbackSlack(clock=clock) as slack:
        client = WebClient(slack.bot_token, base_url=slack.api_url, retry_handlers=[])
        app = App(client=client, listener_executor=ThreadPoolExecutor(16))
        desk = Desk(slack, client, clock)
        app.action(ANY)(desk.hear)
        app.view({"type": "view_submission", "callback_id": ANY})(desk.hear)
        app.view({"type": "view_closed", "callback_id": ANY})(desk.hear)
        app.shortcut(ANY)(desk.hear)
        app.command("/radar")(desk.hear)
        handler = SocketModeHandler(app, slack.app_token)
        handler.connect()
        slack.wait_for_connection()
        yield desk
        disconnected(slack, handler)


@pytest.fixture
def desk(running: Desk) -> Iterator[Desk]:
    """The running bot, with no modal open and nothing heard."""
    running.bodies.clear()
    running.answer = lambda _body: {}
    yield running
    while running.slack.modal():
        running.slack.close()
