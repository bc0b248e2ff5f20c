"""Buttons, menus, shortcuts and private answers, each as Slack words it."""

from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.webhook import WebhookClient

from bot.playground.slack import LoopbackSlack
from tests.playground.slack_lab import ADA, GRACE, JOURNAL, Desk, actions, button, option, plain, select

# -- buttons and menus of messages --


def test_a_pressed_button_names_its_message_its_place_and_its_value(desk: Desk) -> None:
    parent = desk.client.chat_postMessage(channel=JOURNAL, text="parent")["ts"]
    ts = desk.client.chat_postMessage(
        channel=JOURNAL, text="text", thread_ts=parent, blocks=[actions(button(value="7", style="primary"))]
    )["ts"]
    assert desk.slack.press("save", channel=JOURNAL, user=GRACE).ok
    body = desk.body
    assert body["type"] == "block_actions"
    assert (body["user"]["id"], body["user"]["username"]) == (GRACE, "grace")
    assert body["channel"] == {"id": JOURNAL, "name": "journal-club"}
    container = {"type": "message", "message_ts": ts, "channel_id": JOURNAL, "is_ephemeral": False, "thread_ts": parent}
    assert body["container"] == container
    assert (body["message"]["ts"], body["message"]["text"]) == (ts, "text")
    action = dict(body["actions"][0])
    assert float(action.pop("action_ts")) > 0
    assert action == {
        "type": "button",
        "action_id": "save",
        "block_id": "row",
        "text": plain("Save"),
        "value": "7",
        "style": "primary",
    }


def test_the_newest_message_with_the_button_is_pressed_or_the_one_that_is_named(desk: Desk) -> None:
    old, new = [
        desk.client.chat_postMessage(channel=JOURNAL, text=name, blocks=[actions(button())])["ts"] for name in "ab"
    ]
    desk.slack.press("save", channel=JOURNAL)
    desk.slack.press("save", channel=JOURNAL, ts=old)
    assert [body["container"]["message_ts"] for body in desk.bodies] == [new, old]
    with pytest.raises(ValueError, match="has an element 'other'"):
        desk.slack.press("other", channel=JOURNAL)


def test_a_button_of_a_private_message_comes_without_the_message(desk: Desk) -> None:
    desk.client.chat_postEphemeral(channel=JOURNAL, user=ADA, text="text", blocks=[actions(button("private"))])
    desk.slack.press("private", channel=JOURNAL)
    assert desk.body["container"]["is_ephemeral"] is True
    assert "message" not in desk.body


def test_menus_and_pickers_send_what_was_chosen_and_remember_it(desk: Desk) -> None:
    boxes = {"type": "checkboxes", "action_id": "boxes", "options": [option("a"), option("b")]}
    time_of_day = {"type": "timepicker", "action_id": "time", "initial_time": "08:00"}
    more = {"type": "overflow", "action_id": "more", "options": [option("mute"), option("why")]}
    desk.client.chat_postMessage(channel=JOURNAL, text="text", blocks=[actions(select(), boxes, time_of_day, more)])
    desk.slack.press("depth", "full", channel=JOURNAL)
    assert desk.body["actions"][0]["selected_option"] == option("full")
    desk.slack.press("boxes", ["a", "b"], channel=JOURNAL)
    assert desk.body["actions"][0]["selected_options"] == [option("a"), option("b")]
    desk.slack.press("more", "why", channel=JOURNAL)
    assert desk.body["actions"][0]["selected_option"] == option("why")
    assert desk.body["state"]["values"]["row"] == {
        "depth": {"type": "static_select", "selected_option": option("full")},
        "boxes": {"type": "checkboxes", "selected_options": [option("a"), option("b")]},
        "time": {"type": "timepicker", "selected_time": "08:00"},
    }
    with pytest.raises(ValueError, match="offers no option with the value 'none'"):
        desk.slack.press("depth", "none", channel=JOURNAL)


def test_feedback_buttons_send_the_one_that_was_pressed(desk: Desk) -> None:
    feedback = {
        "type": "feedback_buttons",
        "action_id": "feedback",
        "positive_button": {"text": plain("Good"), "value": "good"},
        "negative_button": {"text": plain("Bad"), "value": "bad"},
    }
    block = {"type": "context_actions", "elements": [feedback]}
    desk.client.chat_postMessage(channel=JOURNAL, text="text", blocks=[block])
    desk.slack.press("feedback", "bad", channel=JOURNAL)
    assert desk.body["actions"][0]["value"] == "bad"


# -- answers through the response_url --


def test_a_response_url_answers_in_private_or_for_all(desk: Desk) -> None:
    desk.slack.command("now", channel=JOURNAL)
    hook = WebhookClient(desk.body["response_url"])
    assert hook.send(text="for Ada").status_code == 200
    assert desk.slack.ephemerals(channel=JOURNAL)[-1]["text"] == "for Ada"
    assert hook.send(text="for all", response_type="in_channel").status_code == 200
    assert desk.slack.messages(JOURNAL)[-1]["text"] == "for all"
    assert [one.method for one in desk.slack.posts()][-2:] == ["response_url", "response_url"]


def test_a_response_url_replaces_and_deletes_the_message_that_was_acted_on(desk: Desk) -> None:
    ts = desk.client.chat_postMessage(channel=JOURNAL, text="text", blocks=[actions(button())])["ts"]
    desk.slack.press("save", channel=JOURNAL)
    hook = WebhookClient(desk.body["response_url"])
    hook.send(text="saved", replace_original=True)
    assert (desk.slack.messages(JOURNAL)[-1]["ts"], desk.slack.messages(JOURNAL)[-1]["text"]) == (ts, "saved")
    assert desk.slack.messages(JOURNAL)[-1]["blocks"] == []
    hook.send(delete_original=True)
    assert ts not in [one["ts"] for one in desk.slack.messages(JOURNAL)]


def test_a_response_url_reaches_private_messages_too(desk: Desk) -> None:
    desk.client.chat_postEphemeral(channel=JOURNAL, user=ADA, text="text", blocks=[actions(button("private"))])
    desk.slack.press("private", channel=JOURNAL)
    hook = WebhookClient(desk.body["response_url"])
    hook.send(text="changed", replace_original=True)
    assert desk.slack.ephemerals(channel=JOURNAL)[-1]["text"] == "changed"
    before = len(desk.slack.ephemerals())
    hook.send(delete_original=True)
    assert len(desk.slack.ephemerals()) == before - 1


def test_a_response_url_is_good_for_five_answers(desk: Desk) -> None:
    desk.slack.command("now")
    hook = WebhookClient(desk.body["response_url"])
    assert [hook.send(text=str(number)).status_code for number in range(6)] == [200] * 5 + [404]
    assert "used_url" in desk.slack.warnings[-1]


def test_a_response_url_is_good_for_half_an_hour(desk: Desk) -> None:
    desk.slack.command("now")
    hook = WebhookClient(desk.body["response_url"])
    desk.clock.forward(1800)
    assert hook.send(text="just in time").status_code == 200
    desk.clock.forward(1)
    assert hook.send(text="too late").body == '{"ok":false,"error":"expired_url"}'


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ({"text": " "}, "no_text"),
        ({"text": "t", "colour": "red"}, "unknown field: colour"),
        ({"text": 7}, "wrong type"),
        ({"text": "t", "response_type": "loud"}, "ephemeral or in_channel"),
        ({"text": "t", "blocks": [{"type": "header", "text": plain("x" * 151)}]}, "151 characters"),
    ],
)
def test_an_answer_is_held_to_the_same_rules(desk: Desk, content: dict[str, Any], words: str) -> None:
    desk.slack.command("now")
    answer = WebhookClient(desk.body["response_url"]).send_dict(content)
    assert answer.status_code == 400
    assert words in desk.slack.warnings[-1]


# -- shortcuts --


def test_shortcuts_name_the_message_or_stand_alone(desk: Desk) -> None:
    message = desk.slack.say("see arXiv", channel=JOURNAL, wait=False)
    assert desk.slack.shortcut("discuss", message=message, channel=JOURNAL).ok
    assert (desk.body["type"], desk.body["callback_id"]) == ("message_action", "discuss")
    assert desk.body["message"]["text"] == "see arXiv"
    assert desk.slack.shortcut("settings").ok
    assert (desk.body["type"], desk.body["callback_id"]) == ("shortcut", "settings")
    assert "channel" not in desk.body


def test_a_shortcut_has_to_be_in_the_manifest() -> None:
    shortcut = {"name": "Discuss", "type": "message", "callback_id": "discuss", "description": "d"}
    manifest = {"features": {"shortcuts": [shortcut]}, "settings": {"interactivity": {"is_enabled": False}}}
    with LoopbackSlack(manifest=manifest) as slack:
        with pytest.raises(ValueError, match="not a global shortcut"):
            slack.shortcut("discuss")
        message = slack.say("text", channel=JOURNAL)
        with pytest.raises(ValueError, match="interactivity is switched off"):
            slack.shortcut("discuss", message=message, channel=JOURNAL)


def test_nobody_writes_in_an_archived_channel() -> None:
    with LoopbackSlack() as slack:
        slack.archive("journal-club")
        with pytest.raises(ValueError, match="archived"):
            slack.say("anybody?", channel="#journal-club")
        with pytest.raises(KeyError, match="no conversation 'nowhere'"):
            slack.say("anybody?", channel="nowhere")


def test_waiting_in_vain_says_what_happened_last() -> None:
    with LoopbackSlack() as slack:
        WebClient(slack.bot_token, base_url=slack.api_url).chat_postMessage(channel=JOURNAL, text="text")
        with pytest.raises(TimeoutError, match=r"last posts: chat\.postMessage"):
            slack.wait_for_post("another", timeout=0.01)
