"""Which line finds which paper of a list, and why the others are missed."""

import pytest

from bot.benchmark.judging import Judgement, Why, judge
from bot.benchmark.looking_up import Knowledge, Listed
from bot.benchmark.wording import reason
from bot.papers import Paper
from bot.radar import parse
from tests.benchmark.shelf import paper


def judged(papers: list[Paper], *queries: str) -> Judgement:
    return judge([Listed(each, Knowledge.FILE) for each in papers], [parse(query) for query in queries])


def test_each_line_tells_how_many_it_finds_and_how_many_it_alone_finds() -> None:
    papers = [paper(1, "Privacy and trust"), paper(2, "Privacy"), paper(3, "Tea")]
    result = judged(papers, "privacy", "trust", "robots")
    assert [(str(line.query), line.finds, line.alone) for line in result.lines] == [
        ("privacy", 2, 1),
        ("trust", 1, 0),
        ("robots", 0, 0),
    ]
    assert ([each.paper.id for each in result.found], [each.listed.paper.id for each in result.missed]) == ([1, 2], [3])


@pytest.mark.parametrize(
    ("title", "abstract", "why", "query", "words"),
    [
        ("Diffusion policy models", "Text.", Why.NEAR, "diffusion models", "Diffusion policy models"),
        ("Privacy: a survey", "Text.", Why.EXCLUDED, "privacy AND NOT survey", "survey"),
        ("Tea", "", Why.LITTLE, "", ""),
        ("Robots", "They walk.", Why.PARTLY, "robots AND arms", "arms"),
        ("Models of a slow diffusion", "Text.", Why.APART, "diffusion models", "diffusion models"),
        ("Tea", "It grows.", Why.NONE, "", ""),
    ],
)
def test_a_missed_paper_says_why(title: str, abstract: str, why: Why, query: str, words: str) -> None:
    lines = ("diffusion models", "privacy AND NOT survey", "robots AND arms")
    (missed,) = judged([paper(1, title, abstract)], *lines).missed
    assert (missed.why, missed.query, missed.words) == (why, query, words)
    assert reason(missed)


def test_a_paper_of_which_only_the_id_is_known_is_neither_found_nor_missed() -> None:
    result = judged([paper(1, "", ""), paper(2, "Privacy")], "privacy")
    assert (result.judged, len(result.nameless), result.missed) == (1, 1, ())


def test_an_empty_radar_misses_all() -> None:
    result = judged([paper(1, "Privacy")])
    assert (result.lines, [missed.why for missed in result.missed]) == ((), [Why.NONE])
