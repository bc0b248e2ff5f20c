"""Reads a reading list of any kind it knows; runs in the child that parses."""

import re
from collections.abc import Callable, Iterator
from typing import TypedDict

from bot.benchmark.files import bibtex, ids, ris
from bot.benchmark.files.decoding import text_of
from bot.benchmark.files.entries import PlainEntry

MOST_ENTRIES = 10_000
MOST_TOLD = 20
_BIBTEX = re.compile(r"^[ \t]*@[A-Za-z]+\s*[{(]", re.MULTILINE)
_RIS = re.compile(r"^\s?TY\s{1,2}-", re.MULTILINE)

NOTHING = (
    "No paper was understood in this file. I read BibTeX (.bib), RIS (.ris), and text files "
    "with one arXiv id, DOI, PMID or link a line."
)


class PlainList(TypedDict):
    """What a file holds: its kind, its entries, a sentence for each of the first left out, and how many those are."""

    kind: str
    entries: list[PlainEntry]
    rejected: list[str]
    left_out: int


def parse(body: bytes) -> PlainList:
    """The papers a file lists.  Raises ``ValueError`` with a sentence when it lists none."""
    text = text_of(body)
    kind, reader = _kind(text)
    found = PlainList(kind=kind, entries=[], rejected=[], left_out=0)
    for each in reader(text):
        if isinstance(each, str):
            _leave_out(found, each)
        elif len(found["entries"]) < MOST_ENTRIES:
            found["entries"].append(each)
        else:
            _leave_out(found, f"A list may hold {MOST_ENTRIES:,} papers; the rest of this one was not read.")
            break
    if not found["entries"]:
        raise ValueError(" ".join([NOTHING, *found["rejected"][:1]]))
    return found


def _kind(text: str) -> tuple[str, Callable[[str], Iterator[PlainEntry | str]]]:
    """What is written in it says more than its name."""
    if _BIBTEX.search(text):
        return "BibTeX", bibtex.read
    return ("RIS", ris.read) if _RIS.search(text) else ("text", ids.read)


def _leave_out(found: PlainList, sentence: str) -> None:
    found["left_out"] += 1
    if len(found["rejected"]) < MOST_TOLD:
        found["rejected"].append(sentence)
