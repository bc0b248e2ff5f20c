"""Has a feed parsed by feedparser and tells whether it came whole."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from bot.feeds.raw import mended

_CLOSED = re.compile(rb"</(?:\w+:)?(?:item|entry)\s*>|<(?:\w+:)?(?:item|entry)(?:\s[^<>]*)?/>", re.IGNORECASE)
_END = re.compile(rb"</(?:\w+:)?(?:rss|rdf|feed|channel|redirect)\s*>", re.IGNORECASE)
MOST_ENTRIES = 3000
UNREADABLE = "This feed cannot be read: it names characters that do not exist."


@dataclass(frozen=True, slots=True)
class Reading:
    """The whole entries of a feed; ``flaw`` says what is missing, or nothing."""

    title: str
    link: str
    version: str
    entries: Sequence[Mapping[str, Any]]
    channel: Mapping[str, Any]
    flaw: str = ""
    cut: bool = False


def read(body: bytes, *, content_type: str = "", most: int = MOST_ENTRIES) -> Reading:
    """Parse a feed.  Raises ``ValueError`` with a plain sentence when there is none.

    An entry that the end of the document cuts is left out, the others stay, and ``cut`` is set.
    """
    body = mended(body)
    parsed = _parsed(body, content_type)
    if not parsed.get("version"):
        raise ValueError("This is no feed: there is neither RSS nor Atom in it.")
    entries = list(parsed.entries)
    whole, cut = len(_CLOSED.findall(body)), not _END.search(body[-4096:])
    if cut and len(entries) > whole:
        entries = entries[:whole]
    if cut and not entries and not _CLOSED.search(body):
        raise ValueError("The feed breaks off before its first entry is complete.")
    flaw = f"the feed broke off; entries read whole: {len(entries)}" if cut else ""
    if len(entries) > most:
        flaw = f"the feed has {len(entries)} entries, of which the first {most} were read"
    channel = parsed.feed
    return Reading(
        title=_text(channel.get("title")),
        link=_text(channel.get("link")),
        version=_text(parsed.version),
        entries=entries[:most],
        channel=channel,
        flaw=flaw,
        cut=cut,
    )


def _parsed(body: bytes, content_type: str) -> Any:
    import feedparser

    headers = {"content-type": content_type} if content_type else {}
    try:
        return feedparser.parse(
            BytesIO(body), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
        )
    except (ValueError, OverflowError, RecursionError, LookupError) as error:
        raise ValueError(UNREADABLE) from error


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
