"""Whatever papers, sources and models write, Slack shows it as text and accepts the message."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.blocks import answer_messages, briefing_messages, plain
from bot.briefing import Briefing, CheckedClaim, CheckedTheme, Origin, Quote
from bot.digest import SourceReport
from bot.discussion import Answer
from bot.ports.delivery import Message
from bot.ports.model import AnswerStatus
from tests.blocks.lint import breaches, shown
from tests.blocks.papers_made import made_digest, made_item, made_match, made_paper

STRINGS = Path(__file__).parents[3] / "shared" / "adversarial" / "strings" / "mrkdwn.json"
KNOWN = [
    "<!channel>",
    "<@U012ABCDEF>",
    "<https://evil.example|https://arxiv.org/abs/1>",
    "*b* _i_ ~s~ `c`",
    "```block```",
    "> quote",
    "&lt;!channel&gt;",
    "line\n> second",
    "@channel",
    "<!date^1392734382^{date}|x>",
    "javascript:alert(1)",
    "\u202eevil\u2066",
    "nul\x00 \ud800",
    "|>",
    "",
    " ",
    "🤖" * 300,
    "ä̈̈" * 4_000,
    "x" * 20_000,
    "<" * 5_000,
    "& " * 5_000,
]
HOSTILE = st.one_of(
    st.sampled_from(KNOWN), st.text(max_size=400), st.text(alphabet="<>&|*_~`@!#\n channelhere:/", max_size=80)
)


def everywhere(text: str) -> list[Message]:
    """Messages in which every field that others write holds ``text``."""
    paper = made_paper(
        1,
        title=text,
        abstract=text,
        authors=(text, text, text, text),
        categories=(text,),
        url=text,
        sources=(f"feed:{text}",),
        journal=text,
    )
    papers = (paper, replace(paper, id=2))
    items = [made_item(n, papers[n - 1], made_match(text, text, text), made_match()) for n in (1, 2)]
    claim = CheckedClaim(text, (Quote(1, 1, text), Quote(2, 2, text)), Origin.MODEL)
    copied = CheckedClaim(text, (Quote(1, 3, text),), Origin.EXTRACT)
    briefing = Briefing(
        claim, (CheckedTheme(text, (claim, copied), Origin.MODEL),), {1: claim, 2: copied}, (1, claim), text, 1, text
    )
    sources = (SourceReport(text, text, "partial", 1, None, text), SourceReport("x", text, text))
    digest = made_digest(items, items * 8, updated=tuple(items), sources=sources, queries=(text,))
    quiet = made_digest([], sources=sources, updated=tuple(items))
    answers = [
        Answer(AnswerStatus.PARTLY, (claim, copied), {1: text, 2: text}, text, Origin.MODEL, text, None, 2),
        Answer(AnswerStatus.NOT_IN_PAPER, (), {1: text}, text, closest=Quote(1, 1, text)),
        Answer(None, note=text),
    ]
    rendered = [message for answer in answers for message in answer_messages(answer)]
    return [
        *briefing_messages(digest, briefing),
        *briefing_messages(quiet, Briefing(None)),
        *rendered,
        plain(text),
    ]


@pytest.mark.parametrize("text", KNOWN, ids=range(len(KNOWN)))
def test_hostile_text_in_every_field_stays_text(text: str) -> None:
    for message in everywhere(text):
        assert breaches(message) == []
        json.dumps(message.blocks).encode("utf-8")


@pytest.mark.skipif(not STRINGS.exists(), reason="the collected hostile strings are not beside this checkout")
def test_collected_hostile_strings_stay_text() -> None:
    for text in json.loads(STRINGS.read_text(encoding="utf-8")):
        for message in everywhere(text):
            assert breaches(message) == []


@settings(max_examples=40, deadline=None)
@given(HOSTILE)
def test_any_text_in_every_field_renders_within_the_limits(text: str) -> None:
    for message in everywhere(text):
        assert breaches(message) == []


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10), st.integers(0, 120), st.integers(0, 60), st.integers(0, 40))
def test_any_number_of_papers_and_sources_renders_within_the_limits(
    shown_papers: int, rest: int, updated: int, sources: int
) -> None:
    digest = made_digest(
        [
            made_item(n, made_paper(n, title="A title of usual length for a paper " * 3))
            for n in range(1, shown_papers + 1)
        ],
        [made_item(0, made_paper(n)) for n in range(rest)],
        updated=tuple(made_item(0, made_paper(n)) for n in range(updated)),
        sources=tuple(SourceReport(f"s{n}", f"Source {n}", "ok", n) for n in range(sources)),
    )
    for message in briefing_messages(digest, Briefing(None)):
        assert breaches(message) == []


def test_titles_are_shown_as_they_are_written() -> None:
    for title in ("p < 0.001 & more", "C*-algebras", "snake_case names", "A & B <em>x</em>", "5 > 3"):
        message = briefing_messages(made_digest([made_item(1, made_paper(1, title=title))]), Briefing(None))[0]
        assert title in shown(message)


def test_a_title_that_poses_as_another_address_is_not_a_link() -> None:
    paper = made_paper(1, title="https://arxiv.org/abs/1", url="https://evil.example/x")
    message = briefing_messages(made_digest([made_item(1, paper)]), Briefing(None))[0]
    links = [
        element
        for block in message.blocks
        if block["type"] == "rich_text"
        for element in block["elements"][0]["elements"]
        if element["type"] == "link"
    ]
    assert [(link["text"], link["url"]) for link in links] == [("evil.example", "https://evil.example/x")]


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file:///etc/passwd", "https://user:pw@evil.example/", "//x", ""]
)
def test_an_address_that_may_not_be_linked_leaves_the_title_alone(url: str) -> None:
    message = briefing_messages(made_digest([made_item(1, made_paper(1, url=url))]), Briefing(None))[0]
    assert url == "" or url not in json.dumps(message.blocks)
    assert "Diffusion models for problem 1" in shown(message)
