"""Papers as rows: how a work is written down and read back."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from bot.papers import Announcement, Paper, Standing
from bot.storage.chunks import chunks
from bot.storage.tables import PaperKeyRow, PaperRow

_SAME = (
    "id",
    "title",
    "abstract",
    "url",
    "version",
    "first_seen_at",
    "announced_on",
    "published_on",
    "version_on",
    "journal",
    "licence",
    "comment",
    "popularity",
)
_LISTS = ("authors", "categories", "sources")
_READ = (*_SAME, *_LISTS, "keys", "announcement", "standing")


def papers(session: Session, wanted: SelectOfScalar[PaperRow]) -> list[Paper]:
    """The works this statement selects; read as plain columns, for there may be tens of thousands."""
    columns = wanted.with_only_columns(*(getattr(PaperRow, name) for name in _READ))
    return [_paper(dict(zip(_READ, row, strict=True))) for row in session.execute(columns)]


def paper_of(row: PaperRow) -> Paper:
    """The work a row holds."""
    return _paper({name: getattr(row, name) for name in _READ})


def columns_of(paper: Paper) -> Mapping[str, Any]:
    """The columns of a work."""
    columns = {name: getattr(paper, name) for name in (*_SAME, *_LISTS)}
    return {
        **columns,
        "keys": sorted(paper.keys),
        "announcement": str(paper.announcement),
        "standing": str(paper.standing),
    }


def owners_of(session: Session, keys: Iterable[str]) -> Mapping[str, int]:
    """Each of these keys that is stored → the paper it belongs to."""
    asked = select(PaperKeyRow.key, PaperKeyRow.paper_id)
    return {
        key: paper_id
        for some in chunks(keys)
        for key, paper_id in session.exec(asked.where(col(PaperKeyRow.key).in_(some)))
    }


def rows_of(session: Session, paper_ids: Iterable[int]) -> Mapping[int, PaperRow]:
    """The rows of these papers."""
    return {
        row.id: row
        for some in chunks(paper_ids)
        for row in session.exec(select(PaperRow).where(col(PaperRow.id).in_(some)))
    }


def _paper(values: dict[str, Any]) -> Paper:
    for name in _LISTS:
        values[name] = tuple(values[name])
    values["keys"] = frozenset(values["keys"])
    values["announcement"] = Announcement(values["announcement"])
    values["standing"] = Standing(values["standing"])
    return Paper(**values)
