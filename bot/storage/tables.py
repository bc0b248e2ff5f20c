"""The tables, private to this package: what is remembered, and the constraints that hold whatever the code does."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import Index, MetaData, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from bot.storage.columns import Instant, Json, Key, Lines, Words


class Row(SQLModel):
    """What all tables share: one catalogue, in which every constraint has a name that a migration can use."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


def only_where(name: str, column: str, condition: str, sqlite: str = "") -> Index:
    """An index over the few rows that are looked for."""
    return Index(name, column, sqlite_where=text(sqlite or condition), postgresql_where=text(condition))


class PaperRow(Row, table=True):
    """A work; one that turned out to be another points at it with ``joined_into`` and is kept for old ids."""

    __tablename__ = "paper"
    __table_args__ = (
        only_where("ix_paper_news_at", "news_at", "joined_into IS NULL"),
        only_where("ix_paper_revised_at", "revised_at", "joined_into IS NULL"),
        only_where("ix_paper_joined_into", "joined_into", "joined_into IS NOT NULL"),
    )
    id: int = Field(default=None, primary_key=True)
    title: str = Field(sa_type=Words)
    abstract: str = Field(sa_type=Words)
    authors: Sequence[str] = Field(sa_type=Lines)
    categories: Sequence[str] = Field(sa_type=Lines)
    keys: Sequence[str] = Field(sa_type=Lines)
    sources: Sequence[str] = Field(sa_type=Lines)
    url: str = Field(sa_type=Words)
    announcement: str = Field(sa_type=Words)
    version: int
    announced_on: date | None = None
    published_on: date | None = None
    journal: str = Field(sa_type=Words)
    licence: str = Field(sa_type=Words)
    first_seen_at: datetime = Field(sa_type=Instant)
    news_at: datetime | None = Field(default=None, sa_type=Instant)
    revised_at: datetime | None = Field(default=None, sa_type=Instant)
    joined_into: int | None = Field(default=None, foreign_key="paper.id")


class PaperKeyRow(Row, table=True):
    """A key and the one paper it belongs to."""

    __tablename__ = "paper_key"
    key: str = Field(sa_type=Key, primary_key=True)
    paper_id: int = Field(foreign_key="paper.id", index=True)


class PaperSourceRow(Row, table=True):
    """A paper as one source told of it: when first, when as news, and the latest version it named."""

    __tablename__ = "paper_source"
    __table_args__ = (Index("ix_paper_source_source_news_at", "source", "news_at"),)
    paper_id: int = Field(foreign_key="paper.id", primary_key=True)
    source: str = Field(sa_type=Key, primary_key=True)
    announcement: str = Field(sa_type=Words)
    version: int
    announced_on: date | None = None
    seen_at: datetime = Field(sa_type=Instant)
    news_at: datetime | None = Field(default=None, sa_type=Instant)


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
    next_poll_at: datetime = Field(sa_type=Instant)
    lease_owner: str = Field(default="", sa_type=Words)
    leased_until: datetime | None = Field(default=None, sa_type=Instant)


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


class DeliveryRow(Row, table=True):
    """A promise to post one message once.

    Messages of one ``lane`` (a digest, a thread) go out in the order of ``seq``; ``due_at`` is also when a lease ends.
    """

    __tablename__ = "delivery"
    __table_args__ = (
        only_where("ix_delivery_due_at", "due_at", "state IN ('planned', 'sending')"),
        only_where("ix_delivery_lane", "lane", "state IN ('planned', 'sending')"),
    )
    seq: int = Field(default=None, primary_key=True)
    id: str = Field(sa_type=Key, unique=True)
    key: str = Field(sa_type=Key, unique=True)
    lane: str | None = Field(default=None, sa_type=Key)
    digest_id: int | None = Field(default=None, foreign_key="digest.id", index=True)
    turn_id: int | None = Field(default=None, foreign_key="turn.id", index=True)
    parent: int | None = Field(default=None, foreign_key="delivery.seq", index=True)
    team: str = Field(sa_type=Key)
    channel: str = Field(sa_type=Key)
    thread: str = Field(default="", sa_type=Key)
    message: Any = Field(sa_type=Json)
    state: str = Field(sa_type=Words)
    planned_at: datetime = Field(sa_type=Instant)
    due_at: datetime = Field(sa_type=Instant)
    attempts: int = 0
    fence: str | None = Field(default=None, sa_type=Words)
    posting_since: datetime | None = Field(default=None, sa_type=Instant)
    ended_at: datetime | None = Field(default=None, sa_type=Instant)
    sent_channel: str = Field(default="", sa_type=Key)
    sent_ts: str = Field(default="", sa_type=Key)
    code: str = Field(default="", sa_type=Words)


class ChannelPaceRow(Row, table=True):
    """When a conversation was last posted to."""

    __tablename__ = "channel_pace"
    team: str = Field(sa_type=Key, primary_key=True)
    channel: str = Field(sa_type=Key, primary_key=True)
    last_posted_at: datetime = Field(sa_type=Instant)


class EnvelopeRow(Row, table=True):
    """What Slack told us; its text is forgotten when it was handled, its key is kept a while."""

    __tablename__ = "envelope"
    __table_args__ = (
        only_where("ix_envelope_received_at", "received_at", "done_at IS NULL"),
        only_where("ix_envelope_done_at", "done_at", "done_at IS NOT NULL"),
    )
    key: str = Field(sa_type=Key, primary_key=True)
    kind: str = Field(sa_type=Words)
    body: Any = Field(default=None, sa_type=Json, nullable=True)
    received_at: datetime = Field(sa_type=Instant)
    done_at: datetime | None = Field(default=None, sa_type=Instant)


class MarkRow(Row, table=True):
    """What a reader said of a paper."""

    __tablename__ = "mark"
    team: str = Field(sa_type=Key, primary_key=True)
    user: str = Field(sa_type=Key, primary_key=True)
    paper_id: int = Field(foreign_key="paper.id", primary_key=True, index=True)
    kind: str = Field(sa_type=Key, primary_key=True)
    marked_at: datetime = Field(sa_type=Instant)
