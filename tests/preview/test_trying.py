"""What a query would have caught, against a plain count over the same papers."""

from datetime import timedelta
from itertools import product

import pytest

from bot.preview import Preview
from bot.radar import matches, parse
from tests.preview.shelf import NOW, Shelf, caught, paper

WORDS = ("diffusion", "models", "privacy", "quantum", "codes", "GNNs", "naïve", "vision-language")
QUERIES = (
    "diffusion models",
    "diffusion AND models",
    "privacy OR quantum",
    "(privacy OR trust) AND NOT quantum",
    "quant*",
    "GNN",
    "vision language",
    "ti:privacy",
    "abs:codes -quantum",
    "au:lovelace cat:cs",
    "cat:cs.CL OR cat:quant-ph",
    "src:arxiv privacy",
    "absent",
)


@pytest.fixture(scope="module")
def shelf() -> Shelf:
    """Sixty-four papers of two words each."""
    pairs = enumerate(product(WORDS, WORDS))
    return Shelf([paper(n, f"{a} {b}", f"On {b}.", n % 29 + 0.5, ("cs.CL", "quant-ph")[n % 2]) for n, (a, b) in pairs])


@pytest.mark.parametrize("query", QUERIES)
def test_it_counts_what_a_plain_look_at_every_paper_counts(shelf: Shelf, query: str) -> None:
    expected = [each for each in shelf.papers if matches(parse(query), each)]
    found = caught(shelf, query)
    assert (found.hits, found.exact, found.read) == (len(expected), True, 64)
    assert {sample.paper.id for sample in found.samples} <= {each.id for each in expected}
    assert len(found.samples) == min(3, len(expected))


def test_samples_are_the_newest(shelf: Shelf) -> None:
    seen = [sample.paper.first_seen_at for sample in caught(shelf, "privacy OR quantum").samples]
    assert seen == sorted(seen, reverse=True)


def test_a_phrase_missed_by_one_word_is_a_near_miss() -> None:
    found = caught(Shelf([paper(1, "Diffusion policy models"), paper(2, "Models of diffusion")]), "diffusion models")
    assert [(near.paper.id, near.evidence.words) for near in found.near] == [(1, "Diffusion policy models")]


def test_only_the_last_thirty_days_count_and_the_days_are_told() -> None:
    shelf = Shelf([paper(1, "privacy", days=40), paper(2, "privacy", days=12.5), paper(3, "privacy", days=1)])
    found = caught(shelf, "privacy")
    assert (found.hits, found.read, found.days) == (2, 2, 13)


def test_papers_that_came_since_are_taken_in_without_reading_the_rest_again() -> None:
    shelf = Shelf([paper(1, "privacy")])
    preview = Preview(shelf)  # type: ignore[arg-type]
    assert preview.of([parse("privacy")], NOW)[0].hits == 1
    shelf.papers.append(paper(2, "privacy", days=-0.5))
    later = NOW + timedelta(days=1)
    assert preview.of([parse("privacy")], later)[0].hits == 2
    assert shelf.asked[-1] == (NOW, later)


def test_more_papers_than_one_call_takes_in_are_counted_from_the_newest_back() -> None:
    shelf = Shelf([paper(n, "privacy", days=29 * (1 - n / 2_000) + 0.1) for n in range(2_000)])
    preview = Preview(shelf)  # type: ignore[arg-type]
    first = preview.of([parse("privacy")], NOW)[0]
    assert (first.read, first.days) == (400, 6)
    assert preview.of([parse("privacy")], NOW)[0].read == 800


def test_a_flood_is_counted_to_the_last_paper_and_gets_a_hint() -> None:
    shelf = Shelf([paper(n, "deep learning", "and robots" * (n % 2), days=0.5) for n in range(1_200)])
    found = caught(shelf, "ti:learning")
    assert (found.hits, found.exact) == (1_200, True)
    assert "1,200 papers a day" in found.hint


def test_with_no_papers_yet_there_is_nothing_to_say() -> None:
    found = caught(Shelf([]), "privacy")
    assert (found.read, found.hits, found.hint, found.a_day) == (0, 0, "", 0)
