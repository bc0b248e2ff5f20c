"""What a paper is: the record one source announces, and the work we keep."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Announcement(StrEnum):
    """How a source announced a record, strongest first: a new paper outranks a cross-list, a cross-list a revision."""

    NEW = "new"
    CROSS = "cross"
    REPLACE = "replace"
    REPLACE_CROSS = "replace-cross"
    DETAIL = "detail"  # no announcement: more about a work that some source has announced

    @property
    def is_news(self) -> bool:
        """Whether readers of this source have not met the paper before."""
        return self in (Announcement.NEW, Announcement.CROSS)


class Standing(StrEnum):
    """Whether a work still holds, from sound to taken back; a later word never makes it milder."""

    SOUND = ""
    CORRECTED = "corrected"
    CONCERN = "concern"
    WITHDRAWN = "withdrawn"
    RETRACTED = "retracted"

    @property
    def severity(self) -> int:
        """0 for a sound work, more the less it holds."""
        return tuple(Standing).index(self)


def worst(*standings: Standing) -> Standing:
    """The severest of what is said of one work; sound when nothing is said."""
    return max((Standing.SOUND, *standings), key=lambda standing: standing.severity)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One paper as one source announced it; title and abstract keep the source's text (TeX included).

    ``published_on`` is the day its first version appeared, ``version_on`` that of this one, ``announced_on`` the day
    the source told of it. ``about`` holds the keys of another work when this record is a notice on it (a retraction, a
    correction): such a record gives that work its ``standing`` and is no paper itself. ``popularity`` counts readers'
    votes.
    """

    source: str
    keys: frozenset[str]
    title: str
    abstract: str = ""
    authors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    url: str = ""
    announcement: Announcement = Announcement.NEW
    version: int = 1
    announced_on: date | None = None
    published_on: date | None = None
    version_on: date | None = None
    journal: str = ""
    licence: str = ""
    comment: str = ""
    standing: Standing = Standing.SOUND
    about: frozenset[str] = frozenset()
    popularity: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One scholarly work, merged from every record that shares a key with it.

    ``keys`` are normalised (``arxiv:2606.06625``, ``doi:10.1371/…``); the primary category is the first one;
    ``first_seen_at`` is when we first stored it, in UTC, and never changes.
    """

    id: int
    keys: frozenset[str]
    title: str
    abstract: str
    authors: tuple[str, ...]
    categories: tuple[str, ...]
    url: str
    sources: tuple[str, ...]
    announcement: Announcement
    version: int
    first_seen_at: datetime
    announced_on: date | None = None
    published_on: date | None = None
    version_on: date | None = None
    journal: str = ""
    licence: str = ""
    comment: str = ""
    standing: Standing = Standing.SOUND
    popularity: int = 0

    @property
    def primary_category(self) -> str:
        """The category its authors chose first, or an empty string."""
        return self.categories[0] if self.categories else ""

    @property
    def field(self) -> str:
        """The broad field the paper belongs to: the archive of its primary category, else its journal."""
        return self.primary_category.split(".")[0] or self.journal
