"""The tables, private to storage: what is remembered, and the constraints that hold whatever the code does."""

from bot.storage.tables.digests import DigestPaperRow, DigestRow, DiscussionRow, TurnRow
from bot.storage.tables.messages import ChannelPaceRow, DeliveryRow, EnvelopeRow
from bot.storage.tables.papers import (
    EnrichmentRow,
    PaperChangeRow,
    PaperKeyRow,
    PaperLikenessRow,
    PaperRow,
    PaperSourceRow,
)
from bot.storage.tables.readers import MarkRow, QueryRow, SubscriberRow
from bot.storage.tables.row import Row
from bot.storage.tables.sources import BackfillRow, HostTurnRow, SourceFollowerRow, SourceRow

__all__ = [
    "BackfillRow",
    "ChannelPaceRow",
    "DeliveryRow",
    "DigestPaperRow",
    "DigestRow",
    "DiscussionRow",
    "EnrichmentRow",
    "EnvelopeRow",
    "HostTurnRow",
    "MarkRow",
    "PaperChangeRow",
    "PaperKeyRow",
    "PaperLikenessRow",
    "PaperRow",
    "PaperSourceRow",
    "QueryRow",
    "Row",
    "SourceFollowerRow",
    "SourceRow",
    "SubscriberRow",
    "TurnRow",
]
