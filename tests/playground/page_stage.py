"""The page on its stage: a bot that uses each surface, a browser, and the places of the page."""

import re
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    expect,
)
from slack_bolt import App
from slack_sdk import WebClient

from bot.playground.slack import LoopbackSlack

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = ("no-sandbox", "disable-gpu", "disable-background-networking", "disable-component-update", "disable-sync")
JOURNAL, GENERAL = "C0JOURNAL1", "C0GENERAL1"
HINT = "Try a command:\n/radar add diffusion models\n/radar settings\nThen press Next day."
MANIFEST: dict[str, Any] = {
    "features": {
        "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True},
        "slash_commands": [
            {"command": "/radar", "description": "Your research radar", "usage_hint": "add | list | help"},
            {"command": "/reading", "description": "Your reading list", "usage_hint": "list"},
        ],
        "shortcuts": [{"name": "Discuss this paper", "type": "message", "callback_id": "discuss_paper"}],
    },
    "oauth_config": {"scopes": {"bot": ["chat:write", "commands", "im:write", "im:history", "channels:history"]}},
    "settings": {
        "interactivity": {"is_enabled": True},
        "event_subscriptions": {"bot_events": ["app_home_opened", "message.im", "message.channels"]},
    },
}
Blocks = list[dict[str, Any]]
Open = Callable[..., Page]


def plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> dict[str, Any]:
    return {"type": "mrkdwn", "text": text}


def option(text: str) -> dict[str, Any]:
    return {"text": plain(text), "value": text.lower()}


def section(text: str, **more: Any) -> dict[str, Any]:
    return {"type": "section", "text": mrkdwn(text), **more}


def button(text: str, **more: Any) -> dict[str, Any]:
    return {"type": "button", "text": plain(text), "action_id": f"do_{text.lower()}", "value": "7", **more}


def actions(*elements: dict[str, Any]) -> dict[str, Any]:
    return {"type": "actions", "elements": list(elements)}


def field_of(block_id: str, label: str, element: dict[str, Any]) -> dict[str, Any]:
    block = {"type": "input", "block_id": block_id, "label": plain(label)}
    return block | {"element": element | {"action_id": "it"}}


SETTINGS: dict[str, Any] = {
    "type": "modal",
    "callback_id": "settings",
    "title": plain("Settings"),
    "submit": plain("Save"),
    "blocks": [
        field_of("queries", "Queries", {"type": "plain_text_input", "multiline": True}),
        field_of("time", "Time", {"type": "timepicker", "initial_time": "08:00"}),
        field_of("days", "Days", {"type": "checkboxes", "options": [option("Monday"), option("Friday")]}),
        field_of("form", "Form", {"type": "radio_buttons", "options": [option("Short"), option("Long")]}),
        field_of("tone", "Tone", {"type": "static_select", "options": [option("Plain"), option("Dense")]}),
        field_of("areas", "Areas", {"type": "multi_static_select", "options": [option("Physics"), option("Biology")]}),
        field_of("since", "Since", {"type": "datepicker"}),
        field_of("place", "Place", {"type": "conversations_select"}),
    ],
}
HOME = {"type": "home", "blocks": [section("Your radar is *empty*."), actions(button("Configure"))]}


@dataclass(slots=True)
class Clock:
    """A clock that a control can move."""

    ahead: timedelta = timedelta()

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.ahead

    def next_day(self) -> str:
        self.ahead += timedelta(days=1)
        return "A new day has begun. Nothing was posted."


@dataclass(slots=True)
class Lab:
    """The loopback Slack, the bot on it, and what the bot was told."""

    slack: LoopbackSlack
    client: WebClient
    actions: list[dict[str, Any]] = field(default_factory=list)
    values: list[dict[str, Any]] = field(default_factory=list)
    shortcuts: list[dict[str, Any]] = field(default_factory=list)

    def post(self, *blocks: dict[str, Any], text: str = "words", channel: str = JOURNAL, thread: str = "") -> str:
        sent = self.client.chat_postMessage(channel=channel, text=text, blocks=list(blocks), thread_ts=thread or None)
        return str(sent["ts"])

    def action(self, action_id: str) -> dict[str, Any]:
        found = [one for one in self.actions if one["action_id"] == action_id]
        return found[-1] if found else {}


@dataclass(frozen=True, slots=True)
class Bot:
    """A small bot that uses each surface of the page."""

    lab: Lab

    def listen(self, app: App) -> None:
        app.command("/radar")(self.radar)
        app.action(re.compile(".*"))(self.anything)
        app.view("settings")(self.settings)
        app.shortcut("discuss_paper")(self.discuss)
        app.event("message")(self.answer)
        app.event("app_home_opened")(self.home)

    def radar(self, ack: Any, command: Mapping[str, str], client: WebClient) -> None:
        if command["text"] != "settings":
            ack(f"Stored `{command['text']}`.")
        else:
            ack()
            client.views_open(trigger_id=command["trigger_id"], view=SETTINGS)

    def anything(self, ack: Any, action: dict[str, Any], respond: Any) -> None:
        ack()
        if action["action_id"] == "do_whisper":
            respond("*Saved* to your list.\nSee it with /reading list.", replace_original=False)
        self.lab.actions.append(action)

    def settings(self, ack: Any, view: Mapping[str, Any]) -> None:
        values = view["state"]["values"]
        self.lab.values.append(values)
        if "rag" in values["queries"]["it"]["value"]:
            ack(response_action="errors", errors={"queries": "“rag” is in too many papers."})
        else:
            ack()

    def discuss(self, ack: Any, shortcut: dict[str, Any]) -> None:
        ack()
        self.lab.shortcuts.append(shortcut)

    def answer(self, event: Mapping[str, Any], client: WebClient) -> None:
        if not event.get("bot_id") and event.get("text", "").startswith("Why"):
            thread = event.get("thread_ts", event["ts"])
            client.chat_postMessage(channel=event["channel"], text="*Because* of section 4.", thread_ts=thread)

    def home(self, event: Mapping[str, Any], client: WebClient) -> None:
        if event["tab"] == "home":
            client.views_publish(user_id=event["user"], view=HOME)


@dataclass  # without slots: Playwright hangs its own attributes on the owner of a handler
class Pages:
    """Opens the page as often as wanted and keeps what the browser complains of."""

    lab: Lab
    browser: Browser
    complaints: list[str] = field(default_factory=list)
    contexts: list[BrowserContext] = field(default_factory=list)

    def open(self, place: str = "", *, width: int = 1200, dark: bool = False) -> Page:
        scheme: Literal["dark", "light"] = "dark" if dark else "light"
        context = self.browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
        self.contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", self.note)
        page.on("request", lambda asked: self.complaints.append(asked.url) if not self.is_ours(asked.url) else None)
        page.goto(f"{self.lab.slack.url}/{place and '#' + place}")
        expect(composer(page)).to_be_visible()
        return page

    def is_ours(self, url: str) -> bool:
        return url.startswith((self.lab.slack.url, "ws://127.0.0.1"))

    def note(self, said: ConsoleMessage) -> None:
        refused = "status of 400" in said.text
        if said.type in ("error", "warning") and not refused:
            self.complaints.append(said.text)

    def close(self) -> None:
        for context in self.contexts:
            context.close()
        assert self.complaints == []


def composer(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Message", exact=True)


def message(page: Page, ts: str) -> Locator:
    return page.locator(f'.conversation .message[data-ts="{ts}"]')


def content(page: Page, ts: str) -> Locator:
    return message(page, ts).locator(".message-content")


def thread(page: Page) -> Locator:
    return page.get_by_role("complementary", name="Thread")


def style_of(node: Locator, name: str) -> str:
    return str(node.evaluate("(node, name) => getComputedStyle(node)[name]", name))
