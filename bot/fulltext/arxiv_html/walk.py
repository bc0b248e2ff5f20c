"""Walks over a page of a paper and takes down what a reader sees, section by section."""

import re
from typing import Any

from lxml import etree

from bot.fulltext.arxiv_html.visibility import Sheet, declarations, ground, is_invisible
from bot.papers import display
from bot.papers.scrub import scrub
from bot.ports.fulltext import Outline

_DROPPED_TAGS = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "nav",
        "footer",
        "svg",
        "object",
        "iframe",
        "embed",
        "canvas",
        "button",
        "input",
        "select",
        "textarea",
        "form",
        "img",
        "audio",
        "video",
        "map",
        "head",
        "base",
        "link",
        "meta",
        "title",
        "dialog",
    ]
)
_DROPPED_CLASSES = frozenset(
    [
        "ltx_bibliography",
        "ltx_note",
        "ltx_page_footer",
        "ltx_page_header",
        "ltx_page_logo",
        "ltx_page_navbar",
        "ltx_TOC",
        "ltx_authors",
        "ltx_ERROR",
        "ltx_dates",
        "ltx_pagination",
        "ltx_role_thanks",
        "ltx_role_footnote",
        "package-alerts",
        "ltx_index",
        "ltx_glossary",
        "ltx_classification",
        "ltx_tag_bibitem",
        "ltx_listing_data",
        "ltx_biblist",
    ]
)
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "section",
        "article",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "table",
        "caption",
        "figure",
        "figcaption",
        "blockquote",
        "pre",
        "tr",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "header",
        "aside",
        "main",
        "details",
        "summary",
        "center",
        "thead",
        "tbody",
        "tfoot",
        "address",
    ]
)
_HEADING = re.compile(r"h[1-6]")
_FLOWING = frozenset(["p", "div", "table", "tbody", "tr"])
# What a formula hides: boxes of nothing, and the ends of lines that TeX itself does not see.
_HIDDEN_TEX = re.compile(r"\\[hv]?phantom\s*\{[^{}]*\}|(?<!\\)%\s*\n\s*")
_WHITE_TEX = re.compile(r"color\s*(?:\[[^\]]*\])?\s*\{\s*(?:white|1(?:,1,1)?|#?f{6})\s*\}", re.IGNORECASE)


class Walk:
    """A walk over the elements of an article, without recursion, since pages can be deep."""

    def __init__(self, sheet: Sheet) -> None:
        self.outline = Outline()
        self.title = ""
        self._sheet = sheet
        self._words: list[str] = []
        self._open: list[tuple[Any, str, tuple[str, str]]] = []
        self._coloured: list[Any] = []
        self._label = ""
        self._flow = 0

    def read(self, article: Any) -> None:
        """Walk over ``article`` and everything in it that can be seen."""
        walker = etree.iterwalk(article, events=("start", "end"))
        left_out = None
        for event, element in walker:
            if event == "start":
                if not isinstance(element.tag, str) or self._begun(element):
                    left_out = element
                    walker.skip_subtree()
                continue
            if element is not left_out:
                self._ended(element)
            if element is not article:
                self._words.append(element.tail or "")
        self._flush()

    def _begun(self, element: Any) -> bool:
        """Note the beginning of an element; whether it is to be left out, or was read as a whole."""
        classes, style = classes_of(element), declarations(element.get("style", ""))
        if (formula := _formula(element, classes)) is not None:
            self._words.append(formula)
            return True
        if (
            element.tag in _DROPPED_TAGS
            or not _DROPPED_CLASSES.isdisjoint(classes)
            or self._sheet.hides(element.attrib)
        ):
            return True
        coloured = ground(style)
        if is_invisible(style, on_colour=coloured or bool(self._coloured)):
            return True
        if coloured:
            self._coloured.append(element)
        self._break_before(element, classes)
        self._words.append(element.text or "")
        return False

    def _break_before(self, element: Any, classes: frozenset[str]) -> None:
        if "ltx_para" in classes or element.tag == "li" or self._breaks(element, classes):
            self._flush()
        elif element.tag in ("br", *_FLOWING):
            self._words.append(" ")
        self._flow += "ltx_para" in classes
        if element.tag == "section" or "ltx_abstract" in classes:
            self._open.append((element, element.get("id", ""), self.outline.heading))

    def _ended(self, element: Any) -> None:
        classes = classes_of(element)
        if _HEADING.fullmatch(element.tag):
            self._headed(element, classes)
        elif self._breaks(element, classes) or "ltx_para" in classes:
            self._flush()
        elif element.tag in ("td", "th"):
            self._words.append(" " if self._flow else " | ")
        self._flow -= "ltx_para" in classes
        if self._coloured and self._coloured[-1] is element:
            self._coloured.pop()
        if self._open and self._open[-1][0] is element:
            self.outline.open(*self._open.pop()[2])

    def _breaks(self, element: Any, classes: frozenset[str]) -> bool:
        """Whether a paragraph ends here: a formula set apart belongs to the sentence around it."""
        if element.tag not in _BLOCKS:
            return False
        return not (self._flow and element.tag in _FLOWING and "ltx_item" not in classes)

    def _headed(self, element: Any, classes: frozenset[str]) -> None:
        text = self._taken()
        if "ltx_runin" in classes or not text:
            self._label = text
        elif "ltx_title_document" in classes or (element.tag == "h1" and not self.title):
            self.title = text
        else:
            self.outline.add(self._label)  # a run-in heading with nothing behind it
            self._label = ""
            anchor = next((name for _, name, _ in reversed(self._open) if name), "") or element.get("id", "")
            self.outline.open(text.rstrip(".") if "ltx_title_abstract" in classes else text, anchor)

    def _flush(self) -> None:
        text = self._taken()
        if text:
            self.outline.add(f"{self._label} {text}".strip())
            self._label = ""

    def _taken(self) -> str:
        text = " ".join(scrub("".join(self._words)).split())
        self._words.clear()
        return text.strip(" •")


def _formula(element: Any, classes: frozenset[str]) -> str | None:
    """A formula in Unicode, from the TeX it was made of; nothing when the element is none."""
    if element.tag == "math":
        tex = element.get("alttext", "")
    elif "mjx-math" in classes:
        tex = element.get("aria-label", "")
    else:
        return None
    return "" if _WHITE_TEX.search(tex) else display(f"${_HIDDEN_TEX.sub('', tex)}$")


def classes_of(element: Any) -> frozenset[str]:
    """The classes of an element."""
    return frozenset(element.get("class", "").split())
