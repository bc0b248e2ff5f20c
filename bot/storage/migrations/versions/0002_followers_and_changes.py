"""Sources are followed, papers change, and works are known by their titles too."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from bot.papers import likeness

revision = "0002"
down_revision = "0001"

_AT_ONCE = 1000


def upgrade() -> None:
    """Add what is new; papers that are stored get the likeness of their titles."""
    _paper()
    _paper_source()
    _source()
    _source_follower()
    _backfill()
    _host_turn()
    _enrichment()
    _paper_change()
    _paper_likeness()
    _fill_likeness()


def _paper() -> None:
    with op.batch_alter_table("paper") as paper:
        paper.add_column(sa.Column("version_on", sa.Date(), nullable=True))
        paper.add_column(sa.Column("comment", sa.Text(), nullable=False, server_default=""))
        paper.add_column(sa.Column("standing", sa.Text(), nullable=False, server_default=""))
        paper.add_column(sa.Column("popularity", sa.Integer(), nullable=False, server_default="0"))
        paper.create_index("ix_paper_first_seen_at", ["first_seen_at"])


def _paper_source() -> None:
    with op.batch_alter_table("paper_source") as paper_source:
        paper_source.add_column(sa.Column("record", sa.Text(), nullable=True))
        paper_source.create_index("ix_paper_source_news_at", ["news_at"])


def _source() -> None:
    with op.batch_alter_table("source") as source:
        source.add_column(_instant("enrolled_at"))
        source.add_column(_instant("failing_since"))
        source.add_column(_instant("last_news_at"))
        source.add_column(sa.Column("longest_gap", sa.Integer(), nullable=True))
        source.add_column(sa.Column("stopped", sa.Boolean(), nullable=False, server_default=sa.false()))
        source.add_column(sa.Column("told", sa.Text(), nullable=False, server_default=""))


def _source_follower() -> None:
    op.create_table(
        "source_follower",
        _text("source"),
        _text("team"),
        _text("user"),
        sa.Column("followed_at", sa.DateTime(timezone=True), nullable=False),
        _instant("ended_at"),
        sa.ForeignKeyConstraint(["source"], ["source.name"], name=op.f("fk_source_follower_source_source")),
        sa.PrimaryKeyConstraint("source", "team", "user", name=op.f("pk_source_follower")),
    )


def _backfill() -> None:
    op.create_table(
        "backfill",
        _text("source"),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("through", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("source", "first", name=op.f("pk_backfill")),
    )


def _host_turn() -> None:
    op.create_table(
        "host_turn",
        _text("host"),
        _text("owner"),
        _instant("held_until"),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("host", name=op.f("pk_host_turn")),
    )


def _enrichment() -> None:
    op.create_table(
        "enrichment",
        sa.Column("paper_id", sa.Integer(), nullable=False),
        _text("enricher"),
        _instant("again_at"),
        sa.ForeignKeyConstraint(["paper_id"], ["paper.id"], name=op.f("fk_enrichment_paper_id_paper")),
        sa.PrimaryKeyConstraint("paper_id", "enricher", name=op.f("pk_enrichment")),
    )
    asked_again = sa.text("again_at IS NOT NULL")
    op.create_index(
        "ix_enrichment_again_at", "enrichment", ["again_at"], sqlite_where=asked_again, postgresql_where=asked_again
    )


def _paper_change() -> None:
    untold = sa.text("told_at IS NULL")
    op.create_table(
        "paper_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("paper_id", sa.Integer(), nullable=False),
        _text("kind"),
        _text("detail"),
        _text("changed"),
        _text("added"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        _instant("told_at"),
        sa.ForeignKeyConstraint(["paper_id"], ["paper.id"], name=op.f("fk_paper_change_paper_id_paper")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_change")),
    )
    op.create_index("ix_paper_change_at", "paper_change", ["at"], sqlite_where=untold, postgresql_where=untold)
    op.create_index(op.f("ix_paper_change_paper_id"), "paper_change", ["paper_id"])


def _paper_likeness() -> None:
    op.create_table(
        "paper_likeness",
        _text("likeness"),
        sa.Column("paper_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["paper_id"], ["paper.id"], name=op.f("fk_paper_likeness_paper_id_paper")),
        sa.PrimaryKeyConstraint("likeness", "paper_id", name=op.f("pk_paper_likeness")),
    )
    op.create_index(op.f("ix_paper_likeness_paper_id"), "paper_likeness", ["paper_id"])


def _fill_likeness() -> None:
    """A thousand papers at a time; a later change of what likeness is will have to fill the table anew."""
    connection = op.get_bind()
    table = sa.table("paper_likeness", sa.column("likeness"), sa.column("paper_id"))
    asked = sa.text("SELECT id, title FROM paper WHERE joined_into IS NULL AND id > :after ORDER BY id LIMIT :most")
    after = 0
    while rows := connection.execute(asked, {"after": after, "most": _AT_ONCE}).all():
        after = rows[-1].id
        alike = [{"likeness": found, "paper_id": row.id} for row in rows if (found := likeness(row.title))]
        if alike:
            connection.execute(table.insert(), alike)


def _text(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Text(), nullable=False)


def _instant(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=True)
