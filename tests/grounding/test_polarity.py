"""Which way a sentence points: a claim must not turn its source round."""

import pytest

from bot.grounding.polarity import reversed_words


@pytest.mark.parametrize(
    ("source", "claim"),
    [
        ("Tea increased sleep by 8 minutes.", "Tea decreased sleep by 8 minutes."),
        ("Tea reduced sleep.", "Tea increased sleep."),
        ("Our method outperforms the baseline.", "The method was worse than the baseline."),
        ("Accuracy was higher in adults.", "Accuracy was lower in adults."),
        ("The drug did not improve survival.", "The drug improved survival."),
        ("The drug improved survival.", "The drug did not improve survival."),
        ("The network can learn the rule.", "The network cannot learn the rule."),
        ("The association was not significant.", "The association was significant."),
        ("The system is stable.", "The system is unstable."),
        ("Two cups were safe.", "Two cups were unsafe."),
    ],
)
def test_a_flip_is_seen(source: str, claim: str) -> None:
    assert reversed_words(claim, source)


@pytest.mark.parametrize(
    ("source", "claim"),
    [
        ("Tea increased sleep.", "Sleep rose with tea."),
        ("Errors fell by 8%.", "The number of errors was reduced."),
        ("Our method outperforms the baseline.", "The method was better than the baseline."),
        ("The drug did not improve survival.", "The drug failed to improve survival."),
        ("The drug doesn't improve survival.", "The drug did not improve survival."),
        ("We propose a method for spike sorting.", "A method for spike sorting was proposed."),
    ],
)
def test_the_same_direction_in_other_words_is_accepted(source: str, claim: str) -> None:
    assert reversed_words(claim, source) == ()


def test_a_sentence_never_contradicts_itself() -> None:
    for text in ("It increases and decreases.", "It does not fail.", "Less is more, and no worse."):
        assert reversed_words(text, text) == ()
