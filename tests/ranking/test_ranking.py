"""Ranking: the better a paper answers the radar the higher it stands, and each number can be told."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

import pytest

from bot.papers import Paper
from bot.radar import Match, matches, parse
from bot.ranking import GRADE_FACTOR, SEVERAL_MOST, Grade, Rarity, Score, freshness, grade, score
from tests.radar.papers_made import made

NOW = datetime(2026, 6, 12, 9, tzinfo=UTC)
FILLER = "It holds in many settings and is fast. " * 3


def found(paper: Paper, *queries: str) -> tuple[Match, ...]:
    matched = (matches(parse(query), paper) for query in queries)
    return tuple(match for match in matched if match is not None)


def scored(paper: Paper, *queries: str, rarity: Rarity | None = None, now: datetime = NOW) -> Score:
    return score(paper, found(paper, *queries), rarity or Rarity(200, {}), now)


def test_a_phrase_in_the_title_beats_the_abstract_beats_words_spread_over_the_text() -> None:
    query = "graph AND networks"
    title = scored(made("Graph networks", FILLER), query)
    together = scored(made("A study", f"Graph networks. {FILLER}"), query)
    spread = scored(made("A study", f"A graph. {FILLER} Networks."), query)
    assert title.total > together.total > spread.total
    assert [one.grade for one in (title, together, spread)] == [Grade.TITLE, Grade.TOGETHER, Grade.SCATTERED]


@pytest.mark.parametrize(
    ("query", "paper", "expected"),
    [
        ("graph", made("Graphs"), Grade.TITLE),
        ("graph", made("x", "Graphs"), Grade.TOGETHER),
        ("graph AND au:smith", made("x", "Graphs", authors=["A. Smith"]), Grade.AUTHOR),
        ("cat:cs", made("x"), Grade.LABEL),
        ("cat:cs AND graph", made("x", "graphs"), Grade.TOGETHER),
        ("(graph OR tree) AND net", made("Trees", "Nets of trees. No graphs."), Grade.SCATTERED),
    ],
)
def test_the_grade_says_how_the_words_stand(query: str, paper: Paper, expected: Grade) -> None:
    (match,) = found(paper, query)
    assert grade(match) is expected


def test_a_rare_word_counts_more_than_a_common_one() -> None:
    rarity = Rarity(200, {("zebrafish", ""): 2, ("model", ""): 150})
    assert (
        scored(made("A zebrafish"), "zebrafish", rarity=rarity).words
        > scored(made("A model"), "model", rarity=rarity).words
    )


def test_repeating_a_word_helps_less_and_less() -> None:
    once, twice, often = (scored(made("x", "graph " * n + FILLER), "graph").words for n in (1, 2, 30))
    assert once < twice < often < 3 * once


def test_a_radar_of_two_interests_takes_the_best_of_them_never_a_mean() -> None:
    one = made("Zebrafish", "Zebrafish swim.")
    assert scored(one, "zebrafish", "quantum error").total == scored(one, "zebrafish").total


def test_further_queries_add_a_bounded_bonus() -> None:
    paper = made("Graph nets for trees in space and time", FILLER)
    queries = ["graph", "nets", "trees", "space", "time", "settings"]
    alone = scored(paper, "graph").total
    totals = [scored(paper, *queries[:count]) for count in range(1, 7)]
    assert [round(one.several, 2) for one in totals] == [1.0, 1.1, 1.2, 1.3, 1.3, 1.3]
    assert totals[-1].several == 1 + SEVERAL_MOST
    assert totals[1].total >= alone


def test_an_older_paper_counts_a_little_less_and_a_date_to_come_nothing_more() -> None:
    days = [date(2026, 6, 20), date(2026, 6, 12), date(2026, 6, 9), date(2026, 6, 5), date(2020, 1, 1)]
    fresh = [freshness(made("x", announced_on=day), NOW) for day in days]
    assert fresh[0] == fresh[1] == 1
    assert fresh[1] > fresh[2] > fresh[3] == fresh[4] == pytest.approx(0.8)
    assert freshness(made("x", announced_on=None), NOW) == 1


def test_the_parts_of_a_score_make_it_up_and_can_be_told() -> None:
    one = scored(made("Graph nets", FILLER, announced_on=date(2026, 6, 9)), "graph", "nets")
    assert one.total == pytest.approx(one.words * GRADE_FACTOR[one.grade] * one.several * one.fresh)
    assert str(one).startswith(
        f"{one.total:.2f} (words {one.words:.2f}, in the title ×1.5, several queries ×1.10, age ×"
    )


def test_rarity_counts_each_paper_once() -> None:
    papers: Sequence[Paper] = (made("Graph", "A graph."), made("x", "Graphs"), made("Tree"))
    rarity = Rarity.of((found(paper, "graph", "tree") for paper in papers), read=50)
    assert rarity.read == 50
    assert rarity.found_in == {("graph", ""): 2, ("tree", ""): 1}
    assert Rarity.of([found(papers[0], "graph")], read=0).read == 1
