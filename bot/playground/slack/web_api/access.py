"""Who may do what: scopes, membership, archived channels, threads."""

from bot.playground.slack.api_errors import ApiError
from bot.playground.slack.conversations import Conversation, Message
from bot.playground.slack.state import State

KINDS = {"channel": "channels", "group": "groups", "im": "im"}


def demand(state: State, *scopes: str) -> None:
    """Refuse unless one of these scopes was granted."""
    granted = state.scopes
    if granted is not None and scopes and not granted.intersection(scopes):
        provided = ",".join(sorted(granted)) or "none"
        raise ApiError("missing_scope", needed=",".join(scopes), provided=provided)


def granted(state: State, scope: str) -> bool:
    """Whether an optional scope was granted by name."""
    return state.scopes is not None and scope in state.scopes


def visible(state: State, channel: str) -> Conversation:
    """A conversation that the bot can see at all."""
    conversation = state.conversation(channel)
    if conversation.kind == "group" and not state.bot_is_in(conversation):
        raise ApiError("channel_not_found")
    return conversation


def readable(state: State, channel: str, right: str) -> Conversation:
    """A conversation that the bot may read: `right` is `history` or `read`."""
    conversation = visible(state, channel)
    demand(state, f"{KINDS[conversation.kind]}:{right}")
    if right == "history" and not state.bot_is_in(conversation):
        raise ApiError("not_in_channel")
    return conversation


def postable(state: State, channel: str) -> Conversation:
    """A conversation in which the bot may write."""
    conversation = visible(state, channel)
    if conversation.is_archived:
        raise ApiError("is_archived")
    if not state.bot_is_in(conversation) and not granted(state, "chat:write.public"):
        raise ApiError("not_in_channel")
    if conversation.kind == "im" and not state.manifest.messages_tab:
        raise ApiError("messages_tab_disabled")
    return conversation


def thread_root(state: State, conversation: Conversation, thread_ts: str) -> str:
    """The parent to which a reply goes; replying to a reply is a mistake that Slack forgives."""
    parent = conversation.get(thread_ts)
    if parent is None:
        raise ApiError("thread_not_found")
    root = str(parent.get("thread_ts", thread_ts))
    if root != thread_ts:
        state.warn(f"thread_ts {thread_ts} is a reply; use the ts of its parent, {root}")
    return root


def own_message(state: State, conversation: Conversation, ts: str, code: str) -> Message:
    """A message that the bot wrote itself."""
    message = conversation.get(ts)
    if message is None or message.get("subtype") == "tombstone":
        raise ApiError("message_not_found")
    if message.get("bot_id") != state.workspace.bot_id:
        raise ApiError(code)
    return message
