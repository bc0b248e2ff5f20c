"""The seam to where briefings and answers are read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Message:
    """One message ready to post: the whole content as text for screen readers, and the same as blocks."""

    text: str
    blocks: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Address:
    """Where a message goes; ``channel`` may be a person's id, ``thread`` is the parent's timestamp."""

    team: str
    channel: str
    thread: str = ""


@dataclass(frozen=True, slots=True)
class Posted:
    """A message that is there: the conversation it is in and its timestamp."""

    channel: str
    ts: str


class Refusal(StrEnum):
    """Why a message was not posted, by what follows from it."""

    LATER = "later"  # not posted; try again after ``retry_after``
    UNKNOWN = "unknown"  # perhaps posted; look before sending again
    CONTENT = "content"  # this form was refused; the plain form may pass
    PLACE = "place"  # the conversation is closed to us; the subscription pauses
    REVOKED = "revoked"  # the workspace shut us out; no more calls


class DeliveryFailure(Exception):  # noqa: N818 - a failure of the world, not a mistake of ours
    """A message was not, or perhaps not, posted."""

    def __init__(self, refusal: Refusal, code: str, *, retry_after: timedelta | None = None) -> None:
        super().__init__(f"{refusal}: {code}")
        self.refusal = refusal
        self.code = code
        self.retry_after = retry_after


class Delivery(Protocol):
    """Posts messages.  Raises ``DeliveryFailure``; never repeats a write by itself."""

    def post(self, address: Address, message: Message, delivery_id: str) -> Posted:
        """Post once, marked with ``delivery_id`` so that it can be found again."""

    def find(self, address: Address, delivery_id: str, since: datetime) -> Posted | None:
        """Look for a message marked with ``delivery_id`` that may have been posted after ``since``."""

    def retract(self, posted: Posted, team: str) -> None:
        """Take back our own second copy of a message."""


class Directory(Protocol):
    """What the workspace knows of its people."""

    def zone_of(self, team: str, user: str) -> str:
        """The IANA time zone in a person's profile, or an empty string."""

    def is_admin(self, team: str, user: str) -> bool:
        """Whether a person is an admin of the workspace; false when that cannot be found out."""
