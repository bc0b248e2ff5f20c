"""What the playground adds to the page: buttons in the top bar, a hint for the first visit, a clock."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Control:
    """A button that runs something and tells in a sentence what it did."""

    id: str
    label: str
    title: str
    run: Callable[[], str]


@dataclass(frozen=True, slots=True)
class Front:
    """The hint, the buttons, and whether the clock is worth showing."""

    hint: str = ""
    controls: tuple[Control, ...] = ()
    moving_clock: bool = False
