"""The seam to what readers said of papers, and what it changes."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class MarkKind(StrEnum):
    """What a reader said of a paper, and what became of that.

    ``FORGOTTEN`` stands for a reader's address: what was said of the paper until then teaches that radar no more.
    ``ANSWERED`` stands there too: a repair was proposed because this paper was not relevant.
    """

    SAVED = "saved"
    LIKED = "liked"
    NOT_RELEVANT = "not_relevant"
    FORGOTTEN = "forgotten"
    ANSWERED = "answered"


@dataclass(frozen=True, slots=True)
class Mark:
    """What one person said of a paper, and when."""

    paper_id: int
    kind: MarkKind
    at: datetime


class Rewritten(StrEnum):
    """What became of the wish to rewrite a line of a radar."""

    DONE = "done"
    BEFORE = "before"  # it reads so already
    CHANGED = "changed"  # it reads neither as it did nor as it should
    GONE = "gone"
    TWIN = "twin"  # another line of the radar reads so


class Marks(Protocol):
    """What readers said of papers, and what it changes.

    A channel is a reader too: what anyone said of papers its digests told of, since they did, was said to it.
    """

    def mark(self, team: str, user: str, paper_id: int, kind: MarkKind, now: datetime) -> bool:
        """Remember a mark; false when it was there.  Raises ``StoreFailure`` for a paper that is not stored.

        ``LIKED`` and ``NOT_RELEVANT`` exclude each other: the later one takes the earlier one's place.
        """

    def unmark(self, team: str, user: str, paper_id: int, kind: MarkKind) -> bool:
        """Forget a mark; false when it was not there."""

    def marked(self, team: str, user: str, kind: MarkKind) -> Sequence[int]:
        """Ids of the papers a reader marked, latest first."""

    def of_subscriber(self, subscriber_id: int, kinds: Collection[MarkKind], since: datetime) -> Sequence[Mark]:
        """What was said to a reader after ``since`` and not forgotten, one mark a person and paper, latest first."""

    def discussed(self, subscriber_id: int, since: datetime) -> Mapping[int, datetime]:
        """Papers this reader asked about after ``since`` and got an answer, with when last; forgotten ones left out."""

    def forget(self, subscriber_id: int, paper_ids: Collection[int], now: datetime) -> None:
        """Let what was said of these papers teach this reader's radar no more; what was saved stays saved.

        A person's own thumbs are removed; those that people gave in a channel stay theirs.
        """

    def rewrite(self, subscriber_id: int, query_id: int, was: str, text: str) -> Rewritten:
        """Rewrite a line because of what was said of papers, in one step, if it still reads ``was``."""
