"""What every listener is given: the bot's memory, its clock, and one thing that was heard."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from slack_bolt import Ack, BoltContext, Respond
from slack_sdk import WebClient

from bot import registry
from bot.ports.store import Store, StoreFailure
from bot.preview import Preview

ENVELOPE = "radar_envelope"  # where intake leaves the key of a stored envelope in Bolt's context


def source_named(spec: str) -> tuple[str, str]:
    """The one name and the label of the source that ``spec`` stands for.  Raises ``LookupError`` or ``ValueError``."""
    made = registry.adapter("bot.sources", spec)
    return made.name, made.label


@dataclass(slots=True)
class Ears:
    """What listeners share; ``wake`` tells the jobs that something became due.

    ``label_of`` gives name and label of a source as a person writes it; ``admins`` are the Slack ids of people who may
    change what everyone reads although their workspace has not made them admins.
    """

    store: Store
    clock: Callable[[], datetime]
    wake: Callable[[], None]
    label_of: Callable[[str], tuple[str, str]] = source_named
    admins: frozenset[str] = frozenset()
    preview: Preview = field(init=False)

    def __post_init__(self) -> None:
        """Recent papers are kept in memory once for all listeners."""
        self.preview = Preview(self.store.papers)


@dataclass(frozen=True, slots=True)
class Heard:
    """One thing Slack told us, with the means to answer it."""

    team: str
    user: str
    channel: str
    body: Mapping[str, Any]
    payload: Mapping[str, Any]
    ack: Ack
    respond: Respond
    client: WebClient

    @property
    def trigger(self) -> str:
        """The key of an interaction: one press, one command."""
        return str(self.body.get("trigger_id") or "")


Handler = Callable[[Ears, Heard], None]


def listen(ears: Ears, handler: Handler) -> Callable[..., None]:
    """The handler as Bolt calls it; what it has handled is forgotten, but for its key.

    When the store fails the envelope stays, to be handled again later.
    """

    def listener(
        body: dict[str, Any],
        payload: dict[str, Any],
        context: BoltContext,
        ack: Ack,
        respond: Respond,
        client: WebClient,
    ) -> None:
        team, user, channel = context.team_id or "", context.user_id or "", context.channel_id or ""
        again = False
        try:
            handler(ears, Heard(team, user, channel, body, payload, ack, respond, client))
        except StoreFailure:
            again = True
            raise
        finally:
            key = context.get(ENVELOPE)
            if key and not again:
                ears.store.inbox.done(key, ears.clock())

    return listener
