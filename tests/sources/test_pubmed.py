"""PubMed's articles are read whole: structured abstracts, formulas, odd dates, and what one says of another."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.papers import Record, Standing, display
from bot.ports.plain import to_record
from bot.ports.sources import Archive, Batch, BatchState, SourceFailure
from bot.sources.pubmed import Adapter, parse, parse_search
from tests.sources.doubles import NOTHING_KNOWN, InProcess, Pages

RECORDED = Path(__file__).parent / "recorded" / "pubmed"
SHARED = Path(__file__).parents[3] / "shared" / "fixtures" / "pubmed"
SEARCH = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils/esearch.fcgi"
FETCH = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils/efetch.fcgi"
TUESDAY = datetime(2026, 11, 24, 9, tzinfo=UTC)
DOCTYPE = (
    '<?xml version="1.0" ?><!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2025//EN" '
    '"https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd">'
)
ENTERED = '<PubMedPubDate PubStatus="entrez"><Year>2026</Year><Month>11</Month><Day>23</Day></PubMedPubDate>'


def article(
    number: int = 1,
    *,
    title: str = "Tea and memory.",
    abstract: str = "<AbstractText>We drank tea.</AbstractText>",
    authors: str = "<Author><LastName>Liu</LastName><ForeName>Qi</ForeName></Author>",
    issued: str = "<Year>2026</Year><Month>Nov</Month><Day>20</Day>",
    kind: str = "Journal Article",
    links: str = "",
    ids: str = '<ArticleId IdType="doi">10.1000/Tea.1</ArticleId><ArticleId IdType="pmc">PMC77</ArticleId>',
) -> str:
    return (
        f"<PubmedArticle><MedlineCitation><PMID>{number}</PMID><Article><Journal><JournalIssue>"
        f"<PubDate>{issued}</PubDate></JournalIssue><Title>Journal of tea</Title></Journal>"
        f"<ArticleTitle>{title}</ArticleTitle><Abstract>{abstract}</Abstract><AuthorList>{authors}</AuthorList>"
        f"<PublicationTypeList><PublicationType>{kind}</PublicationType></PublicationTypeList></Article>"
        f"<CommentsCorrectionsList>{links}</CommentsCorrectionsList></MedlineCitation><PubmedData>"
        f"<History>{ENTERED}</History><ArticleIdList>{ids}</ArticleIdList><ReferenceList><Reference><ArticleIdList>"
        '<ArticleId IdType="doi">10.1000/other</ArticleId></ArticleIdList></Reference></ReferenceList>'
        "</PubmedData></PubmedArticle>"
    )


def articles(*parts: str) -> bytes:
    return f"{DOCTYPE}<PubmedArticleSet>{''.join(parts)}</PubmedArticleSet>".encode()


def found(*ids: int, total: int | None = None, **more: Any) -> bytes:
    listed = {"count": str(len(ids) if total is None else total), "idlist": [str(number) for number in ids]}
    return json.dumps({"header": {}, "esearchresult": listed | more}).encode()


def one(**parts: Any) -> Record:
    (plain,) = parse(articles(article(**parts)))["records"]
    return to_record(plain, "pubmed:tea")


def poll(search: bytes, *fetched: bytes | SourceFailure) -> Batch:
    return Adapter("tea").poll(Pages({SEARCH: [search], FETCH: fetched}), InProcess(), NOTHING_KNOWN, TUESDAY)


def link(kind: str, number: int = 0, reference: str = "") -> str:
    return (
        f'<CommentsCorrections RefType="{kind}"><RefSource>{reference}</RefSource><PMID>{number or ""}</PMID>'
        "</CommentsCorrections>"
    )


def test_an_article_says_everything_it_holds_and_nothing_of_its_references() -> None:
    assert one() == Record(
        source="pubmed:tea",
        keys=frozenset({"pmid:1", "doi:10.1000/tea.1", "pmcid:PMC77"}),
        title="Tea and memory",
        abstract="We drank tea.",
        authors=("Qi Liu",),
        url="https://pubmed.ncbi.nlm.nih.gov/1/",
        announced_on=date(2026, 11, 23),
        published_on=date(2026, 11, 20),
        version_on=date(2026, 11, 20),
        journal="Journal of tea",
    )


def test_articles_are_searched_by_the_day_they_entered_pubmed() -> None:
    pages = Pages({SEARCH: [found(1)], FETCH: [articles(article())]})
    batch = Adapter("tea[ti] AND milk").poll(pages, InProcess(), NOTHING_KNOWN, TUESDAY)
    assert (batch.state, len(batch.records), batch.announced_on) == (BatchState.OK, 1, date(2026, 11, 24))
    asked = {name: values[0] for name, values in parse_qs(urlsplit(pages.asked[0]).query).items()}
    assert (asked["term"], asked["datetype"]) == ("tea[ti] AND milk", "edat")
    assert (asked["mindate"], asked["maxdate"]) == ("2026/11/21", "2026/11/24")


def test_many_articles_are_fetched_two_hundred_at_a_time() -> None:
    parts = [articles(*(article(number) for number in range(start, end))) for start, end in ((1, 201), (201, 251))]
    pages = Pages({SEARCH: [found(*range(1, 251))], FETCH: parts})
    batch = Adapter("tea").poll(pages, InProcess(), NOTHING_KNOWN, TUESDAY)
    assert (batch.state, len(batch.records)) == (BatchState.OK, 250)
    assert [len(parse_qs(urlsplit(url).query)["id"][0].split(",")) for url in pages.asked[1:]] == [200, 50]
    assert max(map(len, pages.asked)) < 4000


def test_a_fetch_that_fails_keeps_what_came_and_does_not_move_the_place() -> None:
    whole = articles(*(article(number) for number in range(1, 201)))
    batch = poll(found(*range(1, 251)), whole, SourceFailure("timeout", "It took too long."))
    assert (batch.state, len(batch.records), batch.announced_on) == (BatchState.PARTIAL, 200, None)
    assert batch.note.startswith("It took too long. 200 records")


def test_an_article_that_was_listed_and_not_given_is_told() -> None:
    batch = poll(found(1, 2), articles(article(1)))
    assert (batch.state, batch.rejected) == (BatchState.OK, ("PubMed lists 2 but did not give it",))
    with pytest.raises(SourceFailure, match="none of 2 articles"):
        poll(found(1, 2), articles())


def test_more_articles_than_pubmed_lists_ask_for_a_narrower_query() -> None:
    batch = poll(found(1, total=12_345), articles(article()))
    assert (batch.state, len(batch.records), batch.announced_on) == (BatchState.PARTIAL, 1, None)
    assert "12,345" in batch.note
    assert "narrow the query" in batch.note


def test_a_list_shorter_than_its_count_is_not_whole() -> None:
    assert poll(found(1, total=2), articles(article())).state is BatchState.PARTIAL


def test_nothing_found_is_quiet_and_an_unknown_phrase_is_told() -> None:
    assert poll(found()).note == "nothing new"
    batch = poll(found(errorlist={"phrasesnotfound": ["zzqx"], "fieldsnotfound": []}))
    assert (batch.state, batch.note) == (BatchState.QUIET, "nothing new; PubMed knows nothing of “zzqx”")
    loose = poll(found(warninglist={"quotedphrasesnotfound": ['"green tea ceremony"'], "phrasesignored": ["of"]}))
    assert "does not know the phrase “green tea ceremony”" in loose.note


@pytest.mark.parametrize(
    ("body", "word"),
    [
        (b'{"error":"API rate limit exceeded","count":"4"}', "slow down"),
        (b'{"esearchresult":{"ERROR":"Search Backend failed: /secret/path"}}', "could not search"),
        (found(errorlist={"fieldsnotfound": ["tit"]}), "no field “tit”"),
        (b'{"esearchresult":{"count":"1"}}', "without its list"),
        (b'{"esearchresult":{"count":"many","idlist":[]}}', "without its list"),
        (b"<html><body>503</body></html>", "web page"),
        (b"", "no JSON"),
    ],
)
def test_a_failed_search_is_never_nothing_found(body: bytes, word: str) -> None:
    with pytest.raises(SourceFailure) as failure:
        poll(body)
    assert word in failure.value.sentence
    assert "secret" not in failure.value.sentence


@pytest.mark.parametrize(
    ("body", "word"),
    [
        (b'{"error":"API rate limit exceeded"}', "slow down"),
        (b"<eFetchResult><ERROR>Unable to obtain query #1</ERROR></eFetchResult>", "could not give"),
        (articles(article())[:-60], "broke off"),
        (b"<!DOCTYPE html><html><body>Sorry</body></html>", "web page"),
        (b"<?xml version='1.0'?><other/>", "another kind"),
        (b"", "no XML"),
    ],
)
def test_an_answer_without_articles_fails_in_words(body: bytes, word: str) -> None:
    with pytest.raises(SourceFailure) as failure:
        poll(found(1), body)
    assert word in failure.value.sentence


def test_the_parts_of_a_structured_abstract_are_paragraphs_with_their_labels() -> None:
    parts = (
        '<AbstractText Label="BACKGROUND" NlmCategory="BACKGROUND">Tea is old.</AbstractText>'
        '<AbstractText Label="Methods and Findings:">We drank (p &lt; 0.05).</AbstractText>'
        '<AbstractText Label="UNLABELLED">More.</AbstractText><AbstractText Label="AIM"/>'
    )
    record = one(abstract=parts)
    assert record.abstract == "Background: Tea is old.\n\nMethods and Findings: We drank (p < 0.05).\n\nMore."
    assert display(record.abstract) == record.abstract


def test_markup_and_formulas_are_read_as_text() -> None:
    maths = (
        '<mml:math xmlns:mml="http://www.w3.org/1998/Math/MathML"><mml:msup><mml:mn>10</mml:mn><mml:mrow><mml:mo>-</mml:mo>'
        "<mml:mn>3</mml:mn></mml:mrow></mml:msup><mml:mo>=</mml:mo><mml:mfrac><mml:mi>a</mml:mi><mml:mi>b</mml:mi>"
        "</mml:mfrac></mml:math>"
    )
    record = one(
        title="<i>Camellia</i> in H<sub>2</sub>O.",
        abstract=f"<AbstractText>Up to <b>10<sup>6</sup></b> cups, {maths} each.</AbstractText>",
    )
    assert (record.title, record.abstract) == ("Camellia in H₂O", "Up to 10⁶ cups, 10⁻³=a/b each.")


def test_an_article_may_have_no_abstract() -> None:
    assert one(abstract="").abstract == ""


def test_groups_and_people_are_authors_and_withdrawn_names_are_not() -> None:
    people = (
        "<Author><LastName>O'Byrne</LastName><ForeName>Paul M</ForeName><Suffix>Jr</Suffix></Author>"
        "<Author><LastName>Müller</LastName><Initials>X</Initials></Author>"
        '<Author ValidYN="N"><LastName>Old</LastName></Author>'
        "<Author><CollectiveName>Tea Study Group, and friends.</CollectiveName></Author>"
    )
    assert one(authors=people).authors == ("Paul M O'Byrne Jr", "X Müller", "Tea Study Group, and friends")


@pytest.mark.parametrize(
    ("title", "read"),
    [("[Tea and memory].", "Tea and memory"), ("Why tea?", "Why tea?"), ("Tea in the U.S.", "Tea in the U.S.")],
)
def test_titles_lose_what_the_index_put_around_them(title: str, read: str) -> None:
    assert one(title=title).title == read


@pytest.mark.parametrize(
    ("issued", "day"),
    [
        ("<Year>2026</Year><Month>11</Month>", date(2026, 11, 23)),  # not after the day it entered PubMed
        ("<Year>2026</Year><Month>Feb</Month>", date(2026, 2, 28)),
        ("<Year>2026</Year><Season>Spring</Season>", date(2026, 5, 31)),
        ("<Year>2025</Year>", date(2025, 12, 31)),
        ("<MedlineDate>2015 Jul-Aug</MedlineDate>", date(2015, 8, 31)),
        ("<MedlineDate>1998 Dec-1999 Jan</MedlineDate>", date(1999, 1, 31)),
        ("<MedlineDate>2000 Spring</MedlineDate>", date(2000, 5, 31)),
        ("<Year>2027</Year><Month>Jan</Month><Day>1</Day>", date(2026, 11, 23)),
        ("<Year>2026</Year><Month>Feb</Month><Day>31</Day>", date(2026, 2, 28)),
        ("<MedlineDate>soon</MedlineDate>", date(2026, 11, 23)),
    ],
)
def test_odd_dates_are_the_last_day_they_may_mean(issued: str, day: date) -> None:
    assert one(issued=issued).published_on == day


def test_a_retracted_article_says_so() -> None:
    assert one(kind="Retracted Publication").standing is Standing.RETRACTED
    assert one(links=link("ErratumIn", 8) + link("RetractionIn", 9)).standing is Standing.RETRACTED
    assert one(links=link("ExpressionOfConcernIn", 9)).standing is Standing.CONCERN
    assert one(links=link("CommentIn", 9)).standing is Standing.SOUND
    titled = one(title="RETRACTED: Tea and memory.")
    assert (titled.standing, titled.title) == (Standing.RETRACTED, "Tea and memory")
    assert one(title="WITHDRAWN: Tea.").standing is Standing.WITHDRAWN


@pytest.mark.parametrize(
    ("kind", "relation", "standing"),
    [
        ("Retraction of Publication", "RetractionOf", Standing.RETRACTED),
        ("Published Erratum", "ErratumFor", Standing.CORRECTED),
        ("Expression of Concern", "ExpressionOfConcernFor", Standing.CONCERN),
    ],
)
def test_a_notice_is_no_paper_but_says_something_of_one(kind: str, relation: str, standing: Standing) -> None:
    other = link(relation, 123, "Tea J. 2020;1(2):3. doi: 10.1000/tea.9.")
    notice = one(kind=kind, links=other, title="Retraction: Tea and memory.")
    assert (notice.standing, notice.about) == (standing, frozenset({"pmid:123", "doi:10.1000/tea.9"}))


@pytest.mark.parametrize("title", ["Retraction Note: Tea.", "Correction to: Tea.", "Publisher Correction: Tea."])
def test_a_notice_that_names_no_article_is_told_and_never_becomes_a_paper(title: str) -> None:
    batch = poll(found(1), articles(article(title=title)))
    assert (batch.records, batch.rejected) == ((), ("1 is a notice that does not name the article it is about",))


def test_a_preprint_shares_a_key_with_its_article_and_an_updated_review_does_not() -> None:
    assert "pmid:9" in one(kind="Preprint", links=link("UpdateIn", 9)).keys
    assert "pmid:9" not in one(kind="Review", links=link("UpdateIn", 9)).keys


def test_an_arxiv_paper_in_pubmed_is_known_by_its_arxiv_id() -> None:
    ids = '<ArticleId IdType="pii">arXiv:2401.12345v2</ArticleId><ArticleId IdType="pii">2402.00001</ArticleId>'
    assert one(ids=ids).keys == {"pmid:1", "arxiv:2401.12345"}
    assert "arxiv:2401.12345" in one(ids='<ArticleId IdType="doi">10.48550/arXiv.2401.12345</ArticleId>').keys


def test_a_chapter_of_a_book_is_read() -> None:
    book = (
        "<PubmedBookArticle><BookDocument><PMID>20301295</PMID><ArticleIdList><ArticleId IdType='doi'>10.1000/b"
        "</ArticleId></ArticleIdList><Book><BookTitle>Teas of the world</BookTitle><PubDate><Year>2026</Year></PubDate>"
        "<AuthorList Type='editors'><Author><LastName>Ed</LastName></Author></AuthorList></Book>"
        "<ArticleTitle>Green tea</ArticleTitle><AuthorList Type='authors'><Author><LastName>Liu</LastName></Author>"
        "</AuthorList><Abstract><AbstractText Label='SUMMARY'>Leaves.</AbstractText></Abstract></BookDocument>"
        f"<PubmedBookData><History>{ENTERED}</History></PubmedBookData></PubmedBookArticle>"
    )
    (plain,) = parse(articles(book))["records"]
    record = to_record(plain, "pubmed:tea")
    assert (record.title, record.journal, record.authors) == ("Green tea", "Teas of the world", ("Liu",))
    assert (record.abstract, record.keys) == ("Summary: Leaves.", frozenset({"pmid:20301295", "doi:10.1000/b"}))
    assert (record.announced_on, record.published_on) == (date(2026, 11, 23), date(2026, 11, 23))


def test_an_article_without_a_title_is_told_and_the_others_stay() -> None:
    batch = poll(found(1, 2), articles(article(1, title=""), article(2)))
    assert (len(batch.records), batch.rejected) == (1, ("1 has no title",))


def test_no_entity_is_read_from_elsewhere(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("hush", encoding="utf-8")
    evil = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}"><!ENTITY b "boom">]>'
    body = articles(article(title="Tea &e; &b;")).decode().replace(DOCTYPE, evil)
    assert "hush" not in json.dumps(parse(body.encode()))


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"])), st.text(alphabet="0123456789JanSpring- "))
def test_any_text_in_an_article_is_a_record_or_told(text: str, issued: str) -> None:
    safe = text.replace("&", "&amp;").replace("<", "&lt;")
    reply = parse(
        articles(
            article(
                title=safe,
                abstract=f"<AbstractText>{safe}</AbstractText>",
                issued=f"<MedlineDate>{issued}</MedlineDate>",
            )
        )
    )
    assert len(reply["records"]) + len(reply["rejected"]) == 1


@pytest.mark.parametrize("query", ["", '"tea', "tea[ti", "tea " * 300])
def test_a_query_that_cannot_be_is_refused_in_words(query: str) -> None:
    with pytest.raises(ValueError, match="PubMed"):
        Adapter(query)


def test_the_past_is_read_week_by_week() -> None:
    adapter = Adapter("tea")
    assert isinstance(adapter, Archive)
    pages = Pages({SEARCH: [found(1), found()], FETCH: [articles(article())]})
    read = list(adapter.backfill(date(2026, 11, 1), date(2026, 11, 10), pages, InProcess()))
    assert [(len(part.records), part.through) for part in read] == [(1, date(2026, 11, 7)), (0, date(2026, 11, 10))]


def test_recorded_articles_are_read_whole() -> None:
    (plain,) = parse((RECORDED / "efetch_28775130.xml").read_bytes())["records"]
    record = to_record(plain, "pubmed")
    assert record.keys == {"pmid:28775130", "doi:10.1136/oemed-2017-104431", "pmcid:PMC5771820"}
    assert [part.partition(":")[0] for part in record.abstract.split("\n\n")] == [
        "Objectives",
        "Methods",
        "Results",
        "Conclusions",
    ]
    (formulas,) = parse((RECORDED / "efetch_29963580.xml").read_bytes())["records"]
    assert "mml" not in formulas["abstract"]
    assert parse_search((RECORDED / "esearch.json").read_bytes())["total"] == 42111


@pytest.mark.skipif(not SHARED.exists(), reason="the recorded answers are not here")
def test_every_recorded_article_has_a_title_authors_an_id_and_its_day() -> None:
    plain = [
        plain
        for path in sorted(SHARED.glob("*.xml"))
        if b"<PubmedArticleSet" in path.read_bytes()
        for plain in parse(path.read_bytes())["records"]
    ]
    records = [to_record(one_plain, "pubmed") for one_plain in plain]
    assert len(records) == 51
    assert all(record.title and record.authors and record.announced_on and record.published_on for record in records)
    assert not any(mark in display(record.abstract) for record in records for mark in ("<i>", "<sup>", "mml:", "&lt;"))
    assert sum(not record.abstract for record in records) == 6
