"""Escaping and links, alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.blocks import escape, inert, link, safe_url
from bot.blocks.limits import clip


def test_the_three_characters_slack_reads_are_escaped_once() -> None:
    assert escape("a & b < c > d") == "a &amp; b &lt; c &gt; d"
    assert escape("&lt;!channel&gt;") == "&amp;lt;!channel&amp;gt;"


def test_format_marks_become_look_alikes_that_format_nothing() -> None:
    assert inert("*b* _i_ ~s~ `c`") == "∗b∗ ˍiˍ ∼s∼ ˋcˋ"
    assert inert("snake_case") == "snake_case"


def test_a_quotation_mark_at_the_start_of_a_line_quotes_nothing() -> None:
    assert inert("> a\n> b") == "› a\n› b"


def test_a_call_to_everyone_is_broken_by_an_invisible_joiner() -> None:
    assert inert("@channel and @here") == "@\u2060channel and @\u2060here"


def test_a_link_encodes_what_would_end_it() -> None:
    assert link("https://x.example/a|b>c d", "A|B") == "<https://x.example/a%7Cb%3Ec%20d|A¦B>"
    assert link("https://x.example/?a=1&b=2", "A") == "<https://x.example/?a=1&amp;b=2|A>"


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "ftp://x.example", "http:///x", "https://[::1", "mailto:a@b.c", "https://a b/"]
)
def test_only_web_addresses_are_linked(url: str) -> None:
    assert safe_url(url) == ""
    assert link(url, "Title") == "Title"


def test_a_label_that_poses_as_an_address_stands_before_the_real_host() -> None:
    assert (
        link("https://evil.example/x", "https://arxiv.org")
        == "https://arxiv.org (<https://evil.example/x|evil.example>)"
    )


@given(st.text(max_size=200), st.integers(5, 60))
def test_clipping_keeps_the_limit_and_says_that_it_cut(text: str, limit: int) -> None:
    cut = clip(text, limit)
    assert len(cut) <= limit
    assert cut == text or cut.endswith("…")


@given(st.text(max_size=300))
def test_inert_text_holds_no_live_character(text: str) -> None:
    made = inert(text)
    assert not set("<>*~`") & set(made)
    assert escape(text).count("<") == 0
