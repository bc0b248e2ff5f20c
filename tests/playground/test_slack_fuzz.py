"""Whatever is sent to the loopback Slack, it answers in Slack's words; whatever a person types stays text."""

import html
import json
import re
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.playground.slack import LoopbackSlack, default_workspace
from bot.playground.slack.strict import Problems, check_blocks, check_message, check_view
from bot.playground.slack.strict.blocks import SURFACES
from bot.playground.slack.strict.elements import INPUTS, MENUS, MULTI_SELECTS, PICKERS
from bot.playground.slack.typed_text import typed
from bot.playground.slack.web_api import METHODS

WORDS = sorted(
    {*SURFACES["message"], *MENUS, *MULTI_SELECTS, *PICKERS, *INPUTS, "plain_text", "mrkdwn", "modal", "home", "text"}
)
KEYS = [
    *("type", "text", "elements", "element", "fields", "accessory", "title", "label", "confirm", "url", "value"),
    *("options", "option_groups", "initial_option", "initial_options", "action_id", "block_id", "blocks", "rows"),
    *("child_blocks", "tasks", "id", "users", "event_type", "event_payload"),
]
LEAVES = st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.sampled_from(WORDS)
JSON = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=5)
)


@settings(deadline=None)
@given(JSON)
def test_no_block_upsets_the_checks(value: Any) -> None:
    for surface in SURFACES:
        check_blocks(value, surface, "/blocks", Problems())
        check_blocks([value], surface, "/blocks", Problems())
    check_view(value, "modal", Problems())
    check_view({"type": "modal", "title": {"type": "plain_text", "text": "t"}, "blocks": value}, "modal", Problems())


@settings(max_examples=50, deadline=None)
@given(JSON, JSON, JSON)
def test_no_content_upsets_the_checks(blocks: Any, attachments: Any, metadata: Any) -> None:
    problems = Problems()
    check_message({"text": "t", "blocks": blocks, "attachments": attachments, "metadata": metadata}, problems)


@pytest.fixture(scope="module")
def slack() -> Iterator[LoopbackSlack]:
    with LoopbackSlack() as slack:
        yield slack


@pytest.fixture(scope="module")
def web(slack: LoopbackSlack) -> Iterator[httpx.Client]:
    headers = {"Authorization": f"Bearer {slack.bot_token}"}
    with httpx.Client(base_url=slack.api_url, headers=headers, trust_env=False) as web:
        yield web


LIKELY = st.sampled_from(["C0JOURNAL1", "U0ADA00001", "D0ADA00001", "1.000001", "eyes", "", "10"])


@st.composite
def calls(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    name = draw(st.sampled_from(sorted(METHODS)))
    takes = METHODS[name].takes
    arguments = {key: draw(LIKELY | JSON) for key in takes if takes[key].endswith("!") or draw(st.booleans())}
    return name, arguments


@settings(max_examples=80, deadline=None)
@given(calls())
def test_every_call_is_answered_in_slacks_words(web: httpx.Client, call: tuple[str, dict[str, Any]]) -> None:
    name, arguments = call
    as_json = web.post(name, content=json.dumps(arguments).encode(), headers={"Content-Type": "application/json"})
    as_form = web.post(name, data={key: json.dumps(value) for key, value in arguments.items()})
    for answer in (as_json, as_form):
        assert answer.status_code == 200
        assert answer.json()["ok"] or answer.json()["error"]


USERS = default_workspace().users
TOKEN = re.compile(r"<(?:@U\w+|#C\w+\||https?://[^<>|]+(?:\|[^<>|]+)?)>")
TYPING = st.text(alphabet=st.sampled_from("ab.@<>&|!#/: \n"), max_size=40) | st.text(max_size=40)


@given(TYPING)
def test_what_a_person_types_becomes_a_token_only_as_a_mention_or_an_address(line: str) -> None:
    rest = TOKEN.sub("", typed(line, USERS).text)
    assert "<" not in rest
    assert ">" not in rest


@given(st.text(alphabet=st.characters(exclude_characters="@./"), max_size=60))
def test_plain_words_come_back_when_unescaped_once(line: str) -> None:
    read = typed(line, USERS)
    assert read.text == html.escape(line, quote=False)
    assert "".join(part["text"] for part in read.blocks[0]["elements"][0]["elements"]) == line


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("@ada and @grace.", "<@U0ADA00001> and <@U0GRACE001>."),
        ("mail a@ada or @adam", "mail a@ada or @adam"),
        ("<@U0ADA00001> <#C0GENERAL1|general>", "<@U0ADA00001> <#C0GENERAL1|>"),
        ("<!here> <!subteam^S1>", "&lt;!here&gt; &lt;!subteam^S1&gt;"),
        ("(see https://e.org/a_(b).)", "(see <https://e.org/a_(b>).)"),
        ("https://e.org/?a=1&b=2,", "<https://e.org/?a=1&amp;b=2>,"),
        ("arxiv.org/abs/2401.00001v2?", "<http://arxiv.org/abs/2401.00001v2|arxiv.org/abs/2401.00001v2>?"),
        ("version 3.com is not me@e.org", "version <http://3.com|3.com> is not me@e.org"),
        ("<https://e.org|arXiv>", "&lt;<https://e.org>|arXiv&gt;"),
    ],
)
def test_typed_mentions_and_addresses_are_read_as_slack_reads_them(line: str, text: str) -> None:
    assert typed(line, USERS).text == text
