"""Buttons, menus, modals, the Home tab and shortcuts tell the bot what was chosen."""

from typing import Any

from playwright.sync_api import Page, expect

from tests.playground.page_stage import (
    GENERAL,
    JOURNAL,
    Lab,
    Open,
    actions,
    button,
    composer,
    message,
    mrkdwn,
    option,
    plain,
    section,
)


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


def test_a_private_answer_out_of_sight_is_told_in_a_notice(lab: Lab, shown: Page) -> None:
    row = message(shown, lab.post(actions(button("Whisper"))))
    row.get_by_role("button", name="Whisper").click()
    expect(shown.locator(".message.private").last).to_be_in_viewport()
    expect(shown.locator(".toast")).to_have_count(0)
    lab.post(*(section(f"A long paper {number}.\n" + "line\n" * 9) for number in range(6)))
    expect(shown.locator(".conversation .message").last).to_contain_text("A long paper 5.")
    row.scroll_into_view_if_needed()
    expect(shown.get_by_role("button", name="Newest")).to_be_visible()
    row.get_by_role("button", name="Whisper").click()
    expect(shown.locator(".toast")).to_have_text("Radar: Saved to your list.")
    expect(row).to_be_in_viewport()
    shown.locator(".toast").get_by_role("button", name="Dismiss").click()
