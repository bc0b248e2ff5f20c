"""Which texts, metadata and views the loopback Slack takes, and which it refuses."""

import warnings
from collections.abc import Iterator
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.playground.slack import LoopbackSlack
from tests.playground.slack_lab import JOURNAL, Block, button, mrkdwn, plain


@pytest.fixture(scope="module")
def slack() -> Iterator[LoopbackSlack]:
    with LoopbackSlack() as slack:
        yield slack


@pytest.fixture(scope="module")
def client(slack: LoopbackSlack) -> WebClient:
    return WebClient(slack.bot_token, base_url=slack.api_url, retry_handlers=[])


def section(**more: Any) -> Block:
    return {"type": "section", "text": mrkdwn(), **more}


@pytest.mark.parametrize("content", [{}, {"text": ""}, {"text": "  "}, {"blocks": []}])
@pytest.mark.filterwarnings("ignore:The top-level `text` argument is missing")
def test_a_message_needs_text_or_blocks(client: WebClient, content: dict[str, Any]) -> None:
    with pytest.raises(SlackApiError, match="no_text"):
        client.chat_postMessage(channel=JOURNAL, **content)


def test_text_is_held_to_40_000_characters(client: WebClient) -> None:
    assert client.chat_postMessage(channel=JOURNAL, text="x" * 40_000)["ok"]
    with pytest.raises(SlackApiError, match="msg_too_long"):
        client.chat_postMessage(channel=JOURNAL, text="x" * 40_001)


def test_markdown_text_excludes_text(client: WebClient) -> None:
    assert client.chat_postMessage(channel=JOURNAL, markdown_text="**bold**")["message"]["text"] == "**bold**"
    with pytest.raises(SlackApiError, match="markdown_text_conflict"):
        client.chat_postMessage(channel=JOURNAL, text="bold", markdown_text="**bold**")


def test_blocks_without_text_are_taken_and_noted() -> None:
    with LoopbackSlack() as slack, warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        client = WebClient(slack.bot_token, base_url=slack.api_url)
        client.chat_postMessage(channel=JOURNAL, text="told", blocks=[section()])
        assert slack.warnings == []
        answer = client.chat_postMessage(channel=JOURNAL, blocks=[section()])
        assert answer["warning"] == "missing_text_in_message"
        assert [one.split(":")[0] for one in slack.warnings] == ["chat.postMessage"]


def metadata(**payload: Any) -> dict[str, Any]:
    return {"event_type": "radar_delivery", "event_payload": payload}


def test_metadata_of_plain_values_is_taken(client: WebClient) -> None:
    kept = metadata(id="a1", version=1, final=True, parts=["a", "b"])
    sent = client.chat_postMessage(channel=JOURNAL, text="text", metadata=kept)
    assert sent["message"]["metadata"] == kept


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"event_type": "a"}, "invalid_metadata_schema"),
        ({"event_payload": {}}, "invalid_metadata_schema"),
        ({"event_type": "a b", "event_payload": {}}, "invalid_metadata_schema"),
        ({"event_type": "a", "event_payload": []}, "invalid_metadata_schema"),
        ({"event_type": "a", "event_payload": {}, "more": 1}, "invalid_metadata_schema"),
        (metadata(deep={"a": 1}), "invalid_metadata_schema"),
        (metadata(long="x" * 8000), "metadata_too_large"),
    ],
)
def test_metadata_of_another_shape_is_refused(client: WebClient, wrong: dict[str, Any], code: str) -> None:
    with pytest.raises(SlackApiError, match=code):
        client.chat_postMessage(channel=JOURNAL, text="text", metadata=wrong)


def modal(**more: Any) -> Block:
    return {"type": "modal", "title": plain("Settings"), "blocks": [section()], **more}


def show(slack: LoopbackSlack, client: WebClient, view: Block) -> None:
    if view["type"] == "home":
        client.views_publish(user_id="U0ADA00001", view=view)
    else:
        client.views_open(trigger_id=slack.issue_trigger(), view=view)


def view_refusal(slack: LoopbackSlack, client: WebClient, view: Block) -> str:
    with pytest.raises(SlackApiError) as refused:
        show(slack, client, view)
    answer: Any = refused.value.response.data
    assert answer["error"] == "invalid_arguments"
    return str(answer["response_metadata"]["messages"][0])


FIELD: Block = {"type": "input", "label": plain(), "element": {"type": "plain_text_input", "action_id": "t"}}
long_field = {**FIELD, "element": {"type": "plain_text_input", "action_id": "t", "max_length": 3001}}

REFUSED_VIEWS: list[tuple[str, Block, str]] = [
    ("a title of 25 characters", modal(title=plain("x" * 25)), "25 characters [json-pointer:/view/title/text]"),
    ("no title", {"type": "modal", "blocks": []}, "missing required field: title"),
    ("a submit text of 25 characters", modal(submit=plain("x" * 25)), "/view/submit/text"),
    ("metadata of 3001 characters", modal(private_metadata="x" * 3001), "/view/private_metadata"),
    ("a callback_id of 256 characters", modal(callback_id="x" * 256), "/view/callback_id"),
    ("101 blocks", modal(blocks=[section()] * 101), "no more than 100 items"),
    ("an input without submit", modal(blocks=[FIELD]), "missing required field: submit"),
    ("a markdown block in a modal", modal(blocks=[{"type": "markdown", "text": "x"}]), "unsupported type: markdown"),
    ("a table in a modal", modal(blocks=[{"type": "table", "rows": []}]), "unsupported type: table"),
    ("a markdown block at home", {"type": "home", "blocks": [{"type": "markdown", "text": "x"}]}, "markdown"),
    ("a title at home", {"type": "home", "title": plain(), "blocks": []}, "unknown field: title"),
    ("an unknown view", {"type": "sheet", "blocks": []}, "unsupported type: sheet"),
    (
        "a button among inputs",
        modal(submit=plain(), blocks=[{**FIELD, "element": button()}]),
        "unsupported type: button",
    ),
    (
        "a field longer than it may be",
        modal(submit=plain(), blocks=[long_field]),
        "must be between 1 and 3000",
    ),
]


@pytest.mark.parametrize(
    ("view", "words"), [case[1:] for case in REFUSED_VIEWS], ids=[case[0] for case in REFUSED_VIEWS]
)
def test_a_view_that_slack_would_not_show_is_refused(
    slack: LoopbackSlack, client: WebClient, view: Block, words: str
) -> None:
    message = view_refusal(slack, client, view)
    assert words in message
    assert "/view" in message


def test_an_alert_stands_in_a_modal(slack: LoopbackSlack, client: WebClient) -> None:
    view = modal(blocks=[{"type": "alert", "text": plain("Careful"), "level": "warning"}])
    assert client.views_open(trigger_id=slack.issue_trigger(), view=view)["ok"]
