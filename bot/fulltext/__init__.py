"""The ways to a paper's whole text, one way a file, and the reading of a paper by the first that leads there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot import registry
from bot.papers import Paper
from bot.ports.fulltext import FullText, Text
from bot.ports.sources import Fetcher, Parsers, SourceFailure

_FOR_GOOD = frozenset({"not_found", "gone", "malformed", "another_paper", "too_large"})


@dataclass(frozen=True, slots=True)
class Found:
    """A text, and the way it came."""

    way: FullText
    text: Text


def ways() -> tuple[FullText, ...]:
    """Every way there is, the best first."""
    found: list[FullText] = [registry.load(__name__, name).Adapter() for name in registry.names(__name__)]
    return tuple(sorted(found, key=lambda way: way.turn))


def read(paper: Paper, fetcher: Fetcher, parsers: Parsers, by: Sequence[FullText] | None = None) -> Found:
    """The text of ``paper`` by the first way that leads there.

    Raises ``SourceFailure`` that says why none did; it is permanent when asking again cannot help.
    """
    failures: list[tuple[FullText, SourceFailure]] = []
    for way in ways() if by is None else by:
        try:
            text = way.read(paper, fetcher, parsers)
        except SourceFailure as failure:
            failures.append((way, failure))
        else:
            if text is not None:
                return Found(way, text)
    raise _none_of(failures)


def _none_of(failures: Sequence[tuple[FullText, SourceFailure]]) -> SourceFailure:
    reasons = " ".join(f"{way.label}: {failure.sentence}" for way, failure in failures)
    waits = [failure.retry_after for _, failure in failures if failure.retry_after]
    return SourceFailure(
        "no_full_text",
        f"Full text not available. {reasons}".strip(),
        retry_after=max(waits, default=timedelta()) or None,
        permanent=all(failure.permanent or failure.kind in _FOR_GOOD for _, failure in failures),
    )
