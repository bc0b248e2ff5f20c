"""Old ids of papers: one that turned out to be another work's record leads to that work."""

from collections.abc import Iterable, Mapping

from sqlmodel import Session, col, select

from bot.ports.store import StoreFailure
from bot.storage.chunks import chunks
from bot.storage.tables import PaperRow


def present_ids(session: Session, paper_ids: Iterable[int]) -> Mapping[int, int]:
    """Each id that is stored → the id of the paper it stands for today.

    On PostgreSQL the rows stay locked against being joined until what refers to them is committed.
    """
    found: dict[int, int] = {}
    for some in chunks(paper_ids):
        asked = select(PaperRow.id, PaperRow.joined_into).where(col(PaperRow.id).in_(some))
        rows = session.exec(asked.with_for_update(read=True, key_share=True))
        found.update({paper_id: joined_into or paper_id for paper_id, joined_into in rows})
    return found


def present(session: Session, paper_id: int) -> int:
    """The id of the paper this id stands for today.  Raises ``StoreFailure`` when it was never stored here."""
    found = present_ids(session, (paper_id,))
    if paper_id not in found:
        raise StoreFailure("This paper is not in the database any more.")
    return found[paper_id]
