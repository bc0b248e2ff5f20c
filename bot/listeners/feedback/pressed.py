"""Which paper, digest and reader a pressed button belongs to."""

from dataclasses import dataclass

from bot.blocks import Span, line, paragraph
from bot.blocks.naming import title
from bot.listeners.answering import tell
from bot.listeners.ears import Ears, Heard
from bot.papers import Paper
from bot.subscribers import Subscriber, SubscriberKind

GONE = "I no longer know this paper, so nothing changed."


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button under a paper of a digest, and whose digest it is."""

    digest_id: int
    paper: Paper
    reader: Subscriber | None

    @property
    def named(self) -> Span:
        """The paper's linked title."""
        return Span(title(self.paper, 150), "", self.paper.url)


def pressed(ears: Ears, heard: Heard) -> Pressed | None:
    """Acknowledge a press and find what it is about; when the paper is gone, that is said."""
    heard.ack()
    digest, _, number = str(heard.payload.get("value") or "").partition(":")
    known = digest.isascii() and digest.isdigit() and number.isascii() and number.isdigit()
    paper = ears.store.papers.get(int(number)) if known else None
    if paper is None:
        tell(heard.respond, [paragraph(line(GONE))])
        return None
    subscriber_id = ears.store.digests.subscriber_id(int(digest))
    reader = ears.store.subscribers.get(subscriber_id) if subscriber_id is not None else None
    return Pressed(int(digest), paper, reader if reader and may_change(reader, heard) else None)


def may_change(reader: Subscriber, heard: Heard) -> bool:
    """Whether who pressed is this reader, or pressed in the channel that is."""
    here = heard.channel if reader.kind is SubscriberKind.CHANNEL else heard.user
    return (reader.team, reader.address) == (heard.team, here)


def is_channel(reader: Subscriber | None) -> bool:
    """Whether the reader is a channel."""
    return reader is not None and reader.kind is SubscriberKind.CHANNEL


def whose_radar(reader: Subscriber | None) -> str:
    """How the reader's radar is called in a sentence."""
    return "this channel's radar" if is_channel(reader) else "your radar"


def command_of(reader: Subscriber | None) -> str:
    """What a person types before a verb to reach the reader's radar."""
    return "/radar channel" if is_channel(reader) else "/radar"
