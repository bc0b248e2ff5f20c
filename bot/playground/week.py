"""The recorded week: where it lies, what it holds and when it begins."""

from datetime import UTC, date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

RECORDED = Path(__file__).parent / "recorded"
ZONE = ZoneInfo("Europe/Berlin")
MORNING = time(9, 0)
BEGINS = datetime(2026, 6, 8, 7, 30, tzinfo=UTC)
LAST_DAY = date(2026, 6, 12)
SOURCES = (
    "arxiv:cs.CL",
    "arxiv:cs.CV",
    "arxiv:cs.AI",
    "arxiv:cs.IT",
    "arxiv:quant-ph",
    "arxiv:q-bio",
    "arxiv:physics",
    "arxiv:math",
    "feed:https://journals.plos.org/plosone/feed/atom",
)
