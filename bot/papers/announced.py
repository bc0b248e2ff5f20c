"""Reads how arXiv's feeds announce a paper inside its text: "arXiv:2605.10592v2 Announce Type: replace Abstract: …"."""

import re
from dataclasses import dataclass

from bot.papers.keys import CATEGORY, category
from bot.papers.paper import Announcement

_ID = r"(?P<id>[a-z-]+(?:\.[A-Z]{2})?/\d{7}|\d{4}\.\d{4,5})(?:v(?P<version>\d{1,3}))?"
_PREFIX = re.compile(
    rf"\s*(?:arXiv:{_ID}\s+)?Announce\s+Type:\s+(?P<type>new|cross|replace-cross|replace)\b\s*(?:Abstract:\s*)?",
    re.IGNORECASE,
)
_SUFFIX = re.compile(
    rf"\.?\s*\(arXiv:{_ID}\s*(?:\[(?P<category>{CATEGORY})\])?\s*(?P<type>UPDATED|CROSS\s+LISTED)?\)\s*$"
)
_LEGACY = {"UPDATED": Announcement.REPLACE, "CROSS LISTED": Announcement.CROSS}


@dataclass(frozen=True, slots=True)
class Announced:
    """What stood around a text; a part that was not there is empty."""

    arxiv_id: str = ""
    version: int = 1
    announcement: Announcement = Announcement.NEW
    category: str = ""


def split_prefix(text: str) -> tuple[Announced | None, str]:
    """Take the announcement off the front of a feed's description."""
    found = _PREFIX.match(text)
    if found is None:
        return None, text
    kind = Announcement(found["type"].lower())
    return Announced(found["id"] or "", int(found["version"] or 1), kind), text[found.end() :]


def split_suffix(title: str) -> tuple[Announced | None, str]:
    """Take "(arXiv:2303.12208v1 [cs.CV] UPDATED)", the form of feeds before 2024, off the end of a title."""
    found = _SUFFIX.search(title[-200:])
    if found is None:
        return None, title
    kind = _LEGACY.get(" ".join((found["type"] or "").split()), Announcement.NEW)
    told = Announced(found["id"], int(found["version"] or 1), kind, category(found["category"] or ""))
    return told, title[: max(0, len(title) - 200) + found.start()]
