"""Planning messages: the rows that promise to post each of them once."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Session

from bot.ports.delivery import Message
from bot.ports.ledger import DeliveryState
from bot.storage.tables import DeliveryRow, DigestRow, DiscussionRow, SubscriberRow, TurnRow
from bot.storage.upserts import insert_unless_there


def plan_message(
    session: Session, key: str, team: str, channel: str, thread: str, message: Message, now: datetime
) -> str | None:
    """Promise one message; its id, or nothing when this key was promised before."""
    row = _promise(key, message, now)
    place = {"team": team, "channel": channel, "thread": thread, "lane": _lane(team, channel, thread)}
    return str(row["id"]) if insert_unless_there(session, DeliveryRow, **row, **place) else None


def plan_digest(
    session: Session, digest: DigestRow, subscriber: SubscriberRow, messages: Sequence[Message], now: datetime
) -> None:
    """Promise the messages of a digest; those after the first go into its thread."""
    parent: int | None = None
    for number, message in enumerate(messages):
        row = DeliveryRow(
            **_promise(f"digest:{digest.id}:{number}", message, now),
            lane=f"digest:{digest.id}",
            digest_id=digest.id,
            parent=parent,
            team=subscriber.team,
            channel=subscriber.address,
        )
        session.add(row)
        if parent is None:
            session.flush()  # the parent's number is given by the database
            parent = row.seq


def plan_answer(
    session: Session, turn: TurnRow, discussion: DiscussionRow, messages: Sequence[Message], now: datetime
) -> None:
    """Promise the messages of an answer, in its thread."""
    for number, message in enumerate(messages):
        row = DeliveryRow(
            **_promise(f"turn:{turn.id}:{number}", message, now),
            lane=_lane(discussion.team, discussion.channel, discussion.thread),
            turn_id=turn.id,
            team=discussion.team,
            channel=discussion.channel,
            thread=discussion.thread,
        )
        session.add(row)


def written(message: Message) -> Mapping[str, Any]:
    """A message as it is stored."""
    return {"text": message.text, "blocks": message.blocks}


def read_back(stored: Mapping[str, Any]) -> Message:
    """A stored message."""
    return Message(stored["text"], tuple(stored["blocks"]))


def _lane(team: str, channel: str, thread: str) -> str | None:
    return f"thread:{team}:{channel}:{thread}" if thread else None


def _promise(key: str, message: Message, now: datetime) -> dict[str, Any]:
    state = str(DeliveryState.PLANNED)
    stored = written(message)
    return {"id": str(uuid.uuid4()), "key": key, "message": stored, "state": state, "planned_at": now, "due_at": now}
