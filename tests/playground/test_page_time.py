"""Days and hours on the page, and the clock that a control moves."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from playwright.sync_api import Browser, expect
from slack_sdk import WebClient

from bot.playground.slack import LoopbackSlack
from bot.playground.slack.workspace import default_workspace
from tests.playground.page_stage import JOURNAL, MANIFEST, Lab, Open, message, section


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


NIGHT, MORNING = datetime(2026, 7, 5, 22, 30, tzinfo=UTC), datetime(2026, 7, 6, 7, 0, tzinfo=UTC)


def in_california(browser: Browser, tz: str) -> tuple[list[str], list[str], str]:
    """The hours and days of two messages and the clock, seen by Ada of that zone in a Californian browser."""
    lab = default_workspace()
    users = tuple(replace(one, tz=tz) if one.id == lab.me else one for one in lab.users)
    now = [NIGHT]
    with LoopbackSlack(workspace=replace(lab, users=users), manifest=MANIFEST, clock=lambda: now[0]) as slack:
        client = WebClient(token=slack.bot_token, base_url=slack.api_url)
        client.chat_postMessage(channel=JOURNAL, text="Late", blocks=[section("<!date^1783321200^at {time}|then>")])
        now[0] = MORNING
        client.chat_postMessage(channel=JOURNAL, text="Your briefing")
        context = browser.new_context(timezone_id="America/Los_Angeles")
        page = context.new_page()
        page.goto(f"{slack.url}/#{JOURNAL}")
        expect(page.locator(".conversation .message")).to_have_count(2)
        expect(page.locator("time.clock")).to_be_visible()
        hours = page.locator(".conversation .message-head time, .message-content time").all_text_contents()
        days, clock = page.locator(".day").all_text_contents(), page.locator("time.clock").text_content()
        context.close()
    return hours, days, clock or ""


def test_a_briefing_of_nine_shows_nine_wherever_the_browser_is(browser: Browser) -> None:
    hours, days, clock = in_california(browser, "Europe/Berlin")
    assert hours == ["00:30", "at 09:00", "09:00"]
    assert days == ["Today"]
    assert clock == "Mon 6 Jul, 09:00"


def test_a_zone_the_browser_does_not_know_leaves_the_browsers_own(browser: Browser) -> None:
    hours, days, clock = in_california(browser, "Mars/Olympus")
    assert hours == ["15:30", "at 00:00", "00:00"]
    assert days == ["Yesterday", "Today"]
    assert clock == "Mon 6 Jul, 00:00"
