"""Cleans the text of titles and abstracts, and makes it readable.

One table for every path a text comes by, so that the feed's form and the record's form of a paper read alike:

====  ============================================================  ====================================================
case  what arrives                                                  what becomes of it
====  ============================================================  ====================================================
A1    ``arXiv:2605.10592v2 Announce Type: replace Abstract: …``     ``clean`` takes it off; see ``split_prefix``
A2    ``Announce Type: cross`` without the id                       the same
A3    the batch's date as the paper's                               ``Record.announced_on`` is not ``published_on``
A4    the feed's category as the paper's                            the first category is the primary one, see ``merge``
A5    ``CS.CL``, ``Quant-Ph``                                       ``category``: ``cs.CL``, ``quant-ph``
A6    TeX quotes ` ``x'' ` and `` `x' ``                            “x” and ‘x’
A7    ``$1.6\\times$``, ``$10^{-3}$``, ``$\\alpha$``                  ``1.6×``, ``10⁻³``, ``α``; macros by their names
A8    the tie ``Component~I``                                       a no-break space; "about" (``~5``, ``z~2``) stays
A9    ``--`` ``---`` ``\\%`` ``\\'e`` ``\\emph{x}`` ``\\href{u}{x}``     – — % é x, "x (u)"; ``\\cite{k}`` is ``[k]``
A10   an empty line; after a sentence, newline and two blanks       a paragraph (``"\\n\\n"``); else a blank
A11   ``Authors:`` and nothing                                      no authors, see ``authors``
A12   HTML, ``<p>by A, B</p><h3>Background</h3>``                   ``plain_text``: "Background: …" in its own paragraph
A13   a text cut at a byte                                          stored whole; ``shorten`` cuts at a sentence's end
A14   numbers with holes                                            numbers are given when all is chosen, by the digest
A15   no link, no id                                                ``merge`` gives every paper an address and a key
A16   no order                                                      the digest's
A17   ``https://x.example/a/.``                                     ``urls``: the dot is the sentence's
A18   ``<`` ``>`` ``&``, NUL, bidi, zero-width, piled marks,        kept as text; taken out; at most two marks a letter;
      ``{beta}`` ``{+/-}``, ``ResultsWe find``                      β ±; ``Results: We find`` in its own paragraph
====  ============================================================  ====================================================
"""

import re

from bot.papers.announced import split_prefix, split_suffix
from bot.papers.markup import byline, plain_text
from bot.papers.scrub import scrub
from bot.papers.tex import to_unicode

_LAYERS = 8
_PARAGRAPH = re.compile(r"[ \t]*\n[ \t]*\n\s*|(?<=[.!?:;)\]\"”’$}])[ \t]*\n(?:[ ]{2,}|\t)[ \t]*(?![a-zß-öø-ÿ\n])")
_WRAPPED_HYPHEN = re.compile(r"(?<=[^\W\d_]-)\n(?=[^\W\d_])(?!(?:and|or|und|to)\b)")
_BLANKS = re.compile(r"[ \t\n\u2000-\u200a\u3000]+")
_TIES = re.compile(r"\u00a0[ \u00a0]*\u00a0|[ ]\u00a0+|\u00a0+[ ]")
_NO_AUTHORS = re.compile(r"^\s*Authors:\s*\n\s*\n\s*")
_HEADING = re.compile(
    r"(?:^|(?<=[.!?)\]])[ ]?)(Background|Introduction|Objectives?|Aims?|Purpose|Motivation|Rationale"
    r"|Methods?|Materials and Methods|Methods and Findings|Design|Setting|Results?|Findings|Conclusions?|Discussion"
    r"|Interpretation|Significance|Summary)"
    r"(?=(?:The|We|In|This|Our|To|An?|Here|It|These|Although|While|Recent|Recently|Many|There|For|Using|Both|Despite|However"
    r"|Of|Among|From|All|At|On|By|With|As|Most|Two|Three|Several)\s)"
)


def clean(text: str, *, html: bool = False) -> str:
    """The source's own text: without what the feed put around it, markup where it is HTML, unreadable characters."""
    text = plain_text(text) if html else text
    text = _NO_AUTHORS.sub("", split_prefix(scrub(text))[1])
    return byline(text)[1].strip()


def clean_title(text: str, *, html: bool = False) -> str:
    """``clean`` for a text of one line: the old feeds' "(arXiv:… UPDATED)" goes as well, wrapped lines are joined."""
    text = plain_text(text) if html else text
    return " ".join(split_suffix(scrub(text))[1].split())


def display(text: str) -> str:
    """The text as a person reads it: Unicode for TeX, paragraphs as an empty line; doing it twice changes nothing."""
    for _ in range(_LAYERS):
        before, text = text, _layer(text)
        if text == before:
            return text
    return _layer(_layer(re.sub(r"[\\{}$`~]", "", text)))


def display_title(text: str) -> str:
    """``display`` for a text of one line."""
    return display(text).replace("\n\n", " ")


def _layer(text: str) -> str:
    text = _HEADING.sub(r"\n\n\1: ", scrub(text))
    return scrub(_paragraphs(to_unicode(text)))


def _paragraphs(text: str) -> str:
    parts = (_one_line(part) for part in _PARAGRAPH.split(text))
    return "\n\n".join(part for part in parts if part)


def _one_line(text: str) -> str:
    text = _BLANKS.sub(" ", _WRAPPED_HYPHEN.sub("", text))
    while (shorter := _TIES.sub("\u00a0", text)) != text:
        text = shorter
    return text.strip(" \u00a0")
