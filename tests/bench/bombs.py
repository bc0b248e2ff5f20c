"""The bombs at their full size: what each costs, and how far the memory of the caller grows.

python -m pytest tests/bench/bombs.py -s
"""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.fetching import FetchFailure
from bot.parsing import ParseFailure, Parsers
from tests.fetching.scripted_server import Script, ScriptedServer, reply
from tests.fetching.surroundings import HandClock, fetcher_for
from tests.fulltext.shelves import article, lines, pdf
from tests.parsing import sample_parsers
from tests.parsing.bomb_recipes import FEEDS, PAGES, built, recipes

pytestmark = [
    pytest.mark.bench,
    pytest.mark.skipif(recipes() is None, reason="the recipes of the bombs are not here"),
    pytest.mark.skipif(not Path("/proc/self/clear_refs").exists(), reason="memory peaks are only known on Linux"),
]
MOST_GROWTH_KIB = 64 * 1024
GOOD = b"<rss version='2.0'><channel><title>c</title><item><title>Paper</title></item></channel></rss>"


def _memory_kib(name: str) -> int:
    status = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in status if line.startswith(name))


def _measured(name: str, work: Callable[[], str], most_growth_kib: int = MOST_GROWTH_KIB) -> None:
    Path("/proc/self/clear_refs").write_text("5")  # the peak starts again from here
    before, began = _memory_kib("VmRSS"), time.perf_counter()
    outcome = work()
    growth = _memory_kib("VmHWM") - before
    print(f"\n{name:<20} {outcome:<12} {time.perf_counter() - began:6.2f} s   caller +{growth / 1024:.1f} MiB")
    assert growth < most_growth_kib


@pytest.fixture(scope="module")
def parsers() -> Iterator[Parsers]:
    """One child with the budgets of every day."""
    with Parsers(1, allowed=("tests.parsing.",)) as running:
        yield running


@pytest.mark.parametrize("name", [*FEEDS, *PAGES])
def test_a_full_bomb_costs_its_caller_little(parsers: Parsers, name: str) -> None:
    body = built(name)
    parser = f"{sample_parsers.__name__}:{'feed' if name in FEEDS else 'page'}"

    def work() -> str:
        try:
            parsers.run(parser, body)
        except ParseFailure as failure:
            return failure.kind
        return "read"

    parsers.run(f"{sample_parsers.__name__}:feed", GOOD)
    _measured(name, work)
    assert parsers.run(f"{sample_parsers.__name__}:feed", GOOD) == {"titles": ["Paper"]}


def _operators(count: int) -> bytes:
    return pdf("BT /F1 10 Tf 72 700 Td " + "(a) Tj " * count + "ET")


@pytest.mark.parametrize("name", [*PAGES, "pdf_operators"])
def test_a_full_bomb_for_a_full_text_costs_its_caller_little(name: str) -> None:
    page = b"<article><p>Tea.</p>%s</article>"
    way, body = ("pdf", _operators(200_000)) if name == "pdf_operators" else ("arxiv_html", page % built(name))

    def work() -> str:
        try:
            ours.run(f"bot.fulltext.{way}:parse", body)
        except ParseFailure as failure:
            return failure.kind
        return "read"

    with Parsers(1) as ours:
        ours.run("bot.fulltext.arxiv_html:parse", article("<p>Tea.</p>"))
        _measured(f"{way}: {name}", work)
        assert ours.run("bot.fulltext.pdf:parse", pdf(lines("Tea.")))["sections"]


def test_the_largest_reply_is_held_to_its_bounds(parsers: Parsers) -> None:
    flood = f"{sample_parsers.__name__}:flood"
    # Its bytes and its text, then its text and its content: twice its size, for a moment.
    size = 31 << 20
    work = lambda: f"{len(parsers.run(flood, str(size).encode()))} B"  # noqa: E731 - one look
    _measured("the largest reply", work, most_growth_kib=5 * size // 2 // 1024)


def _served(name: str) -> Script:
    if name == "endless":
        return reply(200, built("endless", 100), length=None)
    if name == "header_huge":
        return reply(200, b"x", recipes_headers())
    encoding = "gzip, gzip" if name == "gzip_gzip_bomb" else "gzip"
    return reply(200, built(name), {"Content-Encoding": encoding})


def recipes_headers() -> list[tuple[str, str]]:
    """The one enormous header."""
    made: list[tuple[str, str]] = getattr(recipes(), "header_huge")()  # noqa: B009 - the module is known at run time
    return made


@pytest.mark.parametrize("name", ["gzip_bomb", "gzip_gzip_bomb", "endless", "header_huge"])
def test_a_full_bomb_on_the_wire_costs_its_caller_little(name: str) -> None:
    with ScriptedServer({"/bomb": _served(name)}) as server, fetcher_for(server, HandClock()) as fetcher:

        def work() -> str:
            try:
                fetcher.get(server.url("/bomb"))
            except FetchFailure as failure:
                return failure.kind
            return "read"

        _measured(name, work)
