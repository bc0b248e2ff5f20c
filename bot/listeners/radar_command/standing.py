"""How the sources a person reads stand, a line each, those in trouble first, and in pages that fit a reply."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, tzinfo
from itertools import groupby

from bot.blocks import Part, bold, line, paragraph
from bot.blocks.limits import clip
from bot.blocks.receipt import TROUBLED, counted, stands
from bot.blocks.spans import Line
from bot.digest import SourceReport
from bot.listeners.next_briefing import zone_of
from bot.listeners.radar_command.verbs import Asked
from bot.ports.store import SourceHealth

DAY = timedelta(days=1)
_ROOM = 2_200  # of a reply's 2,900 characters; headings and hints take the rest
_LAST_YEAR = timedelta(days=300)


@dataclass(frozen=True, slots=True)
class Standing:
    """How one source stands: what it brought in the last day, and its health if it is known."""

    report: SourceReport
    health: SourceHealth | None = None

    @property
    def label(self) -> str:
        """What a person calls it."""
        return clip(self.report.label or self.report.name, 60)

    @property
    def stopped(self) -> bool:
        """Whether it was given up, until somebody adds it anew."""
        return bool(self.health and self.health.stopped)

    @property
    def troubled(self) -> bool:
        """Whether a person should look at it."""
        return self.report.state in TROUBLED or self.stopped

    def told(self, now: datetime, zone: tzinfo) -> str:
        """The source, its state, what it brought last, and what was wrong."""
        health, report = self.health, self.report
        if health is None:
            return stands(report, now, zone)
        note = clip(" ".join(report.note.split()).rstrip("."), 160)
        if health.stopped:
            return f"{self.label}: stopped{f': {note}' if note else ''}"
        if report.state == "failed":
            told = stands(replace(report, since=health.failing_since or report.since), now, zone)
            return f"{told}{f': {note}' if note else ''}{_last_new(health, now, zone)}"
        if report.state == "ok" and report.new and health.last_news_at:
            return f"{stands(report, now, zone)} {day_and_time(health.last_news_at, now, zone)}"
        late = f" ({note})" if report.state == "late" and note else ""
        return f"{stands(report, now, zone)}{late}{_last_new(health, now, zone)}"


def standings(asked: Asked, names: Iterable[str]) -> Mapping[str, Standing]:
    """How these sources stand, by name, in the order everybody sees them."""
    sources = asked.ears.store.sources
    health = {each.name: each for each in sources.health()}
    reports = sources.reports(asked.now - DAY, frozenset(names))
    return {report.name: Standing(report, health.get(report.name)) for report in reports}


def told_lines(asked: Asked, order: Sequence[str], found: Mapping[str, Standing]) -> list[Line]:
    """A line for each source with its number in ``order``; those in trouble come first."""
    zone = zone_of(asked.known())
    numbered = [(number, found[name]) for number, name in enumerate(order, 1) if name in found]
    numbered.sort(key=lambda each: not each[1].troubled)
    return [line(f"{number}  {standing.told(asked.now, zone)}") for number, standing in numbered]


def paged(sections: Mapping[str, Sequence[Line]]) -> list[list[Part]]:
    """Headed sections as pages, each small enough for one reply with room for headings and a few lines more."""
    pages: list[list[tuple[str, Line]]] = [[]]
    room = _ROOM
    for row in ((title, each) for title, lines in sections.items() for each in lines):
        cost = _cost(row[1])
        if pages[-1] and cost > room:
            pages.append([])
            room = _ROOM
        pages[-1].append(row)
        room -= cost
    return [_headed(page) for page in pages if page]


def summed_up(found: Iterable[Standing]) -> str:
    """How many sources there are, what they brought in a day, and how many are in trouble."""
    each = list(found)
    troubled = sum(standing.troubled for standing in each)
    new = counted(sum(standing.report.new for standing in each), "new paper")
    return f"{counted(len(each), 'source')}, {new} in 24 hours" + (f"; {troubled} in trouble" if troubled else "")


def day_and_time(moment: datetime, now: datetime, zone: tzinfo) -> str:
    """A moment that has passed, as a reader would say it; the time only while it matters."""
    local, today = moment.astimezone(zone), now.astimezone(zone).date()
    ago = (today - local.date()).days
    if ago in (0, 1):
        return f"{'yesterday' if ago else 'today'} {local:%H:%M}"
    year = f" {local.year}" if now - moment > _LAST_YEAR else ""
    return f"{local:%a} {local.day} {local:%b}{year}"


def _last_new(health: SourceHealth, now: datetime, zone: tzinfo) -> str:
    return f", last new {day_and_time(health.last_news_at, now, zone)}" if health.last_news_at else ""


def _headed(page: Sequence[tuple[str, Line]]) -> list[Part]:
    groups = groupby(page, key=lambda row: row[0])
    return [paragraph(line(bold(title)), *(each for _, each in rows)) for title, rows in groups]


def _cost(each: Line) -> int:
    part = paragraph(each)
    return max(len(part.text), part.weight) + 2
