"""Reads the fields of one result of Europe PMC: title, authors, journal, address, days."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from bot.papers import authors, clean_title, doi_key

_ABBREVIATED = re.compile(r"(?P<family>.+?) (?P<initials>[A-Z]{1,4})(?P<suffix> (?:Jr|Sr|2nd|3rd|I{2,3}))?")
_BRACKETED = re.compile(r"\[([^\[\]]+)\]\.?")
_FULL_STOP = re.compile(r"(?<!\.)(?<!\b[A-Z]\.[A-Z])\.$")
_MOST_AUTHORS, _LONGEST_NAME = 5000, 150


def title_of(result: Mapping[str, Any]) -> str:
    """The title without the brackets of a translated one and without the full stop of an index."""
    title = clean_title(text(result, "title"), html=True)
    bracketed = _BRACKETED.fullmatch(title)
    return _FULL_STOP.sub("", bracketed[1] if bracketed else title)


def authors_of(result: Mapping[str, Any]) -> tuple[str, ...]:
    """The authors, given names first; groups by their own name."""
    names = [_name(author) for author in listed(result, "authorList", "author")]
    if not any(names):
        names = [_given_first(name) for name in authors(text(result, "authorString").removesuffix("."))]
    return tuple(dict.fromkeys(name[:_LONGEST_NAME] for name in names if name))[:_MOST_AUTHORS]


def _name(author: Mapping[str, Any]) -> str:
    family = text(author, "lastName")
    given = text(author, "firstName") or text(author, "initials")
    if family:
        return clean_title(f"{given} {family}")
    return clean_title(text(author, "collectiveName")) or _given_first(clean_title(text(author, "fullName")))


def _given_first(name: str) -> str:
    """ "Liu Q" → "Q Liu", as others write it."""
    found = _ABBREVIATED.fullmatch(name)
    return f"{found['initials']} {found['family']}{found['suffix'] or ''}" if found else name


def journal_of(result: Mapping[str, Any]) -> str:
    """The journal of an article; a server of preprints is none, and a book has a title of its own."""
    if text(result, "source").upper() == "PPR":
        return ""
    info = result.get("journalInfo")
    journal = info.get("journal") if isinstance(info, Mapping) else None
    told = text(journal, "title") if isinstance(journal, Mapping) else ""
    return clean_title(told or text(result, "journalTitle"), html=True)[:300]


def url_of(result: Mapping[str, Any]) -> str:
    """The preprint where it stands, and Europe PMC's own page of anything else."""
    source, identifier = text(result, "source").upper(), text(result, "id")
    doi = doi_key(text(result, "doi"))
    if source == "PPR" and doi and doi.startswith("doi:"):
        return f"https://doi.org/{doi.removeprefix('doi:')}"
    return f"https://europepmc.org/article/{source}/{identifier}" if re.fullmatch(r"[\w.-]+", identifier) else ""


def versions_on(result: Mapping[str, Any]) -> Iterator[date | None]:
    """The days on which the versions of a preprint appeared."""
    for version in listed(result, "versionList", "version"):
        yield day(text(version, "firstPublishDate"))


def listed(result: Mapping[str, Any], name: str, inner: str) -> list[Mapping[str, Any]]:
    """The members of a list that Europe PMC wraps into an object."""
    outer = result.get(name)
    members = outer.get(inner) if isinstance(outer, Mapping) else None
    return [member for member in members if isinstance(member, Mapping)] if isinstance(members, list) else []


def text(result: Mapping[str, Any], name: str) -> str:
    """A field as text, empty when it is missing or no text."""
    value = result.get(name)
    return value.strip() if isinstance(value, str) else ""


def day(written: str) -> date | None:
    """The day an ISO date begins with, if it is one."""
    try:
        return date.fromisoformat(written[:10])
    except ValueError:
        return None
