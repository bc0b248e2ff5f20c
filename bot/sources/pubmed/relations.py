"""What PubMed says of one article by another: retractions, corrections, and preprints that became articles."""

from collections.abc import Iterator

from lxml import etree

from bot.papers import Standing, doi_key, notices, pmid_key, worst

_ON_IT = {
    "RetractionIn": Standing.RETRACTED,
    "RetractedandRepublishedIn": Standing.RETRACTED,
    "ExpressionOfConcernIn": Standing.CONCERN,
    "PartialRetractionIn": Standing.CORRECTED,
    "CorrectedandRepublishedIn": Standing.CORRECTED,
    "ErratumIn": Standing.CORRECTED,
}
_BY_IT = {
    "RetractionOf": Standing.RETRACTED,
    "ExpressionOfConcernFor": Standing.CONCERN,
    "PartialRetractionOf": Standing.CORRECTED,
    "ErratumFor": Standing.CORRECTED,
}
_NOTICES = {
    "Retraction of Publication": Standing.RETRACTED,
    "Retraction Notice": Standing.RETRACTED,
    "Expression of Concern": Standing.CONCERN,
    "Published Erratum": Standing.CORRECTED,
}


def standing(citation: etree._Element, article: etree._Element) -> Standing:
    """Whether the article still holds."""
    told = [_ON_IT.get(kind, Standing.SOUND) for kind, _ in _links(citation)]
    retracted = Standing.RETRACTED if "Retracted Publication" in _types(article) else Standing.SOUND
    return worst(*told, retracted)


def notice(citation: etree._Element, article: etree._Element, title: str) -> tuple[Standing, frozenset[str]] | None:
    """What this says of which other works when it is a notice on them and no article of its own."""
    links = [(_BY_IT[kind], link) for kind, link in _links(citation) if kind in _BY_IT]
    kinds = [_NOTICES[kind] for kind in _types(article) if kind in _NOTICES]
    by_title = notices.notice(title)
    kinds = kinds or ([by_title] if by_title else [])
    if not links and not kinds:
        return None
    says = worst(*kinds, *(said for said, _ in links))
    return says, frozenset(key for _, link in links for key in _keys(link))


def same_work(citation: etree._Element, article: etree._Element) -> frozenset[str]:
    """The keys of the article this preprint became; other updates (of reviews, guidelines) are works of their own."""
    if "Preprint" not in _types(article):
        return frozenset()
    return frozenset(key for kind, link in _links(citation) if kind == "UpdateIn" for key in _keys(link))


def _links(citation: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    for link in citation.iterfind("CommentsCorrectionsList/CommentsCorrections"):
        yield link.get("RefType") or "", link


def _types(article: etree._Element) -> list[str]:
    found = [*article.iterfind("PublicationTypeList/PublicationType"), *article.iterfind("PublicationType")]
    return [(kind.text or "").strip() for kind in found]


def _keys(link: etree._Element) -> Iterator[str]:
    number = (link.findtext("PMID") or "").strip()
    yield from filter(None, (pmid_key(f"pmid:{number}"), doi_key(link.findtext("RefSource") or "")))
