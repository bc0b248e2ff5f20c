"""Whatever a file holds, it is read or refused in a sentence; what is written as a list is read as one."""

import json
import string

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.benchmark.files import parse
from bot.benchmark.files.parsing import PlainList
from bot.papers import arxiv_key

PIECES = st.sampled_from(
    ["@article{a,", "@string{", "title=", "{", "}", '"', "#", "\\", "\n", "TY  - JOUR\n", "ER  -\n", "AU  - ", " and "]
)
WORDS = st.lists(st.text(string.ascii_letters, min_size=1, max_size=8), min_size=1, max_size=6).map(" ".join)


@settings(max_examples=80, deadline=None)
@given(st.lists(PIECES | st.text(max_size=20), max_size=30).map("".join) | st.binary(max_size=200))
def test_any_file_is_read_or_refused_in_a_sentence(content: str | bytes) -> None:
    body = content if isinstance(content, bytes) else content.encode("utf-8", "replace")
    reply, refusal = read(body)
    assert bool(reply) != bool(refusal)
    assert not refusal or refusal[-1] in ".)"
    if reply:
        assert reply["entries"]
        assert json.loads(json.dumps(reply)) == reply


def read(body: bytes) -> tuple[PlainList | None, str]:
    """What is in a file, or the sentence that refuses it."""
    try:
        return parse(body), ""
    except ValueError as refusal:
        # Only a plain one is worded for people; any other would be a decoder's.
        return None, str(refusal) if type(refusal) is ValueError else ""


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(WORDS, st.integers(1, 99_999)), min_size=1, max_size=8))
def test_what_is_written_as_bibtex_and_as_ris_is_read_alike(papers: list[tuple[str, int]]) -> None:
    bibtex = "\n".join(f"@misc{{k{n}, title={{{{{t}}}}}, eprint={{2401.{n:05}}}}}" for t, n in papers)
    ris = "\n".join(f"TY  - JOUR\nTI  - {t}\nUR  - https://arxiv.org/abs/2401.{n:05}\nER  - " for t, n in papers)
    assert parse(bibtex.encode())["entries"] == parse(ris.encode())["entries"]
    assert [found["keys"] for found in parse(ris.encode())["entries"]] == [
        [arxiv_key(f"2401.{number:05}")] for _, number in papers
    ]
