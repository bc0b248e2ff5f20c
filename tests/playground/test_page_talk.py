"""Talking on the page: commands, threads, mentions, what is new and what is edited."""

import re

from playwright.sync_api import Page, expect

from tests.playground.page_stage import GENERAL, JOURNAL, Lab, Open, actions, button, composer, message, section, thread


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
