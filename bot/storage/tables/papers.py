"""Works, their keys, who told of them, and what became of them."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Index
from sqlmodel import Field

from bot.storage.columns import Instant, Json, Key, Lines, Words
from bot.storage.tables.row import Row, only_where


class PaperRow(Row, table=True):
    """A work; one that turned out to be another points at it with ``joined_into`` and is kept for old ids."""

    __tablename__ = "paper"
    __table_args__ = (
        only_where("ix_paper_news_at", "news_at", "joined_into IS NULL"),
        only_where("ix_paper_revised_at", "revised_at", "joined_into IS NULL"),
        Index("ix_paper_first_seen_at", "first_seen_at"),
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
    version_on: date | None = None
    journal: str = Field(sa_type=Words)
    licence: str = Field(sa_type=Words)
    comment: str = Field(default="", sa_type=Words)
    standing: str = Field(default="", sa_type=Words)
    popularity: int = 0
    first_seen_at: datetime = Field(sa_type=Instant)
    news_at: datetime | None = Field(default=None, sa_type=Instant)
    revised_at: datetime | None = Field(default=None, sa_type=Instant)
    joined_into: int | None = Field(default=None, foreign_key="paper.id")


class PaperKeyRow(Row, table=True):
    """A key and the one paper it belongs to."""

    __tablename__ = "paper_key"
    key: str = Field(sa_type=Key, primary_key=True)
    paper_id: int = Field(foreign_key="paper.id", index=True)


class PaperLikenessRow(Row, table=True):
    """A title as it was told of a paper, folded: what records of one work have in common without a key."""

    __tablename__ = "paper_likeness"
    likeness: str = Field(sa_type=Key, primary_key=True)
    paper_id: int = Field(foreign_key="paper.id", primary_key=True, index=True)


class PaperSourceRow(Row, table=True):
    """A paper as one source told of it: when first, when as news, and its record of the latest version it named."""

    __tablename__ = "paper_source"
    __table_args__ = (
        Index("ix_paper_source_source_news_at", "source", "news_at"),
        Index("ix_paper_source_news_at", "news_at"),
    )
    paper_id: int = Field(foreign_key="paper.id", primary_key=True)
    source: str = Field(sa_type=Key, primary_key=True)
    announcement: str = Field(sa_type=Words)
    version: int
    announced_on: date | None = None
    seen_at: datetime = Field(sa_type=Instant)
    news_at: datetime | None = Field(default=None, sa_type=Instant)
    record: Any = Field(default=None, sa_type=Json, nullable=True)


class PaperChangeRow(Row, table=True):
    """What became of a paper that readers know; kept after it was told."""

    __tablename__ = "paper_change"
    __table_args__ = (only_where("ix_paper_change_at", "at", "told_at IS NULL"),)
    id: int = Field(default=None, primary_key=True)
    paper_id: int = Field(foreign_key="paper.id", index=True)
    kind: str = Field(sa_type=Words)
    detail: str = Field(sa_type=Words)
    changed: Sequence[str] = Field(sa_type=Lines)
    added: Sequence[str] = Field(sa_type=Lines)
    at: datetime = Field(sa_type=Instant)
    told_at: datetime | None = Field(default=None, sa_type=Instant)


class EnrichmentRow(Row, table=True):
    """An enricher was asked about a paper, and when it is to be asked again."""

    __tablename__ = "enrichment"
    __table_args__ = (only_where("ix_enrichment_again_at", "again_at", "again_at IS NOT NULL"),)
    paper_id: int = Field(foreign_key="paper.id", primary_key=True)
    enricher: str = Field(sa_type=Key, primary_key=True)
    again_at: datetime | None = Field(default=None, sa_type=Instant)
