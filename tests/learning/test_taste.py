"""Learning from thumbs: a taste reorders what the radar found, fades, can be looked at, and can be forgotten."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.learning import Labelled, Taste, Vector, blend, train, trust, vector
from bot.learning.training import HALF_LIFE, MOST_THUMBS
from bot.ranking import Bag, Corpus
from tests.radar.papers_made import made

NOW = datetime(2026, 6, 12, 9, tzinfo=UTC)
CATALYSIS = [
    "Retrosynthesis with catalysts",
    "A catalyst for ammonia",
    "Catalytic retrosynthesis planning",
    "Planning a synthesis with a catalyst",
]
VISION = ["Image segmentation", "Video segmentation with masks", "Masks for images", "A video of images"]
USUAL = ["Graph models", "Sparse training", "Language models", "Robot arms", "Galaxy surveys", "Soil and rain"]
BAGS = {title: Bag.of(made(title)) for title in (*CATALYSIS, *VISION, *USUAL)}
CORPUS = Corpus.of(BAGS.values())
VECTORS = {title: vector(bag, CORPUS) for title, bag in BAGS.items()}


def thumbs(titles: Sequence[str], at: datetime = NOW) -> list[Labelled]:
    return [Labelled(VECTORS[title], at) for title in titles]


def stream(titles: Sequence[str] = USUAL) -> list[Vector]:
    return [VECTORS[title] for title in titles]


def test_a_paper_like_those_liked_stands_above_one_like_those_dismissed() -> None:
    taste = train(thumbs(CATALYSIS[:3]), thumbs(VISION[:3]), stream(), NOW)
    assert taste.of(VECTORS[CATALYSIS[3]]) > 0 > taste.of(VECTORS[VISION[3]])


def test_likes_alone_are_enough() -> None:
    taste = train(thumbs(CATALYSIS[:2]), (), stream(), NOW)
    assert taste.of(VECTORS[CATALYSIS[3]]) > max(taste.of(VECTORS[title]) for title in (*VISION, *USUAL))
    assert train(thumbs(CATALYSIS[:2]), (), (), NOW).of(VECTORS[CATALYSIS[3]]) > 0


def test_dislikes_alone_only_push_away_and_gently() -> None:
    taste = train((), thumbs(VISION[:3]), stream(), NOW)
    assert taste.of(VECTORS[VISION[3]]) < min(taste.of(VECTORS[title]) for title in CATALYSIS)
    assert trust(taste.likes) < trust(3)


def test_dislikes_alone_do_not_turn_away_from_what_the_whole_stream_shares() -> None:
    titles = ["Graphs of roads", "Graphs of rivers", "Graphs of proteins", "Graphs of games"]
    bags = [Bag.of(made(title)) for title in titles]
    roads, rivers, *others = (vector(bag, Corpus.of(bags)) for bag in bags)
    taste = train((), [Labelled(roads, NOW)], [rivers, *others], NOW)
    terms = dict(taste.terms())
    assert terms["graph"] == pytest.approx(0, abs=0.15)
    assert terms["road"] < -0.5


def test_the_first_dismissals_count_little_beside_likes_and_many_count_more() -> None:
    def against(count: int) -> float:
        taste = train(thumbs(CATALYSIS[:3]), thumbs(["Masks for images"] * count), stream(), NOW)
        return -dict(taste.terms(100)).get("mask", 0.0)

    assert against(0) == 0
    assert 0 < against(1) < against(30) / 5


def test_no_thumbs_change_nothing() -> None:
    taste = train((), (), stream(), NOW)
    assert taste == Taste()
    assert all(taste.factor(each) == 1.0 for each in VECTORS.values())
    assert Taste().of({}) == 0.0


def test_the_same_thumbs_teach_the_same_taste() -> None:
    first, again = (train(thumbs(CATALYSIS), thumbs(VISION), stream(), NOW) for _ in range(2))
    assert first == again


def test_thumbs_fade_over_months() -> None:
    fresh, old = (train(thumbs(CATALYSIS, NOW - age), (), stream(), NOW) for age in (timedelta(0), HALF_LIFE))
    assert old.likes == pytest.approx(fresh.likes / 2)
    assert fresh.factor(VECTORS[CATALYSIS[0]]) > old.factor(VECTORS[CATALYSIS[0]]) > 1
    assert Labelled({}, NOW + timedelta(days=3)).strength(NOW) == 1


def test_an_interest_that_is_liked_now_outweighs_one_of_last_year() -> None:
    year = NOW - timedelta(days=365)
    taste = train([*thumbs(CATALYSIS[:3], year), *thumbs(VISION[:3])], (), stream(), NOW)
    assert taste.of(VECTORS[VISION[3]]) > taste.of(VECTORS[CATALYSIS[3]]) > 0


def test_a_taste_can_be_looked_at() -> None:
    taste = train(thumbs(CATALYSIS), thumbs(VISION), stream(), NOW)
    terms = dict(taste.terms(6))
    assert terms["catalyst"] > 0
    assert min(dict(taste.terms(100)).items(), key=lambda pair: pair[1])[0] in {"imag", "mask", "video", "segment"}
    assert taste.reasons(VECTORS["A catalyst for ammonia"]) == ("catalyst", "ammonia")
    assert taste.reasons({}) == ()


def test_a_taste_is_the_same_after_being_stored() -> None:
    taste = train(thumbs(CATALYSIS), thumbs(VISION), stream(), NOW)
    again = Taste.from_json(json.loads(json.dumps(taste.to_json())))
    for each in VECTORS.values():
        assert again.of(each) == pytest.approx(taste.of(each), abs=1e-3)


def test_a_long_history_does_not_make_every_refit_longer() -> None:
    many = [Labelled(VECTORS[CATALYSIS[n % 4]], NOW - timedelta(days=400 - n)) for n in range(MOST_THUMBS + 99)]
    assert train(many, (), stream(), NOW) == train(many[99:], (), stream(), NOW)


def test_the_query_has_the_whole_say_at_first_and_less_with_every_like() -> None:
    assert blend(2.0, 5.0, 0) == 2.0
    assert [round(trust(likes), 2) for likes in (0, 1, 3, 9)] == [0.0, 0.25, 0.5, 0.75]
    assert 2.0 < blend(2.0, 1.0, 1) < blend(2.0, 1.0, 5) < blend(2.0, 1.0, 50)


def test_a_taste_never_lifts_what_no_query_finds() -> None:
    assert blend(0.0, 8.0, 100) == 0.0


@given(st.floats(0.01, 50), st.floats(-1e6, 1e6), st.floats(0, 1e6))
def test_what_a_taste_does_is_bounded(query: float, taste: float, likes: float) -> None:
    assert query / 40 < blend(query, taste, likes) < query * 40


WORDS = st.dictionaries(st.sampled_from("abcdefgh"), st.floats(0.05, 1), max_size=5)


@settings(deadline=None, max_examples=60)
@given(st.lists(WORDS, max_size=5), st.lists(WORDS, max_size=5), st.lists(WORDS, max_size=6))
def test_whatever_the_thumbs_every_paper_gets_a_finite_place(
    up: list[Vector], down: list[Vector], usual: list[Vector]
) -> None:
    taste = train([Labelled(one, NOW) for one in up], [Labelled(one, NOW) for one in down], usual, NOW)
    for each in (*up, *down, *usual, {}):
        assert 0 < taste.factor(each) < 40
