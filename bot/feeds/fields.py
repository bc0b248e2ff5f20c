"""Takes single values out of a parsed entry, whatever the entry lacks or holds twice."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from bot.papers import clean, clean_title, plain_text

LONGEST_TITLE = 30_000
_MARKUP = re.compile(r"</?[A-Za-z][\w:-]*(?:\s[^<>]*)?/?>|&(?:[A-Za-z]{2,10}|#\d{1,7}|#x[0-9A-Fa-f]{1,6});")


def string(entry: Mapping[str, Any], name: str) -> str:
    """The value called ``name``, or an empty string when it is missing or of another kind."""
    value = entry.get(name)
    return value if isinstance(value, str) else ""


def title(entry: Mapping[str, Any]) -> str:
    """The title on one line, without markup."""
    text = string(entry, "title")[:LONGEST_TITLE]
    detail = entry.get("title_detail")
    kind = detail.get("type", "") if isinstance(detail, Mapping) else ""
    return clean_title(text, html=bool(_MARKUP.search(text)) and (kind != "text/plain" or "<" in text or "&" in text))


def texts(entry: Mapping[str, Any]) -> Iterator[str]:
    """Every text that may be the abstract, as the feed has it."""
    contents = entry.get("content")
    for content in contents if isinstance(contents, list) else ():
        if isinstance(content, Mapping) and isinstance(content.get("value"), str):
            yield content["value"]
    for name in ("summary", "dc_description", "description"):
        if text := string(entry, name):
            yield text


def readable(text: str) -> str:
    """A body text cleaned: HTML where there is markup in it, else as it is."""
    if _MARKUP.search(text):
        return clean(text, html=True)
    # Indented XML is no row of paragraphs, as it would be in a record of arXiv.
    return clean(re.sub(r"\n[ \t]+(?=\S)", "\n", text))


def creators(entry: Mapping[str, Any]) -> tuple[str, ...]:
    """The lines in which a feed names authors, one or many each."""
    found = [string(person, "name") for person in entry.get("authors") or () if isinstance(person, Mapping)]
    lines = [line for line in found if line] or [string(entry, "author")]
    return tuple(plain_text(line) if _MARKUP.search(line) else line for line in lines if line)


def links(entry: Mapping[str, Any]) -> Iterator[str]:
    """The entry's addresses, the page for readers first."""
    if link := string(entry, "link"):
        yield link
    for link in entry.get("links") or ():
        if (
            isinstance(link, Mapping)
            and link.get("rel", "alternate") == "alternate"
            and isinstance(link.get("href"), str)
        ):
            yield link["href"]


def terms(entry: Mapping[str, Any]) -> tuple[str, ...]:
    """The categories, in the feed's order."""
    tags = (string(tag, "term") for tag in entry.get("tags") or () if isinstance(tag, Mapping))
    return tuple(dict.fromkeys(tag.strip()[:100] for tag in tags if tag.strip()))
