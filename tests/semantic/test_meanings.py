"""Closeness: asked about papers that a query found, read once, and told in words of its own."""

from collections.abc import Sequence
from pathlib import Path
from threading import Thread

import pytest

from bot.ports.semantics import Semantics, close_to_line, meant
from bot.radar import matches, parse
from bot.semantic.meanings import Meanings
from bot.semantic.model import Model
from bot.semantic.weights import Floats
from tests.radar.papers_made import made

PAPERS = [made("Graph networks", "Neural graphs.", number=1), made("Protein folding", number=2), made("A", number=3)]


@pytest.fixture
def meanings(folder: Path) -> Meanings:
    return Meanings(Model.load(folder))


def test_every_paper_is_compared_with_every_line(meanings: Semantics) -> None:
    near = meanings.to_lines(PAPERS, ["graph networks", "protein"])
    assert set(near) == {(paper.id, line) for paper in PAPERS for line in ("graph networks", "protein")}
    assert all(-1.000001 <= value <= 1.000001 for value in near.values())


def test_the_same_text_is_as_close_as_its_twin(meanings: Semantics) -> None:
    twin = made("Protein folding", number=9)
    near = meanings.to_lines([*PAPERS, twin], ["protein"])
    assert near[9, "protein"] == pytest.approx(near[2, "protein"], abs=1e-6)


def test_a_line_of_names_alone_has_no_meaning(meanings: Semantics) -> None:
    assert meanings.to_lines(PAPERS, ["au:smith AND cat:cs.CL"]) == {}
    assert {line for _, line in meanings.to_lines(PAPERS, ["au:smith", "graph"])} == {"graph"}


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("diffusion models", "diffusion models"),
        ('("protein fold*" OR ti:galaxy) -image au:smith', "protein fold galaxy"),
        ("au:smith", ""),
        ('"', ""),
    ],
)
def test_what_a_line_excludes_is_not_what_it_means(line: str, words: str) -> None:
    assert meant(line) == words


def test_closeness_leaves_why_a_query_matched_alone(meanings: Semantics) -> None:
    query = parse("graph networks")
    before = matches(query, PAPERS[0])
    meanings.to_lines(PAPERS, [str(query)])
    assert matches(query, PAPERS[0]) == before
    assert not any("meaning" in evidence.term for evidence in (before.evidence if before else ()))


def test_the_reasons_are_sentences_of_their_own() -> None:
    assert close_to_line("graph networks", 0.714) == "close in meaning to the line “graph networks” (0.71)"


class Counting:
    """A model that counts the texts it reads."""

    def __init__(self, folder: Path) -> None:
        self.model = Model.load(folder)
        self.read: list[str] = []

    def describe(self) -> str:
        return self.model.describe()

    def embed(self, texts: Sequence[str]) -> Floats:
        self.read += texts
        return self.model.embed(texts)


def test_a_paper_is_read_once_however_many_ask(folder: Path) -> None:
    model = Counting(folder)
    meanings = Meanings(model)
    threads = [Thread(target=meanings.to_lines, args=(PAPERS, [f"graph {n % 2}"])) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(model.read) == sorted({*model.read})
    assert len(model.read) == len(PAPERS) + 2


def test_a_paper_whose_text_changed_is_read_again(folder: Path) -> None:
    model = Counting(folder)
    meanings = Meanings(model)
    before = meanings.to_lines([made("Graph")], ["graph"])
    after = meanings.to_lines([made("Graph", "Protein folding.")], ["graph"])
    assert len(model.read) == 3
    assert before != after


def test_too_many_papers_are_not_read_at_once_but_in_the_end(folder: Path) -> None:
    meanings = Meanings(Counting(folder), read_at_once=3)
    assert {number for number, _ in meanings.to_lines(PAPERS, ["graph"])} == {1, 2}
    assert {number for number, _ in meanings.to_lines(PAPERS, ["graph"])} == {1, 2, 3}


def test_what_is_remembered_is_bounded(folder: Path) -> None:
    model = Counting(folder)
    meanings = Meanings(model, most_kept=2)
    whole = meanings.to_lines(PAPERS, ["graph"])
    assert len(whole) == len(PAPERS)
    meanings.to_lines(PAPERS[2:], ["graph"])
    assert model.read[4:] == ["graph"]
