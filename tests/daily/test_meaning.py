"""Closeness in meaning, where it is switched on, reorders what the words found and says so apart from them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.daily.write import Writer
from bot.llm.extractive import Extractive
from bot.papers import Paper
from tests.daily.conftest import Day, paper


@dataclass
class Closeness:
    """Finds papers with one word in the title close to every line."""

    word: str

    def describe(self) -> str:
        return "a word"

    def to_lines(self, papers: Sequence[Paper], lines: Sequence[str]) -> Mapping[tuple[int, str], float]:
        return {(one.id, line): 0.9 if self.word in one.title else 0.1 for one in papers for line in lines}


def briefed(day: Day, semantics: Closeness | None) -> str:
    day.reader("diffusion")
    day.read(
        paper(1, "Diffusion in diffusion, a diffusion study", abstract="Diffusion is diffusion."),
        paper(2, "A note on proteins", abstract="We use diffusion once in a long text about cells and their walls."),
        paper(3, "Proteins alone", abstract="Nothing of the kind."),
    )
    day.at(7)
    day.writer = Writer(day.store, Extractive(), Extractive(), day.delivery.render, day.clock, semantics)
    day.run()
    (text,) = day.parents()
    return text


def test_without_a_model_words_alone_decide(day: Day) -> None:
    text = briefed(day, None)
    assert text.index("Diffusion in diffusion") < text.index("A note on proteins")
    assert "Besides" not in text


def test_what_is_close_in_meaning_rises_with_a_reason_of_its_own_and_nothing_is_added(day: Day) -> None:
    text = briefed(day, Closeness("proteins"))
    assert "Besides: close in meaning to the line “diffusion” (0.90)" in text
    assert "(0.10)" not in text
    assert "Proteins alone" not in text
    assert text.count("Why:") == 2
