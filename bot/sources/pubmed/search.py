"""Reads which articles PubMed found; runs in the child that parses."""

from collections.abc import Mapping
from typing import Any, TypedDict

from bot.answers import answer
from bot.papers import clean_title


class Found(TypedDict):
    """The ids on the list, how many there are in all, and what a person should know of how the query was read."""

    ids: list[str]
    total: int
    hints: list[str]


def parse_search(body: bytes) -> Found:
    """The list of ids.  Raises ``ValueError`` with a sentence when the search failed."""
    reply = answer(body, "PubMed")
    if "rate limit" in str(reply.get("error", "")).lower():
        raise ValueError("PubMed asks us to slow down; with a key it allows more requests.")
    found = reply.get("esearchresult")
    # What PubMed says of its errors may repeat keys and paths of its own: it is not passed on.
    if not isinstance(found, Mapping) or "ERROR" in found or "error" in reply:
        raise ValueError("PubMed could not search for this query; its brackets or fields may be wrong.")
    errors, warnings = (_lists(found.get(name)) for name in ("errorlist", "warninglist"))
    if fields := errors.get("fieldsnotfound"):
        raise ValueError(f"PubMed knows no field {_quoted(fields)}: correct the query.")
    ids, total = found.get("idlist"), str(found.get("count", ""))
    if not isinstance(ids, list) or not (total.isascii() and total.isdigit()):
        raise ValueError("PubMed answered without its list of articles.")
    hints = []
    if unknown := errors.get("phrasesnotfound"):
        hints.append(f"PubMed knows nothing of {_quoted(unknown)}")
    if loose := warnings.get("quotedphrasesnotfound"):
        hints.append(f"PubMed does not know the phrase {_quoted(loose)} and searched for its words")
    return Found(ids=[str(one) for one in ids if str(one).isdigit()], total=int(total), hints=hints)


def _lists(value: Any) -> dict[str, list[str]]:
    if not isinstance(value, Mapping):
        return {}
    return {str(name): [str(one) for one in listed] for name, listed in value.items() if isinstance(listed, list)}


def _quoted(texts: list[str]) -> str:
    shown = (clean_title(text).strip('"')[:80] for text in dict.fromkeys(texts[:5]))
    return ", ".join(f"“{text}”" for text in shown)
