"""Replays successive days through the whole reading path, with days dropped, repeated, mixed up and cut by kills."""

import xml.etree.ElementTree as ET
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar

from bot.papers import Paper
from bot.ports.sources import Archive, SourceFailure
from bot.wiring.outside import source
from tests.fakes.arxiv_oai import Held, archive
from tests.fakes.dying_reader import killed
from tests.fakes.reading_room import Room, room
from tests.fakes.web import Answer, Asked
from tests.fakes.week import (
    ARXIV_DAYS,
    NATURE,
    arxiv_items,
    arxiv_morning,
    arxiv_tree,
    arxiv_week,
    nature_instant,
    nature_keys,
    nature_week,
)

Visit = TypeVar("Visit")
Kills = Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a replay left in the store, beside what it ought to be."""

    stored: frozenset[str]
    expected: frozenset[str]
    news: int
    news_twice: int
    unkilled: int = 0

    @property
    def holds(self) -> bool:
        """Whether nothing was missed, nothing invented, nothing new twice, and every kill hit."""
        return self.stored == self.expected and not self.news_twice and not self.unkilled

    @property
    def sentence(self) -> str:
        """The outcome in words."""
        missed, invented = len(self.expected - self.stored), len(self.stored - self.expected)
        return f"{len(self.stored)} papers, {missed} missed, {invented} invented, {self.news_twice} new twice"


def without(visits: Sequence[Visit], place: int) -> tuple[Visit, ...]:
    """The visits with one day dropped."""
    return (*visits[:place], *visits[place + 1 :])


def repeated(visits: Sequence[Visit], place: int) -> tuple[Visit, ...]:
    """The visits with one day seen twice."""
    return (*visits[: place + 1], *visits[place:])


def nature(visits: Sequence[Path], folder: Path, kills: Kills | None = None) -> Outcome:
    """Read Nature's feed as it stood on each visit."""
    today = {"file": visits[0]}
    start = min(map(nature_instant, visits))
    with room(nature_week(lambda: today["file"]), start, folder) as here:
        unkilled = 0
        for number, path in enumerate(visits):
            today["file"] = path
            here.clock.advance_to(max(nature_instant(path), here.clock() + timedelta(hours=6)))
            unkilled += _poll(here, f"feed:{NATURE}", (kills or {}).get(number, ""))
        return _outcome(here, frozenset().union(*map(nature_keys, visits)), unkilled)


def arxiv(
    visits: Sequence[date],
    categories: Sequence[str],
    folder: Path,
    kills: Kills | None = None,
    lost: date | None = None,
) -> Outcome:
    """Read the recorded week as it stood on each visit.

    With ``lost`` the archive answers: the source reads that day back by itself, and at either end of the week, where it
    cannot know that it lost one, it is told to.
    """
    today: dict[str, date] = {"day": visits[0]}
    feeds, papers = arxiv_week(lambda: today["day"]), held(categories)
    oai = archive(lambda: papers if lost else ())

    def site(asked: Asked) -> Answer:
        return feeds(asked) if asked.host == "rss.arxiv.org" else oai(asked)

    names = [f"arxiv:{category}" for category in categories]
    with room(site, arxiv_morning(min(visits)), folder) as here:
        unkilled = 0
        for number, day in enumerate(visits):
            today["day"] = day
            here.clock.advance_to(max(arxiv_morning(day), here.clock() + timedelta(hours=6)))
            unkilled += sum(_poll(here, name, (kills or {}).get(number, "")) for name in names)
        if lost in (ARXIV_DAYS[0], ARXIV_DAYS[-1]):
            recover(here, names, lost)
        days = {*visits, lost} if lost else set(visits)
        keys = (arxiv_items(day, category) for day in days if day for category in categories)
        return _outcome(here, frozenset().union(*keys), unkilled)


def recover(here: Room, names: Sequence[str], lost: date) -> None:
    """Read one day back from the archive of each source, as news of a day gone by."""
    with here.web.fetcher() as fetcher:
        for name in names:
            adapter = source(name)
            assert isinstance(adapter, Archive)
            # The archive's days are those of the evening before or of the feed itself: both are asked for.
            with suppress(SourceFailure):
                for page in adapter.backfill(lost - timedelta(days=1), lost, fetcher, here.parsers):
                    here.papers.absorb(page.records, here.clock(), past=True)


def held(categories: Sequence[str]) -> Sequence[Held]:
    """What the archive holds of the recorded week, under the days of the feeds."""
    found: dict[str, Held] = {}
    for day in ARXIV_DAYS:
        for category in categories:
            for item in arxiv_tree(day, category).iter("item"):
                made = _held(item, day)
                found.setdefault(made.arxiv_id, made)
    return [*found.values()]


def _held(item: ET.Element, day: date) -> Held:
    return Held(
        (day,),
        item.findtext("link", "").rpartition("/")[2],
        item.findtext("title", ""),
        item.findtext("description", "").partition("Abstract: ")[2],
        tuple(item.findtext("{http://purl.org/dc/elements/1.1/}creator", "").split(", ")),
        tuple(part.text or "" for part in item.findall("category")),
    )


def _poll(here: Room, name: str, place: str) -> int:
    """Poll once; with a place, a process is killed there first, and the next one polls.  How many kills missed."""
    if not place:
        here.read(name)
        return 0
    missed = not killed(here, name, place)
    here.store.take_over(here.clock())
    here.read(name)
    return int(missed)


def _outcome(here: Room, expected: frozenset[str], unkilled: int) -> Outcome:
    papers = here.all_papers()
    stored = frozenset(key for paper in papers for key in paper.keys if key in expected or _names_a_work(paper, key))
    new = here.papers.new
    return Outcome(stored, expected, len(new), len(new) - len(set(new)), unkilled)


def _names_a_work(paper: Paper, key: str) -> bool:
    kind = "arxiv:" if any(own.startswith("arxiv:") for own in paper.keys) else "doi:"
    return key.startswith(kind)
