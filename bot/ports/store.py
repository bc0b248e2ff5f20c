"""The seam to memory: each method is one short transaction, and rows never leave it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol

from bot.digest import SourceReport
from bot.papers import Paper, Record
from bot.ports.changes import Changes
from bot.ports.ledger import Deliveries, Digests, Discussions, Inbox
from bot.ports.marks import MarkKind, Marks
from bot.ports.sources import Batch, HostTurns, Memory
from bot.subscribers import Subscriber, SubscriberKind

__all__ = [
    "Absorbed",
    "MarkKind",
    "Marks",
    "Papers",
    "RadarFull",
    "SourceHealth",
    "Sources",
    "Store",
    "StoreFailure",
    "StoredQuery",
    "Subscribers",
    "TooManySources",
]


@dataclass(frozen=True, slots=True)
class Absorbed:
    """What storing a batch changed: ids of papers that became news, and of known ones that got a new version."""

    new: tuple[int, ...] = ()
    updated: tuple[int, ...] = ()


class Papers(Protocol):
    """Every work once."""

    def absorb(self, records: Sequence[Record], now: datetime, *, past: bool = False) -> Absorbed:
        """Store records: those of one work become one paper, with the stored one if there is (also batch fellows).

        ``past`` records are of days gone by: they were news on the day they were announced, not now. A record that is
        ``Announcement.DETAIL`` or a notice adds to a stored work and never makes one.
        """

    def first_seen(self, since: datetime, until: datetime, without: frozenset[str] = frozenset()) -> Sequence[Paper]:
        """Papers that became news after ``since`` and until ``until`` (inclusive), oldest first.

        What the sources ``without`` told of, and when, is as if never heard.
        """

    def revised(self, since: datetime, until: datetime, without: frozenset[str] = frozenset()) -> Sequence[Paper]:
        """Papers that are no news but were revised in that span: known ones, or ones first met as a revision."""

    def tide(self) -> tuple[int, datetime | None]:
        """Rises whenever a paper is stored or becomes news: the highest id, and the latest news."""

    def wanting(self, enricher: str, since: datetime, now: datetime, limit: int) -> Sequence[Paper]:
        """Papers first stored after ``since`` it was not asked about, latest first; then those to ask about again."""

    def asked(self, enricher: str, paper_ids: Sequence[int], again_at: datetime | None) -> None:
        """The enricher was asked about these papers; it is asked again at ``again_at``, or never."""

    def get(self, paper_id: int) -> Paper | None:
        """One paper; the id of one that turned out to be another's record gives that other."""

    def find(self, key: str) -> Paper | None:
        """The paper with this normalised key."""

    def known(self, keys: frozenset[str]) -> frozenset[str]:
        """Those of ``keys`` that belong to a stored paper (whoever told of it; ``memory`` asks for one source)."""


@dataclass(frozen=True, slots=True)
class SourceHealth:
    """How an active source has been doing.

    ``longest_gap`` is its habit: the longest it lately took to bring something new; nothing until it did so twice.
    ``told`` names the trouble its followers were told of since it last brought something. ``followers`` are
    ``(team, user)`` pairs; an empty user stands for the whole workspace, an empty team for whoever runs the bot.
    """

    name: str
    label: str
    state: str
    note: str
    since: datetime
    failing_since: datetime | None
    last_news_at: datetime | None
    longest_gap: timedelta | None
    stopped: bool
    told: str
    followers: tuple[tuple[str, str], ...]


class TooManySources(Exception):  # noqa: N818 - a limit, told to the person
    """A person follows as many feeds of their own as one may."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"at most {limit} sources")
        self.limit = limit


class Sources(Protocol):
    """How each source stands, who follows it, and when to ask it again."""

    def enrol(self, names: Mapping[str, str], now: datetime) -> None:
        """Make exactly these sources (name → label) the ones everybody reads; new ones are due at once.

        A source is active as long as somebody follows it: whoever runs the bot, a workspace or a person.
        """

    def follow(self, name: str, label: str, team: str, user: str, now: datetime, limit: int) -> bool:
        """Let a workspace (no ``user``) or a person read a source; false when they do already.

        Raises ``TooManySources`` over ``limit`` sources of this workspace or person.
        """

    def unfollow(self, name: str, team: str, user: str, now: datetime) -> bool:
        """End that; false when they did not follow it."""

    def readable(self, team: str, user: str) -> frozenset[str]:
        """Every source this person reads: everybody's, the workspace's and their own; no ``user`` for a channel."""

    def hidden(self, team: str, user: str) -> frozenset[str]:
        """Sources that only others ever read: what they alone told of is not for this person."""

    def followed(self, team: str, user: str) -> Sequence[str]:
        """The sources exactly this workspace (no ``user``) or person added, in the order they did."""

    def health(self) -> Sequence[SourceHealth]:
        """How every active source has been doing."""

    def tell(self, name: str, trouble: str) -> None:
        """Its followers are told of this trouble; forgotten once it brings something new or answers again."""

    def stop(self, name: str, note: str, now: datetime) -> None:
        """Do not ask this source again until somebody adds it anew."""

    def claim_due(self, now: datetime, owner: str, lease_seconds: int) -> str | None:
        """Claim one active source that is due and unclaimed; its name, or nothing."""

    def memory(self, name: str) -> Memory:
        """What the last good poll left behind; ``known`` answers the keys this source told of up to that poll."""

    def polled(self, name: str, batch: Batch, now: datetime, brought: int = 0) -> None:
        """Record a poll whose records are absorbed, ``brought`` of them new; release the claim, set the next poll."""

    def failed(self, name: str, sentence: str, retry_at: datetime, now: datetime) -> None:
        """Record a failed poll, release the claim and set when to try again."""

    def reports(self, since: datetime, names: frozenset[str] | None = None) -> Sequence[SourceReport]:
        """How every active source (of ``names``) stands, with the number of papers it brought as news since then."""

    def reached(self, name: str, first: date) -> date | None:
        """The day up to which reading back from ``first`` has come; nothing when it has not begun."""

    def reach(self, name: str, first: date, through: date) -> None:
        """Reading back from ``first`` has come to this day, which is complete."""

    def overdue(self, now: datetime) -> int:
        """How many active sources should have been polled by now and have not been (claimed ones included)."""


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

    def lines(self) -> Sequence[str]:
        """The lines of every radar that is not paused, each once."""

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

    def persons(self, limit: int) -> Sequence[Subscriber]:
        """Persons who have a radar or had one, those who came first."""

    def unzoned(self, limit: int) -> Sequence[Subscriber]:
        """Persons whose zone is still the default."""


class RadarFull(Exception):  # noqa: N818 - a limit, told to the person
    """A radar holds as many queries as it may."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"a radar holds at most {limit} queries")
        self.limit = limit


class Store(Protocol):
    """Everything the bot remembers, one attribute a subject; safe to use from several threads and processes."""

    @property
    def papers(self) -> Papers:
        """Every work once."""

    @property
    def sources(self) -> Sources:
        """How each source stands."""

    @property
    def changes(self) -> Changes:
        """What became of papers."""

    @property
    def hosts(self) -> HostTurns:
        """Whose turn it is to ask a host."""

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
