"""A plain text with an arXiv id, a DOI, a PubMed id or an address a line."""

import re
from collections.abc import Iterator

from bot.benchmark.files.entries import PlainEntry, central_keys, entry, keys_in, one_line, pubmed_keys

_BULLET = re.compile(r"^\s*(?:[-*•–]|\d{1,4}[.)]|\[\d{1,4}\])\s+")
_COMMENT = ("#", "//", "%", ";")
_NUMBER = re.compile(r"\d{5,8}")


def read(text: str) -> Iterator[PlainEntry | str]:
    """The papers of each line in order; a sentence stands where a line names none."""
    for number, line in enumerate(text.split("\n"), 1):
        said = _BULLET.sub("", line).strip().strip(",;\"'<>")
        if not said or said.startswith(_COMMENT):
            continue
        keys = _keys(said)
        for key in keys:
            found = entry("", "", (), "", [key])
            if found:
                yield found
        if not keys:
            yield f"Line {number} (“{one_line(said)[:60]}”) names no paper: write an arXiv id, a DOI, a PMID or a link."


def _keys(said: str) -> list[str]:
    # A bare number of this length can only be PubMed's.
    return pubmed_keys(said) if _NUMBER.fullmatch(said) else keys_in(said) or central_keys(said)
