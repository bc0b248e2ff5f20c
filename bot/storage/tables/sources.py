"""Where papers come from, and how reading them goes."""

from datetime import date, datetime

from sqlmodel import Field

from bot.storage.columns import Instant, Key, Words
from bot.storage.tables.row import Row


class SourceRow(Row, table=True):
    """A source: how it stands, what its last good poll left behind, and who polls it now."""

    __tablename__ = "source"
    name: str = Field(sa_type=Key, primary_key=True)
    label: str = Field(sa_type=Words)
    position: int = 0
    active: bool = True
    state: str = Field(default="", sa_type=Words)
    state_since: datetime | None = Field(default=None, sa_type=Instant)
    note: str = Field(default="", sa_type=Words)
    etag: str = Field(default="", sa_type=Words)
    last_modified: str = Field(default="", sa_type=Words)
    newest: date | None = None
    failures: int = 0
    last_ok_at: datetime | None = Field(default=None, sa_type=Instant)
    enrolled_at: datetime | None = Field(default=None, sa_type=Instant)
    failing_since: datetime | None = Field(default=None, sa_type=Instant)
    last_news_at: datetime | None = Field(default=None, sa_type=Instant)
    longest_gap: int | None = None
    stopped: bool = False
    told: str = Field(default="", sa_type=Words)
    next_poll_at: datetime = Field(sa_type=Instant)
    lease_owner: str = Field(default="", sa_type=Words)
    leased_until: datetime | None = Field(default=None, sa_type=Instant)


class SourceFollowerRow(Row, table=True):
    """Who reads a source, or did: everybody (no team), a workspace (no user) or a person."""

    __tablename__ = "source_follower"
    source: str = Field(sa_type=Key, primary_key=True, foreign_key="source.name")
    team: str = Field(sa_type=Key, primary_key=True)
    user: str = Field(sa_type=Key, primary_key=True)
    followed_at: datetime = Field(sa_type=Instant)
    ended_at: datetime | None = Field(default=None, sa_type=Instant)


class BackfillRow(Row, table=True):
    """How far reading back a source has come, for each day it began at."""

    __tablename__ = "backfill"
    source: str = Field(sa_type=Key, primary_key=True)
    first: date = Field(primary_key=True)
    through: date


class HostTurnRow(Row, table=True):
    """Whose turn it is to ask a host, and when the next one may be."""

    __tablename__ = "host_turn"
    host: str = Field(sa_type=Key, primary_key=True)
    owner: str = Field(default="", sa_type=Words)
    held_until: datetime | None = Field(default=None, sa_type=Instant)
    next_at: datetime = Field(sa_type=Instant)
