"""What an adapter trips over in an answer is a failure of its source, told in a sentence like any other."""

import logging
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.ports.sources import SourceFailure

log = logging.getLogger(__name__)

NONSENSE = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError)
SENTENCE = "Its answer could not be understood: perhaps its form has changed."
_OF_THE_ANSWER = frozenset({"nonsense", "malformed", "crash", "cpu", "memory", "wall", "too_large"})


@contextmanager
def told_as_failure(name: str) -> Iterator[None]:
    """Raise ``SourceFailure`` for what ``name`` sent and its adapter did not expect; the log says where it tripped."""
    try:
        yield
    except NONSENSE as error:
        place = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{Path(place.filename).name}:{place.lineno}"
        log.warning("source %s: %s at %s", in_log(name), type(error).__name__, where)
        raise SourceFailure("nonsense", SENTENCE) from error


def is_of_the_answer(failure: SourceFailure) -> bool:
    """Whether this one answer cannot be read, which says nothing against the next one."""
    return failure.kind in _OF_THE_ANSWER


def in_log(name: str) -> str:
    """A source's name for a log: without its address's query, and without a search's words."""
    shown = name.partition("?")[0]
    return shown if " " not in shown else f"{shown.partition(':')[0]}:…"
