"""Days replayed through the whole reading path: nothing is missed or new twice, whatever happens to a day."""

import shutil
import sys
from pathlib import Path

import pytest

from bot.ports.sources import Archive
from bot.wiring.outside import source
from tests.fakes.replaying import Outcome, arxiv, nature, repeated, without
from tests.fakes.week import ARXIV_DAYS, NATURE_DAYS, arxiv_items

pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is needed to make a certificate")
kills = pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL on Windows")
recorded = pytest.mark.skipif(not NATURE_DAYS, reason="the recordings of Nature's feed are not here")
SMALL = ("cs.GT", "cs.IT")


def assert_held(outcome: Outcome) -> None:
    assert outcome.holds, outcome.sentence
    assert outcome.stored


@recorded
def test_a_journals_feed_read_daily_misses_nothing_and_tells_nothing_twice(tmp_path: Path) -> None:
    assert_held(nature(NATURE_DAYS[:4], tmp_path))


@recorded
def test_a_day_the_bot_was_away_from_a_journal_costs_only_what_no_later_day_shows(tmp_path: Path) -> None:
    assert_held(nature(without(NATURE_DAYS[:4], 1), tmp_path))


@recorded
def test_a_journals_days_seen_backwards_are_stored_alike(tmp_path: Path) -> None:
    assert_held(nature(NATURE_DAYS[3::-1], tmp_path))


@kills
@recorded
@pytest.mark.parametrize("place", ["inside", "between"])
def test_a_process_killed_over_a_journals_batch_loses_and_doubles_nothing(tmp_path: Path, place: str) -> None:
    assert_held(nature(NATURE_DAYS[:3], tmp_path, {1: place}))


def test_a_week_of_arxiv_misses_nothing_and_tells_nothing_twice(tmp_path: Path) -> None:
    outcome = arxiv(ARXIV_DAYS, SMALL, tmp_path)
    assert_held(outcome)
    assert outcome.news == len(outcome.stored)


def test_a_batch_of_arxiv_seen_twice_is_new_once(tmp_path: Path) -> None:
    assert_held(arxiv(repeated(ARXIV_DAYS, 2), SMALL, tmp_path))


def test_an_old_batch_of_arxiv_after_a_newer_one_is_kept_all_the_same(tmp_path: Path) -> None:
    assert_held(arxiv((ARXIV_DAYS[1], ARXIV_DAYS[0], ARXIV_DAYS[2]), SMALL, tmp_path))


@kills
@pytest.mark.parametrize("place", ["inside", "between"])
def test_a_process_killed_over_a_batch_of_arxiv_loses_and_doubles_nothing(tmp_path: Path, place: str) -> None:
    assert_held(arxiv(ARXIV_DAYS[:3], SMALL[:1], tmp_path, {1: place}))


@pytest.mark.skipif(not isinstance(source("arxiv:cs.GT"), Archive), reason="arXiv's archive cannot be read here")
def test_a_day_lost_to_arxivs_feed_is_read_back_from_its_archive(tmp_path: Path) -> None:
    (tmp_path / "lost").mkdir()
    lost = arxiv(without(ARXIV_DAYS, 1), SMALL, tmp_path / "lost")
    assert_held(arxiv(without(ARXIV_DAYS, 1), SMALL, tmp_path, lost=ARXIV_DAYS[1]))
    whole = frozenset(key for day in ARXIV_DAYS for category in SMALL for key in arxiv_items(day, category))
    assert lost.stored < whole
