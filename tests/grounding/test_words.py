"""Words as evidence: what counts as the same word, and how much a word tells."""

import pytest

from bot.grounding.words import containment, stem, stems, weight


@pytest.mark.parametrize(
    "family",
    [
        ("improve", "improves", "improved", "improving", "improvement", "improvements"),
        ("train", "trains", "trained", "training"),
        ("model", "models", "modelling", "modeling"),
        ("study", "studies"),
        ("behaviour", "behavior"),
        ("organize", "organise", "organization"),
        ("propose", "proposal", "proposed"),
    ],
)
def test_inflections_and_spellings_are_the_same_word(family: tuple[str, ...]) -> None:
    assert len({stem(word) for word in family}) == 1


@pytest.mark.parametrize(("one", "other"), [("neuron", "network"), ("class", "clamp"), ("p53", "p63"), ("gas", "gate")])
def test_other_words_stay_apart(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_accents_and_case_do_not_matter() -> None:
    assert stems("NAÏVE Schrödinger") == stems("naive schrodinger")


def test_rare_words_tell_more_than_usual_ones() -> None:
    assert weight(stem("oligodendrocyte")) > weight(stem("galaxy")) > weight(stem("method"))


def test_a_claim_without_telling_words_is_supported_by_nothing() -> None:
    assert containment(stems("It is what it is."), set(stems("It is what it is."))) == 0.0


def test_containment_weighs_rare_words() -> None:
    source = set(stems("Spikes are sorted by contrastive learning."))
    assert containment(stems("spike sorting"), source) == 1.0
    assert containment(stems("galaxy sorting"), source) < containment(stems("spike method"), source)
