"""Writes feeds as PLOS (Atom) and bioRxiv (RDF) write theirs."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any
from xml.sax.saxutils import quoteattr

from tests.tools.xml_text import element, escaped

_ARTICLE = "https://journals.plos.org/plosone/article"


def plos_feed(rows: Sequence[Mapping[str, Any]], day: date) -> str:
    """The journal's Atom feed: the DOI as id, authors as elements and once more as the content's first paragraph."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom">',
        element(2, "title", "PLOS ONE"),
        '  <link rel="alternate" href="https://journals.plos.org/plosone/"/>',
        '  <link rel="self" href="https://journals.plos.org/plosone/feed/atom"/>',
        "  <author><name>PLOS</name><uri>https://journals.plos.org/plosone/</uri></author>",
        "  <subtitle/>",
        element(2, "id", "https://journals.plos.org/plosone/feed/atom"),
        element(2, "rights", "All PLOS articles are Open Access."),
        element(2, "updated", f"{day}T04:00:00Z"),
        *(line for row in rows for line in _plos_entry(row)),
        "</feed>",
    ]
    return "\n".join(lines) + "\n"


def _plos_entry(row: Mapping[str, Any]) -> Iterator[str]:
    doi, title, names = row["id"], row["title_display"], row.get("author_display", ())
    yield "  <entry>"
    yield element(4, "title", title).replace("<title>", '<title type="html">')
    for kind, text in (("", ""), ("printable", "(PDF) "), ("manuscript", "(XML) ")):
        address = f"{_ARTICLE}/file?id={doi}&type={kind}" if kind else f"{_ARTICLE}?id={doi}"
        relation = "related" if kind else "alternate"
        yield f'    <link rel="{relation}" href={quoteattr(address)} title={quoteattr(text + title)}/>'
    yield from (f"    <author>{element(0, 'name', name)}</author>" for name in names)
    yield element(4, "id", doi)
    yield element(4, "updated", row["publication_date"])
    yield element(4, "published", row["publication_date"])
    yield element(4, "content", f"<p>by {', '.join(names)}</p>\n").replace("<content>", '<content type="html">')
    yield "  </entry>"


def biorxiv_feed(rows: Sequence[Mapping[str, Any]]) -> str:
    """The server's RSS 1.0: a short link with the version, all authors in one element, the DOI as identifier."""
    about = [(row, _biorxiv_link(row)) for row in rows]
    lines = [
        '<?xml version="1.0" encoding="UTF-8" ?>',
        '<rdf:RDF xmlns:admin="http://webns.net/mvcb/" xmlns="http://purl.org/rss/1.0/"'
        ' xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:prism="http://purl.org/rss/1.0/modules/prism/"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:syn="http://purl.org/rss/1.0/modules/syndication/">',
        '<channel rdf:about="http://biorxiv.org">',
        '<admin:errorReportsTo rdf:resource="mailto:biorxiv@cshlpress.edu"/>',
        element(0, "title", "bioRxiv Subject Collection: All"),
        element(0, "link", "http://biorxiv.org"),
        element(0, "description", 'This feed contains articles for bioRxiv Subject Collection "All"'),
        "<items><rdf:Seq>",
        *(f"<rdf:li rdf:resource={quoteattr(link)}/>" for _, link in about),
        "</rdf:Seq></items>",
        "<prism:eIssn/>",
        "<prism:publicationName>bioRxiv</prism:publicationName>",
        "</channel>",
        *(line for row, link in about for line in _biorxiv_item(row, link)),
        "</rdf:RDF>",
    ]
    return "\n".join(lines) + "\n"


def _biorxiv_link(row: Mapping[str, Any]) -> str:
    number = row["doi"].partition("/")[2]
    return f"http://biorxiv.org/cgi/content/short/{number}v{row['version']}?rss=1"


def _biorxiv_item(row: Mapping[str, Any], link: str) -> Iterator[str]:
    yield f"<item rdf:about={quoteattr(link)}>"
    yield f"<title><![CDATA[\n{row['title']}\n]]></title>"
    yield f"<link>\n{escaped(link)}\n</link>"
    yield f"<description><![CDATA[\n{row['abstract']}\n]]></description>"
    names = ", ".join(name.strip() for name in row["authors"].split(";"))
    yield f"<dc:creator><![CDATA[ {names} ]]></dc:creator>"
    yield element(0, "dc:date", row["date"])
    yield element(0, "dc:identifier", f"doi:{row['doi']}")
    yield f"<dc:title><![CDATA[{row['title']}]]></dc:title>"
    yield "<dc:publisher>Cold Spring Harbor Laboratory</dc:publisher>"
    yield element(0, "prism:publicationDate", row["date"])
    yield f"<prism:section>{escaped(row['category'])}</prism:section>"
    yield "</item>"
