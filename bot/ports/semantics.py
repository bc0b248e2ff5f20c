"""The seam to closeness in meaning: how near papers come to the lines of a radar."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from bot.papers import Paper, shorten
from bot.radar import readable


class Semantics(Protocol):
    """Says how close papers are in meaning; where there is none of it, the bot goes by words alone.

    It finds no papers: it is asked about papers that a query found, and may change their order.  What it says is a
    reason of its own and never part of why a query matched.
    """

    def describe(self) -> str:
        """Which model it goes by, with the SHA-256 of its weights."""

    def to_lines(self, papers: Sequence[Paper], lines: Sequence[str]) -> Mapping[tuple[int, str], float]:
        """How close each paper (by id) is to each line; a line of names and categories alone has no meaning.

        A pair may be missing when there are too many papers to read at once: the first ones are read first.
        """


def meant(line: str) -> str:
    """The words of a line that have a meaning: what it looks for in texts, without what it excludes."""
    query = readable(line)
    terms = query.terms if query else ()
    return " ".join(term.text.rstrip("*") for term in terms if term.field is None or term.field.is_text)


def close_to_line(line: str, value: float) -> str:
    """The reason in words: close in meaning to the line “…” (0.71)."""
    return f"close in meaning to the line “{shorten(line, 60)}” ({value:.2f})"
