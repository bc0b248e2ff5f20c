"""What the tests of full texts stand on: papers, recorded texts, pages and PDFs made for one sentence."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.papers import Announcement, Paper
from bot.ports.fulltext import Text
from tests.fakes.web import Answer, Asked, Site

SHARED = Path(__file__).parents[3] / "shared"
FIXTURES, ADVERSARIAL = SHARED / "fixtures", SHARED / "adversarial"
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def files(folder: Path, *endings: str) -> list[Any]:
    """The recorded files of a folder as parameters; one that is skipped when they are not here."""
    found = sorted(path for path in folder.glob("*") if path.suffix in endings)
    if not found:
        return [pytest.param(folder, marks=pytest.mark.skip(reason=f"the recordings of {folder.name} are not here"))]
    return [pytest.param(path, id=path.name) for path in found]


def paper(*keys: str, title: str = "", url: str = "", version: int = 1, **more: Any) -> Paper:
    """A paper known by ``keys``."""
    made = Paper(
        id=1,
        keys=frozenset(keys),
        title=title,
        abstract="",
        authors=(),
        categories=(),
        url=url,
        sources=(),
        announcement=Announcement.NEW,
        version=version,
        first_seen_at=NOW,
        published_on=date(2026, 1, 19),
    )
    return replace(made, **more)


def pages(answers: Mapping[str, bytes | Answer]) -> Site:
    """A web that has exactly these addresses, written with host and path."""

    def site(asked: Asked) -> Answer:
        answer = answers.get(asked.host + asked.target, Answer(b"Not here.", 404))
        return answer if isinstance(answer, Answer) else Answer(answer)

    return site


def whole(text: Text | None) -> str:
    """All that a text says, in one piece."""
    assert text is not None
    return "\n".join(paragraph for section in text.sections for paragraph in (section.title, *section.paragraphs))


def article(*inner: str, head: str = "") -> bytes:
    """A page as LaTeXML makes it."""
    body = "".join(inner)
    return (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'>{head}</head><body><nav>Menu</nav>"
        "<article class='ltx_document'><h1 class='ltx_title ltx_title_document'>On Tea</h1>"
        f"{body}</article></body></html>"
    ).encode()


def pdf(*contents: str, resources: str = "", box: str = "0 0 612 792", extra: tuple[str, ...] = ()) -> bytes:
    """A PDF whose pages draw ``contents``; ``extra`` objects begin at number 10."""
    kids = " ".join(f"{20 + 2 * place} 0 R" for place in range(len(contents)))
    objects = {
        1: "<< /Type /Catalog /Pages 2 0 R >>",
        2: f"<< /Type /Pages /Kids [{kids}] /Count {len(contents)} >>",
        3: "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    }
    objects |= {10 + place: one for place, one in enumerate(extra)}
    for place, content in enumerate(contents):
        number = 20 + 2 * place
        objects[number] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [{box}] /Contents {number + 1} 0 R "
            f"/Resources << /Font << /F1 3 0 R >> {resources} >> >>"
        )
        objects[number + 1] = stream(content)
    return _bound(objects)


def stream(content: str, entries: str = "") -> str:
    """A stream object."""
    return f"<< {entries} /Length {len(content.encode('latin-1'))} >>\nstream\n{content}\nendstream"


def _bound(objects: Mapping[int, str]) -> bytes:
    document, places = b"%PDF-1.7\n", {}
    for number, one in objects.items():
        places[number] = len(document)
        document += f"{number} 0 obj\n{one}\nendobj\n".encode("latin-1")
    start, size = len(document), max(objects) + 1
    rows = [b"%010d 00000 n \n" % places[n] if n in places else b"0000000000 65535 f \n" for n in range(size)]
    table = b"xref\n0 %d\n" % size + b"".join(rows)
    return document + table + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (size, start)


def lines(*texts: str, prefix: str = "", size: float = 10) -> str:
    """The drawing of lines, one below the other."""
    shown = "".join(f"({text}) Tj 0 -14 Td " for text in texts)
    return f"BT {prefix} /F1 {size} Tf 72 700 Td {shown}ET"
