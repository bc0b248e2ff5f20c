"""A month of papers whose truth is known: what each source announces on each day, and which works are one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice

from bot.papers import Record
from tests.fakes.many import corpus

FIRST = date(2026, 6, 1)  # a Monday
_NOTICE = re.compile(r"(?i)corrig|errat|correction|retract|withdraw|addend|comment|reply|response")  # no papers
CATEGORIES = ("cs.CL", "cs.CV", "cs.LG")


@dataclass(frozen=True, slots=True)
class Work:
    """One work: under which ids it is told, by whom, and on which days each of its versions appeared."""

    title: str
    abstract: str
    authors: tuple[str, ...]
    days: tuple[date, ...]
    told_by: frozenset[str]
    number: int
    arxiv: str = ""
    doi: str = ""
    pmid: str = ""
    categories: tuple[str, ...] = ()

    def by(self, day: date) -> "Work | None":
        """The work as it stood on a day; nothing before its first."""
        days = tuple(own for own in self.days if own <= day)
        return replace(self, days=days) if days else None

    @property
    def keys(self) -> frozenset[str]:
        """The keys all its ids make."""
        named = {"arxiv": self.arxiv, "doi": self.doi, "pmid": self.pmid}
        return frozenset(f"{kind}:{value}" for kind, value in named.items() if value)


def month(days: int, share: int) -> Sequence[Work]:
    """The works of so many days, ``share`` a source and working day."""
    records, works = (record for record in corpus() if not _NOTICE.match(record.title)), list[Work]()
    for day in (FIRST + timedelta(days=number) for number in range(days)):
        for kind in ("arxiv", "biorxiv", "indexes", "plos", "journal"):
            if kind != "arxiv" or day.weekday() < 5:
                for record in islice(records, share):
                    works.append(_work(kind, len(works), day, record))
    return works


def _work(kind: str, number: int, day: date, record: Record) -> Work:
    made = Work(record.title, record.abstract, record.authors or ("Ada Lovelace",), (day,), frozenset(), number)
    if kind == "arxiv":
        return _preprint(made, day)
    if kind == "biorxiv":
        days = (day, day + timedelta(days=2)) if number % 5 == 0 else (day,)
        doi = f"10.64898/{day:%Y.%m.%d}.7{number:05}"
        return replace(made, told_by=frozenset(("biorxiv",)), doi=doi, days=days)
    if kind == "indexes":
        both = (frozenset(("europepmc", "pubmed")), frozenset(("europepmc",)), frozenset(("pubmed",)))[number % 3]
        return replace(made, told_by=both, doi=f"10.1016/j.tea.{number:06}", pmid=str(41_000_000 + number))
    if kind == "plos":
        return replace(made, told_by=frozenset(("plos",)), doi=f"10.1371/journal.pone.{number:07}")
    # Every other article of the journal is in the indexes as well.
    told = frozenset(("one", "three", "europepmc") if number % 2 else ("one", "three"))
    told = told if number % 3 else frozenset(("two",))
    doi = "" if told == {"two"} else f"10.1038/s41586-{number:06}"
    return replace(made, told_by=told, doi=doi, pmid=str(42_000_000 + number) if "europepmc" in told else "")


def _preprint(made: Work, day: date) -> Work:
    primary = CATEGORIES[made.number % 3]
    crossed = (primary, CATEGORIES[(made.number + 1) % 3]) if made.number % 4 == 0 else (primary,)
    later = day + timedelta(days=3 if day.weekday() == 4 else 1)
    days = (day, later) if made.number % 6 == 0 else (day,)
    arxiv = f"2606.{made.number:05}"
    return replace(made, told_by=frozenset(("arxiv",)), arxiv=arxiv, categories=crossed, days=days)
