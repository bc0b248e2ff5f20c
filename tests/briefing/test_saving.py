"""What was paid for survives: a briefing becomes JSON and comes back the same."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.briefing import (
    Briefing,
    CheckedClaim,
    CheckedTheme,
    Origin,
    Quote,
    compose,
    from_json,
    to_json,
)
from bot.llm.extractive import Extractive
from tests.grounding.shelf import items

_texts = st.text(max_size=40)
_quotes = st.builds(Quote, st.integers(1, 10), st.integers(1, 40), _texts)
_claims = st.builds(CheckedClaim, _texts, st.lists(_quotes, max_size=3).map(tuple), st.sampled_from(Origin))
_themes = st.builds(CheckedTheme, _texts, st.lists(_claims, max_size=3).map(tuple), st.sampled_from(Origin))
_briefings = st.builds(
    Briefing,
    headline=st.none() | _claims,
    themes=st.lists(_themes, max_size=3).map(tuple),
    lines=st.dictionaries(st.integers(1, 10), _claims, max_size=3),
    read_first=st.none() | st.tuples(st.integers(1, 10), _claims),
    writer=_texts,
    withheld=st.integers(0, 9),
    notice=_texts,
)


@given(_briefings)
def test_a_saved_briefing_comes_back_the_same(written: Briefing) -> None:
    assert from_json(json.loads(json.dumps(to_json(written)))) == written


def test_a_real_briefing_comes_back_the_same() -> None:
    written = compose(items(), Extractive(), Extractive())
    assert from_json(json.loads(json.dumps(to_json(written)))) == written


@pytest.mark.parametrize(
    "saved", [{}, {"form": 99}, {"form": 1}, {"form": 1, "headline": 3, "themes": [], "lines": {}}]
)
def test_anything_else_is_refused(saved: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="briefing"):
        from_json(saved)
