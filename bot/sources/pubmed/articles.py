"""Reads the articles PubMed gives; runs in the child that parses."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TypedDict

from lxml import etree

from bot.papers import Record, arxiv_key, clean_title, doi_key, pmcid_key, pmid_key, worst
from bot.papers.notices import taken_back
from bot.ports.plain import PlainRecord, plain_record
from bot.sources.pubmed.dates import entered_on, published_on
from bot.sources.pubmed.relations import notice, same_work, standing
from bot.sources.pubmed.texts import abstract_of, authors_of, text_of, title_of


class Articles(TypedDict):
    """Records, a sentence for each article left out, and the ids of all that came."""

    records: list[PlainRecord]
    rejected: list[str]
    ids: list[str]


def parse(body: bytes) -> Articles:
    """The articles of an answer.  Raises ``ValueError`` with a sentence when it is none."""
    records, rejected, ids = [], [], []
    for entry in _root(body):
        if not isinstance(entry.tag, str) or entry.tag not in ("PubmedArticle", "PubmedBookArticle"):
            continue
        number = (entry.findtext("MedlineCitation/PMID") or entry.findtext("BookDocument/PMID") or "").strip()
        ids.append(number)
        record = record_of(entry, number)
        if isinstance(record, str):
            rejected.append(record)
        else:
            records.append(plain_record(record))
    return Articles(records=records, rejected=rejected, ids=ids)


def record_of(entry: etree._Element, number: str) -> Record | str:
    """One article as a record, or a sentence that says why it is none."""
    book = entry.find("BookDocument")
    citation = entry.find("MedlineCitation") if book is None else book
    article = citation.find("Article") if citation is not None and book is None else book
    if citation is None or article is None or not pmid_key(f"pmid:{number}"):
        return "an article of PubMed has no id"
    title = title_of(article)
    if not title:
        return f"{number} has no title"
    said = notice(citation, article, title)
    if said and not said[1]:
        return f"{number} is a notice that does not name the article it is about"
    data = entry.find("PubmedData" if book is None else "PubmedBookData")
    record = _described(article, data, title, number)
    if said:
        return replace(record, standing=said[0], about=said[1])
    marked, title = taken_back(title)
    held = worst(standing(citation, article), marked)
    return replace(record, title=title, standing=held, keys=record.keys | same_work(citation, article))


def _described(article: etree._Element, data: etree._Element | None, title: str, number: str) -> Record:
    entered = entered_on(data)
    published = published_on(article, entered)
    return Record(
        source="",
        keys=frozenset(_keys(article, data, number)),
        title=title,
        abstract=abstract_of(article),
        authors=authors_of(article),
        url=f"https://pubmed.ncbi.nlm.nih.gov/{int(number)}/",
        announced_on=entered,
        published_on=published,
        version_on=published,
        journal=_journal(article, title),
    )


def _keys(article: etree._Element, data: etree._Element | None, number: str) -> Iterator[str]:
    """The article's own names; those of its references stand in the same document further down."""
    told = [(e.get("EIdType"), e.text or "") for e in article.iterfind("ELocationID") if e.get("ValidYN") != "N"]
    for parent in (article, data):
        if parent is not None:
            told += [(e.get("IdType"), e.text or "") for e in parent.iterfind("ArticleIdList/ArticleId")]
    yield from filter(None, [pmid_key(f"pmid:{number}")])
    for kind, text in told:
        if kind == "doi":
            key = doi_key(text)
        elif kind in ("pmc", "pmcid"):
            key = pmcid_key(text)
        else:
            key = arxiv_key(text) if text.strip().lower().startswith("arxiv") else None
        if key:
            yield key


def _journal(article: etree._Element, title: str) -> str:
    """The journal, or the book of a chapter; arXiv and its like are no journals."""
    journal = clean_title(text_of(article.find("Journal/Title")) or text_of(article.find("Book/BookTitle")))
    return "" if journal == title or re.match(r"(?:arxiv|biorxiv|medrxiv)\b", journal, re.IGNORECASE) else journal[:300]


def _root(body: bytes) -> etree._Element:
    start = body[:200].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html")):
        raise ValueError("PubMed answered with a web page (an error, or a check for robots?) in place of its articles.")
    if start.startswith(b"{"):
        slow = b"rate limit" in body[:1000].lower()
        raise ValueError("PubMed asks us to slow down." if slow else "PubMed answered with an error of its own.")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(body, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError("PubMed answered with something that is no XML, or broke off in it.") from error
    if root.tag == "eFetchResult":
        raise ValueError("PubMed could not give the articles it had listed.")
    if root.tag != "PubmedArticleSet":
        raise ValueError("PubMed answered with a page of another kind in place of its articles.")
    return root
