"""Mixing: half the words, half the meaning, and nothing sinks for being unread."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ranking.mixing import mix

SCORES = st.floats(-1e6, 1e6)


def test_words_and_meaning_count_half_each() -> None:
    assert mix([0, 5, 10], [0.2, 0.6, 0.4]) == pytest.approx([0, 0.75, 0.75])


def test_the_unit_of_either_score_does_not_matter() -> None:
    assert mix([1, 2, 4], [0.1, 0.3, 0.2]) == pytest.approx(mix([100, 200, 400], [1, 3, 2]))


def test_equal_scores_say_nothing() -> None:
    assert mix([7, 7], [0.1, 0.9]) == [0.25, 0.75]
    assert mix([1, 2], [0.5, 0.5]) == [0.25, 0.75]


def test_without_any_similarity_the_words_decide() -> None:
    assert mix([3, 1, 2], [None, None, None]) == [1, 0, 0.5]


def test_a_paper_that_was_not_read_keeps_its_place_among_the_words() -> None:
    assert mix([4, 3, 1], [0.1, None, 0.9]) == pytest.approx([0.5, 2 / 3, 0.5])


def test_no_scores_are_mixed_into_none() -> None:
    assert mix([], []) == []


def test_scores_that_do_not_belong_together_are_refused() -> None:
    with pytest.raises(ValueError, match="shorter"):
        mix([1, 2], [0.5])


@given(st.lists(st.tuples(SCORES, st.none() | SCORES), min_size=1))
def test_a_mixed_score_lies_between_nothing_and_one(pairs: list[tuple[float, float | None]]) -> None:
    mixed = mix([words for words, _ in pairs], [meaning for _, meaning in pairs])
    assert len(mixed) == len(pairs)
    assert all(0 <= score <= 1 for score in mixed)


@given(st.lists(st.tuples(SCORES, SCORES), min_size=2))
def test_a_paper_better_in_both_is_never_behind(pairs: list[tuple[float, float]]) -> None:
    mixed = mix([words for words, _ in pairs], [meaning for _, meaning in pairs])
    for (words, meaning), score in zip(pairs, mixed, strict=True):
        for (others, theirs), other in zip(pairs, mixed, strict=True):
            if words >= others and meaning >= theirs:
                assert score >= other
