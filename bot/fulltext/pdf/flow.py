"""Makes paragraphs and sections of the lines of a PDF: running heads dropped, hyphens joined, headings seen."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from bot.papers.scrub import scrub

_LIGATURES = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
_NUMBER = re.compile(r"\d+")
_NAMED = (
    r"(?=[A-Z])(?i:Abstract|Introduction|Background|Related Works?|Preliminaries|Methods?|Methodology|Approach"
    r"|Materials and Methods|Experiments?|Experimental (?:Setup|Results)|Evaluation|Results?(?: and Discussion)?"
    r"|Analysis|Discussion|Limitations?|Conclusions?(?: and Future Work)?|Future Work|Acknowledge?ments?|Appendix"
    r"|Ethics Statement)"
)
_HEADING = re.compile(
    rf"(?:(?:\d{{1,2}}|[A-H]|[IVX]{{1,4}})(?:\.\d{{1,2}}){{0,3}}\.?\s+[A-Z][^.;:!?=]{{2,70}}|{_NAMED})", re.ASCII
)
_NAME = re.compile(_NAMED)
_WORDS = re.compile(r"[^\W\d_]{3,}")
_END = re.compile(r"(?:\d+\.?\s+)?(?:References|Bibliography|Literature Cited|REFERENCES|BIBLIOGRAPHY)")
_SENTENCE_END = re.compile(r"[.!?:][\"”’)\]]*$")
_ABSTRACT_INLINE = re.compile(r"(Abstract)\s*[—–:.-]\s*(?=\S)")
_REPEATED = 0.4


def written(pages: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """Heading, anchor and text of each paragraph up to the references."""
    lines = [[_tidied(line) for line in page.split("\n")] for page in pages]
    running = _running_heads(lines)
    heading, anchor = "", "page=1"
    for number, page in enumerate(lines, 1):
        kept = [line for place, line in enumerate(page) if line and not _is_running(page, place, running)]
        for paragraph in _paragraphs(_whole_headings(kept)):
            if _END.fullmatch(paragraph):
                return
            if _is_heading(paragraph):
                heading, anchor = paragraph, f"page={number}"
                continue
            yield heading, anchor, paragraph
        # A passage is looked up on its page, so a section that goes on is opened anew there.
        anchor = f"page={number + 1}"


def _tidied(line: str) -> str:
    return " ".join(scrub(line.translate(_LIGATURES)).split())


def _running_heads(pages: Sequence[Sequence[str]]) -> frozenset[str]:
    """First and last lines that many pages share, whatever number they bear."""
    edges = Counter(_unnumbered(line) for page in pages for line in {*page[:2], *page[-2:]} if line)
    return frozenset(line for line, count in edges.items() if count >= max(3, _REPEATED * len(pages)))


def _is_running(page: Sequence[str], place: int, running: frozenset[str]) -> bool:
    edge = place < 2 or place >= len(page) - 2
    return edge and (_unnumbered(page[place]) in running or page[place].isdigit())


def _unnumbered(line: str) -> str:
    return _NUMBER.sub("#", line)


def _is_heading(text: str) -> bool:
    return len(text) < 80 and _HEADING.fullmatch(text) is not None and bool(_WORDS.search(text))


def _whole_headings(lines: Sequence[str]) -> list[str]:
    """Headings in capitals that go on in the next line, as one line."""
    whole: list[str] = []
    for line in lines:
        if whole and line.isupper() and whole[-1].isupper() and _is_heading(whole[-1]) and not _is_heading(line):
            whole[-1] = f"{whole[-1]} {line}"
        else:
            whole.append(line)
    return whole


def _paragraphs(lines: Sequence[str]) -> Iterator[str]:
    """Lines joined until one ends a sentence before the edge of its column, or a heading stands alone."""
    if not lines:
        return
    usual = median(len(line) for line in lines)
    gathered = ""
    for line, following in pairwise([*lines, ""]):
        alone = _is_heading(line) or _END.fullmatch(line)
        certain = _NAME.fullmatch(line) or _END.fullmatch(line)
        if alone and (certain or not gathered or _SENTENCE_END.search(gathered)):
            yield from filter(None, (gathered, line))
            gathered = ""
            continue
        found = _ABSTRACT_INLINE.match(line)
        if found:
            yield from filter(None, (gathered, found[1]))
            gathered = ""
        gathered = _joined(gathered, line[found.end() :] if found else line)
        if _SENTENCE_END.search(line) and len(line) < 0.8 * usual and not following[:1].islower():
            yield gathered
            gathered = ""
    if gathered:
        yield gathered


def _joined(before: str, line: str) -> str:
    if before.endswith("-") and before[-2:-1].isalpha() and line[:1].isalpha():
        # "knowl-" and "edge" are one word, "Hahn-" and "Powell" two.
        return (before[:-1] if line[:1].islower() else before) + line
    return f"{before} {line}".strip()
