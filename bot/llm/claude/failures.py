"""What can go wrong with a call, as the one word and the waiting time the rest of the bot understands."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from bot.ports.model import ModelFailure

if TYPE_CHECKING:
    import anthropic

_LONGEST_WAIT = timedelta(hours=24)
_BY_STATUS = {
    400: "rejected",
    401: "key",
    402: "unpaid",
    403: "key",
    404: "unknown_model",
    413: "too_long",
    422: "rejected",
    429: "throttled",
    529: "overloaded",
}


@contextmanager
def told(now: datetime) -> Iterator[None]:
    """Turn whatever the client library raises into a ``ModelFailure``."""
    import anthropic
    import httpx2

    try:
        yield
    except anthropic.APIStatusError as error:
        raise _from_status(error, now) from error
    except (anthropic.APITimeoutError, httpx2.TimeoutException) as error:
        raise ModelFailure("slow", retryable=True) from error
    except (anthropic.APIConnectionError, httpx2.HTTPError) as error:
        raise ModelFailure("unreachable", retryable=True) from error
    except json.JSONDecodeError as error:
        raise ModelFailure("garbled", retryable=True) from error
    except (anthropic.AnthropicError, AssertionError, TypeError, ValueError) as error:
        raise ModelFailure("rejected") from error


def _from_status(error: "anthropic.APIStatusError", now: datetime) -> ModelFailure:
    kind = _BY_STATUS.get(error.status_code, "unreachable" if error.status_code >= 500 else "rejected")
    if getattr(error, "type", None) == "overloaded_error":
        kind = "overloaded"
    retryable = kind in ("throttled", "overloaded", "unreachable") or error.status_code in (408, 409)
    return ModelFailure(kind, retryable=retryable, retry_after=wait_of(error.response.headers.get("retry-after"), now))


def wait_of(header: str | None, now: datetime) -> timedelta | None:
    """The wait a ``Retry-After`` header asks for, in seconds or as a date, capped at a day; nothing when absurd."""
    if not header:
        return None
    try:
        wait = timedelta(seconds=float(header))
    except (ValueError, OverflowError):
        try:
            at = parsedate_to_datetime(header)
        except ValueError:
            return None
        wait = (at if at.tzinfo else at.replace(tzinfo=UTC)) - now
    return min(wait, _LONGEST_WAIT) if wait > timedelta() else None
