"""The playground's page in a real browser, against the loopback Slack and a real Bolt app."""

import json
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Error,
    Locator,
    Page,
    expect,
    sync_playwright,
)
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from bot.playground.slack import Control, LoopbackSlack

PAGE = Path(__file__).parents[2] / "bot" / "playground" / "page"
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = ("no-sandbox", "disable-gpu", "disable-background-networking", "disable-component-update", "disable-sync")
HOSTILE_FILE = Path(__file__).parents[3] / "shared" / "adversarial" / "strings" / "mrkdwn.json"
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

    def anything(self, ack: Any, action: dict[str, Any]) -> None:
        ack()
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


@pytest.fixture(scope="module")
def lab() -> Iterator[Lab]:
    clock = Clock()
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


RICH = [
    {
        "type": "rich_text_section",
        "elements": [{"type": "text", "text": "loud", "style": {"bold": True, "italic": True}}],
    },
    {"type": "rich_text_list", "style": "ordered", "elements": [{"type": "rich_text_section", "elements": []}]},
    {"type": "rich_text_quote", "elements": [{"type": "link", "url": "https://arxiv.org/abs/1", "text": "said"}]},
    {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": "x = 1"}]},
]
CELLS = [[{"type": "raw_text", "text": "Source"}], [{"type": "raw_text", "text": "arXiv"}]]
DRAWN: list[tuple[dict[str, Any], str, str]] = [
    ({"type": "header", "text": plain("Today :books:")}, "[role=heading]", "Today 📚"),
    (section("*bold* and _thin_"), "strong", "bold"),
    ({"type": "section", "fields": [mrkdwn("*Source*\narXiv")]}, ".section-fields", "Source\narXiv"),
    (section("a", accessory=button("Save")), "button", "Save"),
    ({"type": "context", "elements": [mrkdwn("read `367`"), plain("now")]}, ".context code", "367"),
    ({"type": "divider"}, "hr", ""),
    ({"type": "image", "image_url": "https://a.example/x.png", "alt_text": "a plot"}, "figure", "a plot"),
    ({"type": "rich_text", "elements": RICH}, "em strong, strong em", "loud"),
    ({"type": "rich_text", "elements": RICH}, "blockquote a", "said"),
    ({"type": "rich_text", "elements": RICH}, "pre", "x = 1"),
    ({"type": "rich_text", "elements": RICH}, "ol li", ""),
    ({"type": "markdown", "text": "## Why\n\n**Because** of\n\n- one\n- two"}, "li:last-child", "two"),
    ({"type": "markdown", "text": "a | b\n-|-\n1 | 2"}, "table td:last-child", "2"),
    ({"type": "table", "rows": CELLS}, "tbody td", "arXiv"),
    ({"type": "plan", "title": "Work"}, ".unknown", "plan is not shown"),
    (section("```a < b\n  c```"), "pre", "a < b"),
    (section("> quoted\nafter"), "blockquote", "quoted"),
    (section("<!date^1763622000^{date_num}|then>"), "time", "2025-11-20"),
]


@pytest.mark.parametrize(("block", "selector", "words"), DRAWN)
def test_each_kind_of_block_is_drawn(lab: Lab, shown: Page, block: dict[str, Any], selector: str, words: str) -> None:
    drawn = content(shown, lab.post(block)).locator(selector)
    expect(drawn).to_have_count(1)
    expect(drawn).to_contain_text(words)


HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<!channel> <!here> <@U0ADA00001>",
    "<https://evil.example|https://arxiv.org/abs/1>",
    "&lt;!channel&gt; &amp;lt;",
    "\u202e right to left",
    "a & b < c > d",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(lab: Lab, shown: Page, text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    rich = {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}
    row = message(
        shown,
        lab.post({"type": "header", "text": plain(text)}, section(escaped), {"type": "rich_text", "elements": [rich]}),
    )
    for place in (".header", ".block-section .text", ".rich-section"):
        assert (row.locator(place).text_content() or "").strip() == text.strip()
    expect(row.locator(".message-content :is(script, img, .mention)")).to_have_count(0)


@pytest.mark.skipif(not HOSTILE_FILE.exists(), reason="the adversarial strings are not on this machine")
def test_none_of_the_known_hostile_strings_takes_effect(lab: Lab, shown: Page) -> None:
    texts = [text.strip() for text in json.loads(HOSTILE_FILE.read_text(encoding="utf-8"))]
    blocks = [{"type": "section", "text": plain(text) | {"emoji": False}} for text in texts]
    row = message(shown, lab.post(*blocks))
    expect(row.locator(".block .text")).to_have_count(len(texts))
    assert row.locator(".block .text").all_text_contents() == texts
    expect(row.locator(".block :is(a, .mention, strong, code, pre, blockquote)")).to_have_count(0)


def test_a_mention_that_was_not_escaped_is_seen_as_a_chip(lab: Lab, shown: Page) -> None:
    row = message(shown, lab.post(section("<!channel> `<!here>` <@U0ADA00001> <#C0GENERAL1>")))
    expect(row.locator("[data-mention]")).to_have_text(["@channel", "@here", "@Ada Lindqvist", "#general"])
    row.get_by_role("button", name="#general").click()
    expect(shown.get_by_role("heading", level=1)).to_have_text("general")
    shown.locator(".entry", has_text="journal-club").click()


LITERAL = [
    "snake_case_name and 2*3*4",
    "a * b * c",
    "*open\nend*",
    "<javascript:alert(1)|press>",
    "&amp;lt;b&amp;gt;",
    "half `open and *open",
    "glued*word* and *word*glued",
    "**doubled**",
]


@pytest.mark.parametrize("text", LITERAL)
def test_what_is_not_formatting_stays_as_it_was_typed(lab: Lab, shown: Page, text: str) -> None:
    words = message(shown, lab.post(section(text))).locator(".block-section .text")
    assert words.text_content() == text.replace("&amp;", "&")
    expect(words.locator("strong, em, s, code, a")).to_have_count(0)


FORMATTED = [
    ("(*bold*)", "strong", "bold"),
    ("*_both_*", "strong em", "both"),
    ("~gone~.", "s", "gone"),
    ("*<https://arxiv.org/abs/1|a *link*>*", "strong a", "a *link*"),
    ("see https://arxiv.org/abs/1?a=1&amp;b=2.", 'a[href="https://arxiv.org/abs/1?a=1&b=2"]', "https://arxiv.org"),
    ("<mailto:a@b.example|write>", 'a[href^="mailto:"]', "write"),
    ("`*not bold*`", "code", "*not bold*"),
    ("&gt; said\n&gt; twice", "blockquote", "said\ntwice"),
]


@pytest.mark.parametrize(("text", "selector", "words"), FORMATTED)
def test_mrkdwn_is_formatted_as_slack_does(lab: Lab, shown: Page, text: str, selector: str, words: str) -> None:
    found = content(shown, lab.post(section(text))).locator(selector)
    expect(found).to_have_count(1)
    expect(found).to_contain_text(words)


def test_markdown_links_lead_to_the_web_alone(lab: Lab, shown: Page) -> None:
    text = "[good](https://arxiv.org) [bad](javascript:alert(1)) ![pixel](https://evil.example/x.png) <!here>"
    row = message(shown, lab.post({"type": "markdown", "text": text}))
    expect(row.locator("a")).to_have_count(2)
    assert row.locator("a").evaluate_all("links => links.map(link => link.protocol)") == ["https:", "https:"]
    expect(row.locator(".message-content img")).to_have_count(0)
    expect(row.locator(".mention-broadcast")).to_have_text("@here")


def test_foreign_links_open_apart(lab: Lab, shown: Page) -> None:
    row = message(shown, lab.post(actions(button("Open", url="https://arxiv.org/abs/1"))))
    expect(row.get_by_role("link", name="Open")).to_have_attribute("rel", "noopener noreferrer")
    expect(row.get_by_role("link", name="Open")).to_have_attribute("target", "_blank")


def test_the_hint_fills_the_composer_and_goes_with_the_first_command(open_page: Open) -> None:
    page = open_page()
    hint = page.get_by_role("region", name="How to start")
    hint.get_by_role("button", name="/radar add diffusion models").click()
    expect(composer(page)).to_have_value("/radar add diffusion models")
    expect(composer(page)).to_be_focused()
    page.keyboard.press("Enter")
    expect(hint).to_be_hidden()
    page.get_by_role("button", name="Examples").click()
    expect(hint).to_be_visible()


def test_the_answer_to_a_command_is_marked_private(open_page: Open) -> None:
    page = open_page(GENERAL)
    composer(page).fill("/radar protein & folding")
    composer(page).press("Enter")
    answer = page.locator(".message.private").last
    expect(answer).to_contain_text("Only visible to you")
    expect(answer.locator("code")).to_have_text("protein & folding")
    expect(page.get_by_role("log", name="New messages")).to_contain_text("Radar: Stored")
    answer.hover()
    expect(answer.get_by_role("button", name="Reply in thread")).to_have_count(0)


def test_a_slash_lists_the_commands(open_page: Open) -> None:
    page = open_page()
    composer(page).press_sequentially("/")
    offered = page.get_by_role("listbox", name="Suggestions").get_by_role("option")
    expect(offered).to_have_count(2)
    expect(offered.first).to_contain_text("Your research radar")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    expect(composer(page)).to_have_value("/reading ")
    expect(page.locator(".conversation .composer-status")).to_have_text("/reading list")


def test_a_refused_command_comes_back_with_the_reason(shown: Page) -> None:
    composer(shown).fill("/lunch")
    composer(shown).press("Enter")
    expect(shown.locator(".conversation .refusal")).to_contain_text("/lunch is not a command")
    expect(composer(shown)).to_have_value("/lunch")
    composer(shown).fill("")


def test_a_question_in_a_thread_is_answered_there(lab: Lab, shown: Page) -> None:
    row = message(shown, lab.post(section("A paper.")))
    row.hover()
    row.get_by_role("button", name="Reply in thread").click()
    reply = thread(shown).get_by_role("textbox", name="Reply in thread")
    expect(reply).to_be_focused()
    reply.press_sequentially("Why 3 < 4?")
    reply.press("Shift+Enter")
    reply.press_sequentially("Really?")
    reply.press("Enter")
    expect(thread(shown).locator(".message")).to_have_count(3)
    expect(thread(shown).locator(".message").nth(1)).to_contain_text("Why 3 < 4?\nReally?")
    expect(thread(shown).locator(".message").last.locator("strong").last).to_have_text("Because")
    expect(row.get_by_role("button", name="2 replies")).to_be_visible()
    reply.press("Escape")
    expect(thread(shown)).to_be_hidden()
    row.get_by_role("button", name="2 replies").click()
    expect(thread(shown)).to_be_visible()


def test_a_command_in_a_thread_is_refused_in_words(lab: Lab, shown: Page) -> None:
    row = message(shown, lab.post(section("Another paper.")))
    row.press("t")
    reply = thread(shown).get_by_role("textbox", name="Reply in thread")
    reply.fill("/radar list")
    reply.press("Enter")
    expect(thread(shown).locator(".refusal")).to_contain_text("cannot be used in a thread")


def test_a_long_message_invites_to_its_thread_below(lab: Lab, shown: Page) -> None:
    row = message(shown, lab.post(*(section(f"Paper {number}.") for number in range(4))))
    row.locator(".message-foot").get_by_role("button", name="Reply in thread").click()
    expect(thread(shown).locator(".message")).to_contain_text("Paper 3.")


def test_a_person_can_be_named_by_the_first_letters(shown: Page) -> None:
    composer(shown).press_sequentially("hello @gr")
    shown.get_by_role("listbox", name="Suggestions").get_by_role("option", name="@grace").click()
    expect(composer(shown)).to_have_value("hello @grace ")
    composer(shown).press("Enter")
    expect(shown.locator(".conversation .message").last.locator(".mention-user")).to_have_text("@Grace Okafor")


def test_nothing_moves_when_motion_is_unwanted(shown: Page) -> None:
    shown.emulate_media(reduced_motion="reduce")
    shown.keyboard.press("Control+k")
    assert style_of(shown.get_by_role("dialog"), "animationName") == "none"
    shown.keyboard.press("Escape")


def test_a_button_tells_the_bot(lab: Lab, shown: Page) -> None:
    message(shown, lab.post(actions(button("Discuss", style="primary")))).get_by_role("button", name="Discuss").click()
    assert lab.slack.wait_for(lambda: lab.action("do_discuss"))["value"] == "7"


def test_a_button_asks_first_when_it_should(lab: Lab, shown: Page) -> None:
    ask = {"title": plain("Mute?"), "text": mrkdwn("*Sure?*"), "confirm": plain("Mute it"), "deny": plain("Keep")}
    row = message(shown, lab.post(actions(button("Mute", confirm=ask))))
    row.get_by_role("button", name="Mute").click()
    shown.get_by_role("dialog", name="Mute?").get_by_role("button", name="Keep").click()
    row.get_by_role("button", name="Mute").click()
    assert lab.action("do_mute") == {}
    shown.get_by_role("dialog", name="Mute?").get_by_role("button", name="Mute it").click()
    assert lab.slack.wait_for(lambda: lab.action("do_mute"))["type"] == "button"


def test_menus_and_pickers_tell_the_bot(lab: Lab, shown: Page) -> None:
    options = [option(day) for day in ("Monday", "Tuesday", "Friday")]
    row = message(
        shown,
        lab.post(
            actions(
                {"type": "static_select", "action_id": "day", "placeholder": plain("Day"), "options": options},
                {"type": "overflow", "action_id": "more", "options": options},
                {"type": "timepicker", "action_id": "hour", "initial_time": "08:00"},
                {"type": "datepicker", "action_id": "date"},
                {"type": "checkboxes", "action_id": "days", "options": options},
                {"type": "radio_buttons", "action_id": "one", "options": options},
            )
        ),
    )
    row.get_by_role("button", name="Day: Day").click()
    shown.get_by_role("option", name="Friday").click()
    expect(row.get_by_role("button", name="Day: Friday")).to_be_focused()
    row.get_by_role("button", name="More choices").press("ArrowDown")
    shown.keyboard.press("ArrowDown")
    shown.keyboard.press("Enter")
    row.locator("input[type=time]").fill("09:30")
    row.locator("input[type=time]").press("Enter")
    row.locator("input[type=date]").fill("2026-11-21")
    row.locator("input[type=date]").press("Enter")
    row.get_by_role("checkbox", name="Tuesday").check()
    row.get_by_role("radio", name="Monday").check()

    def heard(name: str) -> dict[str, Any]:
        return lab.slack.wait_for(lambda: lab.action(name))

    assert heard("day")["selected_option"]["value"] == "friday"
    assert heard("more")["selected_option"]["value"] == "tuesday"
    assert heard("hour")["selected_time"] == "09:30"
    assert heard("date")["selected_date"] == "2026-11-21"
    assert [one["value"] for one in heard("days")["selected_options"]] == ["tuesday"]
    assert heard("one")["selected_option"]["value"] == "monday"


def test_a_modal_shows_field_errors_and_sends_values_in_slacks_form(lab: Lab, open_page: Open) -> None:
    page = open_page(GENERAL)
    composer(page).fill("/radar settings")
    composer(page).press("Enter")
    modal = page.get_by_role("dialog", name="Settings")
    queries = modal.get_by_role("textbox", name="Queries")
    expect(queries).to_be_focused()
    modal.get_by_role("button", name="Save").click()
    expect(modal.locator('[data-block="queries"] .field-error')).to_have_text("Please complete this required field.")
    assert lab.values == []
    queries.fill("rag")
    modal.get_by_role("checkbox", name="Friday").check()
    modal.get_by_role("radio", name="Long").check()
    modal.get_by_role("button", name="Tone").click()
    page.get_by_role("option", name="Dense").click()
    modal.get_by_role("button", name="Areas").click()
    page.get_by_role("option", name="Physics").click()
    page.get_by_role("option", name="Biology").click()
    page.keyboard.press("Escape")
    modal.locator("input[type=date]").fill("2026-11-21")
    modal.get_by_role("button", name="Place").click()
    page.get_by_role("option", name="#journal-club").click()
    modal.get_by_role("button", name="Save").click()
    expect(modal.locator('[data-block="queries"] .field-error')).to_have_text("“rag” is in too many papers.")
    expect(queries).to_have_attribute("aria-invalid", "true")
    expect(modal.get_by_role("checkbox", name="Friday")).to_be_checked()
    queries.fill("docking")
    modal.get_by_role("button", name="Save").click()
    expect(modal).to_have_count(0)
    values = {block: value["it"] for block, value in lab.values[-1].items()}
    assert values["queries"] == {"type": "plain_text_input", "value": "docking"}
    assert values["time"] == {"type": "timepicker", "selected_time": "08:00"}
    assert values["days"]["selected_options"][0]["value"] == "friday"
    assert values["form"]["selected_option"]["value"] == "long"
    assert values["tone"]["selected_option"]["value"] == "dense"
    assert [one["value"] for one in values["areas"]["selected_options"]] == ["physics", "biology"]
    assert values["since"]["selected_date"] == "2026-11-21"
    assert values["place"]["selected_conversation"] == JOURNAL


def test_escape_closes_a_modal_and_tells_the_server(lab: Lab, open_page: Open) -> None:
    page = open_page(GENERAL)
    composer(page).fill("/radar settings")
    composer(page).press("Enter")
    expect(page.get_by_role("dialog", name="Settings")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    lab.slack.wait_for(lambda: lab.slack.modal() is None)


def test_the_home_tab_is_published_when_it_is_opened(lab: Lab, open_page: Open) -> None:
    page = open_page()
    page.get_by_role("tab", name="Home").click()
    home = page.get_by_role("tabpanel", name="Home")
    expect(home.locator("strong")).to_have_text("empty")
    home.get_by_role("button", name="Configure").click()
    assert lab.slack.wait_for(lambda: lab.action("do_configure"))
    page.reload()
    expect(page.get_by_role("tab", name="Home")).to_have_attribute("aria-selected", "true")


def test_a_message_shortcut_is_in_the_more_menu(lab: Lab, shown: Page) -> None:
    ts = lab.post(section("Shortcut me."))
    message(shown, ts).hover()
    message(shown, ts).get_by_role("button", name="More actions").click()
    shown.get_by_role("menuitem", name="Discuss this paper").click()
    assert lab.slack.wait_for(lambda: lab.shortcuts)[-1]["message"]["ts"] == ts


def test_everything_is_reached_with_the_keyboard_alone(lab: Lab, open_page: Open) -> None:
    page = open_page()
    page.keyboard.press("Control+k")
    page.keyboard.type("journ")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("journal-club")
    expect(composer(page)).to_be_focused()
    page.keyboard.type("Why is that?")
    page.keyboard.press("Enter")
    mine = page.locator(".conversation .message").last
    expect(mine).to_contain_text("Why is that?")
    expect(mine.get_by_role("button", name="1 reply")).to_be_visible()
    page.keyboard.press("ArrowUp")
    expect(composer(page)).to_have_value("Why is that?")
    page.keyboard.press("ArrowDown")
    expect(composer(page)).to_have_value("")
    page.keyboard.press("Shift+F6")
    expect(mine).to_be_focused()
    assert style_of(mine, "outlineStyle") == "solid"
    page.keyboard.press("Tab")
    expect(mine.get_by_role("button", name="1 reply")).to_be_focused()
    page.keyboard.press("Enter")
    expect(thread(page).get_by_role("textbox")).to_be_focused()
    page.keyboard.press("Escape")
    expect(mine.get_by_role("button", name="1 reply")).to_be_focused()
    page.keyboard.press("Alt+ArrowUp")
    expect(page.get_by_role("heading", level=1)).to_have_text("general")
    page.keyboard.press("Control+/")
    expect(page.get_by_role("dialog", name="Keyboard shortcuts")).to_be_visible()


def test_the_tab_key_walks_from_bar_to_list_to_messages_to_field(open_page: Open) -> None:
    page = open_page(GENERAL)
    page.locator("body").press("Tab")
    expect(page.get_by_role("link", name="Skip to the message field")).to_be_focused()
    regions: list[str] = []
    for _ in range(60):
        page.keyboard.press("Tab")
        here = page.evaluate(
            "document.activeElement.closest('.topbar, .sidebar, .panel-head, .message, .hint, .composer')?.classList[0]"
        )
        regions += [here] if here not in regions[-1:] else []
        if here == "composer":
            break
    assert regions in (["topbar", "sidebar", "hint", "composer"], ["topbar", "sidebar", "message", "hint", "composer"])


def test_a_narrow_screen_has_a_drawer_and_the_thread_covers(lab: Lab, open_page: Open) -> None:
    ts = lab.post(section("A narrow paper with_a_very_long_word_" + "x" * 200))
    page = open_page(JOURNAL, width=390)
    expect(page.get_by_role("navigation")).to_be_hidden()
    page.get_by_role("button", name="Conversations").click()
    expect(page.get_by_role("navigation").get_by_role("button", name="journal-club")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("navigation")).to_be_hidden()
    message(page, ts).press("Enter")
    box = thread(page).bounding_box()
    assert box is not None
    assert box["width"] == 390
    expect(page.get_by_role("main")).to_have_count(0)
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_dark_follows_the_system_until_a_choice_is_made_and_kept(open_page: Open) -> None:
    page = open_page(dark=True)
    body = page.locator("body")
    dark = style_of(body, "backgroundColor")
    page.get_by_role("button", name="Dark theme").click()
    light = style_of(body, "backgroundColor")
    assert light != dark
    page.reload()
    assert style_of(body, "backgroundColor") == light
    assert style_of(open_page().locator("body"), "backgroundColor") == light


def contrast(one: str, other: str) -> float:
    def light(colour: str) -> float:
        parts = [float(part) / 255 for part in re.findall(r"[\d.]+", colour)[:3]]
        linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("dark", [False, True])
def test_words_stand_out_from_what_is_behind_them(shown: Page, dark: bool) -> None:
    shown.emulate_media(color_scheme="dark" if dark else "light")
    pairs = [
        *((ink, back) for ink in ("ink", "soft", "link", "accent", "danger") for back in ("page", "raised", "sunk")),
        *((ink, "chrome") for ink in ("chrome-ink", "chrome-soft")),
        *(("on-accent", back) for back in ("accent-fill", "danger-fill", "chrome-current")),
        ("warm-ink", "warm-wash"), ("accent", "accent-wash"), ("code-ink", "sunk"), ("ink", "warm-wash"),
    ]  # fmt: skip
    probe = """name => {
        const node = document.createElement("i");
        node.style.color = `var(--${name})`;
        document.body.append(node);
        return getComputedStyle(node).color;
    }"""
    weak = {pair: contrast(*(str(shown.evaluate(probe, name)) for name in pair)) for pair in pairs}
    assert {pair: ratio for pair, ratio in weak.items() if ratio < 4.5} == {}


def test_a_control_says_what_it_did_and_the_clock_moves(open_page: Open) -> None:
    page = open_page()
    before = page.locator("time.clock").get_attribute("datetime") or ""
    page.get_by_role("button", name="Next day").click()
    expect(page.locator(".toast")).to_contain_text("A new day has begun.")
    expect(page.locator("time.clock")).not_to_have_attribute("datetime", before)
    after = page.locator("time.clock").get_attribute("datetime") or ""
    assert datetime.fromisoformat(after) - datetime.fromisoformat(before) >= timedelta(days=1)


def test_messages_of_another_day_stand_under_that_day(lab: Lab, open_page: Open) -> None:
    lab.post(section("Before."), channel=JOURNAL)
    page = open_page(JOURNAL)
    page.get_by_role("button", name="Next day").click()
    expect(page.locator(".toast")).to_be_visible()
    expect(message(page, lab.post(section("After."), channel=JOURNAL))).to_be_visible()
    expect(page.locator(".day").last).to_have_text("Today")
    expect(page.locator(".day").nth(-2)).to_have_text("Yesterday")


def test_an_unread_conversation_has_a_dot_until_it_is_opened(lab: Lab, open_page: Open) -> None:
    page = open_page(JOURNAL)
    entry = page.get_by_role("navigation").locator(".entry", has_text="radar")
    entry.click()
    page.get_by_role("navigation").locator(".entry", has_text="general").click()
    expect(entry.locator(".dot")).to_have_count(0)
    dm = lab.client.conversations_open(users="U0ADA00001")["channel"]["id"]
    lab.client.chat_postMessage(channel=dm, text="Your briefing")
    expect(entry.locator(".dot")).to_have_count(1)
    expect(page).to_have_title(re.compile("^• general"))
    entry.click()
    expect(entry.locator(".dot")).to_have_count(0)


def test_an_edit_keeps_the_focus_and_a_deletion_removes(lab: Lab, shown: Page) -> None:
    ts = lab.post(section("First."), actions(button("Later")) | {"block_id": "row"})
    press = message(shown, ts).get_by_role("button", name="Later")
    press.focus()
    changed = [section("Second."), actions(button("Later")) | {"block_id": "row"}]
    lab.client.chat_update(channel=JOURNAL, ts=ts, text="words", blocks=changed)
    expect(message(shown, ts)).to_contain_text("Second.")
    expect(message(shown, ts)).to_contain_text("(edited)")
    expect(press).to_be_focused()
    lab.client.chat_delete(channel=JOURNAL, ts=ts)
    expect(message(shown, ts)).to_have_count(0)


def test_a_permanent_link_leads_to_its_message_on_the_same_page(lab: Lab, shown: Page) -> None:
    root = lab.post(section("The root."))
    answer = lab.post(section("The answer."), thread=root)
    link = str(lab.client.chat_getPermalink(channel=JOURNAL, message_ts=answer)["permalink"])
    message(shown, lab.post(section(f"<{link}|See the answer>"))).get_by_role("link", name="See the answer").click()
    expect(thread(shown).locator(f'[data-ts="{answer}"]')).to_be_focused()
    assert len(shown.context.pages) == 1


def test_the_page_reconnects_and_catches_up(browser: Browser) -> None:
    with LoopbackSlack(manifest=MANIFEST) as first:
        port = int(first.url.rsplit(":", 1)[1])
        context = browser.new_context()
        page = context.new_page()
        page.goto(f"{first.url}/#{JOURNAL}")
        expect(page.locator(".intro")).to_be_visible()
        expect(page.locator(".link-bar")).to_be_hidden()
    expect(page.locator(".link-bar")).to_have_text("Reconnecting…")
    with LoopbackSlack(manifest=MANIFEST, port=port) as second:
        WebClient(token=second.bot_token, base_url=second.api_url).chat_postMessage(channel=JOURNAL, text="Caught up")
        expect(page.locator(".conversation .message")).to_contain_text("Caught up", timeout=15_000)
        expect(page.locator(".link-bar")).to_be_hidden()
    context.close()


def test_no_text_can_become_markup(lab: Lab, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(lab.slack.url)
    with pytest.raises(Error, match="TrustedHTML"):
        page.evaluate("document.body.innerHTML = '<b>x</b>'")
    page.close()


def test_every_file_of_the_page_is_small_says_what_it_is_and_names_no_other_site() -> None:
    for path in sorted(PAGE.iterdir()):
        text = path.read_text(encoding="utf-8")
        assert len(text.splitlines()) <= 300, path.name
        assert path.suffix not in (".js", ".css") or text.startswith(("// ", "/* ")), path.name
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|style=|\son\w+=\"", text)
        assert set(re.findall(r"https?://[\w.-]+", text)) <= {"http://www.w3.org"}, path.name
