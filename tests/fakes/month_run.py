"""Lives through a month, with or without trouble, and says what the store holds in the end."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.papers import Paper
from tests.fakes.month import FIRST, month
from tests.fakes.month_faults import Fault, Trouble
from tests.fakes.month_sites import SOURCES, Month
from tests.fakes.reading_room import EVER, Room, room
from tests.fakes.web import Answer, Asked, to_a_public_one

_OWN = ("guid:", "hash:", "europepmc:")
START = datetime.combine(FIRST, time(4, 20), UTC)


@dataclass(frozen=True, slots=True)
class Lived:
    """What is stored after a month: each work's keys and version, which were news, and how it went."""

    works: frozenset[tuple[frozenset[str], int]]
    news: frozenset[frozenset[str]]
    news_twice: int
    polls: int
    faults: tuple[Fault, ...] = ()
    states_in_the_dark: tuple[str, ...] = ()


class _Late:
    """Stands for what can only be made once the clock is there."""

    def __init__(self) -> None:
        self.month: Month | None = None
        self.trouble: Trouble | None = None

    def __call__(self, asked: Asked) -> Answer:
        answering = self.trouble or self.month
        assert answering
        return answering(asked)

    def resolve(self, host: str) -> Sequence[str]:
        return self.trouble.resolve(host) if self.trouble else to_a_public_one(host)


def lived(days: int, share: int, *, troubled: bool, cpu_seconds: float = 20) -> Lived:
    """Read all sources hour by hour for so many days."""
    works, late = month(days, share), _Late()
    with (
        TemporaryDirectory() as folder,
        room(late, START, Path(folder), resolve=late.resolve, cpu_seconds=cpu_seconds) as here,
    ):
        here.web.hangs_up = True
        late.month = Month(works, here.clock, 5 * share)
        if troubled:
            late.trouble = Trouble(late.month, here.clock, days, FIRST + timedelta(days=days // 2))
            here.web.without_tls = late.trouble.without_tls
        return _through(here, days, late.trouble)


def told(days: int, share: int) -> frozenset[tuple[frozenset[str], int]]:
    """What the store ought to hold: each work under its ids, in its latest version by then."""
    last = FIRST + timedelta(days=days - 1)
    standing = [now for work in month(days, share) if (now := work.by(last))]
    return frozenset((work.keys, len(work.days)) for work in standing if work.keys)


def _through(here: Room, days: int, trouble: Trouble | None) -> Lived:
    here.enrol(*SOURCES)
    polls = 0
    dark: tuple[str, ...] = ()
    for hour in range(24 * days):
        here.clock.advance_to(START + timedelta(hours=hour))
        polls += here.steps()
        if trouble and (here.clock() - timedelta(hours=4)).date() == trouble.outage and hour % 24 == 18:
            dark = tuple(str(report.state) for report in here.store.sources.reports(EVER))
    papers = here.all_papers()
    news = here.papers.first_seen(EVER, here.clock() + timedelta(days=1))
    new = here.papers.new
    return Lived(
        frozenset((_keys(paper), paper.version) for paper in papers),
        frozenset(map(_keys, news)),
        len(new) - len(set(new)),
        polls,
        (*trouble.planned, trouble.dark) if trouble else (),
        dark,
    )


def _keys(paper: Paper) -> frozenset[str]:
    return frozenset(key for key in paper.keys if not key.startswith(_OWN))
