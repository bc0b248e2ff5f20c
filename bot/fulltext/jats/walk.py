"""Walks over the parts of an article and takes down their paragraphs, section by section."""

import re
from typing import Any

from lxml import etree

from bot.fulltext.jats.formulas import chosen, formula, local
from bot.papers.scrub import scrub
from bot.papers.tex_symbols import LOWERED, RAISED
from bot.ports.fulltext import Outline

_DROPPED = frozenset(
    [
        "ref-list",
        "fn-group",
        "fn",
        "table-wrap-foot",
        "object-id",
        "graphic",
        "media",
        "inline-graphic",
        "supplementary-material",
        "inline-supplementary-material",
        "permissions",
        "attrib",
        "index-term",
        "processing-meta",
        "alt-text",
        "long-desc",
        "email",
        "comment",
    ]
)
_BLOCKS = frozenset(
    [
        "p",
        "sec",
        "list",
        "list-item",
        "def-list",
        "def-item",
        "disp-quote",
        "boxed-text",
        "fig",
        "fig-group",
        "table-wrap",
        "table",
        "tr",
        "caption",
        "title",
        "verse-group",
        "statement",
        "speech",
        "code",
        "preformat",
        "array",
        "disp-formula-group",
        "chem-struct-wrap",
        "supplement",
    ]
)
_NUMBERS = frozenset((("label", "sec"), ("label", "list-item")))
_ADDRESS_ONLY = re.compile(r"(?:DOI:?\s*)?https?://\S+")


class Walk:
    """A walk over the elements of an article's part, gathering its paragraphs."""

    def __init__(self) -> None:
        self.outline = Outline()
        self._words: list[str] = []
        self._open: list[tuple[Any, tuple[str, str]]] = []
        self._label = ""
        self._whole = ""

    def read(self, part: Any, heading: str = "") -> None:
        """Walk over ``part`` and everything in it; a part with a heading is one section, however it is divided."""
        self._whole = heading
        self.outline.open(heading, part.get("id", ""))
        walker = etree.iterwalk(part, events=("start", "end"))
        left_out = None
        for event, element in walker:
            if event == "start":
                if self._begun(element):
                    left_out = element
                    walker.skip_subtree()
                continue
            if element is not left_out:
                self._ended(element)
            if element is not part:
                self._words.append(element.tail or "")
        self._flush()

    def _begun(self, element: Any) -> bool:
        """Note the beginning of an element; whether it is to be left out, or was read as a whole."""
        name = local(element)
        whole = _whole(element, name)
        if whole is not None:
            self._words.append(whole)
            return True
        if name in _BLOCKS:
            self._flush()
        if name == "sec":
            self._open.append((element, self.outline.heading))
        self._words.append(element.text or "")
        return False

    def _ended(self, element: Any) -> None:
        name = local(element)
        above = local(element.getparent())
        if name in ("label", "title") and (above in _BLOCKS or above == "abstract"):
            self._headed(element, name, above)
        elif name in _BLOCKS:
            self._flush()
            if self._label and name in ("caption", "fig", "table-wrap", "boxed-text"):
                self.outline.add(self._label)  # it had nothing but its heading
                self._label = ""
        elif name in ("td", "th"):
            self._words.append(" | ")
        if self._open and self._open[-1][0] is element:
            self.outline.open(*self._open.pop()[1])

    def _headed(self, element: Any, name: str, above: str) -> None:
        """Open a section, or keep the words that stand before what they are of: "Figure 2.", "Methods:", "(a)"."""
        text = self._taken()
        if name == "title" and (above == "abstract" or (above == "sec" and not self._whole)):
            place = element.getparent().get("id", "") if above == "sec" else self.outline.heading[1]
            self.outline.open(f"{self._label} {text}".strip(), place)
            self._label = ""
            return
        mark = "" if not text or text[-1] in ".:?!" or (name, above) in _NUMBERS else ":" if above == "sec" else "."
        self._label = f"{self._label} {text}{mark}".strip()

    def _flush(self) -> None:
        text = self._taken()
        if text and not _ADDRESS_ONLY.fullmatch(text):
            self.outline.add(f"{self._label} {text}".strip())
            self._label = ""

    def _taken(self) -> str:
        text = " ".join(scrub("".join(self._words)).split())
        self._words.clear()
        return text


def _whole(element: Any, name: str) -> str | None:
    """What stands for an element that is read as a whole, or is left out; nothing for one that is walked over."""
    if not name or name in _DROPPED:
        return ""  # without a name it is an entity that nobody declared
    if name == "alternatives":
        form = chosen(element)
        return "" if form is None else formula(form) or text_of(form)
    if name in ("sup", "sub") and not len(element):
        return _raised(name, element.text or "")
    if name == "sup" and any(local(child) == "xref" for child in element):
        return f" [{text_of(element)}]"
    return " " if name == "break" else formula(element)


def _raised(name: str, text: str) -> str:
    letters = RAISED if name == "sup" else LOWERED
    return "".join(letters[letter] for letter in text) if all(letter in letters for letter in text) else text


def text_of(element: Any) -> str:
    """All the text below an element, in one line."""
    return " ".join(scrub("".join(element.itertext())).split())
