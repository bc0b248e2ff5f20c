"""What a digest is: the papers chosen for one subscriber and one local date, in order."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.papers import Paper
from bot.radar import Match
from bot.ranking import Score
from bot.subscribers import Subscriber


@dataclass(frozen=True, slots=True)
class Candidate:
    """A paper some of a subscriber's queries matched."""

    paper: Paper
    matches: tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """A chosen paper with its number in the briefing (from 1), why it matched, and its score with its parts.

    ``meaning`` is a reason of its own: what it is close to in meaning, in words, where that was asked for.
    """

    number: int
    paper: Paper
    matches: tuple[Match, ...]
    score: float
    parts: Score | None = None
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class SourceReport:
    """How one source stood when a digest was made: its share of the receipt."""

    name: str
    label: str
    state: str
    new: int = 0
    since: datetime | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """The papers chosen for one subscriber and one local date, in order.

    ``edition`` is 0 for the day's digest and counts up for further ones asked for with ``/radar now``;
    ``items`` are shown, ``rest`` matched too and go to the thread, ``matched`` counts these and any that were too many
    to be listed; ``updated`` are known papers with a new version;
    ``read`` is how many new papers were looked at, from ``since`` until ``made_at``.
    """

    id: int
    subscriber: Subscriber
    local_date: date
    edition: int
    made_at: datetime
    since: datetime
    items: tuple[Item, ...]
    rest: tuple[Item, ...] = ()
    matched: int = 0
    updated: tuple[Item, ...] = ()
    read: int = 0
    sources: tuple[SourceReport, ...] = ()
    queries: tuple[str, ...] = ()
