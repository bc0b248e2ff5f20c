"""Reads a page of PLOS's search into records; runs in the child that parses."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, TypedDict

from bot.answers import loaded
from bot.papers import Record, Standing, clean, clean_title, doi_key, find_links
from bot.papers.notices import notice, taken_back
from bot.ports.plain import PlainRecord, plain_record
from bot.sources.plos.journals import JOURNALS

_NOTICES = {
    "correction": Standing.CORRECTED,
    "retraction": Standing.RETRACTED,
    "expression of concern": Standing.CONCERN,
}
# Everything else is a paper: a kind of article PLOS thinks of tomorrow must not be dropped.
_NEWS = re.compile(
    "editorial|issue image|interview|obituary|book review.*|message from plos|photo quiz|announcement|synopsis"
    "|research matters|correspondence.*|feature"
)
_LABEL = re.compile(
    r"(?<=[.!?)\]])\s+(?=(?:Background|Objectives?|Aims?|Methods?|Methodology|Design|Setting|Results?|Findings?"
    r"|Principal Findings|Conclusions?|Significance|Discussion|Interpretation|Trial [Rr]egistration)"
    r"(?:(?:/| and )[A-Z][A-Za-z ]{2,40})?: )"
)


class PlainPage(TypedDict):
    """A page of the search: its records, a sentence for each entry left out, and how many there are in all."""

    records: list[PlainRecord]
    rejected: list[str]
    held: int
    total: int


def parse(body: bytes, *, slug: str) -> PlainPage:
    """The records of a page of PLOS's search.  Raises ``ValueError`` with a plain sentence."""
    answer = _answer(body)
    page = PlainPage(records=[], rejected=[], held=len(answer["docs"]), total=answer["numFound"])
    for doc in answer["docs"]:
        record = _record(doc, slug) if isinstance(doc, Mapping) else "an entry is no article"
        if isinstance(record, Record):
            page["records"].append(plain_record(record))
        else:
            page["rejected"].append(record)
    return page


def _answer(body: bytes) -> Mapping[str, Any]:
    answer = loaded(body, "PLOS's search")
    if isinstance(answer, Mapping) and isinstance(answer.get("error"), Mapping):
        said = clean_title(str(answer["error"].get("msg", "")))[:200]
        raise ValueError(f"PLOS's search refused the question: {said or 'it did not say why'}.")
    response = answer.get("response") if isinstance(answer, Mapping) else None
    if not isinstance(response, Mapping) or not isinstance(response.get("docs"), list):
        raise ValueError("PLOS's search sent data of another form than it used to.")
    if not isinstance(response.get("numFound"), int):
        raise ValueError("PLOS's search did not say how many articles there are.")
    return response


def _record(doc: Mapping[str, Any], slug: str) -> Record | str:
    """An article as a record, or a sentence why it is none."""
    key, full_title = doi_key(str(doc.get("id", ""))), _title(doc)
    kind = str(doc.get("article_type", "")).strip().lower()
    if key is None or not full_title:
        return f"an article has no {'title' if key else 'DOI'}"
    if reason := _foreign(key, kind, slug):
        return f"“{full_title[:80]}” is {reason}"
    standing, title = taken_back(full_title)
    about: frozenset[str] = frozenset()
    if made := _NOTICES.get(kind) or notice(full_title):
        standing, about = made, frozenset(find_links(" ".join(_texts(doc, "abstract")))) - {key}
        if not about:
            return f"“{full_title[:80]}” is a {kind or 'correction'} notice that does not name its paper"
    published = _day(doc)
    return Record(
        source="",
        keys=frozenset((key,)),
        title=title,
        abstract=_abstract(doc),
        authors=tuple(name for text in _texts(doc, "author_display") if (name := clean_title(text))),
        url=f"https://journals.plos.org/{slug}/article?id={key.removeprefix('doi:')}",
        announced_on=published,
        published_on=published,
        journal=clean_title(str(doc.get("journal") or "")) or JOURNALS[slug][1],
        standing=standing,
        about=about,
    )


def _foreign(key: str, kind: str, slug: str) -> str:
    """What an entry is that is no paper of this journal; nothing when it is one, or a notice."""
    if _NEWS.fullmatch(kind) or ("/journal." not in key and "/annotation/" not in key):
        return f"{kind or 'not an article'}, not a paper"
    if "/journal." in key and f"/journal.{JOURNALS[slug][0]}." not in key:
        return "of another journal"
    return ""


def _title(doc: Mapping[str, Any]) -> str:
    return clean_title(str(doc.get("title_display") or doc.get("title") or ""), html=True)


def _abstract(doc: Mapping[str, Any]) -> str:
    """The abstract, its labelled parts in a paragraph each; what indents it in PLOS's own file is no text."""
    parts = (clean(text, html=True) for text in _texts(doc, "abstract"))
    return "\n\n".join(_LABEL.sub("\n\n", part) for part in parts if part)


def _texts(doc: Mapping[str, Any], name: str) -> list[str]:
    value = doc.get(name)
    return [text for text in value if isinstance(text, str)] if isinstance(value, list) else []


def _day(doc: Mapping[str, Any]) -> date | None:
    try:
        return date.fromisoformat(str(doc.get("publication_date", ""))[:10])
    except ValueError:
        return None
