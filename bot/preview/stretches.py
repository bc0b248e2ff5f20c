"""Texts as numbered words in bytes: whether a phrase stands in one is looked up without folding it again."""

from array import array
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import product
from math import prod

Ways = Sequence[Collection[int]]  # for each word of a phrase the numbers under which a text may have it

_WIDTH = array("I").itemsize
_MOST_WAYS = 64


def packed(numbers: Iterable[int]) -> bytes:
    """Numbers as bytes of equal width."""
    return array("I", numbers).tobytes()


def spelt(ways: Ways) -> list[bytes] | None:
    """Every way to write a phrase; nothing when there are too many to look for each."""
    return [packed(one) for one in product(*ways)] if prod(map(len, ways)) <= _MOST_WAYS else None


def has(text: bytes, phrases: Iterable[bytes]) -> bool:
    """Whether one of the phrases stands in the text."""
    return any(True for phrase in phrases for _ in _places(text, phrase))


def has_with_gap(text: bytes, phrases: Iterable[bytes]) -> bool:
    """Whether one of the phrases stands in the text with one word more inside it."""
    for phrase in phrases:
        for cut in range(_WIDTH, len(phrase), _WIDTH):
            rest = phrase[cut:]
            if any(text.startswith(rest, at + cut + _WIDTH) for at in _places(text, phrase[:cut])):
                return True
    return False


def _places(text: bytes, phrase: bytes) -> Iterator[int]:
    at = text.find(phrase)
    while at >= 0:
        if at % _WIDTH == 0:
            yield at
        at = text.find(phrase, at + 1)
