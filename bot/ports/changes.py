"""The seam to what became of papers that readers know: new versions, journals, retractions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class ChangeKind(StrEnum):
    """What became of a work."""

    VERSION = "version"
    PUBLISHED = "published"
    STANDING = "standing"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that became of a stored paper, told once.

    ``detail`` says what: ``version`` as "v2 → v3", ``published`` as the journal's name or DOI, ``standing`` as the new
    standing. ``changed`` names what a reader finds different ("title", "abstract", "authors"); ``added`` holds up to
    two sentences that the earlier version did not have.
    """

    id: int
    paper_id: int
    kind: ChangeKind
    detail: str
    changed: tuple[str, ...]
    added: tuple[str, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class Place:
    """A thread in which a paper was told of or talked about; without a thread, a person to write to."""

    team: str
    channel: str
    thread: str = ""


class Changes(Protocol):
    """What became of papers, until it is told."""

    def untold(self, limit: int) -> Sequence[Change]:
        """Changes nobody was told of yet, oldest first."""

    def places(self, change: Change) -> Sequence[Place]:
        """Where it is to be told: threads that discussed the paper, and the briefings' threads of those who saved it.

        When the paper's standing changed, every thread of a briefing that showed it. Who saved a paper no briefing of
        theirs showed is a place without a thread.
        """

    def told(self, change_id: int, now: datetime) -> None:
        """It was told wherever it had to be; asking twice does no harm."""
