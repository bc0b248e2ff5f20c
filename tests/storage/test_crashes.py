"""Killed at any statement, a batch is stored whole or not at all, and what is there is sound."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.storage.crashing import SIZE


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL and no fork on Windows")
def test_a_process_killed_while_it_stores_a_batch_leaves_all_of_it_or_nothing(url: str) -> None:
    command = [sys.executable, "-m", "tests.storage.crashing", url]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    lines = [line.split() for line in done.stdout.splitlines()]
    *killed, last = lines
    assert len(killed) >= 5
    assert [line for line in killed if line[1:] != ["killed", "0"]] == []
    assert [int(line[0]) for line in killed] == list(range(1, len(killed) + 1))
    assert last == ["ended", str(SIZE)]
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(Path(url.removeprefix("sqlite:///")))) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
