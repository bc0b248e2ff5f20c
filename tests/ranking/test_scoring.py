"""Ranking: the better a paper answers the radar the higher it stands, and each number can be told."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.papers import Paper
from bot.radar import Match, matches, parse
from bot.ranking import (
    GRADE_FACTOR,
    POPULAR_MOST,
    SEVERAL_MOST,
    Bag,
    Corpus,
    Grade,
    Score,
    freshness,
    grade,
    popular,
    score,
)
from tests.radar.papers_made import made

NOW = datetime(2026, 6, 12, 9, tzinfo=UTC)
FILLER = "It holds in many settings and is fast. " * 3
USUAL = Corpus(200, {"zebrafish": 2, "model": 150}, 30.0)


def found(paper: Paper, *queries: str) -> tuple[Match, ...]:
    matched = (matches(parse(query), paper) for query in queries)
    return tuple(match for match in matched if match is not None)


def scored(paper: Paper, *queries: str) -> Score:
    return score(paper, found(paper, *queries), USUAL, NOW)


def test_a_phrase_in_the_title_beats_the_abstract_beats_words_spread_over_the_text() -> None:
    query = "graph AND networks"
    title = scored(made("Graph networks", FILLER), query)
    together = scored(made("A study", f"Graph networks. {FILLER}"), query)
    spread = scored(made("A study", f"A graph. {FILLER} Networks."), query)
    assert title.total > together.total > spread.total
    assert [part.grade for part in (title, together, spread)] == [Grade.TITLE, Grade.TOGETHER, Grade.SCATTERED]


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
    assert scored(made("A zebrafish"), "zebrafish").words > scored(made("A model"), "model").words


def test_repeating_a_word_helps_less_and_less() -> None:
    once, twice, often = (scored(made("x", "graph " * n + FILLER), "graph").words for n in (1, 2, 30))
    assert once < twice < often < 3 * once


def test_inflections_of_a_word_that_was_found_count_as_repetitions() -> None:
    one = scored(made("x", f"We optimise a graph. {FILLER}"), "optimise")
    more = scored(made("x", f"We optimise a graph. {FILLER} Optimised optimisation."), "optimise")
    assert more.words > one.words


def test_a_beginning_counts_as_the_words_it_was_found_as() -> None:
    paper = made("Zebrafish models", FILLER)
    assert scored(paper, "zebraf*").words == pytest.approx(scored(paper, "zebrafish").words)


def test_every_match_has_a_score_above_nothing() -> None:
    for query, paper in [("cat:cs", made("x")), ("au:smith", made("x", authors=["A. Smith"])), ('"IT"', made("IT"))]:
        assert scored(paper, query).total > 0


def test_a_radar_of_two_interests_takes_the_best_of_them_never_a_mean() -> None:
    paper = made("Zebrafish", "Zebrafish swim.")
    assert scored(paper, "zebrafish", "quantum error").total == scored(paper, "zebrafish").total


def test_further_queries_add_a_bounded_bonus() -> None:
    paper = made("Graph nets for trees in space and time", FILLER)
    queries = ["graph", "nets", "trees", "space", "time", "settings"]
    totals = [scored(paper, *queries[:count]) for count in range(1, 7)]
    assert [round(part.several, 2) for part in totals] == [1.0, 1.1, 1.2, 1.3, 1.3, 1.3]
    assert totals[-1].several == 1 + SEVERAL_MOST
    assert totals[1].total >= scored(paper, "graph").total


def test_an_older_paper_counts_a_little_less_and_a_date_to_come_nothing_more() -> None:
    days = [date(2026, 6, 20), date(2026, 6, 12), date(2026, 6, 9), date(2026, 6, 5), date(2020, 1, 1)]
    fresh = [freshness(made("x", announced_on=day), NOW) for day in days]
    assert fresh[0] == fresh[1] == 1
    assert fresh[1] > fresh[2] > fresh[3] == fresh[4] == pytest.approx(0.8)
    assert freshness(made("x", announced_on=None), NOW) == 1


def test_votes_help_a_little_and_never_much() -> None:
    boosts = [popular(replace(made("x"), popularity=votes)) for votes in (-3, 0, 9, 99, 1_000_000)]
    assert boosts == pytest.approx([1, 1, 1.05, 1.10, 1 + POPULAR_MOST])


def test_votes_never_lift_a_mention_above_a_title() -> None:
    famous = replace(made("A study", f"Graphs. {FILLER}"), popularity=10**6)
    assert scored(famous, "graph").total < scored(made("Graphs", f"Graphs. {FILLER}"), "graph").total


def test_the_parts_of_a_score_make_it_up_and_can_be_told() -> None:
    one = scored(replace(made("Graph nets", FILLER, announced_on=date(2026, 6, 9)), popularity=9), "graph", "nets")
    assert one.total == pytest.approx(one.words * GRADE_FACTOR[one.grade] * one.several * one.fresh * one.popular)
    assert str(one) == (
        f"{one.total:.2f} (words {one.words:.2f}, in the title ×1.5, several queries ×1.10, age ×{one.fresh:.2f}, "
        "votes of other readers ×1.05)"
    )


def test_what_the_thumbs_did_is_told_with_its_reasons() -> None:
    up = Score("graph", 2.0, Grade.TOGETHER, liked=1.32, reasons=("retrosynthesi", "catalyst"))
    down = Score("graph", 2.0, Grade.TOGETHER, liked=0.5)
    assert (
        str(up) == "2.64 (words 2.00, together in the abstract ×1, like what you liked (retrosynthesi, catalyst) ×1.32)"
    )
    assert str(down) == "1.00 (words 2.00, together in the abstract ×1, unlike what you liked ×0.50)"


def test_a_corpus_counts_each_paper_once_and_knows_how_many_were_read() -> None:
    bags = [Bag.of(made("Graph", "A graph.")), Bag.of(made("x", "Graphs")), Bag.of(made("Tree"))]
    corpus = Corpus.of(bags, read=50)
    assert corpus.papers == 50
    assert (corpus.found_in["graph"], corpus.found_in["tree"]) == (2, 1)
    assert corpus.rarity("tree") > corpus.rarity("graph") > 0
    assert Corpus.of([]).papers == 0
    assert Corpus.of([]).rarity("x") > 0
