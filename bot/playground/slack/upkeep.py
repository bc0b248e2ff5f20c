"""What an administrator does: channels are joined, left and archived, the app is removed."""

from dataclasses import replace
from typing import Any

from bot.playground.slack import events
from bot.playground.slack.conversations import Conversation
from bot.playground.slack.deliveries import EVENTS, Deliveries, Envelope
from bot.playground.slack.state import State
from bot.playground.slack.workspace import Channel, User


class Upkeep:
    """Changes the workspace while the bot runs."""

    def __init__(self, state: State, deliveries: Deliveries) -> None:
        self._state = state
        self._deliveries = deliveries

    def invite_bot(self, channel: str) -> None:
        """Add the bot to a channel."""
        self._membership(channel, "member_joined_channel", inside=True)

    def remove_bot(self, channel: str) -> None:
        """Take the bot out of a channel."""
        self._membership(channel, "member_left_channel", inside=False)

    def archive(self, channel: str) -> None:
        """Archive a channel."""
        with self._state.changing():
            self._state.find(channel).is_archived = True

    def add_channel(self, channel: Channel) -> None:
        """Create a channel."""
        kind = "group" if channel.is_private else "channel"
        with self._state.changing():
            self._state.conversations[channel.id] = Conversation(
                channel.id, channel.name, kind, set(channel.members), is_archived=channel.is_archived
            )

    def add_user(self, user: User) -> None:
        """Add a person, or put a new description in place of the old one."""
        with self._state.changing():
            self._state.users[user.id] = user

    def deactivate(self, user: str) -> None:
        """Close a person's account."""
        with self._state.changing():
            self._state.users[user] = replace(self._state.users[user], deleted=True)

    def break_token(self, code: str = "token_revoked") -> None:
        """Answer every call of the bot with this error from now on; an empty code heals it."""
        with self._state.changing():
            self._state.token_error = code

    def uninstall(self) -> None:
        """Remove the app: its token dies, and two events say so."""
        self.break_token("account_inactive")
        revoked = {"type": "tokens_revoked", "tokens": {"bot": [self._state.workspace.bot_user]}}
        gone: list[dict[str, Any]] = [revoked, {"type": "app_uninstalled"}]
        for event in gone:
            if self._state.manifest.hears(event["type"]):
                payload = events.envelope(self._state, {**event, "event_ts": self._state.stamps.next()})
                self._deliveries.send(Envelope(EVENTS, payload)).result()

    def _membership(self, channel: str, kind: str, *, inside: bool) -> None:
        state = self._state
        with state.changing():
            place = state.find(channel)
            if inside:
                place.members.add(state.workspace.bot_user)
            else:
                place.members.discard(state.workspace.bot_user)
            event = {
                "type": kind,
                "user": state.workspace.bot_user,
                "channel": place.id,
                "channel_type": "G" if place.kind == "group" else "C",
                "team": state.workspace.team_id,
                "inviter": state.workspace.me,
                "event_ts": state.stamps.next(),
            }
            told = state.emit(kind, event)
        if told:
            told.result()
