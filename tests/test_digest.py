"""Choosing a digest: the best papers, shared fairly among queries and fields, none twice, numbered in order."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.digest import Candidate, Item, choose
from bot.learning import Labelled, Taste, train, vector
from bot.papers import Paper
from bot.radar import Index, parse
from bot.ranking import Bag, Corpus
from tests.radar.papers_made import made

NOW = datetime(2026, 6, 12, 9, tzinfo=UTC)


def candidates(papers: Sequence[Paper], *queries: str) -> list[Candidate]:
    index = Index()
    for key, query in enumerate(queries):
        index.add(key, parse(query))
    matched = [(paper, tuple(index.match(paper).values())) for paper in papers]
    return [Candidate(paper, found) for paper, found in matched if found]


def numbered(items: Sequence[Item]) -> list[tuple[int, int]]:
    return [(item.number, item.paper.id) for item in items]


def many(topic: str, count: int, start: int = 1, category: str = "cs.CL") -> list[Paper]:
    names = ["alpha", "bravo", "carbon", "delta", "echo", "fox", "golf", "hotel", "indigo", "juliet", "kilo", "lima"]
    return [
        made(f"{topic} {names[n % 12]} {names[n // 12]} {n}", "x", number=start + n, categories=[category])
        for n in range(count)
    ]


def test_the_best_come_first_and_numbers_run_through_items_and_rest() -> None:
    papers = [
        made("x", "On graphs.", number=1),
        made("Graphs", "On graphs.", number=2),
        made("y", "graphs graphs", number=3),
    ]
    items, rest = choose(candidates(papers, "graphs"), shown=(), limit=2, now=NOW)
    assert numbered(items) == [(1, 2), (2, 3)]
    assert numbered(rest) == [(3, 1)]
    assert items[0].score > items[1].score > rest[0].score
    assert items[0].parts is not None
    assert items[0].parts.total == items[0].score


def test_papers_told_before_are_left_out_before_numbering() -> None:
    items, rest = choose(candidates(many("graph", 8), "graph"), shown={1, 3, 5}, now=NOW)
    assert {item.paper.id for item in (*items, *rest)} == {2, 4, 6, 7, 8}
    assert [item.number for item in (*items, *rest)] == [1, 2, 3, 4, 5]


def test_one_broad_query_does_not_eat_the_digest() -> None:
    papers = [*many("model", 20), made("x", "one zebrafish", number=50), made("y", "one qubit", number=51)]
    items, rest = choose(candidates(papers, "model", "zebrafish", "qubit"), shown=(), now=NOW, read=200)
    assert {50, 51} <= {item.paper.id for item in items}
    assert len(items) == 5
    assert len(rest) == 17


def test_a_lone_query_may_fill_the_digest() -> None:
    items, _ = choose(candidates(many("model", 9), "model", "zebrafish"), shown=(), now=NOW)
    assert len(items) == 5


def test_a_share_that_others_do_not_use_is_given_back() -> None:
    papers = [*many("model", 9), made("zebrafish", number=50)]
    items, _ = choose(candidates(papers, "model", "zebrafish"), shown=(), now=NOW)
    assert len(items) == 5
    assert sum(item.paper.id == 50 for item in items) == 1


def test_another_field_is_represented_when_it_has_a_match() -> None:
    papers = [*many("graph", 12), made("x", "Only a graph.", number=50, categories=["q-bio.NC"])]
    items, rest = choose(candidates(papers, "graph"), shown=(), now=NOW)
    assert 50 in {item.paper.id for item in items}
    assert len(items) == 5
    assert len(rest) == 8


def test_two_papers_of_nearly_one_title_are_not_both_shown() -> None:
    papers = [
        made("Scaling laws for graph neural networks", number=1),
        made("Scaling Laws for Graph Neural Network", "Graph neural network.", number=2),
        *many("graph neural network", 3, start=10),
    ]
    items, rest = choose(candidates(papers, "graph neural network"), shown=(), now=NOW)
    assert len({1, 2} & {item.paper.id for item in items}) == 1
    assert len({1, 2} & {item.paper.id for item in rest}) == 1
    assert len(items) == 4


def test_equal_scores_are_ordered_by_day_and_then_by_id() -> None:
    days = {1: date(2026, 6, 12), 2: None, 3: date(2026, 6, 12)}
    papers = [made(f"graph {'abc'[n - 1] * 4}", number=n, announced_on=day) for n, day in days.items()]
    items, _ = choose(candidates(reversed_(papers), "graph"), shown=(), now=NOW)
    assert [item.paper.id for item in items] == [1, 3, 2]


def reversed_(papers: Sequence[Paper]) -> list[Paper]:
    return list(reversed(papers))


def test_a_paper_offered_twice_is_one_paper_with_both_its_reasons() -> None:
    paper = made("Graph nets")
    twice = candidates([paper], "graph") + candidates([paper], "nets")
    items, rest = choose(twice, shown=(), now=NOW)
    assert len(items) == 1
    assert not rest
    assert {match.query for match in items[0].matches} == {"graph", "nets"}


def test_nothing_gives_nothing() -> None:
    assert choose([], shown=(), now=NOW) == ((), ())
    assert choose([Candidate(made("x"), ())], shown=(), now=NOW) == ((), ())


def taste_for(liked: Sequence[Paper], others: Sequence[Paper]) -> tuple[Taste, Corpus]:
    bags = [Bag.of(paper) for paper in (*liked, *others)]
    corpus = Corpus.of(bags)
    vectors = [vector(bag, corpus) for bag in bags]
    thumbs = [Labelled(one, NOW) for one in vectors[: len(liked)]]
    return train(thumbs, (), vectors[len(liked) :], NOW), corpus


def test_thumbs_reorder_the_papers_of_one_query() -> None:
    papers = [made(f"Graphs of {word}", number=n) for n, word in enumerate(("roads", "rivers", "proteins"), 1)]
    liked = [made(f"Proteins {word}", number=50) for word in ("fold", "bind", "move")]
    taste, corpus = taste_for(liked, papers)
    items, _ = choose(candidates(papers, "graph"), shown=(), now=NOW, corpus=corpus, taste=taste)
    assert items[0].paper.id == 3
    assert items[0].parts is not None
    assert items[0].parts.reasons == ("protein",)
    assert [item.paper.id for item in choose(candidates(papers, "graph"), shown=(), now=NOW)[0]] == [1, 2, 3]


def test_whatever_the_thumbs_a_title_hit_stays_above_a_mention_of_the_same_query() -> None:
    title = made("Graphs and nets of rivers", "Water.", number=1)
    mention = made("Proteins", "Proteins fold. A graph. Proteins bind. Nets.", number=2)
    liked = [made("Proteins fold and bind proteins", number=50 + n) for n in range(40)]
    taste, corpus = taste_for(liked, [title, mention, *many("water", 9, start=20)])
    items, _ = choose(candidates([title, mention], "graph AND net"), shown=(), now=NOW, corpus=corpus, taste=taste)
    assert [item.paper.id for item in items] == [1, 2]
    assert items[1].parts is not None
    assert items[1].parts.liked > 2


def test_a_taste_for_one_interest_does_not_crowd_out_another() -> None:
    papers = [*many("protein", 12), *many("qubit", 3, start=40)]
    taste, corpus = taste_for(many("protein", 12, start=80), papers)
    for limit in (2, 5):
        items, _ = choose(
            candidates(papers, "protein", "qubit"), shown=(), limit=limit, now=NOW, corpus=corpus, taste=taste
        )
        assert {item.paper.id >= 40 for item in items} == {True, False}


WORDS = st.lists(st.sampled_from(["graph", "net", "tree", "qubit", "zebrafish", "of", "deep"]), max_size=6).map(
    " ".join
)
CATEGORY = st.sampled_from(["cs.CL", "q-bio.NC", "quant-ph"])
PAPER = st.tuples(WORDS, WORDS, CATEGORY)


@settings(deadline=None)
@given(st.lists(PAPER, max_size=25), st.integers(1, 7), st.sets(st.integers(1, 25), max_size=6), st.randoms())
def test_whatever_matches_is_shown_or_in_the_rest_once_in_an_order_that_input_order_does_not_change(
    rows: list[tuple[str, str, str]], limit: int, shown: set[int], draw: object
) -> None:
    papers = [made(t, a, number=n, categories=[c]) for n, (t, a, c) in enumerate(rows, 1)]
    offered = candidates(papers, "graph", "net AND tree", "qubit", "zebrafish")
    items, rest = choose(offered, shown=shown, limit=limit, now=NOW)
    everyone = [item.paper.id for item in (*items, *rest)]
    assert sorted(everyone) == sorted({one.paper.id for one in offered} - shown)
    assert [item.number for item in (*items, *rest)] == list(range(1, len(everyone) + 1))
    assert len(items) <= limit
    assert bool(items) == bool(everyone)
    draw.shuffle(offered)  # type: ignore[attr-defined]
    again = choose(offered, shown=shown, limit=limit, now=NOW)
    assert [numbered(part) for part in again] == [numbered(items), numbered(rest)]
