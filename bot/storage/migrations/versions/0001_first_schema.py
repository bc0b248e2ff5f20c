"""The first schema."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create every table, those that are referred to first."""
    _channel_pace()
    _envelope()
    _paper()
    _source()
    _subscriber()
    _digest()
    _mark()
    _paper_key()
    _paper_source()
    _query()
    _digest_paper()
    _discussion()
    _turn()
    _delivery()


def _channel_pace() -> None:
    op.create_table(
        "channel_pace",
        *_texts("team", "channel"),
        *_instants("last_posted_at"),
        sa.PrimaryKeyConstraint("team", "channel", name="pk_channel_pace"),
    )


def _envelope() -> None:
    op.create_table(
        "envelope",
        *_texts("key", "kind"),
        *_texts("body", optional=True),
        *_instants("received_at"),
        *_instants("done_at", optional=True),
        sa.PrimaryKeyConstraint("key", name="pk_envelope"),
    )
    _index_where("ix_envelope_done_at", "envelope", "done_at", "done_at IS NOT NULL")
    _index_where("ix_envelope_received_at", "envelope", "received_at", "done_at IS NULL")


def _paper() -> None:
    op.create_table(
        "paper",
        *_numbers("id"),
        *_texts("title", "abstract", "authors", "categories", "keys", "sources", "url", "announcement"),
        *_numbers("version"),
        *_days("announced_on", "published_on", optional=True),
        *_texts("journal", "licence"),
        *_instants("first_seen_at"),
        *_instants("news_at", "revised_at", optional=True),
        *_numbers("joined_into", optional=True),
        sa.ForeignKeyConstraint(["joined_into"], ["paper.id"], name="fk_paper_joined_into_paper"),
        sa.PrimaryKeyConstraint("id", name="pk_paper"),
    )
    _index_where("ix_paper_joined_into", "paper", "joined_into", "joined_into IS NOT NULL")
    _index_where("ix_paper_news_at", "paper", "news_at", "joined_into IS NULL")
    _index_where("ix_paper_revised_at", "paper", "revised_at", "joined_into IS NULL")


def _source() -> None:
    op.create_table(
        "source",
        *_texts("name", "label"),
        *_numbers("position"),
        *_flags("active"),
        *_texts("state"),
        *_instants("state_since", optional=True),
        *_texts("note", "etag", "last_modified"),
        *_days("newest", optional=True),
        *_numbers("failures"),
        *_instants("last_ok_at", optional=True),
        *_instants("next_poll_at"),
        *_texts("lease_owner"),
        *_instants("leased_until", optional=True),
        sa.PrimaryKeyConstraint("name", name="pk_source"),
    )


def _subscriber() -> None:
    op.create_table(
        "subscriber",
        *_numbers("id"),
        *_texts("team", "kind", "address", "owner", "zone", "zone_source"),
        sa.Column("at", sa.Time(), nullable=False),
        *_texts("days"),
        *_flags("paused"),
        *_days("paused_until", optional=True),
        *_flags("tells_quiet_days"),
        *_instants("next_due_at", optional=True),
        *_instants("created_at"),
        sa.PrimaryKeyConstraint("id", name="pk_subscriber"),
        sa.UniqueConstraint("team", "kind", "address", name="uq_subscriber_team_kind_address"),
    )
    _index_where("ix_subscriber_next_due_at", "subscriber", "next_due_at", "NOT paused", sqlite="paused = 0")


def _digest() -> None:
    op.create_table(
        "digest",
        *_numbers("id", "subscriber_id"),
        *_days("local_date"),
        *_numbers("edition"),
        *_texts("request", optional=True),
        *_texts("state"),
        *_instants("opened_at", "due_at"),
        *_numbers("attempts"),
        *_texts("fence", optional=True),
        *_texts("reason"),
        *_instants("made_at", optional=True),
        *_texts("body", optional=True),
        sa.ForeignKeyConstraint(["subscriber_id"], ["subscriber.id"], name="fk_digest_subscriber_id_subscriber"),
        sa.PrimaryKeyConstraint("id", name="pk_digest"),
        sa.UniqueConstraint(
            "subscriber_id", "local_date", "edition", name="uq_digest_subscriber_id_local_date_edition"
        ),
        sa.UniqueConstraint("subscriber_id", "request", name="uq_digest_subscriber_id_request"),
    )
    _index_where("ix_digest_due_at", "digest", "due_at", "state = 'open'")


def _mark() -> None:
    op.create_table(
        "mark",
        *_texts("team", "user"),
        *_numbers("paper_id"),
        *_texts("kind"),
        *_instants("marked_at"),
        sa.ForeignKeyConstraint(["paper_id"], ["paper.id"], name="fk_mark_paper_id_paper"),
        sa.PrimaryKeyConstraint("team", "user", "paper_id", "kind", name="pk_mark"),
    )
    op.create_index("ix_mark_paper_id", "mark", ["paper_id"])


def _paper_key() -> None:
    op.create_table(
        "paper_key",
        *_texts("key"),
        *_numbers("paper_id"),
        sa.ForeignKeyConstraint(["paper_id"], ["paper.id"], name="fk_paper_key_paper_id_paper"),
        sa.PrimaryKeyConstraint("key", name="pk_paper_key"),
    )
    op.create_index("ix_paper_key_paper_id", "paper_key", ["paper_id"])


def _paper_source() -> None:
    op.create_table(
        "paper_source",
        *_numbers("paper_id"),
        *_texts("source", "announcement"),
        *_numbers("version"),
        *_days("announced_on", optional=True),
        *_instants("seen_at"),
        *_instants("news_at", optional=True),
        sa.ForeignKeyConstraint(["paper_id"], ["paper.id"], name="fk_paper_source_paper_id_paper"),
        sa.PrimaryKeyConstraint("paper_id", "source", name="pk_paper_source"),
    )
    op.create_index("ix_paper_source_source_news_at", "paper_source", ["source", "news_at"])


def _query() -> None:
    op.create_table(
        "query",
        *_numbers("id", "subscriber_id", "position"),
        *_texts("text"),
        sa.ForeignKeyConstraint(["subscriber_id"], ["subscriber.id"], name="fk_query_subscriber_id_subscriber"),
        sa.PrimaryKeyConstraint("id", name="pk_query"),
        sa.UniqueConstraint("subscriber_id", "text", name="uq_query_subscriber_id_text"),
    )


def _digest_paper() -> None:
    op.create_table(
        "digest_paper",
        *_numbers("digest_id", "paper_id", "number", "position"),
        sa.ForeignKeyConstraint(["digest_id"], ["digest.id"], name="fk_digest_paper_digest_id_digest"),
        sa.ForeignKeyConstraint(["paper_id"], ["paper.id"], name="fk_digest_paper_paper_id_paper"),
        sa.PrimaryKeyConstraint("digest_id", "paper_id", name="pk_digest_paper"),
    )
    op.create_index("ix_digest_paper_paper_id", "digest_paper", ["paper_id"])


def _discussion() -> None:
    op.create_table(
        "discussion",
        *_numbers("id"),
        *_texts("team", "channel", "thread"),
        *_numbers("digest_id", "paper_id", "focus", optional=True),
        *_instants("opened_at"),
        *_instants("busy_until", optional=True),
        sa.ForeignKeyConstraint(["digest_id"], ["digest.id"], name="fk_discussion_digest_id_digest"),
        sa.ForeignKeyConstraint(["focus"], ["paper.id"], name="fk_discussion_focus_paper"),
        sa.ForeignKeyConstraint(["paper_id"], ["paper.id"], name="fk_discussion_paper_id_paper"),
        sa.PrimaryKeyConstraint("id", name="pk_discussion"),
        sa.UniqueConstraint("team", "channel", "thread", name="uq_discussion_team_channel_thread"),
    )
    op.create_index("ix_discussion_focus", "discussion", ["focus"])
    op.create_index("ix_discussion_paper_id", "discussion", ["paper_id"])


def _turn() -> None:
    op.create_table(
        "turn",
        *_numbers("id", "discussion_id"),
        *_texts("ts", "user", "question", "state"),
        *_instants("asked_at", "due_at"),
        *_numbers("attempts"),
        *_texts("fence", optional=True),
        *_instants("answered_at", optional=True),
        *_texts("answer", "paper_ids"),
        sa.ForeignKeyConstraint(["discussion_id"], ["discussion.id"], name="fk_turn_discussion_id_discussion"),
        sa.PrimaryKeyConstraint("id", name="pk_turn"),
        sa.UniqueConstraint("discussion_id", "ts", name="uq_turn_discussion_id_ts"),
    )
    _index_where("ix_turn_due_at", "turn", "due_at", "state = 'open'")


def _delivery() -> None:
    op.create_table(
        "delivery",
        *_numbers("seq"),
        *_texts("id", "key"),
        *_texts("lane", optional=True),
        *_numbers("digest_id", "turn_id", "parent", optional=True),
        *_texts("team", "channel", "thread", "message", "state"),
        *_instants("planned_at", "due_at"),
        *_numbers("attempts"),
        *_texts("fence", optional=True),
        *_instants("posting_since", "ended_at", optional=True),
        *_texts("sent_channel", "sent_ts", "code"),
        sa.ForeignKeyConstraint(["digest_id"], ["digest.id"], name="fk_delivery_digest_id_digest"),
        sa.ForeignKeyConstraint(["parent"], ["delivery.seq"], name="fk_delivery_parent_delivery"),
        sa.ForeignKeyConstraint(["turn_id"], ["turn.id"], name="fk_delivery_turn_id_turn"),
        sa.PrimaryKeyConstraint("seq", name="pk_delivery"),
        sa.UniqueConstraint("id", name="uq_delivery_id"),
        sa.UniqueConstraint("key", name="uq_delivery_key"),
    )
    op.create_index("ix_delivery_digest_id", "delivery", ["digest_id"])
    _index_where("ix_delivery_due_at", "delivery", "due_at", "state IN ('planned', 'sending')")
    _index_where("ix_delivery_lane", "delivery", "lane", "state IN ('planned', 'sending')")
    op.create_index("ix_delivery_parent", "delivery", ["parent"])
    op.create_index("ix_delivery_turn_id", "delivery", ["turn_id"])


def _columns(kind: sa.types.TypeEngine[Any], names: tuple[str, ...], optional: bool) -> list[sa.Column[Any]]:
    return [sa.Column(name, kind, nullable=optional) for name in names]


def _texts(*names: str, optional: bool = False) -> list[sa.Column[Any]]:
    return _columns(sa.Text(), names, optional)


def _numbers(*names: str, optional: bool = False) -> list[sa.Column[Any]]:
    return _columns(sa.Integer(), names, optional)


def _days(*names: str, optional: bool = False) -> list[sa.Column[Any]]:
    return _columns(sa.Date(), names, optional)


def _instants(*names: str, optional: bool = False) -> list[sa.Column[Any]]:
    return _columns(sa.DateTime(timezone=True), names, optional)


def _flags(*names: str) -> list[sa.Column[Any]]:
    return _columns(sa.Boolean(), names, False)


def _index_where(name: str, table: str, column: str, condition: str, sqlite: str = "") -> None:
    op.create_index(
        name, table, [column], sqlite_where=sa.text(sqlite or condition), postgresql_where=sa.text(condition)
    )
