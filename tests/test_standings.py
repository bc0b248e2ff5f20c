"""Standings: papers matched once for everybody stand as if they had been matched for each reader alone."""

from collections.abc import Collection, Sequence
from datetime import UTC, date, datetime
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.digest import Standings, choose
from bot.papers import Paper
from bot.radar import Index, QueryError, parse
from bot.ranking import Bag, Corpus, score
from tests.radar.papers_made import CORPUS, made, recorded
from tests.test_digest import PAPER, candidates, many

NOW = datetime(2026, 6, 12, 9, tzinfo=UTC)
LINES = ["graph", "net AND tree", "qubit", "zebrafish"]


def test_papers_matched_once_for_everybody_give_each_reader_the_digest_matched_for_one() -> None:
    papers = [*many("graph net", 9), *many("qubit", 4, start=20), made("Trees", "Of nets.", number=40), made("Soil")]
    standings = Standings([parse(line) for line in LINES], papers, NOW)
    for lines in (LINES[:1], LINES[1:3], LINES):
        canonical = [str(parse(line)) for line in lines]
        alone = choose(candidates(papers, *lines), shown={3}, now=NOW, corpus=standings.corpus)
        crowd = choose(standings.candidates(canonical, {3}), shown=(), now=NOW, corpus=standings.corpus)
        assert crowd == alone
        assert standings.counted(canonical, {3}) == len(alone[0]) + len(alone[1])


def test_a_line_that_found_nothing_or_is_unknown_adds_nothing() -> None:
    standings = Standings([parse("graph")], many("graph", 3), NOW)
    assert standings.best(["zebrafish"]) == []
    assert [paper.id for paper in standings.best(["graph", "zebrafish", "graph"], {2})] == [1, 3]
    assert standings.counted(["zebrafish"]) == 0
    assert standings.candidates([]) == []


class InFull:
    """Papers matched and scored with all their evidence, to compare with."""

    def __init__(self, papers: Sequence[Paper], lines: Sequence[str], corpus: Corpus) -> None:
        index = Index()
        for key, line in enumerate(lines):
            index.add(key, parse(line))
        self._lines, self._corpus = lines, corpus
        self._found = [(one, Bag.of(one), dict(index.match(one))) for one in papers]

    def order(self, radar: Collection[str]) -> list[int]:
        """The ids of the papers a radar finds, best first."""
        rows = []
        for paper, bag, found in self._found:
            if matched := [match for key, match in found.items() if self._lines[key] in radar]:
                total = score(paper, matched, self._corpus, NOW, bag).total
                rows.append((-round(total, 9), -(paper.announced_on or date.min).toordinal(), paper.id))
        return [number for _, _, number in sorted(rows)]


def standing(standings: Standings, lines: Sequence[str], most: int = 50) -> list[int]:
    return [paper.id for paper in standings.best([str(parse(line)) for line in lines], (), most)]


FAMILIES = ["au:wang", "au:li AND cat:cs", "cat:astro-ph", "cat:cs.LG NOT learning", "src:arxiv", "au:zhang OR au:chen"]


def drawn_lines(papers: Sequence[Paper], draw: Random) -> list[str]:
    """Phrases as the papers write them, alone and joined, then acronyms, beginnings, names and categories."""
    words = [paper.abstract.split() for paper in papers]
    phrases = [
        " ".join(text[at : at + draw.choice((1, 1, 2, 3))]) for text in words for at in draw.sample(range(60), 4)
    ]
    plain = [phrase for phrase in phrases if phrase.replace(" ", "").isalpha()]
    pairs = [(draw.choice(plain), draw.choice(plain)) for _ in range(60)]
    joints = [
        ('"{}" NOT "{}"', '"{}" AND "{}"', 'ti:"{}" OR abs:"{}"', '("{}" OR "{}") cat:cs', '"{}" OR "{}"')[n % 5]
        for n in range(60)
    ]
    joined = [joint.format(*pair) for joint, pair in zip(joints, pairs, strict=True)]
    lines = [
        *plain,
        *joined,
        *FAMILIES,
        "LLM",
        "LLM OR large language model",
        "ti:LLM",
        "CNN",
        "GAN",
        "galax*",
        "learn*",
    ]
    return [line for line in lines if is_query(line)]


def is_query(line: str) -> bool:
    try:
        parse(line)
    except QueryError:
        return False
    return True


@pytest.mark.skipif(not CORPUS.exists(), reason="the recorded papers are not here")
def test_papers_stand_in_the_order_that_all_their_evidence_gives_them_for_each_line_and_for_500_radars() -> None:
    papers, draw = recorded(80, every=250), Random(5)
    lines = drawn_lines(papers, draw)
    standings = Standings([parse(line) for line in lines], papers, NOW)
    full = InFull(papers, lines, standings.corpus)
    orders = {line: full.order([line]) for line in lines}
    assert sum(map(len, orders.values())) > 1_000
    assert [line for line in lines if standing(standings, [line], 100) != orders[line]] == []
    telling = [line for line in lines if orders[line]]
    for _ in range(500):
        radar = draw.sample(telling, 5)
        assert standing(standings, radar, 10) == full.order(radar)[:10], radar


def test_where_scores_are_equal_the_newest_paper_stands_first() -> None:
    days = {1: date(2026, 6, 1), 2: None, 3: date(2026, 6, 2), 4: date(2026, 6, 2)}
    papers = [made("Graph", number=n, announced_on=day) for n, day in days.items()]
    assert standing(Standings([parse("graph")], papers, NOW), ["graph"]) == [2, 3, 4, 1]


def test_a_broad_line_offers_its_best_and_counts_the_rest() -> None:
    papers = [*many("graph", 70), made("Graph of graphs", "Graph graph graph.", number=99)]
    standings = Standings([parse("graph")], papers, NOW)
    best = standings.best(["graph"])
    assert len(best) == 50
    assert best[0].id == 99
    assert standings.counted(["graph"]) == 71


RADAR = st.lists(
    st.sampled_from([*LINES, "graph NOT net", "ti:net OR abs:tree", "dee*", "cat:q-bio", "graph net"]),
    min_size=1,
    max_size=5,
)


@settings(deadline=None, max_examples=60)
@given(st.lists(PAPER, max_size=12), RADAR)
def test_the_order_for_everybody_is_the_order_for_one(rows: list[tuple[str, str, str]], radar: list[str]) -> None:
    papers = [made(t, a, number=n, categories=[c]) for n, (t, a, c) in enumerate(rows, 1)]
    standings = Standings([parse(line) for line in radar], papers, NOW)
    assert standing(standings, radar) == InFull(papers, list(dict.fromkeys(radar)), standings.corpus).order(radar)
