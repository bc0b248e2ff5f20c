"""Reads the dates of PubMed: whole days, months, seasons, and the free text of old journals."""

import calendar
import re
from datetime import date

from lxml import etree

_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name}
_SEASONS = {"winter": 12, "spring": 5, "summer": 8, "autumn": 11, "fall": 11}


def entered_on(data: etree._Element | None) -> date | None:
    """The day the article entered PubMed."""
    if data is None:
        return None
    for kind in ("entrez", "pubmed"):
        for entry in data.iterfind(f"History/PubMedPubDate[@PubStatus='{kind}']"):
            if found := _last_day(entry):
                return found
    return None


def published_on(article: etree._Element, entered: date | None) -> date | None:
    """The day it was published, as far as it is told: an issue of "2026 Spring" appeared by the end of that season.

    An article cannot have entered PubMed before it was there: the issue it is meant for may be of next year.
    """
    dates = [*article.iterfind("ArticleDate"), *article.iterfind("Journal/JournalIssue/PubDate")]
    dates += [*article.iterfind("ContributionDate"), *article.iterfind("Book/PubDate")]
    days = [day for element in dates if (day := _last_day(element))]
    return min((*days, entered) if entered else days, default=None)


def _last_day(element: etree._Element) -> date | None:
    """The last day that an incomplete date may mean."""
    year, month = _number(element.findtext("Year")), _month(element.findtext("Month"))
    if year is None:
        years = re.findall(r"\b(?:1[89]|20)\d\d\b", element.findtext("MedlineDate") or "")
        year = int(years[-1]) if years else None
        month = month or _last_named(element.findtext("MedlineDate") or "")
    month = month or _last_named(element.findtext("Season") or "") or 12
    if year is None or not 1800 <= year <= 2200:
        return None
    longest = calendar.monthrange(year, month)[1]
    told = _number(element.findtext("Day"))
    return date(year, month, told if told and 1 <= told <= longest else longest)


def _month(text: str | None) -> int | None:
    number = _number(text)
    return number if number and 1 <= number <= 12 else _MONTHS.get((text or "").strip().lower()[:3])


def _last_named(text: str) -> int | None:
    """The month that ends "Jul-Aug", or the season of "2000 Spring"."""
    words = re.findall(r"[a-z]+", text.lower())
    known = [month for word in words if (month := _SEASONS.get(word) or _MONTHS.get(word[:3]))]
    return known[-1] if known else None


def _number(text: str | None) -> int | None:
    text = (text or "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else None
