"""Takes the text out of HTML, JATS or MathML: once-decoded entities, paragraphs, and headings as labels."""

import re
from html import unescape

from bot.papers.tex_symbols import LOWERED, RAISED
from bot.papers.wordlist import wordlist

_TAG = re.compile(
    r"<!--.*?(?:-->|$)|<!\[CDATA\[(?P<cdata>.*?)(?:\]\]>|$)|<(?:\?|!doctype\b)[^<>]*>"
    r"|<(?P<close>/?)(?P<name>[A-Za-z][\w:.-]*)(?P<rest>(?:\s[^<>]*|/)?)>",
    re.DOTALL | re.IGNORECASE,
)
_DROPPED = re.compile(
    r"<(script|style|template|noscript|iframe|object|svg|head|textarea|select|annotation(?:-xml)?)\b[^<>]*>.*?(?:</\1\s*>|$)",
    re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTES = re.compile(
    r"(?:\s+[\w:.-]+\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'=<>`]+)|\s+(?:hidden|checked|disabled|async|defer))*\s*/?"
)
_COLON = "\x1e"  # stands between a heading and its paragraph until all paragraphs are known
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "jats:title"))
_BLOCKS = _HEADINGS | wordlist("""
    p div section article header footer ul ol dl dd dt table tr blockquote pre figure figcaption hr center
    abstract sec jats:p jats:sec jats:abstract jats:list jats:list-item form main aside nav body html fieldset
    abstracttext
""")
_INLINE = wordlist("""
    a abbr acronym b bdi bdo big cite code data del dfn em font i img input ins kbd label mark q s samp small
    span strike strong sub sup time tt u var wbr br li td th tbody thead tfoot col colgroup caption button video
    audio source picture noscript title italic bold sc monospace underline roman xref ext-link inline-formula
    tex-math named-content uri email institution
""")
_INDEX = re.compile(r"<(su[bp])(?:\s[^<>]*)?>([^<>]{0,200})</\1>", re.IGNORECASE)
_BYLINE = re.compile(r"^\s*(?:<!--.*?-->\s*)?<p>\s*by\s+(?P<names>[^<]{1,60000})</p>", re.DOTALL | re.IGNORECASE)
_FLAT_BYLINE = re.compile(
    r"\s*(?:Authors:\s+)?by (?P<names>(?:[^\W\d_][^,\n]{1,60}, ){2,2000}[^\W\d_][^,\n]{1,60}?)"
    r" (?P<heading>Background|Introduction|Objectives?|Aims?|Purpose|Methods)(?= [A-Z])"
)


def plain_text(html: str) -> str:
    """Readable text with "\\n\\n" between paragraphs; a bare ``<`` and ``p<0.001`` are text, not markup."""
    html = _INDEX.sub(_indexed, _DROPPED.sub(" ", html.replace(_COLON, "")))
    out: list[str] = []
    place, heading = 0, -1
    for tag in _TAG.finditer(html):
        out.append(_decoded(html[place : tag.start()]))
        place = tag.end()
        heading = _take(tag, out, heading)
    out.append(_decoded(html[place:]))
    return _tidy("".join(out))


def byline(text: str) -> tuple[str, str]:
    """Split PLOS's opening paragraph ``<p>by A, B, C</p>`` off: the names and the rest; also where markup was lost."""
    if found := _BYLINE.match(text):
        return unescape(found["names"]).strip(), text[found.end() :]
    if found := _FLAT_BYLINE.match(text):
        return found["names"], f"{found['heading']}: {text[found.end() :].lstrip()}"
    return "", text


def _indexed(found: re.Match[str]) -> str:
    """Raised and lowered digits and signs have characters of their own: 10<sup>-3</sup> is not 10-3."""
    letters = RAISED if found[1].lower() == "sup" else LOWERED
    inside = unescape(found[2]).strip()
    known = inside and all(char in letters and not char.isalpha() for char in inside)
    return "".join(letters[char] for char in inside) if known else found[2]


def _take(tag: re.Match[str], out: list[str], heading: int) -> int:
    """Append what a tag means to ``out``; answers where an open heading begins, or -1."""
    if tag["cdata"] is not None:
        out.append(_flat(tag["cdata"]))
    name = (tag["name"] or "").lower()
    if not name:
        return heading
    if not _is_markup(name, tag["rest"]):
        out.append(_flat(tag[0]))
        return heading
    if heading >= 0 and name in _BLOCKS:
        out[heading:] = [_label("".join(out[heading:]))]
        heading = -1
    if name in _HEADINGS and not tag["close"]:
        out.append("\v")
        return len(out)
    if name not in _HEADINGS:
        out.append(
            "\v"
            if name in _BLOCKS
            else {"br": "\f", "li": "" if tag["close"] else "\v• ", "td": " ", "th": " "}.get(name, "")
        )
    return heading


def _is_markup(name: str, rest: str) -> bool:
    known = (
        name in _BLOCKS or name in _INLINE or name.startswith(("mml:", "jats:", "m:", "o:", "st1:")) or name in _MATHML
    )
    return known and _ATTRIBUTES.fullmatch(rest) is not None


def _label(heading: str) -> str:
    words = " ".join(heading.split()).rstrip(":. ")
    return f"\v{words}{_COLON}" if words else "\v"


def _decoded(text: str) -> str:
    return unescape(_flat(text))


def _flat(text: str) -> str:
    return re.sub(r"[ \t\r\n\f\v]+", " ", text)


def _tidy(text: str) -> str:
    text = re.sub(r"\f(?:\s*\f)+", "\v", text).replace("\f", "\n")
    text = re.sub(rf"{_COLON}[ \v]*", ": ", text)
    parts = (re.sub(r"[ \t]*\n[ \t]*", "\n", re.sub(r"[ \t]+", " ", part)).strip() for part in text.split("\v"))
    return "\n\n".join(part for part in parts if part and part != "•")


_MATHML = wordlist("""
    math mi mo mn mrow msub msup msubsup mfrac msqrt mover munder munderover mtext mspace mstyle semantics
    mfenced mtable mtr mtd mpadded mroot menclose
""")
