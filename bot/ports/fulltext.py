"""The seam to a paper's whole text: sections with anchors, so that a passage can be cited and opened."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol, TypedDict

from bot.papers import Paper
from bot.papers.scrub import scrub
from bot.ports.sources import Fetcher, Parsers, SourceFailure

MOST_LETTERS = 400_000
_LONGEST_TITLE = 300
_ANCHOR = re.compile(r"[\w.:=-]{1,100}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Section:
    """One section; ``anchor`` leads to it when it is put behind the text's address and a "#" (empty: no such place)."""

    title: str
    anchor: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """A paper's text as it was found: where, under which licence, and whether the end was left out for its length."""

    sections: tuple[Section, ...]
    source_url: str
    licence: str
    title: str = ""
    cut: bool = False


class FullText(Protocol):
    """One way to a paper's text.

    A way is a module in ``bot/fulltext`` with a class ``Adapter`` (no arguments); of several, the one with the lowest
    ``turn`` is tried first.
    """

    name: str
    label: str
    turn: int

    def read(self, paper: Paper, fetcher: Fetcher, parsers: Parsers) -> Text | None:
        """The text, or nothing when this way does not lead to this paper.  Raises ``SourceFailure``."""


class PlainSection(TypedDict):
    """A section as JSON."""

    title: str
    anchor: str
    paragraphs: list[str]


class PlainText(TypedDict):
    """What a parser of full texts answers."""

    title: str
    licence: str
    sections: list[PlainSection]
    cut: bool


class Outline:
    """Gathers paragraphs under headings in a parser's child, up to as many letters as a text may have."""

    def __init__(self) -> None:
        self.sections: list[PlainSection] = []
        self.cut = False
        self._heading = ("", "")
        self._letters = 0

    @property
    def heading(self) -> tuple[str, str]:
        """Title and anchor of the section that is open."""
        return self._heading

    def open(self, title: str, anchor: str = "") -> None:
        """Begin a section; it is kept once it has a paragraph."""
        self._heading = (title[:_LONGEST_TITLE], anchor)

    def add(self, paragraph: str) -> None:
        """Add a paragraph to the section that is open; a row of cells (``a | b``) without empty ones at its ends."""
        paragraph = _row(paragraph)
        self._letters += len(paragraph)
        self.cut = self.cut or self._letters > MOST_LETTERS
        if self.cut or not paragraph:
            return
        title, anchor = self._heading
        last = self.sections[-1] if self.sections else None
        if last is None or (last["title"], last["anchor"]) != self._heading:
            last = PlainSection(title=title, anchor=anchor, paragraphs=[])
            self.sections.append(last)
        last["paragraphs"].append(paragraph)

    def plain(self, title: str = "", licence: str = "") -> PlainText:
        """The text as JSON."""
        return PlainText(title=title[:_LONGEST_TITLE], licence=licence[:200], sections=self.sections, cut=self.cut)


def to_text(plain: Mapping[str, Any], source_url: str, licence: str = "") -> Text:
    """The text a child described; ``licence`` is what the paper's record says, where the text itself says nothing.

    Raises ``SourceFailure`` when the child talks nonsense.
    """
    try:
        return Text(
            sections=tuple(_section(section) for section in plain["sections"]),
            source_url=source_url,
            licence=_line(plain["licence"]) or licence,
            title=_line(plain["title"]),
            cut=bool(plain["cut"]),
        )
    except (KeyError, TypeError) as error:
        raise SourceFailure("malformed", "This document cannot be read: its reader answered nonsense.") from error


def _section(plain: Mapping[str, Any]) -> Section:
    anchor = str(plain["anchor"])
    return Section(
        title=_line(plain["title"]),
        anchor=anchor if _ANCHOR.fullmatch(anchor) else "",
        paragraphs=tuple(_line(paragraph) for paragraph in plain["paragraphs"]),
    )


def _line(text: object) -> str:
    return " ".join(scrub(str(text)).split())


def _row(paragraph: str) -> str:
    words = paragraph.split()
    told = [place for place, word in enumerate(words) if word != "|"]
    return " ".join(words[told[0] : told[-1] + 1]) if told else ""
