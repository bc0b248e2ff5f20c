"""Reads back the days a category's feed was not read: the feed forgets each batch when the next one comes."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.papers import Record
from bot.ports.sources import Batch, BatchState, Memory, SourceFailure
from bot.sources.arxiv.archive import Archive, Change, Span
from bot.sources.arxiv.calendar import batch_day_before

_FURTHEST = timedelta(days=31)
_AGAIN = timedelta(hours=1)


def recovered(batch: Batch, archive: Archive, memory: Memory, now: datetime) -> Batch:
    """The batch together with what was announced since the last complete one, if days lie between them.

    When those cannot be read the place stays where it was, and the sentence says which days are missing.
    """
    missed = _missed(batch, memory)
    if missed is None:
        return batch
    try:
        # Until today, for a version that came since has moved its paper to a later day of the archive.
        sheets = list(archive.sheets(missed.first, now.date()))
    except SourceFailure as failure:
        return replace(
            batch,
            state=BatchState.PARTIAL,
            note=f"what was announced {_spoken(missed)} is missing and could not be read back: {failure.sentence}",
            announced_on=None,
            etag="",
            last_modified="",
            next_poll=max(_AGAIN, failure.retry_after or _AGAIN),
        )
    changes = [change for sheet in sheets for change in sheet.changes]
    found = _news(changes, missed, archive.category, batch, memory)
    return replace(
        batch,
        records=(*found, *batch.records),  # what was news on a day before its revision of today
        note=f"{batch.note}; {len(found)} papers announced {_spoken(missed)} were read back{_beyond(missed, memory)}",
        rejected=(*batch.rejected, *(sentence for sheet in sheets for sentence in sheet.rejected)),
    )


def _missed(batch: Batch, memory: Memory) -> Span | None:
    """The days between the last complete batch and this one, when there was a batch on one of them."""
    if memory.newest is None or batch.announced_on is None:
        return None
    if batch_day_before(batch.announced_on) <= memory.newest:
        return None
    last = batch.announced_on - timedelta(days=1)
    return Span(max(memory.newest + timedelta(days=1), last - _FURTHEST + timedelta(days=1)), last)


def _news(changes: list[Change], missed: Span, category: str, batch: Batch, memory: Memory) -> list[Record]:
    """What those days told and neither the source before nor the batch of now: a paper new in it stays new in it."""
    keys = frozenset(key for change in changes for key in change.record.keys if key.startswith("arxiv:"))
    known = memory.known(keys)
    in_batch = frozenset(key for record in batch.records if record.announcement.is_news for key in record.keys)
    told = [
        change.told(missed, category, unseen=known.isdisjoint(change.record.keys))
        for change in changes
        if in_batch.isdisjoint(change.record.keys)
    ]
    return [record for record in told if record]


def _spoken(span: Span) -> str:
    return f"on {span.first}" if span.first == span.last else f"from {span.first} to {span.last}"


def _beyond(missed: Span, memory: Memory) -> str:
    if memory.newest is None or missed.first - memory.newest <= timedelta(days=1):
        return ""
    return f", but not what was announced from {_after(memory.newest)} to {missed.first - timedelta(days=1)}"


def _after(day: date) -> date:
    return day + timedelta(days=1)
