"""A conversation and its messages, kept so that history and threads are read without a scan."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from bot.playground.slack.timestamps import as_stamp, microseconds

Message = dict[str, Any]

TOMBSTONE = {"subtype": "tombstone", "text": "This message was deleted.", "user": "USLACKBOT", "blocks": []}


@dataclass(slots=True)
class Conversation:
    """A channel or a direct message. Stored messages are replaced, never changed in depth."""

    id: str
    name: str
    kind: str  # channel, group or im
    members: set[str]
    user: str = ""  # whom the bot talks to, in a direct message
    is_archived: bool = False
    purpose: str = ""
    created: int = 0
    _all: dict[int, Message] = field(default_factory=dict)
    _front: list[int] = field(default_factory=list)
    _threads: dict[int, list[int]] = field(default_factory=dict)

    def add(self, message: Message) -> None:
        """Store a new message; a reply also tells its parent."""
        at = stamp_key(message["ts"])
        parent = stamp_key(message["thread_ts"]) if "thread_ts" in message else at
        self._all[at] = message
        if parent == at or message.get("subtype") == "thread_broadcast":
            insort(self._front, at)
        if parent != at:
            insort(self._threads.setdefault(parent, []), at)
            self._join(parent, message)

    def get(self, ts: str) -> Message | None:
        """The message with this time stamp."""
        at = microseconds(ts)
        return None if at is None else self._all.get(at)

    def replace(self, message: Message) -> None:
        """Store a new form of a message."""
        self._all[stamp_key(message["ts"])] = message

    def remove(self, ts: str) -> Message | None:
        """Delete a message; one with replies leaves a tombstone above them."""
        at = microseconds(ts)
        message = self._all.pop(at, None) if at is not None else None
        if message is None or at is None:
            return None
        if self._threads.get(at):
            self._all[at] = {**message, **TOMBSTONE}
            return message
        _discard(self._front, at)
        parent = stamp_key(message.get("thread_ts", ts))
        if parent != at:
            _discard(self._threads[parent], at)
            self._leave(parent)
        return message

    def front(self, after: int, before: int) -> list[int]:
        """The keys of the messages outside threads between two times, both included."""
        return self._front[bisect_left(self._front, after) : bisect_right(self._front, before)]

    def thread(self, ts: str) -> list[Message]:
        """A parent and its replies, oldest first; empty when there is no such message."""
        parent = self.get(ts)
        replies = self._threads.get(stamp_key(ts), []) if microseconds(ts) is not None else []
        return [*([parent] if parent else []), *self.pick(replies)]

    def pick(self, keys: Iterable[int]) -> Iterator[Message]:
        """The messages of these keys."""
        return (self._all[key] for key in keys)

    def everything(self) -> list[Message]:
        """Every message, replies included, oldest first."""
        return [self._all[key] for key in sorted(self._all)]

    def _join(self, parent: int, reply: Message) -> None:
        message = self._all.get(parent)
        if message is None:
            return
        authors = list(message.get("reply_users", ()))
        if reply.get("user") not in authors:
            authors.append(reply.get("user", ""))
        self._all[parent] = {**message, **_told(message["ts"], self._threads[parent], authors)}

    def _leave(self, parent: int) -> None:
        message = self._all.get(parent)
        if message is not None:
            replies = self._threads[parent]
            authors = list(dict.fromkeys(self._all[key].get("user", "") for key in replies))
            self._all[parent] = {**message, **_told(message["ts"], replies, authors)}


def _told(ts: str, replies: list[int], authors: list[str]) -> Message:
    return {
        "thread_ts": ts,
        "reply_count": len(replies),
        "reply_users_count": len(authors),
        "reply_users": authors,
        "latest_reply": as_stamp(replies[-1]) if replies else "",
    }


def stamp_key(ts: str) -> int:
    """The number under which a well-formed time stamp is stored."""
    key = microseconds(ts)
    if key is None:
        raise ValueError(f"{ts!r} is not a time stamp")
    return key


def _discard(keys: list[int], key: int) -> None:
    place = bisect_left(keys, key)
    if place < len(keys) and keys[place] == key:
        del keys[place]
