"""Says which answers are failures, the same for a live answer and a recorded one."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from types import MappingProxyType

from bot.fetching.failures import FetchFailure, Kind

LONGEST_RETRY = timedelta(hours=24)
_REFUSALS = frozenset({401, 402, 403, 406, 451})
_CONTENT = frozenset({200, 203})
_NONE: Mapping[str, str] = MappingProxyType({})
_PADDING = b" \t\r\n\0\x0b\x0c\xef\xbb\xbf"
_RATE_SENTENCE = b"rate exceeded"
_RATE_IN_JSON = re.compile(
    rb'"(?:errors?|message|detail|reason)"\s*:\s*\[?\s*"[^"]{0,200}?(?:rate.?limit|too many requests|rate exceeded)',
    re.IGNORECASE,
)
_WEB_PAGE = re.compile(
    rb"(?:<\?xml[^>]{0,200}>\s*|<!--(?:(?!-->).){0,500}-->\s*)*(?:<!doctype\s+html\b|<html\b|<head\b|<body\b|<script\b)",
    re.IGNORECASE | re.DOTALL,
)


def judge_status(host: str, status: int, headers: Mapping[str, str], *, conditional: bool, now: datetime) -> None:
    """Let an answer with content, or an expected *not modified*, pass.  Raises ``FetchFailure`` otherwise."""
    if status in _CONTENT or (status == 304 and conditional):
        return
    wait = retry_after(headers.get("retry-after", ""), now)
    if status == 429 or (status == 503 and wait is not None):
        raise throttled(host, wait, status)
    kind, what = _named(status, headers)
    sentence = f"{host} {what} (status {status})."
    raise FetchFailure(kind, sentence, retry_after=wait, permanent=kind == "gone", status=status)


def judge_body(host: str, status: int, body: bytes, *, accept: str = "", headers: Mapping[str, str] = _NONE) -> None:
    """Let content pass.  Raises ``FetchFailure`` for nothing, and for a refusal that calls itself a success."""
    start = body[:4096].lstrip(_PADDING)
    if not start and not body.strip(_PADDING):
        raise FetchFailure("empty", f"{host} sent an empty answer.", status=status)
    said_so = start[:200].lower().startswith(_RATE_SENTENCE) and len(body) < 200
    if said_so or (len(body) <= 4096 and start.startswith(b"{") and _RATE_IN_JSON.search(start)):
        raise throttled(host, None, status)
    if _wants_data(accept) and _WEB_PAGE.match(start):
        raise _wrong_type(host, status, headers, start)


def _wants_data(accept: str) -> bool:
    """Whether XML or JSON was asked for, and no web page."""
    return ("xml" in accept or "json" in accept) and "html" not in accept


def _wrong_type(host: str, status: int, headers: Mapping[str, str], start: bytes) -> FetchFailure:
    what = "a web page instead of data (a login or a challenge page)"
    if _is_challenge(headers) or b"/cdn-cgi/challenge" in start or b"Just a moment..." in start:
        what = "a challenge page of Cloudflare instead of data"
    return FetchFailure("wrong_type", f"{host} sent {what}.", status=status)


def _is_challenge(headers: Mapping[str, str]) -> bool:
    return headers.get("cf-mitigated", "").strip().lower() == "challenge"


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


def _named(status: int, headers: Mapping[str, str]) -> tuple[Kind, str]:
    if status in _REFUSALS:
        return "refused", "shows a challenge page of Cloudflare" if _is_challenge(headers) else "refuses to answer us"
    if status == 404:
        return "not_found", "has nothing at this address"
    if status == 410:
        return "gone", "says that this address is gone for good"
    if status >= 500:
        return "server", "has a problem of its own"
    return "status", "gave an answer that cannot be used"
