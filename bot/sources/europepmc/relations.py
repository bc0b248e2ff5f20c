"""What Europe PMC says of one article by another: retractions, corrections, and preprints that became articles."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from bot.papers import Standing, doi_key, notices, pmcid_key, pmid_key, worst

_ON_IT = {
    "retraction in": Standing.RETRACTED,
    "retracted and republished in": Standing.RETRACTED,
    "expression of concern in": Standing.CONCERN,
    "partial retraction in": Standing.CORRECTED,
    "corrected and republished in": Standing.CORRECTED,
    "erratum in": Standing.CORRECTED,
}
_BY_IT = {
    "retraction of": Standing.RETRACTED,
    "expression of concern for": Standing.CONCERN,
    "expression of concern of": Standing.CONCERN,
    "partial retraction of": Standing.CORRECTED,
    "erratum for": Standing.CORRECTED,
}
_NOTICES = {
    "retraction of publication": Standing.RETRACTED,
    "retraction notice": Standing.RETRACTED,
    "retraction": Standing.RETRACTED,
    "expression of concern": Standing.CONCERN,
    "published erratum": Standing.CORRECTED,
    "correction": Standing.CORRECTED,
}
_KINDS = {
    "retracted publication": Standing.RETRACTED,
    "preprint-withdrawal": Standing.WITHDRAWN,
    "preprint-removal": Standing.WITHDRAWN,
}
_SAME_WORK = ("preprint in", "preprint of")


def standing(result: Mapping[str, Any]) -> Standing:
    """Whether the article still holds, by its kind and by what others say of it."""
    told = [_ON_IT.get(kind, Standing.SOUND) for kind, _ in _links(result)]
    kinds = [_KINDS.get(kind, Standing.SOUND) for kind in _types(result)]
    return worst(*told, *kinds)


def notice(result: Mapping[str, Any]) -> tuple[Standing, frozenset[str]] | None:
    """What this says of which other works when it is a notice on them and no article of its own."""
    links = [(_BY_IT[kind], link) for kind, link in _links(result) if kind in _BY_IT]
    kinds = [_NOTICES[kind] for kind in _types(result) if kind in _NOTICES]
    by_title = notices.notice(str(result.get("title", "")).lstrip("[ "))
    kinds = kinds or ([by_title] if by_title else [])
    if not links and not kinds:
        return None
    says = worst(*kinds, *(said for said, _ in links))
    return says, frozenset(key for _, link in links for key in _keys(link))


def same_work(result: Mapping[str, Any]) -> frozenset[str]:
    """The keys of its preprint, or of the article the preprint became."""
    return frozenset(key for kind, link in _links(result) if kind in _SAME_WORK for key in _keys(link))


def preprint_key(identifier: str) -> str | None:
    """The key of a preprint that Europe PMC gave a number, such as PPR179288."""
    found = re.fullmatch(r"PPR(\d{1,9})", identifier.strip(), re.IGNORECASE)
    return f"europepmc:PPR{found[1]}" if found else None


def _links(result: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    listed = result.get("commentCorrectionList")
    links = listed.get("commentCorrection") if isinstance(listed, Mapping) else None
    for link in links if isinstance(links, list) else ():
        if isinstance(link, Mapping):
            yield " ".join(str(link.get("type", "")).lower().split()), link


def _types(result: Mapping[str, Any]) -> list[str]:
    listed = result.get("pubTypeList")
    types = listed.get("pubType") if isinstance(listed, Mapping) else None
    return [str(kind).strip().lower() for kind in types] if isinstance(types, list) else [str(types or "").lower()]


def _keys(link: Mapping[str, Any]) -> Iterator[str]:
    """The number Europe PMC knows the other by, and the DOI its reference may end with."""
    number, source = str(link.get("id", "")).strip(), str(link.get("source", "")).upper()
    yield from filter(
        None,
        (
            pmid_key(f"pmid:{number}") if source == "MED" and number.isdigit() else None,
            preprint_key(number) if source == "PPR" else None,
            pmcid_key(number) if source == "PMC" else None,
            doi_key(str(link.get("reference") or "")),
        ),
    )
