"""Webs that change by the day: the recorded arXiv week, and Nature's feed of eight successive days."""

import gzip
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from bot.papers import arxiv_key
from bot.playground.week import RECORDED
from bot.sources.feed import parse as parse_feed
from tests.fakes.web import NOT_THERE, Answer, Asked, Site

SHARED = Path(__file__).parents[3] / "shared"
FIXTURES, ADVERSARIAL = SHARED / "fixtures", SHARED / "adversarial"
NATURE = "https://www.nature.com/nature.rss"
NATURE_DAYS = sorted((FIXTURES / "nature_rss").glob("*.rdf"))
ARXIV_DAYS = tuple(date(2026, 6, day) for day in (8, 9, 10, 11, 12))
CATEGORIES = ("cs.CL", "cs.CV", "cs.AI", "cs.IT", "cs.GT", "cs.CE", "cs.GR")
_NOTICE = re.compile(
    r"<title><!\[CDATA\[(?:Author|Publisher) Correction|<title><!\[CDATA\[(?:Retraction|Addendum|Editorial Exp)"
)
_XML = {"content-type": "application/xml"}


def arxiv_morning(day: date) -> datetime:
    """Half an hour after the feeds turn in New York, in summer."""
    return datetime(day.year, day.month, day.day, 4, 30, tzinfo=UTC)


def arxiv_week(today: Callable[[], date | None]) -> Site:
    """rss.arxiv.org on the recorded day that ``today`` says; nothing there on none."""

    def site(asked: Asked) -> Answer:
        day = today()
        path = RECORDED / str(day) / f"{asked.path.rpartition('/')[2]}.xml.gz"
        if asked.host != "rss.arxiv.org" or day is None or not path.is_file():
            return NOT_THERE
        return Answer(gzip.decompress(path.read_bytes()), headers=_XML)

    return site


def arxiv_tree(day: date, category: str) -> ET.Element:
    """The recorded feed of a day and category, read without the product."""
    return ET.fromstring(gzip.decompress((RECORDED / str(day) / f"{category}.xml.gz").read_bytes()))


def arxiv_items(day: date, category: str) -> dict[str, str]:
    """The keys in the recorded feed of a day and category, and how each was announced."""
    kind = "{http://arxiv.org/schemas/atom}announce_type"
    items = arxiv_tree(day, category).iter("item")
    return {arxiv_key(item.findtext("link", "")) or "": item.findtext(kind, "") for item in items}


def nature_instant(path: Path) -> datetime:
    """When a recording of Nature's feed was made."""
    return datetime.strptime(path.stem.partition("_")[2], "%Y-%m-%dT%H%M").replace(tzinfo=UTC) + timedelta(minutes=1)


def nature_keys(path: Path) -> frozenset[str]:
    """The DOIs of the papers a recording holds: every item of research, no news and no notices about papers."""
    items = path.read_text(encoding="utf-8").split("<item ")[1:]
    items = [item for item in items if not _NOTICE.search(item)]
    named = (item.partition("<prism:doi>")[2].partition("</prism:doi>")[0].strip().lower() for item in items)
    return frozenset(f"doi:{doi}" for doi in named if doi and "/d41586" not in doi)


def nature_week(today: Callable[[], Path]) -> Site:
    """www.nature.com on the recorded day that ``today`` says."""
    return lambda asked: Answer(today().read_bytes(), headers=_XML) if asked.url == NATURE else NOT_THERE


def parsed(path: Path) -> Sequence[frozenset[str]]:
    """The keys of each record the product reads from a recorded feed."""
    reply = parse_feed(path.read_bytes(), url=NATURE)
    return [frozenset(plain["keys"]) for plain in reply["records"]]
