"""Proposed lines: few, that find most of what was missed, and that do not flood."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.benchmark.phrases import candidates, phrases
from bot.benchmark.proposing import MOST_A_DAY, Proposal, propose
from bot.benchmark.recent import counted
from bot.papers import Paper
from bot.radar import matches, parse
from tests.benchmark.shelf import NOW, Shelf, paper

PLAIN = ("orchid", "robot", "qubit", "tea", "noise")
MIXED = ("orchid", "robot", "qubit", "tea-leaf", "LLMs", "of", "the,", "noise.")


def proposed(missed: Sequence[Paper], recent: Sequence[Paper] = (), *known: str) -> tuple[Proposal, ...]:
    shelf = Shelf(recent)
    return propose(missed, [parse(line) for line in known], lambda tried: counted(shelf, tried, NOW))  # type: ignore[arg-type]


def lines(found: Sequence[Proposal]) -> list[str]:
    return [str(proposal.query) for proposal in found]


TEA = [paper(n, f"Graph transformers for {crop}", "We study it.") for n, crop in enumerate(("tea", "rice", "maize"))]
CODES = [
    paper(n, f"Surface codes under {noise} noise", "Qubits decay.") for n, noise in enumerate(("flux", "photon"), 5)
]


def test_the_phrase_most_missed_papers_share_comes_first_and_the_next_finds_others() -> None:
    found = proposed([*TEA, *CODES])
    assert lines(found)[0] == "graph transformers"
    assert [(proposal.finds, proposal.adds) for proposal in found[:2]] == [(3, 3), (2, 2)]


def test_what_floods_is_not_proposed_and_what_is_rarer_comes_first() -> None:
    crowd = [paper(n, "Plants and graph theory", days=n % 29 + 0.5) for n in range(100, 500)]
    found = proposed(TEA, crowd)
    assert "graph transformers" in lines(found)
    assert "graph" not in lines(found)
    assert all((proposal.a_day or 0) <= MOST_A_DAY for proposal in found)


def test_the_rate_told_is_the_rate_counted() -> None:
    recent = [paper(n, "A graph transformer", days=n + 0.5) for n in range(10)]
    assert proposed(TEA, recent)[0].a_day == 1.0


def test_without_recent_papers_no_rate_is_told() -> None:
    assert proposed(TEA)[0].a_day is None


def test_a_line_the_radar_has_is_not_proposed_again() -> None:
    assert "graph transformers" not in lines(proposed(TEA, (), '"graph transformer"'))


def test_at_most_five_are_proposed() -> None:
    words = ("tea", "rice", "maize", "barley", "wheat", "spinach", "cotton", "hemp")
    many = [paper(2 * n + m, f"{word} genome", "Text.") for n, word in enumerate(words) for m in (0, 1)]
    assert len(proposed(many)) <= 5


def test_one_missed_paper_gets_lines_that_others_write_too() -> None:
    (missed,) = [paper(1, "Bayesian phylogenetics of orchids", "Text.")]
    others = [paper(n, "Tea", days=0.5) for n in range(2, 1_002)]
    found = proposed([missed], [paper(2_000, "Orchids in the wild"), *others])
    assert lines(found) == ["orchids"]


def test_nothing_missed_nothing_proposed() -> None:
    assert proposed([]) == ()


@pytest.mark.parametrize(
    ("text", "wanted", "unwanted"),
    [
        ("We propose graph neural networks, however.", "graph neural networks", "propose graph"),
        ("Compared to orchids (in the wild) robots", "orchids", "compared to orchids"),
        ("The method. Orchids", "Orchids", "method Orchids"),
        ("with LLMs", "LLMs", "with"),
        ("of 2020 orchids", "orchids", "2020 orchids"),
    ],
)
def test_a_phrase_says_what_a_paper_is_about(text: str, wanted: str, unwanted: str) -> None:
    found = {" ".join(words) for words in phrases(text)}
    assert wanted in found
    assert unwanted not in found


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.sampled_from(MIXED), max_size=9), max_size=8))
def test_every_candidate_is_a_query_that_finds_a_paper_it_came_from(texts: list[list[str]]) -> None:
    papers = [paper(number, " ".join(words)) for number, words in enumerate(texts)]
    for query in candidates(papers):
        assert any(matches(query, each) for each in papers)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(st.sampled_from(PLAIN), min_size=1, max_size=4), max_size=8))
def test_what_a_proposal_says_it_finds_is_what_the_matcher_finds(texts: list[list[str]]) -> None:
    papers = [paper(number, " ".join(words)) for number, words in enumerate(texts)]
    for proposal in proposed(papers):
        assert proposal.finds == sum(bool(matches(proposal.query, each)) for each in papers)
        assert 0 < proposal.adds <= proposal.finds
