"""A day for a crowd: radars of five lines against a thousand papers, matched once, then one merge a subscriber.

python -m tests.bench.subscribers [subscribers …]
"""

import random
import resource
import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from itertools import accumulate

from bot.digest import Standings
from bot.radar import Query, Term
from tests.bench.matching import PAPERS, mined, paper, records, spent

LINES = 5
SHOWN = 10
NOW = datetime(2026, 6, 12, 9, tzinfo=UTC)


def radars(phrases: Sequence[str], subscribers: int) -> list[list[str]]:
    """Five lines each, popular ones shared by many (Zipf)."""
    draw = random.Random(2)
    weights = list(accumulate(1 / (rank + 10) ** 0.8 for rank in range(len(phrases))))
    drawn = draw.choices(phrases, cum_weights=weights, k=subscribers * LINES)
    return [drawn[at : at + LINES] for at in range(0, len(drawn), LINES)]


def memory() -> int:
    """The most memory this process has held, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def clocked(work: Callable[[], Standings]) -> tuple[Standings, float]:
    begin = time.process_time()
    made = work()
    return made, time.process_time() - begin


def main(sizes: Sequence[int]) -> None:
    """Print the table."""
    everything = list(records())
    random.Random(1).shuffle(everything)
    papers = [paper(number, record) for number, record in enumerate(everything[:PAPERS])]
    phrases = mined([f"{r['title']}. {r['abstract']}" for r in everything[PAPERS : PAPERS + 12_000]], 600_000)
    before = 0.0
    print(f"{len(papers)} papers; {'subscribers':>11} {'lines':>9} {'once s':>7} {'merge µs each':>13} {'top MB':>7}")
    for size in sizes:
        crowd = radars(phrases, size)
        texts = dict.fromkeys(line for lines in crowd for line in lines)
        canonical = {line: str(Query(Term(line))) for line in texts}
        asked = [[canonical[line] for line in lines] for lines in crowd]
        standings, once = clocked(lambda: Standings((Query(Term(line)) for line in texts), papers, NOW))  # noqa: B023
        merge = spent(lambda: [standings.best(lines, (), SHOWN) for lines in asked])  # noqa: B023
        print(
            f"{'':15}{size:>11,} {len(texts):>9,} {once:>7.1f} {merge / size * 1e6:>13.1f} {memory():>7,}", flush=True
        )
        if before:
            word = "pass" if merge <= 11 * before else "FAIL"
            print(f"  {word}: ten times the subscribers take at most eleven times as long ({merge / before:.1f})")
        before = merge


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [2_000, 20_000, 200_000])
