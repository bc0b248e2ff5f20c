"""The seam to who does the work, and when."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Duty:
    """One kind of work: ``step`` claims and does one piece of it and answers whether there was any.

    ``lanes`` is how many pieces may be in hand at once in this process; ``idle`` is how many seconds to rest
    when there was nothing to do and nobody called.
    """

    name: str
    step: Callable[[], bool]
    lanes: int = 1
    idle: float = 5.0


class Jobs(Protocol):
    """Does duties until told to stop.  The rows in the store decide what is due; this only looks."""

    def start(self, duties: Sequence[Duty]) -> None:
        """Begin."""

    def wake(self) -> None:
        """Look at once: something became due."""

    def stop(self, seconds: float) -> bool:
        """Begin nothing new and wait for what is in hand; whether all of it ended in time."""
