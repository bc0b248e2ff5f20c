"""What holds for every text, however hostile."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.papers import (
    authors,
    clean,
    clean_title,
    display,
    find_links,
    identify,
    plain_text,
    sentence_spans,
    sentences,
    shorten,
    urls,
)

PIECES = [
    *"\\{}$~-`'^_ \nab1E.,()[]&%\"<>/:;*",
    *(r"\alpha", r"\textbf{", r"\frac", r"\%", "$$", r"\(", r"\)", "\n  ", "http://a.b/", "{beta}", r"\cite{a}"),
    *(r"\begin{equation}", r"\end{equation}", r"\href{", r"\"", r"\c ", r"\over", r"\text{", r"\sqrt", r"\left("),
    *("Results", "We ", "é", "漢", "👩\u200d💻", "\u200b", "\u0301", "\u202e", "\ud800", "<p>", "&amp;", "<script>"),
]
TEXTS = st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=40).map("".join))


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_reading_twice_changes_nothing(text: str) -> None:
    shown = display(text)
    assert display(shown) == shown
    assert clean(clean(text)) == clean(text)


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_no_control_character_and_no_surrogate_is_left(text: str) -> None:
    for cleaned in (clean(text), clean(text, html=True), clean_title(text), display(text)):
        assert not [char for char in cleaned if unicodedata.category(char) in ("Cc", "Cs") and char not in "\n\t"]


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_sentences_are_pieces_of_the_text_in_order(text: str) -> None:
    shown = display(text)
    last = 0
    for (start, end), sentence in zip(sentence_spans(shown), sentences(shown), strict=True):
        assert last <= start < end
        assert shown[start:end] == sentence == sentence.strip()
        last = end
    assert "".join("".join(sentences(shown)).split()) == "".join(shown.split())


@settings(max_examples=200, deadline=None)
@given(TEXTS, st.integers(0, 60))
def test_a_shortened_text_keeps_its_limit_and_tears_no_character(text: str, limit: int) -> None:
    short = shorten(text, limit)
    assert len(short) <= max(limit, len(text) if len(text) <= limit else limit)
    assert short == text or short.endswith("…") or limit == 0


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_reading_names_and_links_never_fails(text: str) -> None:
    assert all(name.strip() for name in authors(text))
    assert all(key.partition(":")[2] for key in find_links(text))
    assert identify(text) is None or ":" in str(identify(text))
    plain_text(text)
    urls(text)


@pytest.mark.parametrize(
    "text",
    [
        "{" * 20_000 + "}" * 20_000,
        "\\" * 20_001,
        r"\frac" * 8_000,
        "$a" * 10_000,
        r"$\hat{" * 3_000,
        "`a " * 8_000,
        "\u200d" * 20_000,
        "e" + "\u0301" * 20_000,
        " \n" * 10_000,
        "\u00a0 " * 10_000,
        "(" * 20_000,
        "A. " * 10_000,
        "<!--" * 8_000,
        "<script>" * 4_000,
        "<sub>" * 4_000,
        r"\begin{equation}" * 1_500,
    ],
    ids=lambda text: ascii(text[:12]),
)
def test_hostile_text_is_read_to_its_end(text: str) -> None:
    # Code that is quadratic, or that recurses, does not come back from these.
    for read in (display, plain_text, clean_title):
        assert isinstance(read(text), str)
    for split in (sentences, find_links, authors, urls):
        assert isinstance(split(text), tuple)
