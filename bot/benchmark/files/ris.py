"""RIS: the entries of a ``.ris`` file, between ``TY`` and ``ER``, and a sentence for each that says no paper."""

import re
from collections.abc import Iterator, Mapping, Sequence

from bot.benchmark.files.entries import PlainEntry, central_keys, doi_keys, entry, keys_in, pubmed_keys

_TAG = re.compile(r"\s?([A-Z][A-Z0-9])\s{1,2}-(?:\s(.*))?$")
_BEGIN = "TY"
_END = "ER"
_TITLES = ("TI", "T1", "CT", "BT")
_ABSTRACTS = ("AB", "N2")
_JOURNALS = ("JF", "JO", "T2", "JA", "J2", "BT")
_NOTES = ("UR", "LK", "L1", "L2", "N1", "M1", "M3", "C1", "C7", "ID", "PB", *_JOURNALS)
_PUBMED = re.compile(r"pubmed|medline|nlm", re.IGNORECASE)

Fields = Mapping[str, Sequence[str]]


def read(text: str) -> Iterator[PlainEntry | str]:
    """The entries in order; one that is not ended before the next begins, or before the file ends, counts too."""
    for line, fields in _groups(text):
        yield _entry(fields) or f"The entry that begins in line {line} has neither a title nor an id."


def _groups(text: str) -> Iterator[tuple[int, Fields]]:
    """The tags of each entry, with the line it begins in; a line without a tag goes on with the one before."""
    fields: dict[str, list[str]] = {}
    begin, last = 0, ""
    for number, line in enumerate(text.split("\n"), 1):
        tagged = _TAG.match(line)
        tag, value = (tagged[1], (tagged[2] or "").strip()) if tagged else ("", line.strip())
        if tag in (_BEGIN, _END):
            if begin:
                yield begin, fields
            fields, begin, last = {}, number if tag == _BEGIN else 0, ""
        elif begin and tag:
            fields.setdefault(tag, []).append(value)
            last = tag
        elif begin and last and value:
            fields[last][-1] = f"{fields[last][-1]} {value}".strip()
    if begin:
        yield begin, fields


def _entry(fields: Fields) -> PlainEntry | None:
    return entry(
        _first(fields, _TITLES),
        _first(fields, _ABSTRACTS),
        [name for tag in ("AU", "A1") for name in fields.get(tag, ())],
        _first(fields, _JOURNALS),
        _keys(fields),
    )


def _keys(fields: Fields) -> list[str]:
    """Every key the tags give; an address only where nothing else names the paper."""
    keys = [key for text in fields.get("DO", ()) for key in doi_keys(text)]
    keys += [key for text in fields.get("C2", ()) for key in central_keys(text)]
    if any(_PUBMED.search(text) for tag in ("DB", "DP") for text in fields.get(tag, ())):
        keys += [key for text in fields.get("AN", ()) for key in pubmed_keys(text)]
    for tag in _NOTES:
        for text in fields.get(tag, ()):
            found = keys_in(text)
            keys += [key for key in found if not key.startswith("url:") or (tag in ("UR", "LK") and not keys)]
    return keys


def _first(fields: Fields, tags: Sequence[str]) -> str:
    return next((text for tag in tags for text in fields.get(tag, ()) if text), "")
