"""Which blocks the loopback Slack takes, and which it refuses, and with what words."""

from collections.abc import Iterator
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.models.blocks import (
    ActionsBlock,
    ButtonElement,
    CheckboxesElement,
    ConfirmObject,
    ContextBlock,
    DatePickerElement,
    DividerBlock,
    HeaderBlock,
    ImageBlock,
    InputBlock,
    MarkdownBlock,
    MarkdownTextObject,
    Option,
    OverflowMenuElement,
    PlainTextInputElement,
    PlainTextObject,
    RadioButtonsElement,
    RichTextBlock,
    RichTextElementParts,
    RichTextListElement,
    RichTextPreformattedElement,
    RichTextQuoteElement,
    RichTextSectionElement,
    SectionBlock,
    StaticMultiSelectElement,
    StaticSelectElement,
    TableBlock,
    TimePickerElement,
)

from bot.playground.slack import LoopbackSlack
from tests.playground.slack_lab import JOURNAL, Block, actions, mrkdwn, option, plain


@pytest.fixture(scope="module")
def slack() -> Iterator[LoopbackSlack]:
    with LoopbackSlack() as slack:
        yield slack


@pytest.fixture(scope="module")
def client(slack: LoopbackSlack) -> WebClient:
    return WebClient(slack.bot_token, base_url=slack.api_url, retry_handlers=[])


def section(**more: Any) -> Block:
    return {"type": "section", "text": mrkdwn(), **more}


def button(**more: Any) -> Block:
    return {"type": "button", "text": plain(), "action_id": "go", **more}


def select(count: int = 2, **more: Any) -> Block:
    options = [option(f"v{number}") for number in range(count)]
    return {"type": "static_select", "action_id": "pick", "placeholder": plain(), "options": options, **more}


def refusal(client: WebClient, blocks: Any, **more: Any) -> tuple[str, str]:
    """The code and the first message with which a post of these blocks is refused."""
    with pytest.raises(SlackApiError) as refused:
        client.chat_postMessage(channel=JOURNAL, text="text", blocks=blocks, **more)
    answer: Any = refused.value.response.data
    return answer["error"], answer.get("response_metadata", {}).get("messages", [""])[0]


SDK_BLOCKS = [
    HeaderBlock(text="Briefing"),
    SectionBlock(text=MarkdownTextObject(text="*one*"), block_id="one"),
    SectionBlock(fields=[PlainTextObject(text="a"), MarkdownTextObject(text="b")]),
    SectionBlock(
        text="with a menu",
        accessory=OverflowMenuElement(
            action_id="more", options=[Option(value="a", label="A"), Option(value="b", label="B")]
        ),
    ),
    DividerBlock(),
    ContextBlock(elements=[MarkdownTextObject(text="note"), PlainTextObject(text="plain note", emoji=True)]),
    ImageBlock(image_url="https://example.org/i.png", alt_text="a figure", title="Figure"),
    ActionsBlock(
        elements=[
            ButtonElement(
                text="Save",
                action_id="save",
                value="1",
                style="primary",
                confirm=ConfirmObject(title="Sure?", text="Really", confirm="Yes", deny="No"),
            ),
            ButtonElement(text="Open", action_id="open", url="https://arxiv.org/abs/2401.00001"),
            StaticSelectElement(
                action_id="pick",
                placeholder="Pick",
                options=[Option(value="a", label="A")],
                initial_option=Option(value="a", label="A"),
            ),
            TimePickerElement(action_id="time", initial_time="08:30"),
            DatePickerElement(action_id="date", initial_date="2026-11-22"),
            CheckboxesElement(action_id="boxes", options=[Option(value="a", label="A")]),
            RadioButtonsElement(action_id="radio", options=[Option(value="a", label="A")]),
        ]
    ),
    InputBlock(
        label="Query",
        element=PlainTextInputElement(action_id="query", multiline=True, max_length=200),
        hint="one a line",
        optional=True,
    ),
    InputBlock(
        label="Days",
        element=StaticMultiSelectElement(
            action_id="days", placeholder="Days", options=[Option(value="mon", label="Monday")]
        ),
    ),
    MarkdownBlock(text="**bold** and a list\n\n- one"),
    RichTextBlock(
        elements=[
            RichTextSectionElement(
                elements=[
                    RichTextElementParts.Text(text="words", style=RichTextElementParts.TextStyle(bold=True)),
                    RichTextElementParts.Link(url="https://arxiv.org", text="arXiv"),
                    RichTextElementParts.User(user_id="U0ADA00001"),
                    RichTextElementParts.Channel(channel_id=JOURNAL),
                    RichTextElementParts.Emoji(name="wave"),
                    RichTextElementParts.Date(timestamp=1720710212, format="{date_num}", fallback="then"),
                ]
            ),
            RichTextListElement(
                style="bullet",
                indent=1,
                elements=[RichTextSectionElement(elements=[RichTextElementParts.Text(text="item")])],
            ),
            RichTextQuoteElement(elements=[RichTextElementParts.Text(text="quoted")]),
            RichTextPreformattedElement(elements=[RichTextElementParts.Text(text="code")]),
        ]
    ),
    TableBlock(rows=[[{"type": "raw_text", "text": "a"}, {"type": "raw_text", "text": "b"}]]),
]


def test_every_block_of_the_official_sdk_is_taken(client: WebClient) -> None:
    sent = client.chat_postMessage(channel=JOURNAL, text="all of them", blocks=SDK_BLOCKS)
    stored = sent["message"]["blocks"]
    assert [block["type"] for block in stored] == [block.type for block in SDK_BLOCKS]
    assert all(block["block_id"] for block in stored)


AT_THE_LIMIT: list[Block] = [
    section(text=mrkdwn("x" * 3000)),
    {"type": "section", "fields": [mrkdwn("x" * 1000)] * 10},
    {"type": "header", "text": plain("x" * 150)},
    {"type": "context", "elements": [mrkdwn()] * 10},
    actions(*[button(action_id=f"b{number}") for number in range(25)]),
    actions(button(text=plain("x" * 75), value="v" * 2000, url="https://example.org/" + "u" * 2980)),
    actions(select(100)),
    actions(select(1, options=[option("v" * 150, "x" * 75)])),
    actions(button(action_id="a" * 255)) | {"block_id": "b" * 255},
    {"type": "markdown", "text": "x" * 12_000},
]


@pytest.mark.parametrize("block", AT_THE_LIMIT)
def test_a_block_at_its_limit_is_taken(client: WebClient, block: Block) -> None:
    assert client.chat_postMessage(channel=JOURNAL, text="text", blocks=[block])["ok"]


def rich(*parts: Block) -> Block:
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": list(parts)}]}


REFUSED: list[tuple[str, Block, str]] = [
    ("a long section", section(text=mrkdwn("x" * 3001)), "3001 characters [json-pointer:/blocks/0/text/text]"),
    ("an empty text", section(text=mrkdwn("")), "more than 0 characters [json-pointer:/blocks/0/text/text]"),
    ("a section without text or fields", {"type": "section"}, "missing required field: one of text, fields"),
    ("eleven fields", {"type": "section", "fields": [mrkdwn()] * 11}, "no more than 10 items"),
    ("a field of 2001 characters", {"type": "section", "fields": [mrkdwn("x" * 2001)]}, "/fields/0/text"),
    ("a header of 151 characters", {"type": "header", "text": plain("x" * 151)}, "151 characters"),
    ("a header of mrkdwn", {"type": "header", "text": mrkdwn()}, "unsupported type: mrkdwn"),
    ("a text that is a string", section(text="words"), "must be an object [json-pointer:/blocks/0/text]"),
    ("a text of type markdown", section(text={"type": "markdown", "text": "x"}), "unsupported type: markdown"),
    ("emoji with mrkdwn", section(text=mrkdwn() | {"emoji": True}), "unknown field: emoji"),
    ("verbatim with plain_text", section(text=plain() | {"verbatim": True}), "unknown field: verbatim"),
    ("a misspelt key", section(acessory=button()), "unknown field: acessory"),
    ("a null", section(accessory=None), "must not be null"),
    ("an unknown block", {"type": "paragraph", "text": plain()}, "unsupported type: paragraph"),
    ("a block without type", {"text": plain()}, "missing required field: type"),
    ("a block that is no object", "section", "must be an object"),  # type: ignore[list-item]
    ("eleven context elements", {"type": "context", "elements": [mrkdwn()] * 11}, "no more than 10 items"),
    ("a button in a context", {"type": "context", "elements": [button()]}, "unsupported type: button"),
    ("no actions", actions(), "no less than 1 items"),
    ("26 actions", actions(*[button(action_id=f"b{n}") for n in range(26)]), "no more than 25 items"),
    ("one action_id twice", actions(button(), button()), "action_id must be unique within a block: go"),
    ("an action_id of 256 characters", actions(button(action_id="a" * 256)), "256 characters"),
    ("a block_id of 256 characters", section(block_id="b" * 256), "256 characters"),
    ("a button text of 76 characters", actions(button(text=plain("x" * 76))), "76 characters"),
    ("a button text of mrkdwn", actions(button(text=mrkdwn())), "unsupported type: mrkdwn"),
    ("a button value of 2001 characters", actions(button(value="v" * 2001)), "2001 characters"),
    ("an empty button value", actions(button(value="")), "more than 0 characters"),
    ("a button value that is a number", actions(button(value=7)), "must be a string"),
    ("a button url of 3001 characters", actions(button(url="https://e.org/" + "u" * 2987)), "3001 characters"),
    ("a javascript url", actions(button(url="javascript:alert(1)")), "must be a valid url"),
    ("a url without scheme", actions(button(url="arxiv.org/abs/1")), "must be a valid url"),
    ("a url with a space", actions(button(url="https://e.org/a b")), "must be a valid url"),
    ("an unknown button style", actions(button(style="default")), "must be one of: primary, danger"),
    ("101 options", actions(select(101)), "no more than 100 items"),
    ("no options", actions(select(0)), "no less than 1 items"),
    ("an option value of 151 characters", actions(select(1, options=[option("v" * 151, "word")])), "151 characters"),
    ("an option text of 76 characters", actions(select(1, options=[option("v", "x" * 76)])), "76 characters"),
    ("one option value twice", actions(select(1, options=[option(), option()])), "unique values"),
    ("a first option that is not offered", actions(select(2, initial_option=option("other"))), "exactly match"),
    (
        "options and groups",
        actions(select(2, option_groups=[{"label": plain(), "options": [option()]}])),
        "either options or",
    ),
    ("an overflow of one", actions({"type": "overflow", "action_id": "o", "options": [option()]}), "no less than 2"),
    (
        "an overflow of six",
        actions({"type": "overflow", "action_id": "o", "options": [option(str(n)) for n in range(6)]}),
        "no more than 5",
    ),
    ("a text input among actions", actions({"type": "plain_text_input", "action_id": "t"}), "unsupported type"),
    ("a time of 25:00", actions({"type": "timepicker", "action_id": "t", "initial_time": "25:00"}), "regex"),
    ("a date in words", actions({"type": "datepicker", "action_id": "d", "initial_date": "today"}), "regex"),
    (
        "a confirmation without deny",
        actions(button(confirm={"title": plain(), "text": plain(), "confirm": plain()})),
        "deny",
    ),
    ("an image without alt text", {"type": "image", "image_url": "https://e.org/i.png"}, "alt_text"),
    ("an image without source", {"type": "image", "alt_text": "a"}, "either image_url or slack_file"),
    ("an alert in a message", {"type": "alert", "text": plain()}, "unsupported type: alert"),
    ("an empty rich text", {"type": "rich_text", "elements": []}, "no less than 1 items"),
    ("an empty piece of rich text", rich({"type": "text", "text": ""}), "more than 0"),
    ("a table of 101 rows", {"type": "table", "rows": [[{"type": "raw_text", "text": "a"}]] * 101}, "no more than 100"),
    ("a table of 21 columns", {"type": "table", "rows": [[{"type": "raw_text", "text": "a"}] * 21]}, "no more than 20"),
]


@pytest.mark.parametrize(("block", "words"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_a_block_over_its_limit_is_refused_with_its_place(client: WebClient, block: Block, words: str) -> None:
    code, message = refusal(client, [block])
    assert code == "invalid_blocks"
    assert words in message
    assert "/blocks/0" in message


def test_a_message_takes_fifty_blocks_and_not_one_more(client: WebClient) -> None:
    assert client.chat_postMessage(channel=JOURNAL, text="text", blocks=[section()] * 50)["ok"]
    code, message = refusal(client, [section()] * 51)
    assert (code, message) == ("invalid_blocks", "[ERROR] no more than 50 items allowed [json-pointer:/blocks]")


def test_a_block_id_stands_once_in_a_message(client: WebClient) -> None:
    code, message = refusal(client, [section(block_id="same"), section(block_id="same")])
    assert code == "invalid_blocks"
    assert "block_id already exists: same" in message


def test_a_message_has_one_table(client: WebClient) -> None:
    table = {"type": "table", "rows": [[{"type": "raw_text", "text": "a"}]]}
    assert "only one table" in refusal(client, [table, table])[1]


def test_all_the_blocks_together_hold_13_000_characters(client: WebClient) -> None:
    full = [section(text=mrkdwn("x" * 2600))] * 5
    assert client.chat_postMessage(channel=JOURNAL, text="text", blocks=full)["ok"]
    assert refusal(client, [*full, section(text=mrkdwn("x"))])[0] == "msg_blocks_too_long"


def test_markdown_blocks_share_12_000_characters(client: WebClient) -> None:
    half: Block = {"type": "markdown", "text": "x" * 6001}
    assert refusal(client, [half, half])[0] == "msg_blocks_too_long"


def test_every_mistake_is_told_with_its_own_place(client: WebClient) -> None:
    with pytest.raises(SlackApiError) as refused:
        client.chat_postMessage(
            channel=JOURNAL, text="text", blocks=[section(), section(text=mrkdwn("")), {"type": "header"}]
        )
    answer: Any = refused.value.response.data
    assert len(answer["response_metadata"]["messages"]) == 2
    assert answer["errors"] == answer["response_metadata"]["messages"]


def test_nothing_refused_is_stored(slack: LoopbackSlack, client: WebClient) -> None:
    before = len(slack.messages(JOURNAL))
    refusal(client, [{"type": "header", "text": mrkdwn()}])
    assert len(slack.messages(JOURNAL)) == before
    assert slack.calls("chat.postMessage")[-1].error == "invalid_blocks"
