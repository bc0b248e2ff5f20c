"""What goes out to Slack, and what comes in."""

from datetime import datetime
from typing import Any

from sqlmodel import Field

from bot.storage.columns import Instant, Json, Key, Words
from bot.storage.tables.row import Row, only_where


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
