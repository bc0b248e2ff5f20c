"""Decides when two records are the same work, and what the one paper made of them says."""

import hashlib
from dataclasses import replace
from datetime import date, datetime

from bot.papers.likeness import folded
from bot.papers.paper import Announcement, Paper, Record, worst
from bot.papers.text import display, display_title

_STRENGTH = tuple(Announcement)


def content_key(title: str, authors: tuple[str, ...]) -> str:
    """The key of a record that came with neither id nor link: its title and its first author's family name."""
    family = authors[0].split()[-1] if authors and authors[0].split() else ""
    return f"hash:{hashlib.sha256(f'{folded(display_title(title))}|{folded(family)}'.encode()).hexdigest()[:32]}"


def merge(known: Paper | None, record: Record, now: datetime, *, paper_id: int = 0) -> Paper:
    """What we know of a work once ``record`` is added: nothing is lost, the newest version speaks.

    Without a known paper this makes one (``paper_id`` may be given later by ``dataclasses.replace``).
    """
    if known is None:
        return _first(record, now, paper_id)
    newer = record.version > known.version
    return replace(
        known,
        keys=known.keys | record.keys,
        title=record.title if record.title and (newer or not known.title) else known.title,
        abstract=_abstract(known, record, newer),
        authors=_authors(known, record, newer),
        categories=_categories(known, record, newer),
        url=best_url(known.keys | record.keys, known.url, record.url),
        sources=_sources(known, record),
        announcement=_announcement(known, record),
        version=max(known.version, record.version),
        announced_on=known.announced_on or record.announced_on,
        published_on=_earliest(known.published_on, record.published_on),
        version_on=record.version_on if newer or known.version_on is None else known.version_on,
        journal=known.journal or record.journal,
        licence=record.licence if newer and record.licence else known.licence or record.licence,
        comment=record.comment if newer and record.comment else known.comment or record.comment,
        standing=worst(known.standing, record.standing),
        popularity=max(known.popularity, record.popularity),
    )


def _first(record: Record, now: datetime, paper_id: int) -> Paper:
    return Paper(
        id=paper_id,
        keys=record.keys or frozenset((content_key(record.title, record.authors),)),
        title=record.title,
        abstract=record.abstract,
        authors=record.authors,
        categories=tuple(dict.fromkeys(record.categories)),
        url=best_url(record.keys, record.url),
        sources=(record.source,),
        announcement=record.announcement,
        version=record.version,
        first_seen_at=now,
        announced_on=record.announced_on,
        published_on=record.published_on,
        version_on=record.version_on,
        journal=record.journal,
        licence=record.licence,
        comment=record.comment,
        standing=record.standing,
        popularity=record.popularity,
    )


def _sources(known: Paper, record: Record) -> tuple[str, ...]:
    """Who announced the work, each once; who only knows more about it announced nothing."""
    if record.source in known.sources or record.announcement is Announcement.DETAIL:
        return known.sources
    return (*known.sources, record.source)


def _abstract(known: Paper, record: Record, newer: bool) -> str:
    """The newer version's text; of one version the longer, for feeds cut and records do not."""
    if not record.abstract or record.abstract == known.abstract or record.version < known.version:
        return known.abstract or record.abstract
    longer = len(display(record.abstract)) > len(display(known.abstract)) if not newer else True
    return record.abstract if longer else known.abstract


def _authors(known: Paper, record: Record, newer: bool) -> tuple[str, ...]:
    return record.authors if record.authors and (newer or not known.authors) else known.authors


def _categories(known: Paper, record: Record, newer: bool) -> tuple[str, ...]:
    """Every category once; the authors' first one leads, and a new version may change it."""
    both = (*record.categories, *known.categories) if newer else (*known.categories, *record.categories)
    return tuple(dict.fromkeys(both))


def _announcement(known: Paper, record: Record) -> Announcement:
    """The strongest while the paper is news; what we met as a revision only becomes news within the same batch."""
    same_batch = _family(record.source) in {_family(source) for source in known.sources} and (
        record.announced_on == known.announced_on and record.version == known.version
    )
    if not known.announcement.is_news and not same_batch:
        return known.announcement
    return min(known.announcement, record.announcement, key=_STRENGTH.index)


def _family(source: str) -> str:
    return source.partition(":")[0] if not source.startswith("feed:") else source


def _earliest(first: date | None, second: date | None) -> date | None:
    return min((day for day in (first, second) if day), default=None)


def best_url(keys: frozenset[str], *urls: str) -> str:
    """arXiv's abstract page, else the DOI's address if a source gave it, else the source's page, else one of a key."""
    made = {
        "arxiv": "https://arxiv.org/abs/{}",
        "doi": "https://doi.org/{}",
        "pmid": "https://pubmed.ncbi.nlm.nih.gov/{}/",
        "pmcid": "https://pmc.ncbi.nlm.nih.gov/articles/{}/",
    }
    named = {
        kind: form.format(key.partition(":")[2])
        for kind, form in made.items()
        for key in sorted(keys)
        if key.startswith(f"{kind}:")
    }
    if "arxiv" in named:
        return named["arxiv"]
    given = sorted((url for url in urls if url), key=lambda url: "//doi.org/" not in url)
    return next(iter((*given, *named.values())), "")


def changed(before: Paper, after: Paper) -> tuple[str, ...]:
    """What a reader of the earlier version would find different: any of "title", "abstract", "authors"."""
    told = (
        ("title", folded(display_title(before.title)) != folded(display_title(after.title))),
        ("abstract", folded(display(before.abstract)) != folded(display(after.abstract))),
        ("authors", tuple(map(folded, before.authors)) != tuple(map(folded, after.authors))),
    )
    return tuple(name for name, differs in told if differs)
