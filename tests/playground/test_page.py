"""The page as a whole: its link to the server, its safety and its files."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, expect
from slack_sdk import WebClient

from bot.playground.slack import LoopbackSlack
from tests.playground.page_stage import JOURNAL, MANIFEST, Lab

PAGE = Path(__file__).parents[2] / "bot" / "playground" / "page"


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
