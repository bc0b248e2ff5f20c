"""Unpacking and reading headers, for every input there is."""

import gzip
import zlib
from datetime import timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.fetching import FetchFailure, Limits
from bot.fetching.body import decoded
from bot.fetching.verdict import retry_after

from .surroundings import NOON

_LIMITS = Limits(wire_bytes=4000, decoded_bytes=2000)


def _outcome(chunks: list[bytes], encoding: str = "gzip") -> bytes | FetchFailure:
    try:
        return decoded("a.test", chunks, encoding, _LIMITS)
    except FetchFailure as failure:
        return failure


def _cut(data: bytes, places: list[int]) -> list[bytes]:
    edges = [0, *sorted(place % (len(data) + 1) for place in places), len(data)]
    return [data[start:end] for start, end in pairwise(edges)]


@given(st.lists(st.binary(max_size=400), min_size=1, max_size=4), st.lists(st.integers(0, 5000), max_size=8))
def test_what_was_packed_comes_out_however_it_was_cut_on_the_way(parts: list[bytes], places: list[int]) -> None:
    packed = b"".join(gzip.compress(part) for part in parts)
    assert _outcome(_cut(packed, places)) == b"".join(parts)


@given(st.binary(min_size=1, max_size=400), st.integers(1, 5000))
def test_what_lost_its_end_never_passes_for_whole(content: bytes, lost: int) -> None:
    packed = gzip.compress(content)
    outcome = _outcome([packed[: -(lost % (len(packed) - 1) + 1)]])
    assert isinstance(outcome, FetchFailure)
    assert outcome.kind == "truncated"


@given(st.lists(st.binary(max_size=600), max_size=8))
def test_bytes_that_are_not_packed_are_a_failure_and_nothing_worse(chunks: list[bytes]) -> None:
    outcome = _outcome(chunks)
    if isinstance(outcome, FetchFailure):
        assert outcome.kind in {"encoding", "truncated", "too_large"}
    else:
        assert outcome == b"" or zlib.decompress(b"".join(chunks), 31)


def test_content_of_exactly_the_cap_is_read_and_one_byte_more_is_not() -> None:
    assert _outcome([gzip.compress(bytes(2000))]) == bytes(2000)
    assert _outcome([bytes(2000)], "") == bytes(2000)
    for over in (_outcome([gzip.compress(bytes(2001))]), _outcome([bytes(2001)], "identity")):
        assert isinstance(over, FetchFailure)
        assert over.kind == "too_large"


@given(st.text(max_size=80) | st.from_regex(r"[A-Z][a-z]{2}, \d{1,3} [A-Z][a-z]{2} \d{1,6} \d+:\d+:\d+ .{0,5}"))
def test_no_wait_that_a_host_asks_for_breaks_anything_or_is_over_a_day(value: str) -> None:
    wait = retry_after(value, NOON)
    assert wait is None or timedelta(0) <= wait <= timedelta(hours=24)
