"""The page is reached by keyboard, on narrow screens, in the dark, and without motion."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.playground.page_stage import GENERAL, JOURNAL, Lab, Open, composer, message, section, style_of, thread


def test_nothing_moves_when_motion_is_unwanted(shown: Page) -> None:
    shown.emulate_media(reduced_motion="reduce")
    shown.keyboard.press("Control+k")
    assert style_of(shown.get_by_role("dialog"), "animationName") == "none"
    shown.keyboard.press("Escape")


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
