"""Fixtures of the full text tests: one web and one child for all of them."""

import shutil
from collections.abc import Callable, Iterator, Mapping

import pytest

from bot.fetching import GuardedFetcher, Limits
from bot.papers import Paper
from bot.parsing import Parsers
from bot.ports.fulltext import FullText, Text
from tests.fakes.web import NOT_THERE, Answer, LoopbackWeb, SteppedClock

from .shelves import NOW, pages

Read = Callable[[FullText, Paper, Mapping[str, bytes | Answer]], Text | None]


@pytest.fixture(scope="session")
def parsers() -> Iterator[Parsers]:
    """One child with the budgets of every day."""
    with Parsers(1) as running:
        yield running


@pytest.fixture(scope="session")
def web() -> Iterator[LoopbackWeb]:
    """The whole web on this machine, empty until a test says what is where."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl is needed to make a certificate")
    hosts = ("arxiv.org", "export.arxiv.org", "www.ebi.ac.uk", "journals.plos.org", "www.biorxiv.org")
    more = ("www.medrxiv.org", "aclanthology.org", "lab.example")
    with LoopbackWeb(lambda asked: NOT_THERE, SteppedClock(NOW), (*hosts, *more)) as running:
        yield running


@pytest.fixture
def fetcher(web: LoopbackWeb) -> Iterator[GuardedFetcher]:
    """The real fetcher on that web, fresh for every test."""
    web.asked.clear()
    with web.fetcher(Limits(failures_to_open=100)) as running:
        yield running


@pytest.fixture
def read(web: LoopbackWeb, fetcher: GuardedFetcher, parsers: Parsers) -> Read:
    """Reads a paper by one way from a web that has these pages."""

    def reading(way: FullText, paper: Paper, answers: Mapping[str, bytes | Answer]) -> Text | None:
        web.site = pages(answers)
        return way.read(paper, fetcher, parsers)

    return reading
