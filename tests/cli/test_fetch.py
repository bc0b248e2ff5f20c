"""``fetch``: reading now, and reading back days gone by, which may be stopped and gone on with at any time."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.cli import main
from bot.storage import open_store

DETAILS = "https://api.biorxiv.org/details/biorxiv"
WINDOWS = ((1, 7), (8, 14), (15, 15))
JOURNAL = "feed:https://journal.example/feed"


class Web:
    """A recorded web with bioRxiv's interface in it: what each window of June answers."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._entries: dict[str, Mapping[str, Any]] = {}

    def holds(self, *windows: tuple[int, int]) -> None:
        """These windows are there, with two papers on each of their days, and no others."""
        self._entries = {}
        for first, last in windows:
            name = f"{first}.json"
            (self._folder / name).write_text(json.dumps(page(first, last)), encoding="utf-8")
            self._entries[address(first, last)] = {"file": name, "headers": {"content-type": "application/json"}}
        self._save()

    def refuses(self, window: tuple[int, int], **answer: Any) -> None:
        """This window answers otherwise."""
        self._entries[address(*window)] = answer
        self._save()

    def _save(self) -> None:
        rows = [{"url": url, **answer} for url, answer in self._entries.items()]
        (self._folder / "index.json").write_text(json.dumps({"entries": rows}), encoding="utf-8")


def address(first: int, last: int) -> str:
    return f"{DETAILS}/2026-06-{first:02}/2026-06-{last:02}/*"


def page(first: int, last: int) -> Mapping[str, Any]:
    rows = [row(day, number) for day in range(first, last + 1) for number in (1, 2)]
    return {"messages": [{"status": "ok", "count": len(rows), "total": len(rows)}], "collection": rows}


def row(day: int, number: int) -> Mapping[str, str]:
    return {
        "doi": f"10.64898/2026.06.{day:02}.{number:06}",
        "title": f"Preprint {number} of day {day} on the cells of tea plants",
        "authors": "Lovelace, A.; Hopper, G.",
        "date": f"2026-06-{day:02}",
        "version": "1",
        "type": "new results",
        "category": "plant biology",
        "abstract": "We grew tea. It was green.",
        "published": "NA",
        "server": "biorxiv",
    }


@pytest.fixture
def web(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Web:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'radar.sqlite3'}")
    monkeypatch.setenv("RADAR_REPLAY", str(tmp_path))
    monkeypatch.setenv("RADAR_CLOCK", "2026-06-15T12:00Z")
    monkeypatch.setenv("RADAR_SOURCES", f"biorxiv, {JOURNAL}")
    monkeypatch.setenv("RADAR_LOG", "ERROR")
    return Web(tmp_path)


def reached(folder: Path) -> date | None:
    store = open_store(f"sqlite:///{folder / 'radar.sqlite3'}")
    try:
        return store.sources.reached("biorxiv", date(2026, 6, 1))
    finally:
        store.close()


def test_days_gone_by_are_read_and_told_in_one_line(web: Web, capsys: pytest.CaptureFixture[str]) -> None:
    web.holds(*WINDOWS)
    assert main(["fetch", "--since", "2026-06-01", "biorxiv"]) == 0
    told = capsys.readouterr()
    assert told.out == "bioRxiv: 15 of 15 days up to 2026-06-15, 30 papers, 30 new\n"
    assert [line.partition(",")[0] for line in told.err.splitlines()] == [
        "bioRxiv: read up to 2026-06-07",
        "bioRxiv: read up to 2026-06-14",
        "bioRxiv: read up to 2026-06-15",
    ]


def test_reading_that_failed_says_how_to_go_on_and_then_asks_for_nothing_twice(
    web: Web, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    web.holds((1, 7))
    assert main(["fetch", "--since", "2026-06-01", "biorxiv"]) == 1
    told = capsys.readouterr()
    assert told.out == "bioRxiv: 7 of 15 days up to 2026-06-07, 14 papers, 14 new\n"
    assert "bioRxiv could not be read on: This page of api.biorxiv.org is not in this recording." in told.err
    assert told.err.endswith("To go on: python -m bot fetch --since 2026-06-01 biorxiv\n")
    assert reached(tmp_path) == date(2026, 6, 7)
    web.holds((8, 14), (15, 15))
    assert main(["fetch", "--since", "2026-06-01", "biorxiv"]) == 0
    assert capsys.readouterr().out == "bioRxiv: 8 of 8 days up to 2026-06-15, 16 papers, 16 new\n"


def test_one_source_that_cannot_be_read_back_does_not_stop_the_next(
    web: Web, capsys: pytest.CaptureFixture[str]
) -> None:
    web.holds((1, 7))
    assert main(["fetch", "--since", "2026-06-01", "biorxiv", "biorxiv:plant biology"]) == 1
    assert len(capsys.readouterr().out.splitlines()) == 2


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("yesterday", "'yesterday' is no day: write it as year-month-day, such as --since 2026-06-01."),
        ("2026-06-31", "'2026-06-31' is no day"),
        ("2026-06-16", "2026-06-16 is still to come: name a day of the past, such as --since 2026-06-08."),
        ("2023-06-16", "Reading back reaches two years at most: --since 2024-06-14 is the earliest day."),
    ],
)
def test_a_day_that_cannot_be_is_refused_in_a_sentence(
    web: Web, capsys: pytest.CaptureFixture[str], typed: str, sentence: str
) -> None:
    web.holds(*WINDOWS)
    assert main(["fetch", "--since", typed, "biorxiv"]) == 2
    assert sentence in capsys.readouterr().err


def test_a_feed_has_no_past_and_says_so(web: Web, capsys: pytest.CaptureFixture[str]) -> None:
    web.holds(*WINDOWS)
    assert main(["fetch", "--since", "2026-06-01", JOURNAL]) == 2
    assert "feeds only hold their latest entries" in capsys.readouterr().err


def test_without_a_name_every_source_with_a_past_is_read_back(web: Web, capsys: pytest.CaptureFixture[str]) -> None:
    web.holds(*WINDOWS)
    assert main(["fetch", "--since", "2026-06-01"]) == 0
    told = capsys.readouterr()
    assert told.out.startswith("bioRxiv: 15 of 15 days")
    assert f"{JOURNAL}: no past to read, feeds only hold their latest entries." in told.err


def test_a_stop_at_the_keyboard_keeps_what_was_read_and_says_how_to_go_on(
    web: Web, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    web.holds(*WINDOWS)
    web.refuses((8, 14), status=429, headers={"retry-after": "300"})
    command = [sys.executable, "-m", "bot", "fetch", "--since", "2026-06-01", "biorxiv"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=os.environ) as running:
        assert running.stderr is not None
        before = read_until(running.stderr, "Asked to slow down")
        running.send_signal(signal.SIGINT)
        after = running.stderr.read()
    assert "waiting 300 seconds" in before[-1]
    assert running.returncode == 130
    assert "Stopped; what was read is kept. To go on: python -m bot fetch --since 2026-06-01 biorxiv" in after
    assert "Traceback" not in after
    assert reached(tmp_path) == date(2026, 6, 7)
    web.holds((8, 14), (15, 15))
    assert main(["fetch", "--since", "2026-06-01", "biorxiv"]) == 0
    assert "8 of 8 days" in capsys.readouterr().out


def read_until(lines: Any, sign: str) -> Sequence[str]:
    seen: list[str] = []
    for line in lines:
        seen.append(line)
        if sign in line:
            break
    return seen


def test_what_was_read_back_is_not_asked_for_again_until_a_new_day_is_over(
    web: Web, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    web.holds((1, 7), (8, 14), (15, 15))
    assert main(["fetch", "--since", "2026-06-01", "biorxiv"]) == 0
    web.holds((15, 16))
    later = date(2026, 6, 15) + timedelta(days=1)
    monkeypatch.setenv("RADAR_CLOCK", f"{later}T12:00Z")
    capsys.readouterr()
    assert main(["fetch", "--since", "2026-06-01", "biorxiv"]) == 0
    assert capsys.readouterr().out == "bioRxiv: 2 of 2 days up to 2026-06-16, 4 papers, 2 new\n"
