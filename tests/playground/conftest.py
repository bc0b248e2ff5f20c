"""A loopback Slack whose clock stands still, clients that talk to it, and its page in a real browser."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from bot.playground.slack import Control, LoopbackSlack
from tests.playground import page_stage
from tests.playground.page_stage import CHROMIUM, FLAGS, HINT, JOURNAL, MANIFEST, Bot, Lab, Open, Pages
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


@pytest.fixture(scope="module")
def lab() -> Iterator[Lab]:
    clock = page_stage.Clock()
    next_day = Control("next-day", "Next day", "Move the clock to tomorrow", clock.next_day)
    with LoopbackSlack(manifest=MANIFEST, hint=HINT, clock=clock, controls=[next_day]) as slack:
        client = WebClient(token=slack.bot_token, base_url=slack.api_url, retry_handlers=[])
        app = App(client=client)
        lab = Lab(slack, client)
        Bot(lab).listen(app)
        handler = SocketModeHandler(app, slack.app_token, trace_enabled=False)
        handler.connect()
        slack.wait_for_connection()
        yield lab
        handler.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no Chromium is installed on this machine")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=[f"--{flag}" for flag in (*FLAGS, "no-first-run")]
        )
        yield browser
        browser.close()


@pytest.fixture
def open_page(lab: Lab, browser: Browser) -> Iterator[Open]:
    pages = Pages(lab, browser)
    yield pages.open
    pages.close()


@pytest.fixture(scope="module")
def shown(lab: Lab, browser: Browser) -> Iterator[Page]:
    """One page at #journal-club, for the tests that stay there."""
    pages = Pages(lab, browser)
    yield pages.open(JOURNAL)
    pages.close()
