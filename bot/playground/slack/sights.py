"""What tests can see: messages, private messages, views, acknowledgements and the log of writes."""

import copy
import time
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from bot.playground.slack.conversations import Conversation, Message
from bot.playground.slack.records import Ack, Call, Post
from bot.playground.slack.state import State
from bot.playground.slack.views import View
from bot.playground.slack.workspace import Workspace

T = TypeVar("T")


class Sights:
    """The eyes of the people in the workspace, and of whoever runs it. Everything handed out is a copy."""

    def __init__(self, state: State) -> None:
        self._state = state

    @property
    def workspace(self) -> Workspace:
        """The description that this workspace began with."""
        return self._state.workspace

    def channel(self, name: str) -> str:
        """The id of a channel by its name, or of the DM between a person and the bot."""
        with self._state.lock:
            return self._state.find(name).id

    def messages(self, channel: str | None = None, *, thread_ts: str | None = None) -> list[Message]:
        """The messages of a conversation, replies included, or of one thread; oldest first."""
        with self._state.lock:
            place = self._place_of(channel)
            found = place.thread(thread_ts) if thread_ts else place.everything()
            return copy.deepcopy(found)

    def bot_messages(self, channel: str | None = None, *, thread_ts: str | None = None) -> list[Message]:
        """The messages that the bot wrote."""
        own = self._state.workspace.bot_id
        return [one for one in self.messages(channel, thread_ts=thread_ts) if one.get("bot_id") == own]

    def ephemerals(self, user: str | None = None, *, channel: str | None = None) -> list[Message]:
        """The messages that only this person sees, oldest first."""
        with self._state.lock:
            seen = self._state.ephemerals.get(user or self._state.workspace.me, [])
            place = self._state.find(channel).id if channel else None
            return copy.deepcopy([one for one in seen if place in (None, one["channel"])])

    def home(self, user: str | None = None) -> View | None:
        """The App Home as this person sees it."""
        with self._state.lock:
            return copy.deepcopy(self._state.views.homes.get(user or self._state.workspace.me))

    def modal(self, user: str | None = None) -> View | None:
        """The modal on top, as this person sees it."""
        with self._state.lock:
            return copy.deepcopy(self._state.views.top(user or self._state.workspace.me))

    def posts(self, method: str | None = None, *, channel: str | None = None) -> list[Post]:
        """Every write that was carried out, in order, even if its reply was lost."""
        with self._state.lock:
            place = self._state.find(channel).id if channel else None
            return [one for one in self._state.posts if method in (None, one.method) and place in (None, one.channel)]

    def calls(self, method: str | None = None) -> list[Call]:
        """Every request to the Web API, carried out or not."""
        with self._state.lock:
            return [one for one in self._state.calls if method in (None, one.method)]

    @property
    def acks(self) -> list[Ack]:
        """Every acknowledgement, and every one that did not come."""
        with self._state.lock:
            return list(self._state.acks)

    @property
    def warnings(self) -> list[str]:
        """What Slack let pass and is still wrong; a good bot leaves this empty."""
        with self._state.lock:
            return list(self._state.warnings)

    def file(self, file_id: str) -> bytes | None:
        """The content of an uploaded file."""
        with self._state.lock:
            content: bytes | None = self._state.uploads[file_id]["content"]
            return content

    def wait_for(self, predicate: Callable[[], T | None], timeout: float = 10) -> T:
        """Wait until the predicate says something true, and answer that; it is asked after each change."""
        end = time.monotonic() + timeout
        with self._state.lock:
            while not (found := predicate()):
                left = end - time.monotonic()
                if left <= 0:
                    raise TimeoutError(f"nothing happened within {timeout:g} s; {self._last_words()}")
                self._state.lock.wait(left)
            return found

    def wait_for_post(
        self,
        text: str = "",
        *,
        method: str = "chat.postMessage",
        channel: str | None = None,
        count: int = 1,
        timeout: float = 10,
    ) -> Post:
        """Wait until so many messages with this text in them have been posted; answers the last of them."""

        def seen() -> Post | None:
            posts = [one for one in self.posts(method, channel=channel) if text in _text(one)]
            return posts[-1] if len(posts) >= count else None

        return self.wait_for(seen, timeout)

    def _place_of(self, channel: str | None) -> Conversation:
        return self._state.find(channel or self._state.workspace.me)

    def _last_words(self) -> str:
        posts = _named(one.method for one in self._state.posts[-5:])
        failed = _named(f"{one.method}: {one.error}" for one in self._state.calls[-20:] if one.error)
        acks = _named(one.error for one in self._state.acks[-5:] if one.error)
        return f"last posts: {posts}; refused: {failed}; acknowledgements missed: {acks}"


def _named(words: Iterable[str]) -> str:
    return ", ".join(words) or "none"


def _text(post: Post) -> str:
    message: Any = post.message or {}
    return str(message.get("text", ""))
