"""A day for a crowd: radars of five lines against a thousand papers, matched once, then one merge a subscriber.

    python -m tests.bench.subscribers [subscribers …]

Each crowd is measured in a process of its own, so that the memory is that of the work alone.
"""

import pickle
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from itertools import accumulate
from pathlib import Path
from typing import TypeVar

from bot.digest import Standings
from bot.papers import Paper
from bot.radar import Query, Term
from tests.bench.matching import PAPERS, mined, paper, parsed, records, spent, told

LINES = 5
SHOWN = 10
SAMPLE = 200
MERGE_MICROSECONDS = 50.0
NOW = datetime(2026, 6, 12, 9, tzinfo=UTC)
CATEGORIES = ("cs.LG", "cs.CL", "astro-ph", "q-bio")
T = TypeVar("T")


def radars(phrases: Sequence[str], families: Sequence[str], subscribers: int) -> list[list[str]]:
    """Five lines each, popular ones shared by many (Zipf): 85 of 100 are phrases, the rest has operators and fields."""
    draw = random.Random(2)
    weights = list(accumulate(1 / (rank + 10) ** 0.8 for rank in range(len(phrases))))
    drawn = draw.choices(phrases, cum_weights=weights, k=subscribers * LINES)
    others = iter(draw.choices(phrases, cum_weights=weights, k=subscribers * LINES))
    lines = [phrase if draw.random() < 0.85 else _mixed(phrase, next(others), families, draw) for phrase in drawn]
    return [lines[at : at + LINES] for at in range(0, len(lines), LINES)]


def _mixed(phrase: str, other: str, families: Sequence[str], draw: random.Random) -> str:
    kind = draw.random()
    if kind < 0.33:
        return f'"{phrase}" NOT "{other}"'
    if kind < 0.60:
        return f'"{phrase}" AND "{other}"'
    if kind < 0.80:
        return f'("{phrase}" OR "{other}") cat:{draw.choice(CATEGORIES)}'
    return f"au:{draw.choice(families)}" if kind < 0.93 else f'ti:"{phrase}" OR abs:"{other}"'


def query_of(line: str) -> Query | None:
    """The query of a line; a mere phrase needs no parser."""
    return parsed(line) if '"' in line or ":" in line else Query(Term(line))


def memory() -> int:
    """The most memory this process has held, in megabytes."""
    status = Path("/proc/self/status").read_text("ascii")  # what getrusage says includes the process that started this
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM:")) // 1024


def clocked(work: Callable[[], T]) -> tuple[T, float]:
    begin = time.process_time()
    made = work()
    return made, time.process_time() - begin


def merged(standings: Standings, asked: Sequence[Sequence[str]]) -> None:
    for lines in asked:
        standings.best(lines, (), SHOWN)


def measure(file: Path) -> None:
    """In a child: the figures of one crowd."""
    papers, crowd = pickle.loads(file.read_bytes())
    known = {
        line: query for line in dict.fromkeys(line for lines in crowd for line in lines) if (query := query_of(line))
    }
    canonical = {line: str(query) for line, query in known.items()}
    asked = [[canonical[line] for line in lines if line in canonical] for lines in crowd]
    before = memory()
    standings, once = clocked(lambda: Standings(known.values(), papers, NOW))
    after = memory()
    merge = min(spent(lambda: merged(standings, asked)) for _ in range(3))
    found = sum(standings.counted(lines) for lines in asked[:1_000]) / len(asked[:1_000])
    why = spent(lambda: [standings.candidates(lines, (), SHOWN) for lines in asked[:SAMPLE]]) / len(asked[:SAMPLE])
    print(len(set(canonical.values())), once, merge / len(crowd) * 1e6, why * 1e3, found, before, after, memory())


def crowds(papers: Sequence[Paper], phrases: Sequence[str], sizes: Sequence[int]) -> None:
    """Print a row for each crowd, and whether it keeps to the bars."""
    families = sorted({one.authors[0].split()[-1] for one in papers if one.authors and one.authors[0].isascii()})
    head = f"{'subscribers':>11} {'lines':>9} {'once s':>7} {'merge µs':>9} {'evidence ms':>12} {'found':>6}"
    print(f"{head}  MB: before, once, top")
    took: dict[int, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            file = Path(folder) / "crowd"
            file.write_bytes(pickle.dumps((papers, radars(phrases, families, size))))
            command = [sys.executable, "-m", "tests.bench.subscribers", str(file)]
            row = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
            lines, once, merge, why, found = int(row[0]), *map(float, row[1:5])
            print(
                f"{size:>11,} {lines:>9,} {once:>7.1f} {merge:>9.1f} {why:>12.2f} {found:>6.1f}  {', '.join(row[5:])}"
            )
            told(f"merge for one of {size:,} subscribers", merge, MERGE_MICROSECONDS, "µs")
            took[size] = merge * size
            if size // 10 in took:
                told(f"merge of {size:,} subscribers ÷ a tenth of them", took[size] / took[size // 10], 11)


def main(sizes: Sequence[int]) -> None:
    """Draw the crowds and measure each."""
    everything = list(records())
    random.Random(1).shuffle(everything)
    papers = [paper(number, record) for number, record in enumerate(everything[:PAPERS])]
    phrases = mined([f"{r['title']}. {r['abstract']}" for r in everything[PAPERS : PAPERS + 12_000]], 600_000)
    crowds(papers, phrases, sizes)


if __name__ == "__main__":
    if sys.argv[1:] and not sys.argv[1].isdigit():
        measure(Path(sys.argv[1]))
    else:
        main([int(size) for size in sys.argv[1:]] or [2_000, 20_000, 200_000])
