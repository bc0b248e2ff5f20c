"""Works by the likeness of their titles, for records that come without a key we know."""

from collections.abc import Iterable, Mapping, Sequence

from sqlmodel import Session, col, insert, select

from bot.papers import Record, likeness
from bot.storage.chunks import chunks
from bot.storage.tables import PaperLikenessRow


def alike(session: Session, records: Iterable[Record]) -> Mapping[str, set[int]]:
    """The likeness of each record's title → the stored papers known by such a title."""
    wanted = {found: set[int]() for record in records if (found := likeness(record.title))}
    for some in chunks(wanted):
        known = select(PaperLikenessRow).where(col(PaperLikenessRow.likeness).in_(some))
        for row in session.exec(known):
            wanted[row.likeness].add(row.paper_id)
    return wanted


def remember_titles(session: Session, told: Mapping[int, Sequence[Record]], known_by: Mapping[str, set[int]]) -> None:
    """Know these papers by every title they were told by; ``known_by`` holds what was stored before."""
    new = {
        (found, paper_id): None
        for paper_id, records in told.items()
        for record in records
        if (found := likeness(record.title)) and paper_id not in known_by.get(found, ())
    }
    if new:
        session.execute(insert(PaperLikenessRow), [{"likeness": found, "paper_id": paper} for found, paper in new])
