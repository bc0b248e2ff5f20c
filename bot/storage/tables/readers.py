"""Who reads, their radars, and what they said of papers."""

from datetime import date, datetime, time

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from bot.storage.columns import Instant, Key, Words
from bot.storage.tables.row import Row, only_where


class SubscriberRow(Row, table=True):
    """Who reads; the index serves the question who is due."""

    __tablename__ = "subscriber"
    __table_args__ = (
        UniqueConstraint("team", "kind", "address"),
        only_where("ix_subscriber_next_due_at", "next_due_at", "NOT paused", "paused = 0"),
    )
    id: int = Field(default=None, primary_key=True)
    team: str = Field(sa_type=Key)
    kind: str = Field(sa_type=Key)
    address: str = Field(sa_type=Key)
    owner: str = Field(default="", sa_type=Words)
    zone: str = Field(sa_type=Words)
    zone_source: str = Field(sa_type=Words)
    at: time
    days: str = Field(sa_type=Words)
    paused: bool
    paused_until: date | None = None
    tells_quiet_days: bool
    next_due_at: datetime | None = Field(default=None, sa_type=Instant)
    created_at: datetime = Field(sa_type=Instant)


class QueryRow(Row, table=True):
    """One line of a radar."""

    __tablename__ = "query"
    __table_args__ = (UniqueConstraint("subscriber_id", "text"),)
    id: int = Field(default=None, primary_key=True)
    subscriber_id: int = Field(foreign_key="subscriber.id")
    position: int
    text: str = Field(sa_type=Key)


class MarkRow(Row, table=True):
    """What a reader said of a paper."""

    __tablename__ = "mark"
    team: str = Field(sa_type=Key, primary_key=True)
    user: str = Field(sa_type=Key, primary_key=True)
    paper_id: int = Field(foreign_key="paper.id", primary_key=True, index=True)
    kind: str = Field(sa_type=Key, primary_key=True)
    marked_at: datetime = Field(sa_type=Instant)
