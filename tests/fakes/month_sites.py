"""The web of a month: every source's own form, rendered from the truth as it stood at that hour."""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from email.utils import format_datetime
from xml.sax.saxutils import escape

from tests.fakes.arxiv_oai import Held, archive
from tests.fakes.month import CATEGORIES, Work
from tests.fakes.web import NOT_THERE, Answer, Asked, Site
from tests.tools.record_week import arxiv_feed
from tests.tools.week_records import Announcement

JSON, XML = {"content-type": "application/json"}, {"content-type": "application/xml; charset=utf-8"}
FEEDS = {name: f"https://{name}.feeds.example/feed" for name in ("one", "two", "three")}
SOURCES = (
    *(f"arxiv:{category}" for category in CATEGORIES),
    *("biorxiv", "europepmc:tea", "pubmed:tea", "plos:plosone"),
    *(f"feed:{url}" for url in FEEDS.values()),
)
_OUT_AT = timedelta(hours=4)  # feeds turn at midnight in New York, and so do the others here


class Month:
    """Every host of the month; its feeds show the latest ``shown`` entries."""

    def __init__(self, works: Sequence[Work], clock: Callable[[], datetime], shown: int) -> None:
        self._works, self._clock, self._shown = works, clock, shown
        self._oai = archive(lambda: [_held(work) for work in self._now("arxiv")])
        self._hosts: Mapping[str, Site] = {
            "rss.arxiv.org": self._arxiv,
            "oaipmh.arxiv.org": self._oai,
            "api.biorxiv.org": self._biorxiv,
            "www.ebi.ac.uk": self._europepmc,
            "eutils.ncbi.nlm.nih.gov": self._pubmed,
            "api.plos.org": self._plos,
            **{f"{name}.feeds.example": self._feed for name in FEEDS},
        }

    def __call__(self, asked: Asked) -> Answer:
        site = self._hosts.get(asked.host)
        answer = site(asked) if site else NOT_THERE
        tag = f'"{hashlib.sha256(answer.body).hexdigest()[:20]}"'
        return replace(answer, headers={**answer.headers, "etag": tag}) if answer.status == 200 else answer

    @property
    def today(self) -> date:
        """The day whose papers are out."""
        return (self._clock() - _OUT_AT).date()

    def _now(self, teller: str) -> list[Work]:
        return [now for work in self._works if teller in work.told_by and (now := work.by(self.today))]

    def _arxiv(self, asked: Asked) -> Answer:
        category, today = asked.path.rpartition("/")[2], self.today
        works = [work for work in self._now("arxiv") if work.days[-1] == today and category in work.categories]
        items = [_announcement(work, category) for work in works]
        return Answer(arxiv_feed(category, today, items).encode(), headers=XML)

    def _biorxiv(self, asked: Asked) -> Answer:
        _, _, _, first, last, cursor, *_ = asked.path.split("/")
        rows = [
            _row(work, number)
            for work in self._now("biorxiv")
            for number, day in enumerate(work.days, 1)
            if first <= str(day) <= last
        ]
        page = rows[int(cursor) : int(cursor) + 30]
        message = {"status": "ok", "cursor": int(cursor), "count": len(page), "total": str(len(rows))}
        empty = {"messages": [{"status": "no posts found"}], "collection": []}
        return _json({"messages": [message], "collection": page} if rows else empty)

    def _europepmc(self, asked: Asked) -> Answer:
        first, _, last = asked.query["query"].partition("FIRST_IDATE:[")[2].rstrip("])").partition(" TO ")
        found = [_result(work) for work in self._now("europepmc") if first <= str(work.days[0]) <= last]
        start = int(asked.query["cursorMark"].replace("*", "0"))
        page = found[start : start + 50]
        ends = str(start + len(page))
        return _json({"hitCount": len(found), "nextCursorMark": ends, "resultList": {"result": page}})

    def _pubmed(self, asked: Asked) -> Answer:
        works = self._now("pubmed")
        if "esearch" in asked.path:
            first, last = (asked.query[name].replace("/", "-") for name in ("mindate", "maxdate"))
            ids = [work.pmid for work in works if first <= str(work.days[0]) <= last]
            return _json({"esearchresult": {"count": str(len(ids)), "retstart": "0", "idlist": ids}})
        wanted = asked.query["id"].split(",")
        articles = "".join(_article(work) for work in works if work.pmid in wanted)
        return Answer(f"<?xml version='1.0'?><PubmedArticleSet>{articles}</PubmedArticleSet>".encode(), headers=XML)

    def _plos(self, asked: Asked) -> Answer:
        first, _, last = asked.query["q"].partition("[")[2].rstrip("]").partition(" TO ")
        docs = [_doc(work) for work in self._now("plos") if first[:10] <= str(work.days[0]) <= last[:10]]
        start = int(asked.query["start"])
        return _json({"response": {"numFound": len(docs), "start": start, "docs": docs[start : start + 200]}})

    def _feed(self, asked: Asked) -> Answer:
        name = asked.host.partition(".")[0]
        items = "".join(_item(work) for work in self._now(name)[: -self._shown - 1 : -1])
        space = 'xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/"'
        dc = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
        channel = f"<channel><title>Journal of {name}</title>{items}</channel>"
        return Answer(f'<?xml version="1.0"?><rss version="2.0" {space} {dc}>{channel}</rss>'.encode(), headers=XML)


def _json(answer: Mapping[str, object]) -> Answer:
    return Answer(json.dumps(answer).encode(), headers=JSON)


def _held(work: Work) -> Held:
    return Held(work.days, work.arxiv, work.title, work.abstract, work.authors, work.categories)


def _announcement(work: Work, category: str) -> Announcement:
    kinds = ("new", "replace") if category == work.categories[0] else ("cross", "replace-cross")
    kind, version = kinds[len(work.days) > 1], len(work.days)
    rest = (work.title, work.abstract, work.authors, work.categories)
    return Announcement(work.days[-1], category, kind, work.arxiv, version, *rest)


def _row(work: Work, version: int) -> Mapping[str, str]:
    names = "; ".join(f"{name.split()[-1]}, {name[:1]}." for name in work.authors)
    told = {"doi": work.doi, "title": work.title, "authors": names, "date": str(work.days[version - 1])}
    rest = {"version": str(version), "type": "new results", "license": "cc_by", "category": "cell biology"}
    return {**told, **rest, "abstract": work.abstract, "published": "NA", "server": "biorxiv"}


def _result(work: Work) -> Mapping[str, object]:
    names = [{"fullName": name, "lastName": name.split()[-1], "firstName": name.split()[0]} for name in work.authors]
    told = {"id": work.pmid, "source": "MED", "pmid": work.pmid, "doi": work.doi, "title": work.title}
    days = {"firstIndexDate": str(work.days[0]), "firstPublicationDate": str(work.days[0])}
    return {**told, **days, "abstractText": work.abstract, "authorList": {"author": names}}


def _article(work: Work) -> str:
    names = "".join(
        f"<Author ValidYN='Y'><LastName>{escape(name.split()[-1])}</LastName>"
        f"<ForeName>{escape(name.split()[0])}</ForeName></Author>"
        for name in work.authors
    )
    day = work.days[0]
    when = f"<Year>{day.year}</Year><Month>{day.month}</Month><Day>{day.day}</Day>"
    return (
        f"<PubmedArticle><MedlineCitation Status='MEDLINE'><PMID Version='1'>{work.pmid}</PMID><Article>"
        f"<Journal><JournalIssue><PubDate>{when}</PubDate></JournalIssue><Title>Tea</Title></Journal>"
        f"<ArticleTitle>{escape(work.title)}</ArticleTitle>"
        f"<ELocationID EIdType='doi' ValidYN='Y'>{work.doi}</ELocationID>"
        f"<Abstract><AbstractText>{escape(work.abstract)}</AbstractText></Abstract><AuthorList>{names}</AuthorList>"
        f"<ArticleDate DateType='Electronic'>{when}</ArticleDate></Article></MedlineCitation><PubmedData><History>"
        f"<PubMedPubDate PubStatus='entrez'>{when}</PubMedPubDate></History><ArticleIdList>"
        f"<ArticleId IdType='pubmed'>{work.pmid}</ArticleId></ArticleIdList></PubmedData></PubmedArticle>"
    )


def _doc(work: Work) -> Mapping[str, object]:
    day = f"{work.days[0]}T00:00:00Z"
    told = {"id": work.doi, "title_display": work.title, "abstract": [work.abstract], "publication_date": day}
    return {**told, "author_display": [*work.authors], "article_type": "Research Article", "journal": "PLOS ONE"}


def _item(work: Work) -> str:
    doi = f"<prism:doi>{work.doi}</prism:doi>" if work.doi else ""
    link = f"https://two.feeds.example/articles/{work.number}"
    names = "".join(f"<dc:creator>{escape(name)}</dc:creator>" for name in work.authors)
    day = format_datetime(datetime.combine(work.days[0], time(6), UTC))
    return (
        f"<item><title>{escape(work.title)}</title><link>{link}</link><guid>{link}</guid>{doi}{names}"
        f"<pubDate>{day}</pubDate><description>{escape(work.abstract)}</description></item>"
    )
