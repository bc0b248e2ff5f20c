"""The query language on anything at all: it answers with a query or with a sentence, and in time."""

import sys

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.radar import Query, QueryError, parse, split

WORDS = st.sampled_from(
    [
        *(
            "graph",
            "LLM",
            "vision-language",
            "p53",
            "immun*",
            "C. elegans",
            "café",
            "α-synuclein",
            "GPT-4o",
            "COVID-19",
        ),
        *(
            "DEEP",
            "a,b",
            "note:",
            "'x'",
            "/x",
            "x/",
            "-y",
            "AND gate",
            "C++",
            "強化学習",
            "ti",
            "NOT",
            "PRIVACY",
            "–dash",
            "of",
        ),
    ]
)
FIELDS = st.sampled_from(["", "", "", "ti:", "abs:", "au:", "cat:", "src:", "title:", "AU:"])


def phrase(words: list[str]) -> str:
    return '"' + " ".join(words) + '"'


ATOMS = st.builds(str.__add__, FIELDS, st.one_of(WORDS, st.lists(WORDS, min_size=1, max_size=3).map(phrase)))
JOINTS = st.sampled_from([" ", " AND ", " OR ", "", " NOT ", " -"])


def composed(parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    pair = st.tuples(parts, JOINTS, parts).map("".join)
    return st.one_of(pair, parts.map("({})".format), parts.map("-{}".format), parts.map("NOT {}".format))


QUERIES = st.recursive(ATOMS, composed, max_leaves=14)
HOSTILE = st.text(
    st.one_of(st.sampled_from('()":-*AND ORNOT,&lt;<>/_`~\\{}$^'), st.characters(codec=None)), max_size=300
)


def understood(text: str) -> Query | None:
    """The query of a text, or nothing after checking the refusal."""
    try:
        return parse(text)
    except QueryError as error:
        refusal = error
    assert refusal.sentence.endswith((".", "…", '"', "models", "survey"))
    lines = refusal.caret().split("\n")
    assert len(lines) == 2
    assert lines[1].strip() == "^"
    return None


@settings(max_examples=300, deadline=None)
@given(QUERIES)
@example("a" * 100 + " " + "b" * 98)
@example(" ".join(f"w{n:06d}" for n in range(19)) + " -x'")
@example('"/a" OR b/')
@example("(((((one two OR three)))))")
@example('ti:"-x" OR au:AND')
def test_the_canonical_text_of_a_query_is_the_same_query(text: str) -> None:
    query = understood(text)
    if query is not None:
        assert parse(str(query)) == query
        assert str(parse(str(query))) == str(query)
        assert parse(str(query)).key == query.key


@settings(max_examples=300, deadline=None)
@given(HOSTILE)
def test_any_text_gets_a_query_or_a_sentence(text: str) -> None:
    for part in (text, *split(text)):
        query = understood(part)
        if query is not None:
            assert parse(str(query)) == query
            assert "<" not in str(query)
            str(query).encode("utf-8")


@settings(deadline=None)
@given(st.lists(QUERIES, max_size=5))
def test_splitting_loses_no_part(texts: list[str]) -> None:
    whole = [text for text in texts if "," not in text and text.count('"') % 2 == 0 and text.strip()]
    balanced = [text for text in whole if text.count("(") == text.count(")")]
    assert split("\n".join(balanced)) == tuple(text.strip() for text in balanced)


@pytest.mark.parametrize(
    "piece",
    ["(", ")", '"', "-", "*", "NOT ", "(a OR ", "a AND ", "ti:", "\u0301", "a\u0301", "&amp;", "*a*", "{$", "\\"],
)
def test_a_hundred_thousand_of_anything_is_refused_at_once_without_deep_recursion(piece: str) -> None:
    steps = 0

    def count(frame: object, event: str, _: object) -> None:
        nonlocal steps
        steps += event == "call"

    text = piece * 100_000
    sys.setprofile(count)
    try:
        with pytest.raises(QueryError):
            parse(text)
    finally:
        sys.setprofile(None)
    assert steps < 5_000
    assert split(text)


@settings(deadline=None)
@given(st.integers(1, 190), st.sampled_from("(-\"*_a'&"))
def test_inside_the_limit_too_nothing_recurses_deeply(count: int, character: str) -> None:
    understood(character * count + "word")
