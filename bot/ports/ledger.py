"""The seam to what must happen exactly once: digests, deliveries, envelopes and turns, each a row that decides."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Protocol

from bot.ports.delivery import Message, Posted
from bot.subscribers import Subscriber


@dataclass(frozen=True, slots=True)
class DigestClaim:
    """A digest that is open and ours to make for a while; ``fence`` must still hold when it is saved."""

    id: int
    subscriber_id: int
    local_date: date
    edition: int
    opened_at: datetime
    asked_for: bool
    attempts: int
    fence: str


@dataclass(frozen=True, slots=True)
class Past:
    """A digest that was made: what a later one must know."""

    id: int
    local_date: date
    edition: int
    made_at: datetime


@dataclass(frozen=True, slots=True)
class NumberedPaper:
    """A paper and its number in a digest; number 0 matched but was not shown."""

    number: int
    paper_id: int


class Digests(Protocol):
    """One row for each subscriber, local date and edition: the row decides, the clock only wakes."""

    def open_due(
        self, subscriber: Subscriber, local_date: date, next_due_at: datetime | None, now: datetime
    ) -> int | None:
        """Open the day's digest and move the subscriber's next one, in one transaction; nothing when it exists."""

    def open_extra(self, subscriber_id: int, local_date: date, request: str, now: datetime) -> int | None:
        """Open the day's digest, or a further edition of it; nothing when ``request`` was served before."""

    def claim(self, now: datetime, lease_seconds: int) -> DigestClaim | None:
        """Claim one open digest whose time has come; those of one subscriber are made one after another."""

    def finish(
        self,
        claim: DigestClaim,
        body: Mapping[str, Any],
        papers: Sequence[NumberedPaper],
        messages: Sequence[Message],
        now: datetime,
    ) -> bool:
        """Save what was written and plan its messages (the first is the parent of the others), if the fence holds.

        ``now`` becomes ``made_at``: give the instant the papers were read until, so that the next digest begins there.
        """

    def postpone(self, claim: DigestClaim, due_at: datetime, reason: str) -> None:
        """Give the digest back for later."""

    def shown(self, subscriber_id: int) -> frozenset[int]:
        """Ids of the papers this subscriber was told of before; what was in a message that failed was not told."""

    def latest(self, subscriber_id: int) -> Past | None:
        """The digest made last whose message did not fail."""

    def latest_with_papers(self, subscriber_id: int) -> Past | None:
        """The digest made last that told of a paper: the one a number is meant for."""

    def papers(self, digest_id: int) -> Sequence[NumberedPaper]:
        """The papers of a digest, shown ones first by number."""

    def body(self, digest_id: int) -> Mapping[str, Any] | None:
        """What was written, as it was saved."""

    def subscriber_id(self, digest_id: int) -> int | None:
        """Whose digest it is."""


class DeliveryState(StrEnum):
    """Where a promise to post one message once stands."""

    PLANNED = "planned"
    SENDING = "sending"
    SENT = "sent"
    UNKNOWN = "unknown"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class DeliveryClaim:
    """A message that is ours to post for a while.

    ``posting_since`` is set when an earlier attempt may have posted it: look before sending again;
    ``digest_id`` is set when the message belongs to a digest.
    """

    id: str
    team: str
    channel: str
    thread: str
    message: Message
    attempts: int
    posting_since: datetime | None
    digest_id: int | None
    fence: str


@dataclass(frozen=True, slots=True)
class DeliveryRecord:
    """What became of a delivery."""

    id: str
    state: DeliveryState
    channel: str
    ts: str
    digest_id: int | None
    code: str


class Deliveries(Protocol):
    """The outbox: one row a message."""

    def plan(self, key: str, team: str, channel: str, message: Message, now: datetime, thread: str = "") -> str | None:
        """Promise a message outside a digest; its id, or nothing when ``key`` was promised before."""

    def claim(self, now: datetime, lease_seconds: int) -> DeliveryClaim | None:
        """Claim one message whose time has come, whose parent is posted and whose channel was not just posted to."""

    def posting(self, claim: DeliveryClaim, now: datetime) -> bool:
        """Write down that the request goes out now; false when the fence no longer holds."""

    def sent(self, claim: DeliveryClaim, posted: Posted, now: datetime) -> bool:
        """Record where the message is; false when another copy was recorded first, or it was given up as failed.

        The copy that was recorded may be recorded again.  A digest's first message opens its discussion.
        """

    def later(self, claim: DeliveryClaim, due_at: datetime, code: str, *, surely_not_posted: bool) -> None:
        """Give the message back; ``surely_not_posted`` clears this attempt's uncertainty, not an earlier one's."""

    def replace(self, claim: DeliveryClaim, message: Message, due_at: datetime, code: str) -> None:
        """Give it back in another form."""

    def give_up(self, claim: DeliveryClaim, state: DeliveryState, code: str, now: datetime) -> None:
        """End it as ``unknown`` or ``failed``, and with it the messages of its thread."""

    def get(self, delivery_id: str) -> DeliveryRecord | None:
        """What became of a delivery."""

    def oldest_open(self) -> datetime | None:
        """When the oldest message that has not ended yet was planned."""


class Inbox(Protocol):
    """What Slack told us, written down before we acknowledge it."""

    def receive(self, key: str, kind: str, body: Mapping[str, Any] | None, now: datetime) -> bool:
        """Store an envelope; false when it was received before.  One without a body is done at once."""

    def done(self, key: str, now: datetime) -> None:
        """It was handled: forget its text, remember its key."""

    def unfinished(self, before: datetime, limit: int) -> Sequence[tuple[str, str, Mapping[str, Any]]]:
        """Envelopes received before that were never finished: key, kind and body."""

    def forget(self, before: datetime) -> int:
        """Drop handled keys older than ``before``; how many."""


@dataclass(frozen=True, slots=True)
class DiscussionRecord:
    """A thread we answer in: about a digest or one paper; ``focus`` is the paper chosen last."""

    id: int
    team: str
    channel: str
    thread: str
    digest_id: int | None
    paper_id: int | None
    focus: int | None


@dataclass(frozen=True, slots=True)
class TurnClaim:
    """The oldest open question of a thread, ours to answer for a while."""

    id: int
    discussion: DiscussionRecord
    ts: str
    user: str
    question: str
    asked_at: datetime
    attempts: int
    fence: str


@dataclass(frozen=True, slots=True)
class PastTurn:
    """A question that was answered."""

    question: str
    answer: str
    paper_ids: tuple[int, ...]


class Discussions(Protocol):
    """The threads and their turns."""

    def open(
        self,
        team: str,
        channel: str,
        thread: str,
        now: datetime,
        digest_id: int | None = None,
        paper_id: int | None = None,
    ) -> DiscussionRecord:
        """The discussion of this thread, created when new."""

    def find(self, team: str, channel: str, thread: str) -> DiscussionRecord | None:
        """The discussion of this thread, if it is one of ours (a posted digest's thread is)."""

    def focus(self, discussion_id: int, paper_id: int) -> None:
        """Choose the paper the next questions are about."""

    def ask(self, discussion_id: int, ts: str, user: str, question: str, now: datetime) -> bool:
        """Store a question once; false when this message was stored before."""

    def claim(self, now: datetime, lease_seconds: int) -> TurnClaim | None:
        """Claim one question: the oldest open one of a thread in which no other is being answered."""

    def answer(
        self,
        claim: TurnClaim,
        text: str,
        paper_ids: Sequence[int],
        messages: Sequence[Message],
        now: datetime,
    ) -> bool:
        """Save the answer, plan its messages in the thread and keep the one paper it is about, if the fence holds."""

    def postpone(self, claim: TurnClaim, due_at: datetime) -> None:
        """Give the question back for later."""

    def history(self, discussion_id: int, limit: int) -> Sequence[PastTurn]:
        """The latest answered turns, oldest first."""
