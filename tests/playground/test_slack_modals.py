"""Modals and the App Home in the hands of people."""

from typing import Any

import pytest
from slack_sdk.webhook import WebhookClient

from tests.playground.slack_lab import (
    ADA,
    GRACE,
    JOURNAL,
    Desk,
    actions,
    button,
    option,
    plain,
    question,
    select,
    typed,
)


def test_a_modal_is_opened_filled_and_submitted(desk: Desk) -> None:
    days = {"type": "multi_static_select", "action_id": "days", "options": [option("mon"), option("tue")]}
    desk.open(
        question("query", typed(initial_value="graphs")),
        question("depth", select(initial_option=option("brief"))),
        question("days", days, optional=True),
        question("where", {"type": "conversations_select", "action_id": "where", "response_url_enabled": True}),
        callback_id="settings",
        private_metadata="kept",
    )
    assert desk.slack.submit({"depth": "full", "where": JOURNAL}).ok
    view = desk.body["view"]
    assert (view["callback_id"], view["private_metadata"]) == ("settings", "kept")
    assert view["state"]["values"] == {
        "query": {"it": {"type": "plain_text_input", "value": "graphs"}},
        "depth": {"depth": {"type": "static_select", "selected_option": option("full")}},
        "days": {"days": {"type": "multi_static_select", "selected_options": []}},
        "where": {"where": {"type": "conversations_select", "selected_conversation": JOURNAL}},
    }
    response = desk.body["response_urls"][0]
    assert (response["block_id"], response["channel_id"]) == ("where", JOURNAL)
    assert WebhookClient(response["response_url"]).send(text="done").status_code == 200
    assert desk.slack.modal() is None


def test_slack_itself_asks_for_required_fields(desk: Desk) -> None:
    desk.open(question("query", typed(min_length=3)), question("note", typed(), optional=True))
    assert desk.slack.submit().error == "not sent, query: Please complete this required field."
    assert "at least 3 characters" in desk.slack.submit({"query": "ab"}).error
    assert desk.bodies == []
    assert desk.slack.submit({"query": "abc"}).ok
    with pytest.raises(ValueError, match="no modal is open"):
        desk.slack.submit()


def test_field_errors_leave_the_modal_open(desk: Desk) -> None:
    desk.open(question("query", typed()))
    desk.answer = lambda _body: {"response_action": "errors", "errors": {"query": "Too wide."}}
    ack = desk.slack.submit({"query": "rag"})
    assert ack.body == {"response_action": "errors", "errors": {"query": "Too wide."}}
    assert ack.ok
    assert desk.slack.modal() is not None


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ({"response_action": "errors", "errors": {"nothing": "x"}}, "not an input block"),
        ({"response_action": "errors", "errors": {"query": ""}}, "must be a sentence"),
        ({"response_action": "dance"}, "must be one of errors, update, push, clear"),
        ({"response_action": "update"}, "needs a view"),
        ({"response_action": "update", "view": {"type": "modal", "blocks": []}}, "missing required field: title"),
    ],
)
def test_a_wrong_answer_to_a_submission_is_told(desk: Desk, answer: dict[str, Any], words: str) -> None:
    desk.open(question("query", typed()))
    desk.answer = lambda _body: answer
    assert words in desk.slack.submit({"query": "rag"}).error
    assert words in desk.slack.warnings[-1]


def test_a_submission_may_update_push_or_clear(desk: Desk) -> None:
    first = desk.open(question("query", typed()))
    next_view = {"type": "modal", "title": plain("Next"), "submit": plain("Go"), "blocks": []}
    desk.answer = lambda _body: {"response_action": "update", "view": next_view}
    desk.slack.submit({"query": "rag"})
    shown = desk.slack.modal()
    assert shown is not None
    assert (shown["id"], shown["title"]["text"]) == (first["id"], "Next")
    desk.answer = lambda _body: {"response_action": "push", "view": next_view}
    desk.slack.submit()
    pushed = desk.slack.modal()
    assert pushed is not None
    assert pushed["previous_view_id"] == first["id"]
    desk.answer = lambda _body: {"response_action": "clear"}
    desk.slack.submit()
    assert desk.slack.modal() is None


def test_closing_a_modal_is_told_when_it_asks_for_that(desk: Desk) -> None:
    desk.open(question("query", typed()))
    assert desk.slack.close() is None
    desk.open(question("query", typed()), notify_on_close=True, callback_id="settings")
    ack = desk.slack.close()
    assert ack is not None
    assert ack.ok
    assert (desk.body["type"], desk.body["is_cleared"]) == ("view_closed", False)


def test_buttons_and_menus_of_a_modal_come_with_the_view_and_its_state(desk: Desk) -> None:
    view = desk.open(question("query", typed(initial_value="a")), actions(button("more"), select()))
    desk.slack.press("depth", "full", view=desk.slack.modal())
    desk.slack.press("more", view=desk.slack.modal())
    assert desk.body["container"] == {"type": "view", "view_id": view["id"]}
    assert desk.body["view"]["state"]["values"] == {
        "query": {"it": {"type": "plain_text_input", "value": "a"}},
        "row": {"depth": {"type": "static_select", "selected_option": option("full")}},
    }
    assert "response_url" not in desk.body


def test_an_input_is_only_told_when_it_dispatches(desk: Desk) -> None:
    desk.open(question("quiet", select("quiet")), question("loud", select("loud"), dispatch_action=True))
    desk.slack.press("quiet", "full", view=desk.slack.modal())
    assert desk.bodies == []
    desk.slack.press("loud", "full", view=desk.slack.modal())
    assert desk.body["view"]["state"]["values"]["quiet"]["quiet"]["selected_option"] == option("full")
    desk.slack.submit()
    assert desk.body["view"]["state"]["values"]["loud"]["loud"]["selected_option"] == option("full")


def test_each_person_has_their_own_modal(desk: Desk) -> None:
    desk.open(question("query", typed()), user=GRACE)
    assert desk.slack.modal() is None
    assert desk.slack.submit({"query": "x"}, user=GRACE).ok
    assert desk.body["user"]["id"] == GRACE


def test_buttons_work_at_home(desk: Desk) -> None:
    desk.client.views_publish(user_id=ADA, view={"type": "home", "blocks": [actions(button("pause"))]})
    home = desk.slack.home()
    assert desk.slack.press("pause", view=home).ok
    assert desk.body["view"]["type"] == "home"
