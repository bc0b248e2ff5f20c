"""Europe PMC is searched by the day of indexing, and what one article says of another is not lost."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.papers import Announcement, Record, Standing
from bot.ports.plain import to_record
from bot.ports.sources import Archive, Batch, BatchState, SourceFailure
from bot.sources.europepmc import Adapter, parse
from tests.sources.doubles import NOTHING_KNOWN, InProcess, Pages

RECORDED = Path(__file__).parent / "recorded" / "europepmc" / "search.json"
API = "https://www.ebi.ac.uk/europepmc/webservices/rest/search"
TUESDAY = datetime(2026, 11, 24, 9, tzinfo=UTC)


def result(**fields: Any) -> dict[str, Any]:
    told = {
        "id": "41792208",
        "source": "MED",
        "pmid": "41792208",
        "doi": "10.1038/S41598-026-43147-x",
        "title": "Tea and memory.",
        "authorList": {"author": [{"fullName": "Liu Q", "firstName": "Qiaoling", "lastName": "Liu", "initials": "Q"}]},
        "journalInfo": {"journal": {"title": "Scientific reports"}},
        "abstractText": "<h4>Background</h4>We drank tea (p&lt;0.05).<h4>Results</h4>H<sub>2</sub>O helps.",
        "pubTypeList": {"pubType": ["Journal Article"]},
        "license": "cc by",
        "firstIndexDate": "2026-11-23",
        "firstPublicationDate": "2026-11-20",
    }
    return told | fields


def link(kind: str, identifier: str = "", source: str = "MED", reference: str = "") -> dict[str, str]:
    return {"type": kind, "id": identifier, "source": source, "reference": reference}


def linked(*links: dict[str, str]) -> dict[str, Any]:
    return {"commentCorrection": list(links)}


def kinds(*names: str) -> dict[str, Any]:
    return {"pubType": list(names)}


def page(*results: dict[str, Any], total: int | None = None, following: str = "") -> bytes:
    body: dict[str, Any] = {"version": "6.9", "hitCount": len(results) if total is None else total}
    body |= {"nextCursorMark": following} if following else {}
    return json.dumps(body | {"resultList": {"result": list(results)}}).encode()


def poll(*bodies: bytes | SourceFailure) -> Batch:
    return Adapter("tea").poll(Pages({API: bodies}), InProcess(), NOTHING_KNOWN, TUESDAY)


def one(**fields: Any) -> Record:
    (record,) = poll(page(result(**fields))).records
    return record


def test_an_article_says_everything_it_holds() -> None:
    assert one(pmcid="PMC7383595") == Record(
        source="europepmc:tea",
        keys=frozenset({"pmid:41792208", "doi:10.1038/s41598-026-43147-x", "pmcid:PMC7383595"}),
        title="Tea and memory",
        abstract="Background: We drank tea (p<0.05).\n\nResults: H₂O helps.",
        authors=("Qiaoling Liu",),
        url="https://europepmc.org/article/MED/41792208",
        announced_on=date(2026, 11, 23),
        published_on=date(2026, 11, 20),
        version_on=date(2026, 11, 20),
        journal="Scientific reports",
        licence="cc by",
    )


def test_the_query_stands_in_brackets_before_the_days_of_indexing() -> None:
    pages = Pages({API: [page()]})
    Adapter('tea OR "green  tea"').poll(pages, InProcess(), NOTHING_KNOWN, TUESDAY)
    asked = parse_qs(urlsplit(pages.asked[0]).query)
    assert asked["query"] == ['(tea OR "green tea") AND (FIRST_IDATE:[2026-11-21 TO 2026-11-24])']
    assert (asked["resultType"], asked["format"], asked["cursorMark"]) == (["core"], ["json"], ["*"])


def test_pages_are_followed_until_all_that_was_counted_came() -> None:
    pages = Pages(
        {API: [page(result(), total=2, following="B="), page(result(pmid="2", doi=""), total=2, following="C")]}
    )
    batch = Adapter("tea").poll(pages, InProcess(), NOTHING_KNOWN, TUESDAY)
    assert (batch.state, len(batch.records), batch.announced_on) == (BatchState.OK, 2, date(2026, 11, 24))
    assert [parse_qs(urlsplit(url).query)["cursorMark"] for url in pages.asked] == [["*"], ["B="]]


@pytest.mark.parametrize(
    "second", [page(total=3, following="C"), page(result(), total=3, following="B"), page(total=3)]
)
def test_fewer_results_than_counted_leave_the_place_where_it_was(second: bytes) -> None:
    batch = poll(page(result(), total=3, following="B"), second)
    assert (batch.state, batch.announced_on) == (BatchState.PARTIAL, None)
    assert "counts 3 results" in batch.note


def test_a_page_that_fails_keeps_what_came_and_does_not_move_the_place() -> None:
    batch = poll(page(result(), total=2, following="B"), SourceFailure("server", "It is down."))
    assert (batch.state, len(batch.records), batch.announced_on) == (BatchState.PARTIAL, 1, None)
    assert batch.note.startswith("It is down.")


def test_a_query_that_finds_too_much_is_told_to_be_narrowed() -> None:
    endless = [page(result(), total=10**6, following=f"M{number}") for number in range(60)]
    batch = poll(*endless)
    assert batch.state is BatchState.PARTIAL
    assert "narrow the query" in batch.note


def test_nothing_found_is_quiet() -> None:
    assert (poll(page()).state, poll(page()).announced_on) == (BatchState.QUIET, date(2026, 11, 24))


def test_a_retracted_article_says_so() -> None:
    assert one(pubTypeList=kinds("Journal Article", "Retracted Publication")).standing is Standing.RETRACTED
    assert one(commentCorrectionList=linked(link("Retraction in", "9"))).standing is Standing.RETRACTED
    titled = one(title="RETRACTED: Tea and memory.")
    assert (titled.standing, titled.title) == (Standing.RETRACTED, "Tea and memory")


def test_a_correction_is_milder_than_a_concern_and_comments_are_neither() -> None:
    links = linked(link("Comment in", "8"), link("Erratum in", "9"), link("Expression of concern in", "10"))
    assert one(commentCorrectionList=links).standing is Standing.CONCERN
    assert one(commentCorrectionList=linked(link("Comment in", "8"))).standing is Standing.SOUND


def test_a_withdrawn_preprint_says_so() -> None:
    assert one(source="PPR", pubTypeList=kinds("Preprint", "Preprint-withdrawal")).standing is Standing.WITHDRAWN


@pytest.mark.parametrize(
    ("kind", "relation", "standing"),
    [
        ("Retraction of Publication", "Retraction of", Standing.RETRACTED),
        ("Published Erratum", "Erratum for", Standing.CORRECTED),
        ("Expression of Concern", "Expression of concern for", Standing.CONCERN),
    ],
)
def test_a_notice_is_no_paper_but_says_something_of_one(kind: str, relation: str, standing: Standing) -> None:
    other = link(relation, "123", reference="Tea J. 2020;1(2):3. doi: 10.1000/tea.1.")
    notice = one(pubTypeList=kinds(kind), commentCorrectionList=linked(other), title="Notice: Tea and memory.")
    assert (notice.standing, notice.about) == (standing, frozenset({"pmid:123", "doi:10.1000/tea.1"}))
    assert poll(page(result(pubTypeList=kinds(kind), commentCorrectionList=linked(other)))).state is BatchState.QUIET


@pytest.mark.parametrize(
    "title", ["Retraction Note: Tea", "Correction to: Tea", "Author Correction: Tea", "Erratum: Tea."]
)
def test_a_notice_that_names_no_article_is_told_and_never_becomes_a_paper(title: str) -> None:
    batch = poll(page(result(title=title)))
    assert (batch.records, batch.rejected) == (
        (),
        ("41792208 is a notice that does not name the article it is about",),
    )


def test_a_study_of_corrections_is_a_paper() -> None:
    for title in ("Correction of anaemia with tea", "Retraction of the eyelid: a review", "Erratum-free publishing"):
        assert one(title=title).about == frozenset()


def test_a_preprint_and_its_article_share_a_key() -> None:
    preprint = one(
        id="PPR179288",
        source="PPR",
        pmid="",
        doi="10.64898/2026.01.19.700241",
        commentCorrectionList=linked(link("Preprint of", "41792208")),
    )
    article = one(commentCorrectionList=linked(link("Preprint in", "PPR179288", "PPR")))
    assert {"europepmc:PPR179288", "pmid:41792208"} <= preprint.keys & article.keys
    assert (preprint.journal, preprint.url) == ("", "https://doi.org/10.64898/2026.01.19.700241")


def test_a_later_version_of_a_preprint_is_a_revision() -> None:
    versions = [
        {"id": "PPR1", "firstPublishDate": "2026-01-05", "versionNumber": 1},
        {"id": "PPR2", "versionNumber": 2},
    ]
    record = one(id="PPR2", source="PPR", pmid="", versionNumber=2, versionList={"version": versions})
    assert (record.announcement, record.version, record.published_on) == (Announcement.REPLACE, 2, date(2026, 1, 5))
    assert {"europepmc:PPR1", "europepmc:PPR2"} <= record.keys


def test_an_arxiv_doi_is_the_papers_arxiv_id() -> None:
    assert "arxiv:2401.12345" in one(doi="10.48550/arXiv.2401.12345").keys


def test_names_are_written_given_names_first() -> None:
    people = [{"fullName": "van der Berg PJ"}, {"collectiveName": "The Tea Group"}, {"lastName": "Li", "initials": "X"}]
    assert one(authorList={"author": people}).authors == ("PJ van der Berg", "The Tea Group", "X Li")
    assert one(authorList={}, authorString="Liu Q, Yu N.").authors == ("Q Liu", "N Yu")


@pytest.mark.parametrize(
    ("title", "read"),
    [
        ("[Tea and memory].", "Tea and memory"),
        ("Tea in the U.S.", "Tea in the U.S."),
        ("Tea and DNA.", "Tea and DNA"),
        ("Is it tea?", "Is it tea?"),
        ("On <i>Camellia</i> and H<sub>2</sub>O.", "On Camellia and H₂O"),
    ],
)
def test_titles_lose_what_the_index_put_around_them(title: str, read: str) -> None:
    assert one(title=title).title == read


def test_patents_and_nameless_results_are_told_and_left_out() -> None:
    batch = poll(page(result(source="PAT", id="EP1"), result(title=""), result(), total=3))
    assert (len(batch.records), batch.state) == (1, BatchState.OK)
    assert batch.rejected == ("EP1 is a patent, not a paper", "a result of Europe PMC has no title")


@pytest.mark.parametrize(
    ("body", "word"),
    [
        (b'{"version": "6.9"}', "without its list"),
        (b'{"version":"6.9","hitCount":0}', "without its list"),
        (b'{"errCode": 400, "errMsg": "Invalid query"}', "could not search"),
        (b"<!doctype html><html>", "web page"),
        (b'<?xml version="1.0"?><responseWrapper/>', "XML document"),
        (b"", "no JSON"),
    ],
)
def test_a_failed_search_is_never_nothing_found(body: bytes, word: str) -> None:
    with pytest.raises(SourceFailure) as failure:
        poll(body)
    assert word in failure.value.sentence


@pytest.mark.parametrize(
    ("query", "word"),
    [
        ("", "something to search for"),
        ("( )", "something to search for"),
        ('"green tea', "every phrase"),
        ("(tea OR coffee", "close every bracket"),
        ("tea) OR (coffee", "close every bracket"),
        ("[tea)", "close every bracket"),
        ("tea " * 300, "1,000 characters"),
        ("茶" * 400, "too long"),
    ],
)
def test_a_query_that_cannot_be_is_refused_in_words(query: str, word: str) -> None:
    with pytest.raises(ValueError, match=r"Europe PMC") as refusal:
        Adapter(query)
    assert word in str(refusal.value)


def test_a_bracket_inside_a_phrase_needs_no_partner_and_typographic_quotes_are_quotes() -> None:
    assert Adapter("“tea (green”  AND milk").query == '"tea (green" AND milk'


def test_the_past_is_read_week_by_week() -> None:
    adapter = Adapter("tea")
    assert isinstance(adapter, Archive)
    pages = Pages({API: [page(result()), page()]})
    read = list(adapter.backfill(date(2026, 11, 1), date(2026, 11, 10), pages, InProcess()))
    assert [(len(part.records), part.through) for part in read] == [(1, date(2026, 11, 7)), (0, date(2026, 11, 10))]


_ANYTHING = st.recursive(
    st.none() | st.integers() | st.text(max_size=12) | st.sampled_from(["PPR1", "2026-11-01", "Retraction of"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)


@given(
    st.dictionaries(st.sampled_from([*result(), "commentCorrectionList", "versionList", "versionNumber"]), _ANYTHING)
)
def test_any_result_is_a_record_or_told(fields: dict[str, Any]) -> None:
    reply = parse(page(result(**fields)))
    assert len(reply["records"]) + len(reply["rejected"]) == 1


def test_recorded_results_are_read_whole() -> None:
    reply = parse(RECORDED.read_bytes())
    records = [to_record(plain, "europepmc:attention mechanism") for plain in reply["records"]]
    assert (reply["count"], reply["total"], reply["next"]) == (3, 993768, "AoIIQYg13Sg1NTE5MTg0MQ==")
    assert records[1].keys == {"pmid:41744547", "doi:10.3390/biomimetics11020103", "pmcid:PMC12938590"}
    assert records[0].authors == ("Qiaoling Liu", "Na Yu", "Jinfu Cheng")
    assert records[2].keys == {"pmcid:PMC13013079"}
    assert [record.announced_on for record in records] == [date(2026, 3, 7), date(2026, 2, 26), date(2026, 3, 26)]
