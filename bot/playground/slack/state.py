"""Everything the loopback Slack knows, behind one lock."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from bot.playground.slack.api_errors import ApiError
from bot.playground.slack.conversations import Conversation, Message
from bot.playground.slack.fields import Values, filled, first_values
from bot.playground.slack.manifest import Manifest
from bot.playground.slack.pace import Pace
from bot.playground.slack.records import Ack, Call, Post, ResponseUrl
from bot.playground.slack.timestamps import Stamps
from bot.playground.slack.triggers import Triggers
from bot.playground.slack.views import Views
from bot.playground.slack.workspace import User, Workspace

Change = dict[str, Any]


class State:
    """The workspace as it is now, and the log of what happened in it.

    Hold `lock` to read or change anything. `announce` tells the bot, `watchers` tell the page.
    """

    def __init__(self, workspace: Workspace, manifest: Manifest, clock: Callable[[], datetime]) -> None:
        self.lock = threading.Condition(threading.RLock())
        self.workspace = workspace
        self.manifest = manifest
        self.clock = clock
        self.url = ""
        self.scopes = manifest.scopes
        self.pace: Pace | None = None
        self.socket_url: Callable[[], str] = str
        self.response_urls: dict[str, ResponseUrl] = {}
        self.stamps = Stamps(clock)
        self.triggers = Triggers(clock)
        self.views = Views(workspace)
        self.users: dict[str, User] = {user.id: user for user in workspace.users}
        self.conversations = _channels(workspace)
        self.direct: dict[str, str] = {}
        self.ephemerals: dict[str, list[Message]] = {}
        self.fields: dict[tuple[str, str], Values] = {}
        self.token_error = ""
        self.uploads: dict[str, dict[str, Any]] = {}
        self.posts: list[Post] = []
        self.calls: list[Call] = []
        self.acks: list[Ack] = []
        self.warnings: list[str] = []
        self.watchers: list[Callable[[Change], None]] = []
        self.announce: Callable[[dict[str, Any]], Future[Ack]] = _nobody_listens
        self.open_direct(workspace.me)

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Hold the lock, and wake whoever waits for a change at the end."""
        with self.lock:
            yield
            self.lock.notify_all()

    def emit(self, kind: str, event: dict[str, Any]) -> Future[Ack] | None:
        """Tell the bot about an event, if its manifest asks for this kind."""
        return self.announce(event) if self.manifest.hears(kind) else None

    def show(self, change: Change) -> None:
        """Tell the page what changed."""
        for watcher in self.watchers:
            watcher(change)

    def record(self, method: str, **details: Any) -> None:
        """Log a write that was carried out."""
        self.posts.append(Post(method, self.clock(), **details))

    def warn(self, sentence: str) -> None:
        """Log something that Slack accepts and that is still wrong."""
        self.warnings.append(sentence)

    def conversation(self, name: str) -> Conversation:
        """The conversation with this id; the id of a person opens the direct message."""
        if name in self.conversations:
            return self.conversations[name]
        if name in self.users and name != self.workspace.bot_user and not self.users[name].deleted:
            return self.open_direct(name)
        raise ApiError("channel_not_found")

    def open_direct(self, user: str) -> Conversation:
        """The direct message between the bot and a person."""
        if user not in self.direct:
            name = f"D{user[1:]}"
            members = {user, self.workspace.bot_user}
            self.direct[user] = name
            self.conversations[name] = Conversation(name, "directmessage", "im", members, user)
        return self.conversations[self.direct[user]]

    def is_shown(self, conversation: Conversation) -> bool:
        """Whether the person at the page sees this conversation."""
        return conversation.kind == "channel" or self.workspace.me in conversation.members

    def bot_is_in(self, conversation: Conversation) -> bool:
        """Whether the bot is a member."""
        return self.workspace.bot_user in conversation.members

    def fields_of(self, conversation: Conversation, message: Message) -> Values:
        """What the menus and pickers of a message hold now."""
        touched = self.fields.get((conversation.id, message["ts"]), {})
        return filled(first_values(message.get("blocks", [])), touched)

    def find(self, name: str) -> Conversation:
        """The conversation with this id or with this channel name."""
        if name in self.conversations or name in self.users:
            return self.conversation(name)
        bare = name.removeprefix("#")
        for conversation in self.conversations.values():
            if conversation.name == bare and conversation.kind != "im":
                return conversation
        raise KeyError(f"there is no conversation {name!r}")


def _channels(workspace: Workspace) -> dict[str, Conversation]:
    return {
        channel.id: Conversation(
            channel.id,
            channel.name,
            "group" if channel.is_private else "channel",
            set(channel.members),
            is_archived=channel.is_archived,
            purpose=channel.purpose,
        )
        for channel in workspace.channels
    }


def _nobody_listens(_event: dict[str, Any]) -> Future[Ack]:
    raise RuntimeError("start the loopback Slack before anything happens in it")
