"""What stands in a briefing's thread: abstracts with the quoted sentences, the other matches, new versions."""

from collections.abc import Iterable, Sequence

from bot.blocks.limits import clip
from bot.blocks.naming import described, title, titled, why
from bot.blocks.parts import Part, paragraph, quotation
from bot.blocks.receipt import claims, counted
from bot.blocks.spans import Line, Span, bold, italic, line
from bot.briefing import Briefing, Quote
from bot.digest import Digest, Item
from bot.papers import display, shorten

ABSTRACT_CHARACTERS = 2_800
QUOTE_CHARACTERS = 500
_QUOTES = 8
_LISTED = 40
_NAMED = 60


def details(digest: Digest, briefing: Briefing) -> Iterable[Part]:
    """Every part of the thread, in order."""
    quotes = quotes_of(briefing)
    for item in digest.items:
        yield _abstract(item, [quote for quote in quotes if quote.paper == item.number])
    yield from _rest(digest.rest)
    yield from _updated(digest.updated)


def quotes_of(briefing: Briefing) -> list[Quote]:
    """The sentences all claims rest on, each once, in the papers' order."""
    found = {(quote.paper, quote.sentence): quote for claim in claims(briefing) for quote in claim.quotes}
    return [found[place] for place in sorted(found)]


def _abstract(item: Item, quotes: Sequence[Quote]) -> Part:
    whole = display(item.paper.abstract).strip()
    shown = shorten(whole, ABSTRACT_CHARACTERS)
    part = paragraph(titled(item.number, item.paper), described(item.paper))
    if not whole:
        return part + paragraph(line(italic("The source gives no abstract.")))
    part += quotation(line(shown))
    if shown != whole:
        part += paragraph(line(italic("Shortened here; the whole abstract is behind the title.")))
    if quotes:
        part += paragraph(line(italic("What is said of it above rests on:")), *_quoted(quotes))
    return part


def _quoted(quotes: Sequence[Quote]) -> list[Line]:
    lines = [line(bold(f"s{quote.sentence} "), f"“{clip(quote.text, QUOTE_CHARACTERS)}”") for quote in quotes[:_QUOTES]]
    if len(quotes) > _QUOTES:
        numbers = ", ".join(f"s{quote.sentence}" for quote in quotes[_QUOTES : _QUOTES + 40])
        lines.append(line(f"and {counted(len(quotes) - _QUOTES, 'more sentence')}: {numbers}"))
    return lines


def _rest(items: Sequence[Item]) -> Iterable[Part]:
    if not items:
        return
    yield paragraph(line(bold(f"Matched too ({len(items):,})")))
    for item in items[:_LISTED]:
        yield paragraph(titled(item.number, item.paper, 160), described(item.paper), why(item.matches[:2]))
    yield from _more(items[_LISTED:])


def _updated(items: Sequence[Item]) -> Iterable[Part]:
    if not items:
        return
    yield paragraph(line(bold(f"New versions of papers you know ({len(items):,})")))
    for start in range(0, min(len(items), _LISTED), 8):
        page = items[start : min(start + 8, _LISTED)]
        yield paragraph(*(_version(item) for item in page))
    yield from _more(items[_LISTED:])


def _version(item: Item) -> Line:
    return line(f"v{item.paper.version}  ", Span(title(item.paper, 160), "", item.paper.url))


def _more(items: Sequence[Item]) -> Iterable[Part]:
    if not items:
        return
    named = "; ".join(title(item.paper, 60) for item in items[:_NAMED])
    beyond = len(items) - _NAMED
    end = f"; and {beyond:,} more that are not listed: a narrower query shows them" if beyond > 0 else ""
    for number, piece in enumerate(_pieces(named + end)):
        yield paragraph(line(italic("" if number else f"and {len(items):,} more: "), piece))


def _pieces(text: str, size: int = 2_500) -> Iterable[str]:
    while len(text) > size:
        cut = text.rfind("; ", 0, size) + 2
        cut = cut if cut > 2 else size
        yield text[:cut]
        text = text[cut:]
    if text:
        yield text
