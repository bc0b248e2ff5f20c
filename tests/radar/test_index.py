"""The index: all queries at once find exactly what each finds alone, however they are added and removed."""

import random
import re
from collections import Counter
from collections.abc import Callable, Mapping
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.papers import Paper
from bot.radar import Index, Reading, matches, parse
from bot.radar.checks import STOP_WORDS
from bot.radar.folding import Lettered, fold, surfaces, words_of
from bot.radar.paths import paths
from tests.radar.papers_made import CORPUS, made, recorded

PAPERS = 250
QUERIES = 300
_CATEGORY = re.compile(r"[a-z-]+(\.[A-Za-z-]+)?")

Tree = tuple[str, tuple["Tree", ...]] | str


class Oracle:
    """The same language told the slow way: each term is a regular expression over the written out tokens."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self.fields = {"ti": _written_out(paper.title), "abs": _written_out(paper.abstract)}
        self.known: dict[str, bool] = {}

    def holds(self, tree: Tree) -> bool:
        if isinstance(tree, str):
            if tree not in self.known:
                self.known[tree] = self.has(tree)
            return self.known[tree]
        sign, parts = tree
        if sign == "NOT":
            return not self.holds(parts[0])
        return (all if sign == "AND" else any)(self.holds(part) for part in parts)

    def has(self, term: str) -> bool:
        field, colon, value = term.partition(":")
        if not colon:
            return any(_pattern(term.strip('"')).search(text) for text in self.fields.values())
        if field == "au":
            return any(name.lower().split()[-1] == value for name in self.paper.authors)
        if field == "cat":
            return any(re.match(rf"{re.escape(value)}(\.|$)", name) for name in self.paper.categories)
        return _pattern(value.strip('"')).search(self.fields[field]) is not None


def _written_out(text: str) -> str:
    out = []
    for surface in surfaces(text):
        folded = fold(surface)
        capitals = dict(folded.capitals) if isinstance(folded, Lettered) else {}
        out += [
            f"<{t}|{capitals.get(n, '')}|{w}>" for n, (t, w) in enumerate(zip(folded, words_of(surface), strict=True))
        ]
    return "".join(out)


@cache
def _pattern(phrase: str) -> re.Pattern[str]:
    return re.compile("|".join("".join(map(_token, path)) for path in paths(phrase)))


def _token(token: str) -> str:
    if token.endswith("*"):
        start = re.escape(token[:-1])
        return rf"<(?:{start}[^|<>]*\|[^<>]*|[^|<>]*\|[^|<>]*\|{start}[^|<>]*)>"
    if token.isupper():
        return rf"<[^|<>]*\|{re.escape(token)}\|[^<>]*>"
    return rf"<{re.escape(token)}\|[^<>]*>"


def _said(tree: Tree, *, inner: bool = False) -> str:
    if isinstance(tree, str):
        return tree
    sign, parts = tree
    if sign == "NOT":
        return f"NOT {_said(parts[0], inner=True)}"
    text = f" {sign} ".join(_said(part, inner=True) for part in parts)
    return f"({text})" if inner else text


def _terms(papers: list[Paper], draw: random.Random) -> list[str]:
    """Words and phrases of the papers, prefixes, acronyms, authors, categories and fields."""
    words = Counter(word for paper in papers for word in set(re.findall(r"[a-z]{4,}", paper.abstract)))
    common = [word for word, count in words.items() if count > 8 and word not in STOP_WORDS]
    texts = [re.findall(r"[a-z]{3,}(?: [a-z]{3,}){1,2}", paper.abstract) for paper in papers]
    phrases = [f'"{phrase}"' for text in texts for phrase in text if not set(phrase.split()) <= STOP_WORDS]
    acronyms = {word for paper in papers for word in re.findall(r"\b[A-Z]{2,6}\b", paper.abstract)} - {
        "AND",
        "OR",
        "NOT",
    }
    families = {p.authors[0].lower().split()[-1] for p in papers if p.authors and p.authors[0].isascii()}
    categories = {
        part
        for p in papers
        for name in p.categories
        if _CATEGORY.fullmatch(name)
        for part in (name, name.split(".")[0])
    }
    pool = draw.sample(common, 80) + draw.sample(phrases, 120) + draw.sample(sorted(acronyms), 40)
    pool += [f"{draw.choice(('ti', 'abs'))}:{word}" for word in draw.sample(pool, 60)]
    pool += [f"{word[:4]}*" for word in draw.sample(common, 25)]
    pool += [f"au:{name}" for name in sorted(families) if name.isalpha() and len(name) > 1][:30]
    return pool + [f"cat:{name}" for name in sorted(categories)]


def _tree(pool: list[str], draw: random.Random, depth: int = 0) -> Tree:
    kind = draw.random()
    if depth == 2 or kind < 0.35:
        return draw.choice(pool)
    parts = tuple(_tree(pool, draw, depth + 1) for _ in range(draw.choice((2, 2, 3))))
    if kind < 0.65:
        return ("AND", (*parts, ("NOT", (draw.choice(pool),))) if draw.random() < 0.4 else parts)
    return ("OR", parts)


@pytest.mark.skipif(not CORPUS.exists(), reason="the recorded corpus is not here")
def test_on_real_papers_the_index_agrees_with_one_slow_look_per_query() -> None:
    draw = random.Random(20261122)
    papers = recorded(PAPERS, every=100)
    pool = _terms(papers, draw)
    trees = [tree for tree in (_tree(pool, draw) for _ in range(QUERIES)) if len(_said(tree)) <= 200]
    index = Index()
    for key, tree in enumerate(trees):
        index.add(key, parse(_said(tree)))
    found = 0
    for paper in papers:
        oracle = Oracle(paper)
        expected = {key for key, tree in enumerate(trees) if oracle.holds(tree)}
        assert set(index.match(paper)) == expected, paper.id
        found += len(expected)
    assert found > 5 * len(papers)


WORD = st.sampled_from(["graph", "graphs", "net", "neural", "SAM", "sam", "same", "immune", "immunity", "gpt4", "on"])
TEXT = st.lists(st.one_of(WORD, st.sampled_from(["model.", "SAM,", "GPT-4", "pre-training"])), max_size=14).map(
    " ".join
)
TERM = st.sampled_from(
    [
        *("graph", '"graph net"', '"neural net"', "SAM", "sam", "immun*", '"sam immun*"', "GPT-4", "pretraining"),
        *("ti:net", "abs:neural", "au:smith", "cat:cs", "src:arxiv", '"neural graph net"', '"graph immun* SAM"'),
    ]
)


def tree_of(parts: st.SearchStrategy[Tree]) -> st.SearchStrategy[Tree]:
    several = st.lists(parts, min_size=2, max_size=3).map(tuple)
    signs = st.sampled_from(["AND", "OR"])
    both = st.tuples(parts, parts).map(lambda two: ("AND", (two[0], ("NOT", (two[1],)))))
    return st.one_of(st.tuples(signs, several), both)


TREE: st.SearchStrategy[Tree] = st.recursive(TERM, tree_of, max_leaves=6)
PAPER = st.builds(
    lambda title, abstract, author: made(title, abstract, authors=[author]),
    TITLES := TEXT,
    TITLES,
    st.sampled_from(["Jo Smith", "Bo Jones"]),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(TREE, min_size=1, max_size=8), st.lists(PAPER, min_size=1, max_size=4), st.randoms())
def test_after_any_additions_and_removals_the_index_finds_what_each_query_finds_alone(
    trees: list[Tree], papers: list[Paper], draw: random.Random
) -> None:
    queries = {key: parse(_said(tree)) for key, tree in enumerate(trees) if len(_said(tree)) <= 200}
    index = Index()
    for key, query in queries.items():
        index.add(key, query)
        index.add(key, query)
    gone = [key for key in queries if draw.random() < 0.5]
    for key in (*gone, 999):
        index.remove(key)
    for key in gone[::2]:
        index.add(key, queries[key])
    kept = {key for key in queries if key in index}
    assert len(index) == len(kept)
    for paper in papers:
        found = index.match(paper)
        alone = {key for key in kept if matches(queries[key], paper)}
        assert set(found) == alone
        assert all(found[key] == matches(queries[key], paper) for key in alone)


def test_an_emptied_index_keeps_nothing() -> None:
    index = Index()
    queries = [
        "graph",
        "graph net",
        "graph net*",
        "GPT-4",
        "au:smith",
        "cat:cs graph",
        "immun*",
        "pretraining",
        "SAM OR net",
    ]
    for key, text in enumerate(queries):
        index.add(key, parse(text))
    for key in range(len(queries)):
        index.remove(key)
    assert len(index) == 0
    assert not index.match(made("graph net SAM immunity", authors=["Jo Smith"]))
    assert index.is_empty


def test_matches_come_in_the_order_of_their_keys_and_two_equal_queries_both_match() -> None:
    index = Index()
    for key in (7, 3, 5):
        index.add(key, parse("graphs"))
    found: Mapping[int, object] = index.match(made("Graph"))
    assert list(found) == [3, 5, 7]
    assert len(found) == 3
    assert 4 not in found


def test_a_query_under_a_known_key_takes_the_place_of_the_other() -> None:
    index = Index()
    index.add(1, parse("graphs"))
    index.add(1, parse("trees"))
    assert not index.match(made("Graphs"))
    assert list(index.match(made("Trees"))) == [1]


def test_a_paper_read_once_can_be_asked_again() -> None:
    reading = Reading(made("Graph nets", "for trees"))
    ask: Callable[[str], bool] = lambda text: matches(parse(text), reading) is not None  # noqa: E731 - a short name
    assert ask("graph net")
    assert ask("tree")
    assert not ask("ti:tree")
