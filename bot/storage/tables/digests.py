"""What was made for readers, and the threads in which it is discussed."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from bot.storage.columns import Instant, Json, Key, Words
from bot.storage.tables.row import Row, only_where


class DigestRow(Row, table=True):
    """A digest: ``due_at`` is when to make it and, while it is being made, when its lease ends."""

    __tablename__ = "digest"
    __table_args__ = (
        UniqueConstraint("subscriber_id", "local_date", "edition"),
        UniqueConstraint("subscriber_id", "request"),
        only_where("ix_digest_due_at", "due_at", "state = 'open'"),
    )
    id: int = Field(default=None, primary_key=True)
    subscriber_id: int = Field(foreign_key="subscriber.id")
    local_date: date
    edition: int
    request: str | None = Field(default=None, sa_type=Key)
    state: str = Field(sa_type=Words)
    opened_at: datetime = Field(sa_type=Instant)
    due_at: datetime = Field(sa_type=Instant)
    attempts: int = 0
    fence: str | None = Field(default=None, sa_type=Words)
    reason: str = Field(default="", sa_type=Words)
    made_at: datetime | None = Field(default=None, sa_type=Instant)
    body: Any = Field(default=None, sa_type=Json, nullable=True)


class DigestPaperRow(Row, table=True):
    """A paper of a digest; number 0 matched but was not shown."""

    __tablename__ = "digest_paper"
    digest_id: int = Field(foreign_key="digest.id", primary_key=True)
    paper_id: int = Field(foreign_key="paper.id", primary_key=True, index=True)
    number: int
    position: int


class DiscussionRow(Row, table=True):
    """A thread we answer in; ``busy_until`` keeps its questions one at a time."""

    __tablename__ = "discussion"
    __table_args__ = (UniqueConstraint("team", "channel", "thread"),)
    id: int = Field(default=None, primary_key=True)
    team: str = Field(sa_type=Key)
    channel: str = Field(sa_type=Key)
    thread: str = Field(sa_type=Key)
    digest_id: int | None = Field(default=None, foreign_key="digest.id")
    paper_id: int | None = Field(default=None, foreign_key="paper.id", index=True)
    focus: int | None = Field(default=None, foreign_key="paper.id", index=True)
    opened_at: datetime = Field(sa_type=Instant)
    busy_until: datetime | None = Field(default=None, sa_type=Instant)


class TurnRow(Row, table=True):
    """A question of a thread, and its answer once there is one."""

    __tablename__ = "turn"
    __table_args__ = (
        UniqueConstraint("discussion_id", "ts"),
        only_where("ix_turn_due_at", "due_at", "state = 'open'"),
    )
    id: int = Field(default=None, primary_key=True)
    discussion_id: int = Field(foreign_key="discussion.id")
    ts: str = Field(sa_type=Key)
    user: str = Field(sa_type=Words)
    question: str = Field(sa_type=Words)
    state: str = Field(sa_type=Words)
    asked_at: datetime = Field(sa_type=Instant)
    due_at: datetime = Field(sa_type=Instant)
    attempts: int = 0
    fence: str | None = Field(default=None, sa_type=Words)
    answered_at: datetime | None = Field(default=None, sa_type=Instant)
    answer: str = Field(default="", sa_type=Words)
    paper_ids: list[int] = Field(default_factory=list, sa_type=Json)
