"""What the bot posts is drawn as Slack draws it, and hostile text stays text."""

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.playground.page_stage import Lab, actions, button, content, message, mrkdwn, plain, section

HOSTILE_FILE = Path(__file__).parents[3] / "shared" / "adversarial" / "strings" / "mrkdwn.json"

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
