"""One round trip over the wire: what a newcomer would do in the playground, done and printed step by step."""

from collections.abc import Callable, Mapping
from typing import Any

from bot.playground.slack import LoopbackSlack
from bot.wiring.bot import Bot

QUERIES = "vision-language, diffusion model*"
QUESTION = "#1: what do they propose?"
PATIENCE = 60


class NotSeen(Exception):  # noqa: N818 - a finding, told in a sentence
    """Something a newcomer would see did not come; the message says what."""


def round_trip(slack: LoopbackSlack, bot: Bot, next_day: Callable[[], str]) -> int:
    """Add, ask for a briefing, ask in its thread, turn the day; 0 when everything came, else 1."""
    try:
        _say("/radar add " + QUERIES, _command(slack, "add " + QUERIES))
        _say("/radar now", _command(slack, "now"))
        first = _briefing(slack, after=0)
        _say("the briefing", first["text"])
        slack.say(QUESTION, thread_ts=first["ts"])
        _say(QUESTION, _answer(slack, bot, first["ts"])["text"])
        _say("Next day", next_day())
        _say("the next briefing", _briefing(slack, after=1)["text"])
    except NotSeen as missing:
        print(f"✗ {missing}")
        return 1
    slow = max(ack.seconds for ack in slack.acks)
    print(f"✓ One round trip over Web API and Socket Mode; {len(slack.acks)} acknowledgements, slowest {slow:.3f} s.")
    return int(bool(slack.warnings)) or int(any(ack.error for ack in slack.acks))


def _command(slack: LoopbackSlack, words: str) -> str:
    ack = slack.command(words)
    if ack.error:
        raise NotSeen(f"/radar {words}: {ack.error}")
    body = ack.body if isinstance(ack.body, dict) else {"text": ack.body or ""}
    return str(body.get("text", ""))


def _briefing(slack: LoopbackSlack, after: int) -> Mapping[str, Any]:
    """The briefing that comes after so many others."""

    def seen() -> Mapping[str, Any] | None:
        parents = [message for message in slack.bot_messages() if "thread_ts" not in message or _is_parent(message)]
        return parents[after] if len(parents) > after else None

    return _wait(slack, seen, "the briefing")


def _answer(slack: LoopbackSlack, bot: Bot, thread: str) -> Mapping[str, Any]:
    """What the bot said in the thread that is no part of the briefing."""

    def is_answer(message: Mapping[str, Any]) -> bool:
        delivery = bot.store.deliveries.get(str(message["metadata"]["event_payload"]["id"]))
        return delivery is not None and delivery.digest_id is None

    def seen() -> Mapping[str, Any] | None:
        return next(filter(is_answer, slack.bot_messages(thread_ts=thread)), None)

    return _wait(slack, seen, "the answer in the thread")


def _wait(slack: LoopbackSlack, seen: Callable[[], Mapping[str, Any] | None], what: str) -> Mapping[str, Any]:
    try:
        return slack.wait_for(seen, PATIENCE)
    except TimeoutError as late:
        raise NotSeen(f"{what} did not come: {late}") from None


def _is_parent(message: Mapping[str, Any]) -> bool:
    return bool(message["thread_ts"] == message["ts"])


def _say(step: str, text: str) -> None:
    print(f"── {step}\n{text}\n", flush=True)
