"""Days on which everything goes wrong end with the same papers, each told once, as days on which nothing does.

``tests/bench/faults.py`` lives through thirty of them; here it is six, with fewer papers.
"""

import shutil

import pytest

from tests.fakes.many import CORPUS
from tests.fakes.month_run import Lived, lived, told

pytestmark = [
    pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is needed to make a certificate"),
    pytest.mark.skipif(not CORPUS.is_file(), reason="the corpus of records is not here"),
]
DAYS, SHARE = 6, 3
ROWS = {f"F{number}" for number in range(1, 14)}


@pytest.fixture(scope="module")
def calm() -> Lived:
    """Six days without trouble."""
    return lived(DAYS, SHARE, troubled=False)


@pytest.fixture(scope="module")
def rough() -> Lived:
    """The same days with every kind of trouble."""
    return lived(DAYS, SHARE, troubled=True, cpu_seconds=1)


def test_days_without_trouble_bring_every_paper_under_all_its_ids(calm: Lived) -> None:
    assert told(DAYS, SHARE) <= calm.works
    assert calm.news_twice == 0


def test_every_kind_of_trouble_was_met(rough: Lived) -> None:
    assert {fault.row for fault in rough.faults if fault.hits} == ROWS
    assert [fault for fault in rough.faults if not fault.hits] == []


def test_trouble_costs_no_paper_and_brings_none_twice(calm: Lived, rough: Lived) -> None:
    assert (calm.works - rough.works, rough.works - calm.works) == (frozenset(), frozenset())
    assert rough.news == calm.news
    assert rough.news_twice == 0


def test_a_host_that_asks_for_patience_is_given_it(rough: Lived) -> None:
    asked = [fault for fault in rough.faults if fault.calls_again_at]
    assert len(asked) >= 2
    assert [fault for fault in asked if fault.impatient] == []


def test_when_nothing_can_be_reached_every_source_says_so(rough: Lived) -> None:
    assert set(rough.states_in_the_dark) == {"failed"}
