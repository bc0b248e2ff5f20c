"""BibTeX: the entries of a ``.bib`` file, and a sentence for each that cannot be read."""

import re
from collections.abc import Iterator, Mapping

from bot.benchmark.files.entries import (
    PlainEntry,
    arxiv_keys,
    central_keys,
    doi_keys,
    entry,
    keys_in,
    one_line,
    pubmed_keys,
)
from bot.benchmark.files.values import resolved

_NO_PAPERS = frozenset({"xdata", "set", "control"})
_SAID = ("journal", "journaltitle", "booktitle", "note", "howpublished", "number", "volume", "publisher", "annote")
_ADDRESSES = ("url", "link", "ee", "bdsk-url-1", "file")
_PRINTED = ("journal", "journaltitle", "booktitle")


def read(text: str) -> Iterator[PlainEntry | str]:
    """The entries in order; a sentence stands where one had to be left out."""
    from bibtexparser.entrypoint import parse_string
    from bibtexparser.model import Entry, ParsingFailedBlock, String

    strings: dict[str, str] = {}
    for block in parse_string(text, parse_stack=[]).blocks:
        meant = block.ignore_error_block if isinstance(block, ParsingFailedBlock) else block
        line = (block.start_line or 0) + 1
        if isinstance(meant, String):
            strings[meant.key.lower()] = resolved(meant.value, strings)
        elif isinstance(meant, Entry):
            if meant.entry_type.lower() not in _NO_PAPERS:
                yield _entry(_fields(meant, strings)) or _nameless(meant.key, line)
        elif isinstance(block, ParsingFailedBlock):
            yield _broken(block.raw or "", line)


def _fields(found: object, strings: Mapping[str, str]) -> Mapping[str, str]:
    """Each field's value, its pieces joined; of a field that stands there twice the first counts."""
    fields: dict[str, str] = {}
    for each in getattr(found, "fields", ()):
        fields.setdefault(str(each.key).lower(), resolved(str(each.value), strings))
    return fields


def _entry(fields: Mapping[str, str]) -> PlainEntry | None:
    title = fields.get("title", "")
    if title and fields.get("subtitle"):
        title = f"{title}: {fields['subtitle']}"
    return entry(
        title,
        fields.get("abstract", ""),
        _names(fields.get("author", "")),
        next((fields[name] for name in _PRINTED if fields.get(name)), ""),
        _keys(fields),
    )


def _keys(fields: Mapping[str, str]) -> list[str]:
    """Every key the fields give; the address itself only where nothing else names the paper."""
    archive = (fields.get("archiveprefix") or fields.get("eprinttype") or "arxiv").lower()
    printed = fields.get("eprint", "")
    keys = doi_keys(fields.get("doi", "")) + pubmed_keys(fields.get("pmid", "")) + central_keys(fields.get("pmcid", ""))
    keys += arxiv_keys(fields.get("arxivid", ""))
    keys += pubmed_keys(printed) if archive in ("pubmed", "medline") else arxiv_keys(printed)
    for name in (*_ADDRESSES, *_SAID):
        found = keys_in(fields.get(name, ""))
        keys += [key for key in found if not key.startswith("url:") or (name in _ADDRESSES and not keys)]
    return keys


def _names(author: str) -> list[str]:
    """The names between the ``and`` that stand outside braces."""
    names, depth, current = [], 0, ""
    for piece in re.split(r"(\s+and\s+|[{}])", author[:100_000]):
        depth += (piece == "{") - (piece == "}")
        if depth <= 0 and piece.strip() == "and" and piece != "and":
            names.append(current)
            current = ""
        else:
            current += piece
    return [name.strip() for name in (*names, current) if name.strip()]


def _nameless(key: str, line: int) -> str:
    named = f"The entry “{one_line(key)[:60]}”" if key else "The entry"
    return f"{named} in line {line} has neither a title nor an id."


def _broken(raw: str, line: int) -> str:
    begin = " ".join(raw.strip().partition("\n")[0][:200].split())[:60]
    return f"The entry that begins in line {line} (“{begin}”) cannot be read: a brace, quote or comma is missing."
