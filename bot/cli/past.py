"""Reading back on the command line: which days, a bar for whoever looks, and how to go on after a stop."""

import shlex
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.daily.backfill import Backfill, Tally
from bot.ports.sources import Archive, Source, SourceFailure

if TYPE_CHECKING:
    from bot.clock import Clock
    from bot.settings import Settings

LONGEST = timedelta(days=731)
STOPPED = 130


class Refused(Exception):  # noqa: N818 - a person's slip, told in a sentence
    """What was typed cannot be done; the message says why."""


def run(configured: "Settings", clock: "Clock", since: str, names: Sequence[str], *, named: bool) -> int:
    """Read back each source; 0 when all is read, 1 when one could not be, 2 for wrong words, 130 when stopped."""
    from bot.wiring.outside import source
    from bot.wiring.reading import open_reading

    last = clock().date()
    try:
        first = day_meant(since, last)
        archives = with_a_past([source(name) for name in names], named=named)
    except Refused as mistake:
        print(mistake, file=sys.stderr)
        return 2
    reading = open_reading(configured, clock)
    try:
        collector = reading.collector
        backfill = Backfill(reading.store, collector.fetcher, reading.parsers, clock, _rest)
        ended = [_read(backfill, one, first, last) for one in archives]
    except KeyboardInterrupt:
        print(f"\nStopped; what was read is kept. {_go_on(first, names)}", file=sys.stderr)
        return STOPPED
    finally:
        reading.close()
    if not all(ended):
        print(_go_on(first, names), file=sys.stderr)
    return int(not all(ended))


def day_meant(typed: str, today: date) -> date:
    """The day a person typed.  Raises ``Refused`` for what is no day, or none that can be read back to."""
    try:
        day = date.fromisoformat(typed.strip())
    except ValueError:
        raise Refused(f"{typed[:40]!r} is no day: write it as year-month-day, such as --since 2026-06-01.") from None
    if day > today:
        raise Refused(f"{day} is still to come: name a day of the past, such as --since {today - timedelta(days=7)}.")
    if today - day > LONGEST:
        raise Refused(f"Reading back reaches two years at most: --since {today - LONGEST} is the earliest day.")
    return day


def with_a_past(sources: Sequence[Source], *, named: bool) -> list[tuple[Source, Archive]]:
    """The sources whose past can be read; the others are told of.  Raises ``Refused`` when one of them was named."""
    found: list[tuple[Source, Archive]] = [(source, source) for source in sources if isinstance(source, Archive)]
    without = [source.name for source in sources if not isinstance(source, Archive)]
    if without:
        sentence = f"{', '.join(without)}: no past to read, feeds only hold their latest entries."
        if named or not found:
            raise Refused(f"{sentence} Name others, or leave --since out to read what they hold now.")
        print(sentence, file=sys.stderr)
    return found


@dataclass(slots=True)
class Shown:
    """How far reading has come, for whoever looks: a bar in a terminal, a line a window elsewhere."""

    label: str
    first: date
    last: date
    begun: int = 0
    done: int = 0
    update: Callable[[int], object] | None = None

    def show(self, tally: Tally) -> None:
        """Move on to where reading has come."""
        done = _days(self.first, tally.through)
        if self.update is not None:
            self.update(done - self.done)
        elif done > self.done:
            print(f"{self.label}: read up to {tally.through}, {tally.papers:,} papers", file=sys.stderr)
        self.done = done


def _read(backfill: Backfill, archive: tuple[Source, Archive], first: date, last: date) -> bool:
    """Read one source back and print one line of what it brought; whether all of it could be read."""
    from tqdm import tqdm

    source, past = archive
    tallies = backfill.read(source.name, past, first, last)
    tally = next(tallies)
    begun, total = _days(first, tally.through), _days(first, last)
    quiet = not sys.stderr.isatty()
    failure = ""
    with tqdm(total=total, initial=begun, desc=source.label, unit="day", disable=quiet, file=sys.stderr) as bar:
        shown = Shown(source.label, first, last, begun, begun, None if quiet else bar.update)
        try:
            for tally in tallies:
                shown.show(tally)
        except SourceFailure as stopped:
            failure = stopped.sentence
    print(_summary(source.label, first, last, begun, tally))
    if failure:
        print(f"{source.label} could not be read on: {failure}", file=sys.stderr)
    return not failure and shown.done >= total


def _summary(label: str, first: date, last: date, begun: int, tally: Tally) -> str:
    done = _days(first, tally.through)
    if begun >= _days(first, last):
        return f"{label}: everything from {first} to {last} was read before; nothing was asked."
    rejected = f", {tally.rejected:,} rejected" if tally.rejected else ""
    read = f"{done - begun} of {_days(first, last) - begun} days"
    return f"{label}: {read} up to {tally.through or 'none'}, {tally.papers:,} papers, {tally.new:,} new{rejected}"


def _days(first: date, through: date | None) -> int:
    return 0 if through is None else max(0, (through - first).days + 1)


def _go_on(first: date, names: Sequence[str]) -> str:
    return f"To go on: python -m bot fetch --since {first} {shlex.join(names)}"


def _rest(pause: timedelta) -> None:
    print(f"Asked to slow down: waiting {pause.total_seconds():.0f} seconds.", file=sys.stderr)
    time.sleep(pause.total_seconds())
