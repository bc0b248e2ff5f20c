"""arXiv's API knows of papers what their feed does not tell: dates of versions, comments, withdrawals."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.papers import Announcement, Paper, Record, Standing
from bot.parsing import ParseFailure, Parsers
from bot.ports import sources as ports
from bot.ports.plain import to_record
from bot.ports.sources import SourceFailure
from bot.sources.arxiv import Enricher, parse_api
from tests.sources.doubles import InProcess, Web

FOLDER = Path(__file__).parent / "recorded" / "arxiv"
MANY = Path(__file__).parents[3] / "shared" / "fixtures" / "arxiv_api" / "arxivpy_q_testing_s0_m100.xml"
NOW = datetime(2026, 6, 12, 5, tzinfo=UTC)
ENTRY = r"""<entry><id>http://arxiv.org/abs/math/0211159v3</id><title>0</title><updated>2003-01-02T08:00:00Z</updated>
<summary>  We study $p &lt; 1$.
  It holds.</summary><category term="math.DG"/><category term="cs.CL"/><published>2002-11-11T16:11:49Z</published>
<arxiv:comment>39 pages, \'etude</arxiv:comment><arxiv:primary_category term="cs.CL"/>
<arxiv:journal_ref>Tea 1 (2003)</arxiv:journal_ref><arxiv:doi>10.1000/Tea.1 10.1000/tea.2</arxiv:doi>
<author><name>Grisha P. One</name><arxiv:affiliation>Inst, City</arxiv:affiliation></author>
<author><name>Ann Lee</name></author></entry>"""


def answer(*entries: str, total: int | None = None) -> bytes:
    count = len(entries) if total is None else total
    return (
        '<feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" xmlns:arxiv="http://arxiv.org/schemas/atom" '
        f'xmlns="http://www.w3.org/2005/Atom"><opensearch:totalResults>{count}</opensearch:totalResults>'
        f"{''.join(entries)}</feed>"
    ).encode()


def recorded(name: str) -> bytes:
    return (FOLDER / f"api_{name}.xml").read_bytes()


def paper(*keys: str, published_on: date | None = None) -> Paper:
    return Paper(
        id=1,
        keys=frozenset(keys),
        title="T",
        abstract="",
        authors=(),
        categories=(),
        url="",
        sources=("arxiv:cs.CL",),
        announcement=Announcement.NEW,
        version=1,
        first_seen_at=NOW - timedelta(days=1),
        published_on=published_on,
    )


def enriched(body: bytes, *papers: Paper) -> tuple[tuple[Record, ...], Web]:
    web = Web(body)
    return Enricher().enrich(papers, web, InProcess(), NOW), web


def test_an_entry_says_everything_it_holds() -> None:
    (plain,) = parse_api(answer(ENTRY))["records"]
    assert to_record(plain, "arxiv-api") == Record(
        source="arxiv-api",
        keys=frozenset({"arxiv:math/0211159", "doi:10.1000/tea.1"}),
        title="0",
        abstract="We study $p < 1$.\n  It holds.",
        authors=("Grisha P. One", "Ann Lee"),
        categories=("cs.CL", "math.DG"),
        url="https://arxiv.org/abs/math/0211159",
        announcement=Announcement.DETAIL,
        version=3,
        published_on=date(2002, 11, 11),
        version_on=date(2003, 1, 2),
        journal="Tea 1 (2003)",
        comment=r"39 pages, \'etude",
    )


def test_recorded_answers_are_read() -> None:
    (known,) = parse_api(recorded("id_1605.08386"))["records"]
    assert (known["title"], known["comment"]) == ("Heat-bath random walks with Markov bases", "20 pages, 3 figures")
    assert known["authors"] == ["Caprice Stanley", "Tobias Windisch"]
    assert known["categories"] == ["math.CO", "math.ST"]
    assert len(parse_api(recorded("search"))["records"]) == 3
    unknown = parse_api(recorded("id_0000.0000"))
    assert (unknown["records"], unknown["total"]) == ([], 0)


@pytest.mark.skipif(not MANY.exists(), reason="the recorded answer of a hundred entries is not here")
def test_a_hundred_entries_are_read_whole() -> None:
    reply = parse_api(MANY.read_bytes())
    assert (len(reply["records"]), reply["rejected"]) == (100, [])
    assert all(plain["published_on"] and plain["categories"] and plain["authors"] for plain in reply["records"])


def test_an_error_told_as_an_entry_is_a_failure_in_its_words() -> None:
    with pytest.raises(ValueError, match=r"arXiv's API refuses the request: incorrect id format for abc\."):
        parse_api(recorded("id_abc"))


@pytest.mark.parametrize(
    ("body", "word"), [(b"", "empty"), (b"Rate exceeded.", "plain text"), (b"<html>", "web page"), (b"<x/>", "API")]
)
def test_what_is_no_answer_of_the_api_is_refused_in_a_sentence(body: bytes, word: str) -> None:
    with pytest.raises(ValueError, match=word) as refusal:
        parse_api(body)
    assert str(refusal.value).endswith(".")


def test_it_wants_papers_of_arxiv_whose_first_day_is_not_known() -> None:
    asker: ports.Enricher = Enricher()
    assert (asker.name, asker.label, asker.most) == ("arxiv-api", "arXiv API", 100)
    assert asker.wants(paper("arxiv:2606.00001", "doi:10.1/x"))
    assert not asker.wants(paper("arxiv:2606.00001", published_on=date(2026, 6, 1)))
    assert not asker.wants(paper("doi:10.1/x"))


def test_papers_are_asked_about_in_one_request_and_unknown_ones_have_no_record() -> None:
    found, web = enriched(
        recorded("id_0808.05394_1707.08567"), paper("arxiv:0808.05394"), paper("arxiv:1707.08567"), paper("doi:10.1/x")
    )
    assert [url["url"] for url in web.asked] == [
        "https://export.arxiv.org/api/query?id_list=0808.05394,1707.08567&max_results=2"
    ]
    assert [(sorted(record.keys), record.source) for record in found] == [(["arxiv:1707.08567"], "arxiv-api")]
    assert enriched(b"", paper("doi:10.1/x"))[1].asked == []


def test_an_answer_that_found_papers_and_sends_none_is_no_answer() -> None:
    with pytest.raises(SourceFailure, match="found 2 papers and sent 0"):
        enriched(answer(total=2), paper("arxiv:2606.00001"), paper("arxiv:2606.00002"))
    assert enriched(answer(), paper("arxiv:2606.00001"))[0] == ()


@pytest.mark.parametrize(
    ("abstract", "comment", "standing"),
    [
        ("This paper has been withdrawn by the authors due to an error.", "", Standing.WITHDRAWN),
        ("Withdrawn.", "", Standing.WITHDRAWN),
        ("We study tea.", "This version withdrawn; this paper has been withdrawn by arXiv", Standing.WITHDRAWN),
        ("We study tea.", "Submitted to Tea. The article is withdrawn, see arXiv:2606.1", Standing.WITHDRAWN),
        ("We study tea.", "Withdrawn by the authors", Standing.WITHDRAWN),
        ("Withdrawn drugs are common. We study why this drug was withdrawn.", "", Standing.SOUND),
        ("We study tea.", "17 pages; paper withdrawn from IEEE Transactions and resubmitted", Standing.SOUND),
        ("We ask why a paper is withdrawn.", "text overlap with arXiv:2606.00001", Standing.SOUND),
    ],
)
def test_a_withdrawal_is_seen_in_the_papers_own_words(abstract: str, comment: str, standing: Standing) -> None:
    entry = f"<entry><id>http://arxiv.org/abs/2606.00001v2</id><title>T</title><summary>{abstract}</summary>"
    (plain,) = parse_api(answer(f"{entry}<comment>{comment}</comment></entry>"))["records"]
    assert plain["standing"] == standing


def test_every_parser_works_in_the_child_that_has_no_network_and_little_memory() -> None:
    listing, archive = FOLDER / "listing_cs.AI_2026-08-12.html", FOLDER / "oai_records.xml"
    with Parsers(1) as parsers:
        assert len(parsers.run("bot.sources.arxiv:parse_api", recorded("search"))["records"]) == 3
        assert parsers.run("bot.sources.arxiv:parse_listing", listing.read_bytes(), category="cs.AI")["total"] == 6
        assert len(parsers.run("bot.sources.arxiv:parse_oai", archive.read_bytes())["records"]) == 12
        with pytest.raises(ParseFailure, match="web page"):
            parsers.run("bot.sources.arxiv:parse_oai", listing.read_bytes())
