"""Advice: what to change in a query that finds nothing or far too much, tried before it is said."""

import re
from functools import cache

import pytest

from bot.papers import Paper
from bot.radar import Index, Reading, advise, matches, parse
from tests.radar.papers_made import CORPUS, made, recorded

SHELF = [
    made("Diffusion models for proteins", "We fold proteins with diffusion models.", number=1),
    made("Neural scaling", "Graph structure and neural networks in language.", number=2),
    made("Quantum error correction", "Qubits decay.", number=3, authors=["Ada Lovelace"]),
]


@cache
def shelf() -> list[Reading]:
    return [Reading(paper) for paper in recorded(500, every=50)]


def advice(text: str, papers: list[Paper]) -> str | None:
    query = parse(text)
    hits = sum(matches(query, paper) is not None for paper in papers)
    return advise(query, hits, 1, papers=papers)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("difusion models", 'No paper has "difusion", but 1 paper has "diffusion".'),
        ("zebrafish", 'No paper has "zebrafish". Check its spelling'),
        ("qubits AND zebrafish", "zebrafish alone is in none of these 3 papers."),
        ("qubits AND au:turing", "au:turing alone is in none of these 3 papers."),
        ("qubits AND proteins", "Each part is found alone, but no paper has them together"),
        ("neural language", "The words never stand side by side, but 1 paper has them: neural AND language"),
        ("qubits proteins", "never as this phrase"),
    ],
)
def test_a_query_that_finds_nothing_is_told_what_fails(query: str, said: str) -> None:
    told = advice(query, SHELF)
    assert told is not None
    assert said in told


def test_a_query_with_a_few_hits_needs_no_advice() -> None:
    assert advice("diffusion models", SHELF) is None
    assert advise(parse("graphs"), 600, 30) is None


def test_without_papers_nothing_is_made_up() -> None:
    assert advise(parse("zebrafish"), 0, 30) is None
    told = advise(parse("graphs"), 900, 30)
    assert told is not None
    assert told.startswith("That is about 30 papers a day. Add a word with AND")


@pytest.mark.skipif(not CORPUS.exists(), reason="the recorded corpus is not here")
@pytest.mark.parametrize("text", ["language model", "galaxy OR galaxies", "neural OR graph", "model", "learning"])
def test_a_query_that_finds_too_much_is_given_one_that_finds_about_half(text: str) -> None:
    query, index = parse(text), Index()
    index.add(0, query)
    readings = shelf()
    matched = [reading for reading in readings if index.match(reading)]
    told = advise(query, len(matched), 1, papers=readings, matched=matched)
    assert told is not None
    narrowed = re.search(r"about (\d+): (.+)$", told)
    assert narrowed is not None, told
    kept = sum(matches(parse(narrowed[2]), reading) is not None for reading in readings)
    assert kept == pytest.approx(int(narrowed[1]), abs=1)
    assert 0.2 * len(matched) <= kept <= 0.75 * len(matched)
