"""Two stored papers that turned out to be one: everything that refers to the younger one moves to the older."""

from collections.abc import Mapping

from sqlalchemy import delete, update
from sqlmodel import Session, col, select

from bot.storage.tables import (
    DigestPaperRow,
    DiscussionRow,
    EnrichmentRow,
    MarkRow,
    PaperChangeRow,
    PaperKeyRow,
    PaperLikenessRow,
    PaperRow,
    PaperSourceRow,
)
from bot.storage.telling import rows_about, unite


def join(session: Session, into: Mapping[int, int]) -> None:
    """Move what belongs to each paper of ``into`` to the paper it names; the old ids stay and lead there."""
    if not into:
        return
    # Rows that refer to a paper hold a weaker lock on it until they are committed: wait for them, then move them too.
    session.exec(select(PaperRow.id).where(col(PaperRow.id).in_(into)).with_for_update()).all()
    for young, old in into.items():
        _point(session, young, old)
        _move_marks(session, young, old)
        _move_numbers(session, young, old)
        _move_sources(session, young, old)
        _move_titles(session, young, old)
        session.flush()  # the next one may bring the same marks and sources


def _point(session: Session, young: int, old: int) -> None:
    keys = update(PaperKeyRow).where(col(PaperKeyRow.paper_id) == young)
    session.exec(keys.values(paper_id=old))
    earlier = col(PaperRow.joined_into) == young
    session.exec(update(PaperRow).where((col(PaperRow.id) == young) | earlier).values(joined_into=old))
    session.exec(update(DiscussionRow).where(col(DiscussionRow.paper_id) == young).values(paper_id=old))
    session.exec(update(DiscussionRow).where(col(DiscussionRow.focus) == young).values(focus=old))
    session.exec(update(PaperChangeRow).where(col(PaperChangeRow.paper_id) == young).values(paper_id=old))
    # What the enrichers were asked about the younger they were not asked about the whole work.
    session.exec(delete(EnrichmentRow).where(col(EnrichmentRow.paper_id).in_((young, old))))


def _move_marks(session: Session, young: int, old: int) -> None:
    there = {(row.team, row.user, row.kind) for row in session.exec(select(MarkRow).where(MarkRow.paper_id == old))}
    for row in session.exec(select(MarkRow).where(MarkRow.paper_id == young)).all():
        if (row.team, row.user, row.kind) not in there:
            session.add(MarkRow(team=row.team, user=row.user, kind=row.kind, paper_id=old, marked_at=row.marked_at))
        session.delete(row)


def _move_numbers(session: Session, young: int, old: int) -> None:
    """In a digest that has both, the paper keeps the number it was shown with."""
    rows = session.exec(select(DigestPaperRow).where(DigestPaperRow.paper_id == young)).all()
    digests = [row.digest_id for row in rows]
    both = select(DigestPaperRow).where(DigestPaperRow.paper_id == old, col(DigestPaperRow.digest_id).in_(digests))
    there = {row.digest_id: row for row in session.exec(both)}
    for row in rows:
        kept = there.get(row.digest_id)
        if kept is None:
            session.add(DigestPaperRow(digest_id=row.digest_id, paper_id=old, number=row.number, position=row.position))
        elif row.number and (not kept.number or row.number < kept.number):
            kept.number, kept.position = row.number, row.position
        session.delete(row)


def _move_sources(session: Session, young: int, old: int) -> None:
    there = {row.source: row for row in rows_about(session, [old])}
    for row in rows_about(session, [young]):
        if row.source in there:
            unite(there[row.source], row)
        else:
            session.add(PaperSourceRow(**{**row.model_dump(), "paper_id": old}))
        session.delete(row)


def _move_titles(session: Session, young: int, old: int) -> None:
    known_by = select(PaperLikenessRow.likeness).where(PaperLikenessRow.paper_id == old)
    there = set(session.exec(known_by))
    for row in session.exec(select(PaperLikenessRow).where(PaperLikenessRow.paper_id == young)).all():
        if row.likeness not in there:
            session.add(PaperLikenessRow(likeness=row.likeness, paper_id=old))
        session.delete(row)
