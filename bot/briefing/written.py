"""What a briefing is: the written part of a digest, every claim with its proof."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.grounding import CheckedClaim, Origin


@dataclass(frozen=True, slots=True)
class CheckedTheme:
    """What joins two or more of the papers."""

    title: str
    claims: tuple[CheckedClaim, ...]
    origin: Origin

    @property
    def papers(self) -> tuple[int, ...]:
        """The numbers of the papers it joins, each once."""
        return tuple(dict.fromkeys(number for claim in self.claims for number in claim.papers))


@dataclass(frozen=True, slots=True)
class Briefing:
    """The written part of a digest; ``lines`` maps a paper's number to its takeaway.

    ``writer`` names who wrote it for the receipt; ``withheld`` counts claims that could not be checked;
    ``notice`` is for the reader when the model could not be used, or a paper talks to machines.  A paper without
    an abstract has no line.
    """

    headline: CheckedClaim | None
    themes: tuple[CheckedTheme, ...] = ()
    lines: Mapping[int, CheckedClaim] = field(default_factory=dict)
    read_first: tuple[int, CheckedClaim] | None = None
    writer: str = "extractive"
    withheld: int = 0
    notice: str = ""
