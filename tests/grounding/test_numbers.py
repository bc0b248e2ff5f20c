"""Numbers: one spelling for each, and digits inside names are no numbers."""

import pytest

from bot.grounding.numbers import claimed, names, numbers


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("28,000 cells", "28k cells"),
        ("28000 cells", "28 thousand cells"),
        ("1.2 million spectra", "1,200,000 spectra"),
        ("a 30x gain", "a 30-fold gain"),
        ("12% of them", "12 percent of them"),
        ("ten sites", "10 sites"),
        ("0.50", ".5"),
        ("−3 °C", "-3 °C"),
        ("twice as fast", "2 times as fast"),
    ],
)
def test_spellings_of_a_number_are_the_same(one: str, other: str) -> None:
    assert numbers(one) == numbers(other) != frozenset()


@pytest.mark.parametrize("text", ["CIFAR-10", "GPT-4", "p53", "L_2", "3D", "x2"])
def test_digits_inside_names_are_no_numbers(text: str) -> None:
    assert numbers(f"the {text} case") == frozenset()
    assert names(f"the {text} case")


@pytest.mark.parametrize("text", ["30x", "7th", "16-bit", "5-fold", "200"])
def test_figures_with_a_unit_are_no_names(text: str) -> None:
    assert names(f"the {text} case") == frozenset()


def test_a_name_is_the_same_with_and_without_its_hyphen() -> None:
    assert names("GPT-4o and 3-D") == names("GPT4o and 3D")


def test_one_is_mostly_no_number() -> None:
    assert claimed("one may ask which one") == frozenset()
    assert claimed("one of 3 sites") == {"3"}


def test_ranges_hold_both_ends() -> None:
    assert numbers("between 2–3 days") == {"2", "3"}
