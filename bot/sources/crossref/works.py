"""Reads Crossref's works into records; runs in the child that parses."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from bot.answers import loaded
from bot.papers import Announcement, Record, Standing, arxiv_key, clean, clean_title, doi_key, worst
from bot.papers.notices import taken_back
from bot.ports.plain import PlainRecord, plain_record
from bot.sources.crossref.dates import appeared

_UPDATES = {
    "retraction": Standing.RETRACTED,
    "partial_retraction": Standing.CONCERN,
    "withdrawal": Standing.WITHDRAWN,
    "removal": Standing.WITHDRAWN,
    "expression_of_concern": Standing.CONCERN,
    "correction": Standing.CORRECTED,
    "corrigendum": Standing.CORRECTED,
    "erratum": Standing.CORRECTED,
}
_SAME_WORK = ("is-preprint-of", "has-preprint")
_LABEL = re.compile(r"^(?:abstract|summary)\s*[:.]?\s+(?=\S)", re.IGNORECASE)
_PII = re.compile(r"S\d{15}[\dX]")
_SMALL_CAPITALS = re.compile(r"</?scp>")
_RAISED = re.compile(r"(</?)jats:(?=su[bp]\b)")
_MOST_AUTHORS = 5000


def parse(body: bytes, *, today: str) -> list[PlainRecord]:
    """The records of a page of works, as known on the day ``today``.  Raises ``ValueError`` with a plain sentence."""
    latest = date.fromisoformat(today)
    found = (_records(work, latest) for work in _works(body) if isinstance(work, Mapping))
    return [plain_record(record) for records in found for record in records]


def _works(body: bytes) -> list[Any]:
    answer = loaded(body, "Crossref")
    message = answer.get("message") if isinstance(answer, Mapping) else None
    if isinstance(message, Mapping) and isinstance(message.get("items"), list):
        return list(message["items"])
    if isinstance(message, Mapping) and "DOI" in message:
        return [message]
    if isinstance(message, list) and message and isinstance(message[0], Mapping):
        raise ValueError(f"Crossref refused the question: {clean_title(str(message[0].get('message', '')))[:200]}.")
    raise ValueError("Crossref sent data of another form than it used to.")


def _records(work: Mapping[str, Any], latest: date) -> Iterator[Record]:
    """The work itself; of a notice, instead, a record for what it makes of each paper it is about."""
    key = doi_key(str(work.get("DOI", "")))
    if key is None:
        return
    notices = _notices(work, key)
    for standing, about in notices.items():
        yield Record(
            source="",
            keys=frozenset((key,)),
            title=_title(work),
            announcement=Announcement.DETAIL,
            standing=standing,
            about=frozenset(about),
        )
    if not notices:
        yield _work(work, key, latest)


def _work(work: Mapping[str, Any], key: str, latest: date) -> Record:
    marked, title = taken_back(_title(work))
    told = [_UPDATES.get(_kind(update), Standing.SOUND) for update in _rows(work, "updated-by")]
    own = [_UPDATES.get(_kind(update), Standing.SOUND) for update in _rows(work, "update-to")]
    return Record(
        source="",
        keys=frozenset((key, *_same_work(work), *_page(work))),
        title=title,
        abstract=_LABEL.sub("", clean(_html(str(work.get("abstract") or "")), html=True)),
        authors=tuple(dict.fromkeys(_authors(work))),
        url=f"https://doi.org/{key.removeprefix('doi:')}",
        announcement=Announcement.DETAIL,
        published_on=appeared(work, latest),
        journal=_first(work, "container-title"),
        licence=_licence(work),
        standing=worst(marked, *told, *own),
    )


def _notices(work: Mapping[str, Any], key: str) -> dict[Standing, set[str]]:
    """What this work, if it is a notice, makes of which others."""
    made: dict[Standing, set[str]] = {}
    for update in _rows(work, "update-to"):
        other, standing = doi_key(str(update.get("DOI", ""))), _UPDATES.get(_kind(update))
        if standing and other and other != key:
            made.setdefault(standing, set()).add(other)
    return made


def _kind(update: Mapping[str, Any]) -> str:
    return str(update.get("type", "")).lower().replace("-", "_").replace(" ", "_")


def _same_work(work: Mapping[str, Any]) -> Iterator[str]:
    relation = work.get("relation")
    if not isinstance(relation, Mapping):
        return
    for other in (row for name in _SAME_WORK for row in _rows(relation, name)):
        named = str(other.get("id", ""))
        if other.get("id-type") in ("doi", "arxiv") and (key := arxiv_key(named) or doi_key(named)):
            yield key


def _page(work: Mapping[str, Any]) -> Iterator[str]:
    """The address of an article of Elsevier's, the only name its feeds give it."""
    others = work.get("alternative-id")
    for other in others if isinstance(others, list) else ():
        if isinstance(other, str) and _PII.fullmatch(other):
            yield f"url:https://sciencedirect.com/science/article/pii/{other}"


def _title(work: Mapping[str, Any]) -> str:
    return _first(work, "title")


def _first(work: Mapping[str, Any], name: str) -> str:
    """The first of the texts called ``name``, on one line, without markup."""
    value = work.get(name)
    texts = value if isinstance(value, list) else [value]
    found = next((text for text in texts if isinstance(text, str) and text.strip()), "")
    return clean_title(_html(found), html=True)


def _html(text: str) -> str:
    """JATS with its raised and lowered letters as HTML has them, and without Wiley's small capitals."""
    return _RAISED.sub(r"\1", _SMALL_CAPITALS.sub("", text))


def _authors(work: Mapping[str, Any]) -> Iterator[str]:
    """Given and family name; a collaboration has one name only, and some entries have none."""
    for author in _rows(work, "author")[:_MOST_AUTHORS]:
        parts = [author.get(part) for part in ("given", "family", "suffix")] if author.get("family") else []
        name = " ".join(part for part in parts if isinstance(part, str)) or author.get("name") or ""
        if isinstance(name, str) and (shown := clean_title(name, html=True)):
            yield shown[:150]


def _licence(work: Mapping[str, Any]) -> str:
    """An open licence if there is one, else that of the published version."""
    rows = [row for row in _rows(work, "license") if isinstance(row.get("URL"), str)]
    rows.sort(key=lambda row: ("creativecommons.org" not in row["URL"], row.get("content-version") != "vor"))
    return clean_title(rows[0]["URL"])[:200] if rows else ""


def _rows(work: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    value = work.get(name)
    return [row for row in value if isinstance(row, Mapping)] if isinstance(value, list) else []
