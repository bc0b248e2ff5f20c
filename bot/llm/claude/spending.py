"""What calls cost, and the guard that keeps a day's calls within its budget."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Protocol

from bot.ports.model import ModelFailure

PRICES_OF = date(2026, 11, 22)
_CHARACTERS_A_TOKEN = 2.7  # the tokenizer counts about 30 % more than older ones did
_LONG_PROMPT = 100_000


@dataclass(frozen=True, slots=True)
class Price:
    """US dollars for a million tokens; a long prompt makes the whole request dearer where ``long`` says so."""

    read: float
    write: float
    long: "Price | None" = None

    def of(self, tokens_in: float, tokens_out: float) -> float:
        """What a call costs."""
        price = self.long if self.long and tokens_in > _LONG_PROMPT else self
        return (tokens_in * price.read + tokens_out * price.write) / 1e6


FREE = Price(0, 0)
DEAREST = Price(10, 50)
PRICES = {
    "claude-haiku-5-5": Price(0.10, 0.50, Price(0.50, 2.50)),
    "claude-sonnet-5-5": Price(2, 10),
    "claude-opus-5-5": Price(4, 20),
}


def price_of(model: str, *, local: bool) -> Price:
    """What a model costs; one we do not know is free on this machine, elsewhere as dear as the dearest we know."""
    return PRICES.get(model, FREE if local else DEAREST)


class Ledger(Protocol):
    """Remembers what was spent, by day; safe to use from several threads."""

    def spent(self, day: date) -> float:
        """US dollars spent on a day (UTC)."""

    def add(self, day: date, usd: float) -> None:
        """Write down a call."""


class MemoryLedger:
    """Remembers for as long as the process lives."""

    def __init__(self) -> None:
        self._spent: dict[date, float] = {}
        self._lock = threading.Lock()

    def spent(self, day: date) -> float:
        """US dollars spent on a day (UTC)."""
        with self._lock:
            return self._spent.get(day, 0.0)

    def add(self, day: date, usd: float) -> None:
        """Write down a call; earlier days are forgotten."""
        with self._lock:
            self._spent = {day: self._spent.get(day, 0.0) + usd}


class Bill:
    """What one call cost, filled in by whoever made it; a call that failed cost nothing."""

    def __init__(self) -> None:
        self.usd = 0.0


class Budget:
    """Lets a call through only while its worst price still fits in what is left of the day."""

    def __init__(self, daily_usd: float, ledger: Ledger, clock: Callable[[], datetime]) -> None:
        self._daily = daily_usd
        self._ledger = ledger
        self._clock = clock
        self._reserved = 0.0
        self._lock = threading.Lock()

    @contextmanager
    def call(self, price: Price, characters: int, tokens_out: int) -> Iterator[Bill]:
        """Reserve the worst price of a call, and write down what its ``Bill`` says in the end.

        Raises ``ModelFailure`` when the budget is spent.
        """
        now = self._clock()
        worst = price.of(characters / _CHARACTERS_A_TOKEN, tokens_out)
        with self._lock:
            if worst and self._ledger.spent(now.date()) + self._reserved + worst > self._daily:
                raise ModelFailure("budget", retry_after=_midnight(now) - now)
            self._reserved += worst
        bill = Bill()
        try:
            yield bill
        finally:
            with self._lock:
                self._reserved -= worst
                if bill.usd:
                    self._ledger.add(now.date(), bill.usd)


def _midnight(now: datetime) -> datetime:
    return datetime.combine(now.astimezone(UTC).date() + timedelta(days=1), time(), UTC)
