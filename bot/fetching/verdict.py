"""Says which answers are failures, the same for a live answer and a recorded one."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from bot.fetching.failures import FetchFailure, Kind

LONGEST_RETRY = timedelta(hours=24)
_REFUSALS = frozenset({401, 402, 403, 406, 451})
_CONTENT = frozenset({200, 203})
_RATE_SENTENCE = b"rate exceeded"


def judge_status(host: str, status: int, headers: Mapping[str, str], *, conditional: bool, now: datetime) -> None:
    """Let an answer with content, or an expected *not modified*, pass.  Raises ``FetchFailure`` otherwise."""
    if status in _CONTENT or (status == 304 and conditional):
        return
    wait = retry_after(headers.get("retry-after", ""), now)
    if status == 429 or (status == 503 and wait is not None):
        raise throttled(host, wait, status)
    kind, what = _named(status)
    sentence = f"{host} {what} (status {status})."
    raise FetchFailure(kind, sentence, retry_after=wait, permanent=kind == "gone", status=status)


def judge_body(host: str, status: int, body: bytes) -> None:
    """Let content pass.  Raises ``FetchFailure`` for nothing, and for a refusal that calls itself a success."""
    start = body[:200].strip().lower()
    if not start and not body.strip():
        raise FetchFailure("empty", f"{host} sent an empty answer.", status=status)
    if start.startswith(_RATE_SENTENCE) and len(body) < 200:
        raise throttled(host, None, status)


def throttled(host: str, wait: timedelta | None, status: int | None = None) -> FetchFailure:
    """The failure of a host that asks for fewer requests."""
    sentence = f"{host} asks us to slow down" + (f"; next try in {spoken(wait)}." if wait else ".")
    return FetchFailure("throttled", sentence, retry_after=wait, status=status)


def retry_after(value: str, now: datetime) -> timedelta | None:
    """How long a ``Retry-After`` header asks to wait: at most a day, nothing for a value that makes no sense."""
    value = value.strip()
    if value.isascii() and value.isdigit():
        seconds = int(value) if len(value) < 8 else 10**7
        return min(timedelta(seconds=seconds), LONGEST_RETRY)
    try:
        moment = parsedate_to_datetime(value)
        wait = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)) - now
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return min(wait, LONGEST_RETRY) if wait > timedelta(0) else None


def spoken(wait: timedelta) -> str:
    """A waiting time in words, rounded up."""
    seconds = max(1, -(-wait // timedelta(seconds=1)))
    for size, word in ((3600, "hour"), (60, "minute")):
        if seconds >= size:
            count = -(-seconds // size)
            return f"{count} {word}{'' if count == 1 else 's'}"
    return f"{seconds} second{'' if seconds == 1 else 's'}"


def _named(status: int) -> tuple[Kind, str]:
    if status in _REFUSALS:
        return "refused", "refuses to answer us"
    if status == 404:
        return "not_found", "has nothing at this address"
    if status == 410:
        return "gone", "says that this address is gone for good"
    if status >= 500:
        return "server", "has a problem of its own"
    return "status", "gave an answer that cannot be used"
