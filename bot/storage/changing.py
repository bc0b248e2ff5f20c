"""What became of papers that readers know: noticed when a batch is stored, kept until it is told in its threads."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select, union

from bot.papers import Paper, changed, display, is_journal_doi, is_preprint, sentences
from bot.ports.changes import ChangeKind
from bot.storage.chunks import chunks
from bot.storage.tables import DigestPaperRow, DiscussionRow, MarkRow, PaperChangeRow

_MOST_ADDED = 2


@dataclass(frozen=True, slots=True)
class Changed:
    """One thing that became of a work."""

    kind: ChangeKind
    detail: str
    parts: tuple[str, ...] = ()
    added: tuple[str, ...] = ()


def note(session: Session, works: Sequence[tuple[Paper, Paper]], now: datetime) -> None:
    """Keep what became of the papers that somebody was told of, saved or talked about, as they were and as they are."""
    changed = {after.id: (before, after) for before, after in works if _may_have_changed(before, after)}
    for paper_id in sorted(_known_to_readers(session, changed)):
        for change in _changes(*changed[paper_id]):
            session.add(
                PaperChangeRow(
                    paper_id=paper_id,
                    kind=str(change.kind),
                    detail=change.detail,
                    changed=change.parts,
                    added=change.added,
                    at=now,
                )
            )


def _may_have_changed(before: Paper, after: Paper) -> bool:
    """Whether it is worth comparing their texts, which costs more than storing them."""
    return (before.version, before.standing, before.keys) != (after.version, after.standing, after.keys)


def _changes(before: Paper, after: Paper) -> Iterator[Changed]:
    if after.standing.severity > before.standing.severity:
        yield Changed(ChangeKind.STANDING, str(after.standing))
    dois = sorted(key.partition(":")[2] for key in after.keys - before.keys if is_journal_doi(key))
    if dois and any(map(is_preprint, before.keys)) and not any(map(is_journal_doi, before.keys)):
        yield Changed(ChangeKind.PUBLISHED, after.journal or dois[0])
    if after.version > before.version:
        yield Changed(
            ChangeKind.VERSION, f"v{before.version} → v{after.version}", changed(before, after), _added(before, after)
        )


def _added(before: Paper, after: Paper) -> tuple[str, ...]:
    known = set(sentences(display(before.abstract)))
    return tuple(one for one in sentences(display(after.abstract)) if one not in known)[:_MOST_ADDED]


def _known_to_readers(session: Session, paper_ids: Collection[int]) -> set[int]:
    known: set[int] = set()
    for some in chunks(paper_ids):
        asked = (
            select(DigestPaperRow.paper_id).where(col(DigestPaperRow.paper_id).in_(some)),
            select(MarkRow.paper_id).where(col(MarkRow.paper_id).in_(some)),
            select(DiscussionRow.paper_id).where(col(DiscussionRow.paper_id).in_(some)),
            select(DiscussionRow.focus).where(col(DiscussionRow.focus).in_(some)),
        )
        known.update(session.scalars(union(*asked)))
    return known
