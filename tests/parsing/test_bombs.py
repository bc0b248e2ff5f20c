"""Documents that are bombs: read or refused within the budget, the caller unharmed, the next one read."""

import tracemalloc
from collections.abc import Iterator

import pytest

from bot.parsing import ParseFailure, Parsers

from . import sample_parsers
from .bomb_recipes import FEEDS, PAGES, built, recipes

pytestmark = pytest.mark.skipif(recipes() is None, reason="the recipes of the bombs are not here")

MIB = 1 << 20
_HERE = sample_parsers.__name__
_SMALL: dict[str, tuple[int, ...]] = {
    "billion_laughs": (7,),
    "quadratic_entities": (5_000, 5_000),
    "author_redos": (6_000,),
    "attrs": (3_000,),
    "entries": (100,),
    "malformed": (1,),
    "nested": (5_000,),
    "html_deep": (20_000,),
    "html_attrs": (5_000,),
}
_GOOD = b"<rss version='2.0'><channel><title>c</title><item><title>Paper</title></item></channel></rss>"


@pytest.fixture(scope="module")
def parsers() -> Iterator[Parsers]:
    """One child with budgets small enough for a test."""
    package = _HERE.rpartition(".")[0]
    with Parsers(1, cpu_seconds=0.8, memory_bytes=256 * MIB, wall_seconds=10, allowed=(package + ".",)) as running:
        yield running


def _outcome(parsers: Parsers, parser: str, body: bytes) -> object:
    try:
        return parsers.run(f"{_HERE}:{parser}", body)
    except ParseFailure as failure:
        return failure.kind


@pytest.mark.parametrize("name", [*FEEDS, *PAGES])
def test_a_bomb_is_read_or_refused_and_the_next_document_is_read(parsers: Parsers, name: str) -> None:
    body = built(name, *_SMALL[name])
    tracemalloc.start()
    outcome = _outcome(parsers, "feed" if name in FEEDS else "page", body)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert isinstance(outcome, dict | int) or outcome in {"cpu", "memory", "malformed", "crash", "too_large"}
    assert peak < 64 * MIB
    assert parsers.run(f"{_HERE}:feed", _GOOD) == {"titles": ["Paper"]}


def test_a_regular_expression_that_runs_wild_is_stopped_by_its_computing_time(parsers: Parsers) -> None:
    assert _outcome(parsers, "feed", built("author_redos", 60_000)) == "cpu"
