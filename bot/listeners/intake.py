"""What is heard first: every envelope is written down before it is acknowledged, and taken once."""

import logging
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from slack_bolt import App, BoltContext, BoltRequest, BoltResponse

from bot.listeners.ears import ENVELOPE, Ears
from bot.listeners.incidents import TRY_AGAIN, refusal
from bot.ports.store import Store, StoreFailure

log = logging.getLogger(__name__)

_REPLAYED = "radar_replayed"
_AT_ONCE = 100
_SPOKEN = {None, "thread_broadcast", "file_share", "me_message"}  # subtypes that are someone saying something

Proceed = Callable[[], BoltResponse]


def register(app: App, ears: Ears) -> None:
    """Write down every envelope before any listener sees it."""

    @app.middleware
    def intake(body: dict[str, Any], context: BoltContext, next: Proceed) -> BoltResponse:  # noqa: A002 - Bolt's name
        if context.get(_REPLAYED):
            return next()
        event = body.get("event")
        if isinstance(event, dict):
            return _event(ears, body, event, context, next)
        return _interaction(ears, body, context, next)


def _event(
    ears: Ears, body: dict[str, Any], event: Mapping[str, Any], context: BoltContext, proceed: Proceed
) -> BoltResponse:
    """An event is stored whole, since it is acknowledged before it is handled.  A failing store leaves it to Slack."""
    team, event_id = context.team_id or "", str(body.get("event_id") or "")
    if not event_id or not concerns_us(ears.store, team, event):
        return context.ack()
    key = f"event:{team}:{event_id}"
    kept = {name: value for name, value in body.items() if name != "token"}
    if not ears.store.inbox.receive(key, "event", kept, ears.clock()):
        return context.ack()
    context[ENVELOPE] = key
    return proceed()


def _interaction(ears: Ears, body: dict[str, Any], context: BoltContext, proceed: Proceed) -> BoltResponse:
    """A command, a button or a form: its key alone is stored, since the person sees at once if it failed."""
    key = interaction_key(context.team_id or "", body)
    if not key:
        return proceed()
    try:
        if not ears.store.inbox.receive(key, "interaction", None, ears.clock()):
            return context.ack()
    except StoreFailure:
        log.warning("an interaction could not be written down")
        return refusal(body, TRY_AGAIN, context.respond)
    return proceed()


def interaction_key(team: str, body: Mapping[str, Any]) -> str:
    """What makes a command, a press, a form or a shortcut one of its kind."""
    kind = str(body.get("type") or ("command" if "command" in body else ""))
    trigger = str(body.get("trigger_id") or "")
    if not kind or kind == "block_suggestion" or not trigger:
        return ""
    return f"{kind}:{team}:{trigger}"


def concerns_us(store: Store, team: str, event: Mapping[str, Any]) -> bool:
    """Whether an event is ours to handle; other people's talk is not even written down."""
    spoken = event.get("type") in ("message", "app_mention")
    if spoken and (event.get("subtype") not in _SPOKEN or event.get("bot_id") or not event.get("user")):
        return False
    if event.get("type") != "message" or event.get("channel_type") == "im":
        return True
    thread = event.get("thread_ts")
    channel = str(event.get("channel") or "")
    return bool(thread) and store.discussions.find(team, channel, str(thread)) is not None


def resume(app: App, store: Store, before: datetime) -> None:
    """Handle what was written down before ``before`` and never finished: its process may have died."""
    for key, _, body in store.inbox.unfinished(before, _AT_ONCE):
        context = {_REPLAYED: True, ENVELOPE: key}
        app.dispatch(BoltRequest(body=dict(body), mode="socket_mode", context=context))
