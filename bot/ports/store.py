"""The seam to memory: each method is one short transaction, and rows never leave it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from bot.digest import SourceReport
from bot.papers import Paper, Record
from bot.ports.ledger import Deliveries, Digests, Discussions, Inbox
from bot.ports.sources import Batch, Memory
from bot.subscribers import Subscriber, SubscriberKind


@dataclass(frozen=True, slots=True)
class Absorbed:
    """What storing a batch changed: ids of papers that became news, and of known ones that got a new version."""

    new: tuple[int, ...] = ()
    updated: tuple[int, ...] = ()


class Papers(Protocol):
    """Every work once."""

    def absorb(self, records: Sequence[Record], now: datetime) -> Absorbed:
        """Store records: one that shares a key with a known paper is merged into it (also with its batch fellows)."""

    def first_seen(self, since: datetime, until: datetime) -> Sequence[Paper]:
        """Papers that became news after ``since`` and until ``until`` (inclusive), oldest first."""

    def revised(self, since: datetime, until: datetime) -> Sequence[Paper]:
        """Papers that are no news but were revised in that span: known ones, or ones first met as a revision."""

    def get(self, paper_id: int) -> Paper | None:
        """One paper; the id of one that turned out to be another's record gives that other."""

    def find(self, key: str) -> Paper | None:
        """The paper with this normalised key."""

    def known(self, keys: frozenset[str]) -> frozenset[str]:
        """Those of ``keys`` that belong to a stored paper (whoever told of it; ``memory`` asks for one source)."""


class Sources(Protocol):
    """How each source stands and when to ask it again."""

    def enrol(self, names: Mapping[str, str], now: datetime) -> None:
        """Make exactly these sources (name → label) active; new ones are due at once, the others rest."""

    def claim_due(self, now: datetime, owner: str, lease_seconds: int) -> str | None:
        """Claim one active source that is due and unclaimed; its name, or nothing."""

    def memory(self, name: str) -> Memory:
        """What the last good poll left behind; ``known`` answers the keys this source told of up to that poll."""

    def polled(self, name: str, batch: Batch, now: datetime) -> None:
        """Record a poll whose records are absorbed, release the claim and set the next one."""

    def failed(self, name: str, sentence: str, retry_at: datetime, now: datetime) -> None:
        """Record a failed poll, release the claim and set when to try again."""

    def reports(self, since: datetime) -> Sequence[SourceReport]:
        """How every active source stands, with the number of papers it brought as news after ``since``."""

    def overdue(self, now: datetime) -> int:
        """How many active sources should have been polled by now and have not been (claimed ones included)."""

    def make_due(self, now: datetime) -> None:
        """Make every active source due now."""


@dataclass(frozen=True, slots=True)
class StoredQuery:
    """A line of a radar: its stable id and canonical text."""

    id: int
    text: str


class Subscribers(Protocol):
    """Who reads, and their radars."""

    def ensure(self, team: str, kind: SubscriberKind, address: str, now: datetime) -> Subscriber:
        """The subscriber at this address, created when new."""

    def find(self, team: str, kind: SubscriberKind, address: str) -> Subscriber | None:
        """The subscriber at this address, if there is one."""

    def get(self, subscriber_id: int) -> Subscriber | None:
        """One subscriber."""

    def save(self, subscriber: Subscriber) -> None:
        """Store changed settings together with ``next_due_at``."""

    def queries(self, subscriber_id: int) -> Sequence[StoredQuery]:
        """The radar, in the order its lines were added."""

    def add_queries(self, subscriber_id: int, texts: Sequence[str], limit: int) -> tuple[str, ...]:
        """Add all these lines or none; answers those that were new.  Raises ``RadarFull`` over ``limit``."""

    def remove_queries(self, subscriber_id: int, ids: Sequence[int]) -> int:
        """Remove lines; answers how many there were."""

    def due(self, now: datetime, limit: int) -> Sequence[Subscriber]:
        """Those whose ``next_due_at`` has come, who are not paused and have a radar, longest waiting first."""

    def pause_closed(self, team: str, address: str) -> str:
        """Pause the channel we can no longer post to; the id of the person who set it up, or an empty string."""

    def learn_zone(self, subscriber_id: int, zone: str, next_due_at: datetime | None) -> None:
        """Keep the zone of a person's profile with what follows from it, unless they chose one meanwhile."""

    def unzoned(self, limit: int) -> Sequence[Subscriber]:
        """Persons whose zone is still the default."""


class RadarFull(Exception):  # noqa: N818 - a limit, told to the person
    """A radar holds as many queries as it may."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"a radar holds at most {limit} queries")
        self.limit = limit


class MarkKind(StrEnum):
    """What a reader said of a paper."""

    SAVED = "saved"
    NOT_RELEVANT = "not_relevant"


class Marks(Protocol):
    """What readers said of papers."""

    def mark(self, team: str, user: str, paper_id: int, kind: MarkKind, now: datetime) -> bool:
        """Remember a mark; false when it was there.  Raises ``StoreFailure`` for a paper that is not stored."""

    def unmark(self, team: str, user: str, paper_id: int, kind: MarkKind) -> bool:
        """Forget a mark; false when it was not there."""

    def marked(self, team: str, user: str, kind: MarkKind) -> Sequence[int]:
        """Ids of the papers a reader marked, latest first."""


class Store(Protocol):
    """Everything the bot remembers, one attribute a subject; safe to use from several threads and processes."""

    @property
    def papers(self) -> Papers:
        """Every work once."""

    @property
    def sources(self) -> Sources:
        """How each source stands."""

    @property
    def subscribers(self) -> Subscribers:
        """Who reads, and their radars."""

    @property
    def digests(self) -> Digests:
        """One row a subscriber, local date and edition."""

    @property
    def deliveries(self) -> Deliveries:
        """The outbox."""

    @property
    def inbox(self) -> Inbox:
        """What Slack told us."""

    @property
    def discussions(self) -> Discussions:
        """Threads and their turns."""

    @property
    def marks(self) -> Marks:
        """What readers said of papers."""

    def take_over(self, now: datetime) -> None:
        """Free what a process that died was working on; for a store on which no other process works."""

    def ready(self) -> None:
        """Prove that the store can be written; raises ``StoreFailure`` with a sentence."""

    def close(self) -> None:
        """Let go of every connection."""


class StoreFailure(Exception):  # noqa: N818 - a failure of the world, not a mistake of ours
    """The store could not be used; ``sentence`` says what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
