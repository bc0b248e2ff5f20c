"""Styled text once, shown twice: as ``rich_text`` elements and as the text a screen reader speaks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.blocks.escaping import calm, escape, host_of, inert, link, poses, safe_url

Block = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text in one style (``bold``, ``italic``, ``code`` or none), perhaps a link."""

    text: str
    style: str = ""
    url: str = ""


Line = tuple[Span, ...]


def line(*pieces: str | Span) -> Line:
    """A line of plain and styled pieces; empty ones fall away."""
    spans = (piece if isinstance(piece, Span) else Span(piece) for piece in pieces)
    return tuple(span for span in spans if span.text)


def bold(text: str, url: str = "") -> Span:
    """Text that stands out."""
    return Span(text, "bold", url)


def italic(text: str) -> Span:
    """Text that stands back."""
    return Span(text, "italic")


def code(text: str) -> Span:
    """Something a person can type."""
    return Span(text, "code")


def elements(lines: Iterable[Line]) -> list[dict[str, Any]]:
    """The lines as elements of one ``rich_text_section``."""
    made: list[dict[str, Any]] = []
    for number, spans in enumerate(lines):
        if number:
            made.append({"type": "text", "text": "\n"})
        for span in spans:
            made.extend(_element(span))
    written = any(element["text"].strip() for element in made)
    return made if written else [{"type": "text", "text": "–"}]


def spoken(lines: Iterable[Line]) -> str:
    """The lines as ``mrkdwn`` text in which nothing but our own links is live."""
    return "\n".join("".join(_spoken(span) for span in spans) for spans in lines)


def length(lines: Iterable[Line]) -> int:
    """How many characters the lines show."""
    return sum(1 + sum(len(span.text) for span in spans) for spans in lines)


def _element(span: Span) -> list[dict[str, Any]]:
    text, url = calm(span.text), safe_url(span.url)
    style = {"style": {span.style: True}} if span.style else {}
    if not url:
        return [{"type": "text", "text": text, **style}] if text else []
    if poses(text):
        return [
            {"type": "text", "text": text + " ", **style},
            {"type": "link", "url": url, "text": host_of(url), **style},
        ]
    return [{"type": "link", "url": url, "text": text or host_of(url), **style}]


def _spoken(span: Span) -> str:
    shown = escape(span.text).strip().replace("`", "ˋ")
    if span.style == "code" and not span.url and shown and "\n" not in shown:
        # Inside code nothing is formatted, so what a person can type stands as it is typed.
        return f"`{shown}`"
    return link(span.url, span.text) if span.url else inert(span.text)
