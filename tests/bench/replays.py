"""Successive days replayed through the whole reading path, as they came and as they should never come.

python -m tests.bench.replays
"""

import random
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from bot.ports.sources import Archive
from bot.wiring.outside import source
from tests.fakes.replaying import Outcome, arxiv, nature, repeated, without
from tests.fakes.week import ARXIV_DAYS, CATEGORIES, NATURE_DAYS, nature_keys

Run = Callable[[Path], Outcome]


def nature_runs() -> Iterator[tuple[str, Run]]:
    """Nature's eight days in every order of trouble."""
    days = tuple(NATURE_DAYS)
    mixed = random.Random(7).sample(days, len(days))
    yield "in order", partial(nature, days)
    for place, path in enumerate(days):
        gone = nature_keys(path) - frozenset().union(*(nature_keys(other) for other in days if other != path))
        yield f"without {path.stem[7:]} ({len(gone)} shown on no other day)", partial(nature, without(days, place))
    for place in (0, 3, 7):
        yield f"day {place + 1} twice", partial(nature, repeated(days, place))
    yield "last day first", partial(nature, days[::-1])
    yield "mixed up", partial(nature, mixed)
    for where in ("inside", "between"):
        yield f"killed {where} every batch", partial(nature, days, kills=dict.fromkeys(range(len(days)), where))


def arxiv_runs() -> Iterator[tuple[str, Run]]:
    """The recorded week of arXiv in every order of trouble."""
    days = ARXIV_DAYS
    yield "in order", partial(arxiv, days, CATEGORIES)
    for place, day in enumerate(days):
        yield f"without {day}", partial(arxiv, without(days, place), CATEGORIES)
        if isinstance(source("arxiv:cs.CL"), Archive):
            name = f"without {day}, read back from the archive"
            yield name, partial(arxiv, without(days, place), CATEGORIES, lost=day)
    for place in (0, 2, 4):
        yield f"day {place + 1} twice", partial(arxiv, repeated(days, place), CATEGORIES)
    yield "last day first", partial(arxiv, days[::-1], CATEGORIES)
    for where in ("inside", "between"):
        kills = dict.fromkeys(range(len(days)), where)
        yield f"killed {where} every batch of two categories", partial(arxiv, days, CATEGORIES[:2], kills=kills)


def main() -> int:
    """Print how each replay went; 1 when one did not hold."""
    bad = 0
    for subject, runs in (("Nature, 8 days", nature_runs()), ("arXiv, 5 days", arxiv_runs())):
        for name, run in runs:
            with tempfile.TemporaryDirectory() as folder:
                outcome = run(Path(folder))
            bad += not outcome.holds
            print(f"{subject:<15} {name:<62} {'ok ' if outcome.holds else 'BAD'} {outcome.sentence}", flush=True)
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())
