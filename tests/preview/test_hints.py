"""What a query that finds nothing or floods is told: which part of it, and a line that would do better."""

import re

import pytest

from bot.preview import Preview
from bot.radar import parse
from tests.preview.shelf import NOW, Shelf, caught, paper, warmed

SHELF = Shelf(
    [
        *(paper(n, "Diffusion models", "On image segmentation with networks.") for n in range(1, 16)),
        *(paper(n, "Diffusive transport", "Galaxies and a quasar.", category="astro-ph.GA") for n in range(16, 19)),
        *(paper(n, "Privacy of networks", "Trust in optimization.", category="quant-ph") for n in range(19, 24)),
        paper(24, "Matrices of quasars", "The one matrix here is dense.", category="cs.CLX"),
    ]
)


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("difusion", 'No paper has "difusion", but 15 papers have "diffusion"'),
        ("difusion models", 'No paper has "difusion", but 15 papers have "diffusion"'),
        ("difussive", '3 papers have "diffusive"'),
        ("optimisaton", 'No paper has "optimisaton", but 5 papers have "optimization".'),
        ("segmenting", 'No paper has "segmenting", but 15 papers have "segmentation".'),
        ("galaktic*", 'No paper has "galaktic*", but 3 papers have "galaxy".'),
        ("xylophone", 'No paper has "xylophone". Check its spelling, or try another word for it.'),
        ("diffusion AND xylophone", 'No paper has "xylophone".'),
        ("au:noether", "No paper of au:noether was read lately."),
        ("src:nature", "No paper of src:nature was read lately."),
        ("cat:math.AG", "No paper of the category math.AG was read lately."),
        ("cat:cs.C", "No paper of the category cs.C was read lately."),
        ("privacy AND cat:q-bio", "cat:q-bio alone is in none of the 24 papers. No paper of the category q-bio"),
        ("ti:segmentation", "No title has segmentation, but 15 papers have it elsewhere: segmentation"),
    ],
)
def test_a_query_that_finds_nothing_is_told_which_word_or_value_fails(query: str, told: str) -> None:
    assert told in caught(SHELF, query).hint


@pytest.mark.parametrize(
    ("query", "line", "hits"),
    [
        ("image diffusion", "image AND diffusion", 15),
        ('quasar OR "matrices dense"', "", 4),
        ("(privacy OR quasar) AND diffusion AND image", "diffusion AND image", 15),
        ("privacy AND quasar", "privacy", 5),
        ("diffusion AND NOT diffus*", "diffusion", 15),
        ("ti:privacy AND cat:astro-ph", "ti:privacy", 5),
    ],
)
def test_the_line_a_hint_shows_finds_as_many_papers_as_the_hint_says(query: str, line: str, hits: int) -> None:
    told = caught(SHELF, query).hint
    if line:
        assert told.endswith(f": {line}")
        assert re.search(rf"\b{hits}\b", told)
    assert caught(SHELF, line or query).hits == hits


def test_a_phrase_whose_words_are_never_side_by_side_is_offered_with_and() -> None:
    assert caught(SHELF, "image diffusion").hint == (
        "The words never stand side by side, but 15 papers have them: image AND diffusion"
    )


def test_words_far_rarer_than_the_best_one_are_not_offered() -> None:
    papers = [*(paper(n, "diffusion") for n in range(1, 80)), paper(90, "diffusions difuson")]
    assert caught(Shelf(papers), "difussion").hint == 'No paper has "difussion", but 80 papers have "diffusion".'


def test_a_flood_gets_a_line_that_about_halves_it() -> None:
    papers = [paper(n, "deep learning", "for robots" * (n % 2), days=n % 5 + 0.5) for n in range(1_000)]
    found = caught(Shelf(papers), "learning")
    assert "That is about 200 papers a day. With robots as well it would be about" in found.hint
    narrower = caught(Shelf(papers), found.hint.rpartition(": ")[2])
    assert 0.4 * found.hits < narrower.hits < 0.6 * found.hits


def test_several_queries_get_three_hints_at_most() -> None:
    queries = [parse(f"nothing{letter}") for letter in "abcdefgh"]
    assert sum(bool(each.hint) for each in warmed(SHELF.papers).of(queries, NOW)) == 3


def test_with_no_papers_a_hint_would_be_a_guess_and_none_is_given() -> None:
    assert Preview(Shelf([])).of([parse("nothing")], NOW)[0].hint == ""  # type: ignore[arg-type]
