"""Recorded answers on disk: an ``index.json`` that says which file answers for which URL, and since when."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx

INDEX = "index.json"
_PIECE = 1 << 16
_ALWAYS = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Entry:
    """One recorded answer. ``url`` is exact, or a prefix when it ends in ``*``."""

    url: str
    file: Path | None
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    since: datetime = _ALWAYS

    @property
    def exactness(self) -> tuple[bool, int]:
        """Exact before prefix, a longer prefix before a shorter one."""
        return not self.url.endswith("*"), len(self.url)

    def fits(self, url: str) -> bool:
        """Whether this entry answers for ``url``."""
        return url.startswith(self.url[:-1]) if self.url.endswith("*") else url == self.url

    def chunks(self) -> Iterator[bytes]:
        """The recorded bytes, piece by piece."""
        if self.file is not None:
            with self.file.open("rb") as stream:
                while piece := stream.read(_PIECE):
                    yield piece

    def etag(self) -> str:
        """A strong validator made from the bytes; empty without a file."""
        if self.file is None:
            return ""
        digest = hashlib.sha256()
        for piece in self.chunks():
            digest.update(piece)
        return f'"{digest.hexdigest()[:32]}"'


def read_index(folder: Path) -> tuple[Entry, ...]:
    """Read the recording in ``folder``.  Raises ``ValueError`` with a sentence that says what is wrong with it."""
    index = folder / INDEX
    try:
        content = json.loads(index.read_text(encoding="utf-8"))
        rows = content["entries"]
        return tuple(_entry(folder.resolve(), number, row) for number, row in enumerate(rows, start=1))
    except OSError as error:
        raise ValueError(f"The recording has no readable {index}.") from error
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise ValueError(f"{index} is not JSON.") from error
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f'{index} must be an object with a list "entries" of objects with an "url".') from error


def _entry(folder: Path, number: int, row: Mapping[str, Any]) -> Entry:
    return Entry(
        url=_spelt(number, str(row["url"])),
        file=_file(folder, number, row["file"]) if row.get("file") else None,
        status=_status(number, row.get("status", 200)),
        headers={str(name).lower(): str(value) for name, value in row.get("headers", {}).items()},
        since=_instant(number, row["since"]) if row.get("since") else _ALWAYS,
    )


def _spelt(number: int, url: str) -> str:
    """``url`` with the same percent signs as a request for it."""
    stem, star = (url[:-1], "*") if url.endswith("*") else (url, "")
    try:
        return str(httpx.URL(stem)) + star
    except httpx.InvalidURL as error:
        raise ValueError(f"Entry {number} of the recording: {url!r} is not a web address.") from error


def _status(number: int, status: object) -> int:
    if isinstance(status, int) and 100 <= status <= 599:
        return status
    raise ValueError(f"Entry {number} of the recording: {status!r} is not an HTTP status.")


def _file(folder: Path, number: int, name: str) -> Path:
    path = (folder / name).resolve()
    if not path.is_relative_to(folder):
        raise ValueError(f"Entry {number} of the recording names a file outside its folder: {name}.")
    if not path.is_file():
        raise ValueError(f"Entry {number} of the recording names a file that is not there: {name}.")
    return path


def _instant(number: int, text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise ValueError(f"Entry {number} of the recording: {text!r} is not an ISO date and time.") from error
    if moment.tzinfo is None:
        raise ValueError(f"Entry {number} of the recording: {text!r} needs a time zone, such as Z.")
    return moment.astimezone(UTC)
