"""Faults to order: what may go wrong between a bot and Slack, call by call."""

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

BEFORE = "before"
AFTER = "after"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that goes wrong with one call.

    With `when=BEFORE` the call is not carried out, with `when=AFTER` it is and only the reply suffers.
    A fault with nothing but a delay holds the call up and then lets it pass.
    """

    when: str = BEFORE
    status: int = 0
    body: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    drop: bool = False
    seconds: float = 0.0
    until: threading.Event | None = None

    @property
    def answers(self) -> bool:
        """Whether the caller gets this answer in place of the real one."""
        return self.drop or bool(self.status)

    @property
    def named(self) -> str:
        """A short name for the log of calls."""
        return "dropped" if self.drop else f"http_{self.status}"

    @classmethod
    def rate_limited(cls, retry_after: float | str = 1) -> "Fault":
        """Status 429; nothing was done."""
        headers = (("Retry-After", str(retry_after)), ("Content-Type", "application/json"))
        return cls(status=429, body='{"ok":false,"error":"ratelimited"}', headers=headers)

    @classmethod
    def server_error(cls, status: int = 500, *, accepted: bool = False) -> "Fault":
        """An HTML error page, before or after the call was carried out."""
        return cls(
            when=AFTER if accepted else BEFORE,
            status=status,
            body="<html><body><h1>Something went wrong</h1></body></html>",
            headers=(("Content-Type", "text/html"),),
        )

    @classmethod
    def error(cls, code: str, *, accepted: bool = False) -> "Fault":
        """`ok: false` with a code, before or after the call was carried out."""
        return cls(
            when=AFTER if accepted else BEFORE,
            status=200,
            body=f'{{"ok":false,"error":"{code}"}}',
            headers=(("Content-Type", "application/json; charset=utf-8"),),
        )

    @classmethod
    def dropped(cls) -> "Fault":
        """The connection breaks and nothing was done."""
        return cls(drop=True)

    @classmethod
    def accepted_then_dropped(cls) -> "Fault":
        """The call is carried out and the connection breaks before the reply."""
        return cls(when=AFTER, drop=True)

    @classmethod
    def delayed(cls, seconds: float = 60.0, *, until: threading.Event | None = None) -> "Fault":
        """The call is held up for so long, or until the event is set, and then carried out."""
        return cls(seconds=seconds, until=until)

    @classmethod
    def accepted_then_delayed(cls, seconds: float = 60.0, *, until: threading.Event | None = None) -> "Fault":
        """The call is carried out at once and its reply is held up."""
        return cls(when=AFTER, seconds=seconds, until=until)


FaultPlan = Callable[[str, Mapping[str, Any]], Fault | None]


@dataclass(slots=True)
class _Order:
    method: str
    faults: list[Fault | None]
    where: Mapping[str, Any]
    forever: bool

    def fits(self, method: str, arguments: Mapping[str, Any]) -> bool:
        """Whether this order speaks about the call."""
        if self.method not in ("*", method):
            return False
        return all(arguments.get(key) == value for key, value in self.where.items())


class Faults:
    """A script of faults that tests write and calls use up, one fault a call."""

    def __init__(self) -> None:
        self._orders: list[_Order] = []
        self._lock = threading.Lock()

    def add(self, method: str, *faults: Fault | None, **where: Any) -> None:
        """Let the next calls of a method fail in this order; `None` lets one call pass.

        `method` may be `*`; keyword arguments narrow it to calls with these arguments.
        """
        self._orders.append(_Order(method, list(faults), where, forever=False))

    def nth(self, method: str, number: int, fault: Fault, **where: Any) -> None:
        """Let only the n-th call from now on fail, counted from 1."""
        self.add(method, *([None] * (number - 1)), fault, **where)

    def always(self, method: str, fault: Fault, **where: Any) -> None:
        """Let every call of a method fail, until `clear`."""
        self._orders.append(_Order(method, [fault], where, forever=True))

    def clear(self) -> None:
        """Forget everything that was ordered."""
        self._orders.clear()

    def left(self) -> Sequence[Fault]:
        """The faults that no call has met yet."""
        return [fault for order in self._orders if not order.forever for fault in order.faults if fault]

    def __call__(self, method: str, arguments: Mapping[str, Any]) -> Fault | None:
        """The fault that this call meets."""
        with self._lock:
            for order in self._orders:
                if not order.faults or not order.fits(method, arguments):
                    continue
                return order.faults[0] if order.forever else order.faults.pop(0)
        return None
