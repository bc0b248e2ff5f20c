"""A journal of PLOS is read by PLOS's own search, whole, and its notices are no papers."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from bot.ports.sources import Archive, BatchState, Memory, SourceFailure
from bot.sources.plos import Adapter, parse
from tests.sources.doubles import NOTHING_KNOWN, InProcess, Pages

RECORDED = Path(__file__).parent / "recorded" / "plos"
NOW = datetime(2026, 6, 10, 5, tzinfo=UTC)
SEARCH = "https://api.plos.org/search"


def doc(number: int, **more: Any) -> dict[str, Any]:
    return {
        "id": f"10.1371/journal.pone.{number:07}",
        "title_display": f"Paper {number}",
        "publication_date": "2026-06-09T00:00:00Z",
        "article_type": "Research Article",
        "journal": "PLOS ONE",
    } | more


def page(docs: list[dict[str, Any]], total: int) -> bytes:
    return json.dumps({"response": {"numFound": total, "start": 0, "docs": docs}}).encode()


def one(**more: Any) -> Any:
    return parse(page([doc(1, **more)], 1), slug="plosone")


def test_a_recorded_article_says_who_wrote_it_and_when() -> None:
    first = parse((RECORDED / "day.json").read_bytes(), slug="plosone")["records"][0]
    assert first["keys"] == ["doi:10.1371/journal.pone.0075114"]
    assert first["authors"] == ["Tomoaki Haga", "Hidehiko Hirakawa", "Teruyuki Nagamune"]
    assert (first["published_on"], first["journal"]) == ("2013-09-05", "PLOS ONE")
    assert first["url"] == "https://journals.plos.org/plosone/article?id=10.1371/journal.pone.0075114"


def test_recorded_abstracts_keep_their_headings_as_labels_and_lose_the_indentation() -> None:
    docs = json.loads((RECORDED / "abstracts.json").read_text(encoding="utf-8"))["response"]["docs"]
    body = page([{**row, "title_display": "T"} for row in docs], len(docs))
    abstracts = [plain["abstract"] for plain in parse(body, slug="plosone")["records"]]
    labels = [part.split(":")[0] for part in abstracts[0].split("\n\n")]
    assert labels == ["Background", "Methods/Principal Findings", "Conclusions"]
    assert all(abstract == abstract.strip() and "\t" not in abstract for abstract in abstracts)


def test_titles_are_read_without_their_markup() -> None:
    title = one(title_display="<i>E. coli</i> &amp; tea, p<0.05")["records"][0]["title"]
    assert title == "E. coli & tea, p<0.05"


@pytest.mark.parametrize("kind", ["Review", "Study Protocol", "Clinical Trial", "A Kind Of Tomorrow", ""])
def test_whatever_is_not_known_as_news_is_a_paper(kind: str) -> None:
    assert len(one(article_type=kind)["records"]) == 1


@pytest.mark.parametrize("kind", ["Editorial", "Issue Image", "Obituary", "Interview", "Book Review"])
def test_news_and_front_matter_are_left_out_with_a_word(kind: str) -> None:
    reply = one(article_type=kind)
    assert (reply["records"], reply["rejected"]) == ([], [f"“Paper 1” is {kind.lower()}, not a paper"])


def test_a_retraction_is_a_notice_about_the_paper_it_names() -> None:
    about = "The editors retract https://doi.org/10.1371/journal.pone.0000007."
    (plain,) = one(article_type="Retraction", title_display="Retraction: Tea", abstract=[about])["records"]
    assert (plain["about"], plain["standing"]) == (["doi:10.1371/journal.pone.0000007"], "retracted")


def test_a_correction_that_names_no_paper_is_left_out() -> None:
    reply = one(article_type="Correction", title_display="Correction: Tea")
    assert reply["records"] == []
    assert reply["rejected"] == ["“Correction: Tea” is a correction notice that does not name its paper"]


def test_all_pages_of_the_days_are_read() -> None:
    pages = Pages({SEARCH: [page([doc(1), doc(2)], 3), page([doc(3)], 3)]})
    batch = Adapter("plosone").poll(pages, InProcess(), NOTHING_KNOWN, NOW)
    assert (batch.state, len(batch.records), batch.announced_on) == (BatchState.OK, 3, NOW.date())
    asked = [parse_qs(urlsplit(url).query) for url in pages.asked]
    assert [query["start"] for query in asked] == [["0"], ["2"]]
    assert asked[0]["q"] == ["publication_date:[2026-06-07T00:00:00Z TO 2026-06-10T23:59:59Z]"]
    assert asked[0]["fq"] == ["doc_type:full", 'journal:"PLOS ONE"']


@pytest.mark.parametrize(
    "second", [SourceFailure("server", "api.plos.org has a problem of its own (status 500)."), page([], 3)]
)
def test_what_came_before_a_failure_is_kept_and_the_place_is_not_moved(second: bytes | SourceFailure) -> None:
    pages = Pages({SEARCH: [page([doc(1), doc(2)], 3), second]})
    batch = Adapter("plosone").poll(pages, InProcess(), NOTHING_KNOWN, NOW)
    assert (batch.state, len(batch.records), batch.announced_on) == (BatchState.PARTIAL, 2, None)
    assert batch.note.startswith("only 2 articles could be read: ")


def test_plos_one_without_an_article_for_two_working_days_is_late_and_a_small_journal_is_not() -> None:
    memory = Memory(newest=date(2026, 6, 7), known=lambda keys: keys)
    states = [
        Adapter(name).poll(Pages({SEARCH: [page([], 0)]}), InProcess(), memory, NOW).state
        for name in ("plosone", "plosmedicine")
    ]
    assert states == [BatchState.LATE, BatchState.QUIET]


def test_the_past_is_read_by_weeks() -> None:
    adapter, pages = Adapter("plosone"), Pages({SEARCH: [page([doc(1)], 1)]})
    assert isinstance(adapter, Archive)
    read = list(adapter.backfill(date(2026, 5, 1), date(2026, 5, 10), pages, InProcess()))
    assert [part.through for part in read] == [date(2026, 5, 7), date(2026, 5, 10)]
    assert "2026-05-08T00%3A00%3A00Z+TO+2026-05-10T23" in pages.asked[1]


@pytest.mark.parametrize(
    ("argument", "name"), [("PLoS ONE", "plosone"), ("plosclimate", "climate"), ("water", "water")]
)
def test_a_journal_is_known_however_it_is_written(argument: str, name: str) -> None:
    assert Adapter(argument).name == f"plos:{name}"


def test_what_is_no_journal_of_plos_is_told_those_that_are() -> None:
    with pytest.raises(ValueError, match=r"'nature' is not a journal of PLOS: there is plosone, .*plosntds"):
        Adapter("nature")


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (b"<html>busy</html>", "something else than data"),
        (b'{"error": {"msg": "undefined field x", "code": 400}}', "refused the question: undefined field x"),
        (b'{"response": []}', "another form"),
        (b'{"response": {"docs": []}}', "how many articles"),
        (b"[" * 100_000, "something else than data"),
    ],
)
def test_an_answer_that_is_none_is_told_in_a_sentence(body: bytes, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        parse(body, slug="plosone")


def test_articles_that_lack_everything_are_left_out() -> None:
    reply = parse(page([{}, doc(1, title_display=""), doc(2, id="10.1371/journal.pmed.1000001")], 3), slug="plosone")
    assert (reply["records"], len(reply["rejected"])) == ([], 3)
