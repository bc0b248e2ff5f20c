"""Judged collections for the benches: topics with the papers that answer them. Read where they lie, never shipped."""

import csv
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from lxml import etree

from bot.papers import Announcement, Paper

SETS = Path(__file__).parents[3] / "shared" / "relevance"
REVIEWS = ("ACEInhibitors", "ADHD", "Antihistamines", "Estrogens", "Kitchenham_2010", "Triptans")
SEEN = datetime(2026, 6, 12, tzinfo=UTC)
# A systematic review has no query of its own: the words a person would type for its subject.
REVIEW_QUERIES = {
    "ACEInhibitors": "ACE inhibitors angiotensin-converting enzyme inhibitors",
    "ADHD": "attention deficit hyperactivity disorder drugs ADHD",
    "Antihistamines": "antihistamines allergic rhinitis",
    "Estrogens": "estrogens hormone replacement menopause",
    "Kitchenham_2010": "systematic literature reviews in software engineering",
    "Triptans": "triptans migraine",
}


@dataclass(frozen=True, slots=True)
class Topic:
    """What somebody wants to know, and how relevant each paper that answers it is."""

    name: str
    text: str
    relevant: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Judged:
    """A collection: its papers by id, and its topics."""

    name: str
    papers: Mapping[int, Paper]
    topics: tuple[Topic, ...]


def paper(number: int, title: str, abstract: str) -> Paper:
    """A paper with only its text."""
    return Paper(
        id=number,
        keys=frozenset({f"set:{number}"}),
        title=" ".join(title.split()),
        abstract=" ".join(abstract.split()),
        authors=(),
        categories=(),
        url="",
        sources=("set",),
        announcement=Announcement.NEW,
        version=1,
        first_seen_at=SEEN,
    )


def rows(path: Path) -> Iterator[dict[str, str]]:
    csv.field_size_limit(sys.maxsize)
    with path.open(encoding="utf-8", errors="replace", newline="") as lines:
        yield from csv.DictReader(lines)


def scifact() -> Judged:
    """Claims of the training part, each with the papers it cites."""
    folder = SETS / "scifact"
    papers = {}
    for row in rows(folder / "corpus_train.csv"):
        sentences = re.findall(r"'((?:[^'\\]|\\.)*)'|\"((?:[^\"\\]|\\.)*)\"", row["abstract"])
        abstract = " ".join(one or other for one, other in sentences)
        papers[int(row["doc_id"])] = paper(int(row["doc_id"]), row["title"], abstract)
    claims = {row["id"]: row for row in rows(folder / "claims_train.csv")}
    topics = tuple(
        Topic(name, row["claim"], {int(one): 1 for one in re.findall(r"\d+", row["cited_doc_ids"])})
        for name, row in claims.items()
    )
    return Judged("SciFact", papers, topics)


def cisi() -> Judged:
    """Abstracts on information science, with long questions."""
    folder = SETS / "cisi"
    papers = {n: paper(n, parts.get("T", ""), parts.get("W", "")) for n, parts in _smart(folder / "CISI.ALL")}
    relevant: dict[int, dict[int, int]] = defaultdict(dict)
    for line in (folder / "CISI.REL").read_text(encoding="utf-8").splitlines():
        query, number = line.split()[:2]
        relevant[int(query)][int(number)] = 1
    asked = ((n, " ".join(f"{p.get('T', '')} {p.get('W', '')}".split())) for n, p in _smart(folder / "CISI.QRY"))
    return Judged("CISI", papers, tuple(Topic(str(n), text, relevant[n]) for n, text in asked if n in relevant))


def _smart(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    for block in re.split(r"^\.I\s+", path.read_text(encoding="utf-8", errors="replace"), flags=re.M)[1:]:
        number, _, body = block.partition("\n")
        parts = re.split(r"^\.([TAWBX])\s*$", body, flags=re.M)
        yield int(number), {key: text for key, text in zip(parts[1::2], parts[2::2], strict=True) if key != "X"}


def cystic_fibrosis() -> Judged:
    """MEDLINE records with questions judged by four people, nought to two each."""
    folder = SETS / "cystic_fibrosis"
    papers: dict[int, Paper] = {}
    for path in sorted(folder.glob("cf7*.xml")):
        for record in _tree(path).iter("RECORD"):
            number = int(record.findtext("RECORDNUM", "0"))
            abstract = record.findtext("ABSTRACT") or record.findtext("EXTRACT") or ""
            papers[number] = paper(number, record.findtext("TITLE", ""), abstract)
    topics = []
    for query in _tree(folder / "cfquery.xml").iter("QUERY"):
        judged = {int(item.text or 0): sum(map(int, str(item.get("score")))) for item in query.iter("Item")}
        text = " ".join(query.findtext("QueryText", "").split())
        topics.append(Topic(query.findtext("QueryNumber", "").strip(), text, judged))
    return Judged("CF", papers, tuple(topics))


def _tree(path: Path) -> "etree._Element":
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    return etree.fromstring(path.read_bytes(), parser)


def reviews() -> tuple[Judged, ...]:
    """Systematic reviews: each is one topic, and all its candidates were found by one search on that topic."""
    return tuple(_review(name) for name in REVIEWS)


def _review(name: str) -> Judged:
    papers: dict[int, Paper] = {}
    relevant: dict[int, int] = {}
    known: set[str] = set()
    for number, row in enumerate(rows(SETS / "asreview_sr" / f"{name}.csv")):
        same = re.sub(r"\W", "", row["title"].casefold())
        if same in known or not (row["title"] or row["abstract"]):
            continue
        known.add(same)
        papers[number] = paper(number, row["title"], row["abstract"])
        if row["label_included"] == "1":
            relevant[number] = 1
    return Judged(name, papers, (Topic(name, REVIEW_QUERIES[name], relevant),))
