"""bioRxiv and medRxiv are read page by page, revisions are no new papers, and nothing is missed in silence."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers import answer
from bot.papers import Announcement, Record, Standing, display, display_title
from bot.ports.plain import to_record
from bot.ports.sources import Archive, Batch, BatchState, Memory, SourceFailure
from bot.sources.biorxiv import Adapter, parse
from bot.sources.medrxiv import Adapter as MedRxiv
from tests.sources.doubles import NOTHING_KNOWN, InProcess, Pages

RECORDED = Path(__file__).parent / "recorded" / "biorxiv" / "details.json"
SHARED = Path(__file__).parents[3] / "shared" / "fixtures" / "biorxiv_api" / "biorxiv_details_2024_100.json"
TUESDAY = datetime(2026, 11, 24, 9, tzinfo=UTC)
API = "https://api.biorxiv.org/details/biorxiv/2026-11-21/2026-11-24"


def row(number: int = 1, version: int = 1, day: int = 23, **fields: str) -> dict[str, str]:
    told = {
        "doi": f"10.64898/2026.11.{number:06}",
        "title": f"Tea leaf number {number} under stress",
        "authors": "Wright, K. M.; Gaudinier, A.",
        "date": f"2026-11-{day:02}",
        "version": str(version),
        "type": "new results",
        "license": "cc_by",
        "category": "Plant Biology",
        "abstract": "We drank tea.",
        "published": "NA",
        "server": "bioRxiv",
    }
    return told | fields


def page(*rows: dict[str, str], total: int | str = 0, status: str = "ok") -> bytes:
    message: dict[str, Any] = {"status": status, "count": len(rows), "total": str(total or len(rows))}
    return json.dumps({"messages": [message], "collection": list(rows)}).encode()


NOTHING = json.dumps({"messages": [{"status": "no posts found"}], "collection": []}).encode()


def web(*bodies: bytes | SourceFailure, rows: tuple[int, ...] = ()) -> Pages:
    """The first page, and those behind it under the cursors in ``rows``."""
    cursors = (0, *rows)
    return Pages({f"{API}/{cursor}/": [body] for cursor, body in zip(cursors, bodies, strict=True)})


def poll(pages: Pages, memory: Memory = NOTHING_KNOWN, argument: str = "") -> Batch:
    return Adapter(argument).poll(pages, InProcess(), memory, TUESDAY)


def one(**fields: str) -> Record:
    (plain,) = parse(page(row() | fields))["records"]
    return to_record(plain, "biorxiv")


def test_a_new_preprint_says_everything_it_holds() -> None:
    (record,) = poll(web(page(row(published="10.1038/S41586-026-1")))).records
    assert record == Record(
        source="biorxiv",
        keys=frozenset({"doi:10.64898/2026.11.000001", "doi:10.1038/s41586-026-1"}),
        title="Tea leaf number 1 under stress",
        abstract="We drank tea.",
        authors=("K. M. Wright", "A. Gaudinier"),
        categories=("plant biology",),
        url="https://www.biorxiv.org/content/10.64898/2026.11.000001v1",
        announced_on=date(2026, 11, 23),
        published_on=date(2026, 11, 23),
        version_on=date(2026, 11, 23),
        licence="cc_by",
    )


def test_the_next_page_begins_where_this_one_ends_whatever_its_size() -> None:
    pages = web(page(row(1), row(2), row(3), total=5), page(row(4), total=5), page(row(5), total=5), rows=(3, 4))
    batch = poll(pages)
    assert (batch.state, len(batch.records), batch.announced_on) == (BatchState.OK, 5, date(2026, 11, 24))
    assert [url.split("/")[-2] for url in pages.asked] == ["0", "3", "4"]


def test_reading_ends_at_an_empty_page_when_no_total_is_told() -> None:
    untold = json.dumps({"messages": [{"status": "ok", "count": 1}], "collection": [row(1)]}).encode()
    batch = poll(web(untold, NOTHING, rows=(1,)))
    assert (batch.state, len(batch.records), batch.rejected) == (BatchState.OK, 1, ())


def test_a_total_that_is_a_little_too_high_is_told_and_no_failure() -> None:
    batch = poll(web(page(row(1), total=20), NOTHING, rows=(1,)))
    assert batch.state is BatchState.OK
    assert batch.rejected == ("bioRxiv counts 20 versions since 2026-11-21 and gave 1.",)


def test_many_missing_versions_leave_the_place_where_it_was() -> None:
    batch = poll(web(page(row(1), total=2000), NOTHING, rows=(1,)))
    assert (batch.state, len(batch.records), batch.announced_on) == (BatchState.PARTIAL, 1, None)
    assert "2,000" in batch.note


def test_a_page_that_fails_keeps_what_came_and_does_not_move_the_place() -> None:
    down = SourceFailure("server", "api.biorxiv.org has a problem of its own (status 502).")
    batch = poll(web(page(row(1), total=2), down, rows=(1,)))
    assert (batch.state, len(batch.records), batch.announced_on) == (BatchState.PARTIAL, 1, None)
    assert batch.note == "api.biorxiv.org has a problem of its own (status 502). 1 records came before."
    assert batch.next_poll == timedelta(hours=1)


def test_a_first_page_that_fails_is_a_failure() -> None:
    with pytest.raises(SourceFailure, match="502"):
        poll(web(SourceFailure("server", "status 502")))


def test_an_interface_without_end_is_left_in_words() -> None:
    batch = Adapter("").poll(Pages({API: [page(row(), total=10**8)]}), InProcess(), NOTHING_KNOWN, TUESDAY)
    assert (batch.state, batch.announced_on) == (BatchState.PARTIAL, None)
    assert "more than 100 pages" in batch.note


def test_a_revision_is_no_new_paper() -> None:
    record = one(version="2")
    assert (record.announcement, record.version, record.published_on) == (Announcement.REPLACE, 2, None)
    assert record.version_on == record.announced_on == date(2026, 11, 23)
    assert record.url.endswith("v2")


@pytest.mark.parametrize("order", [(1, 2), (2, 1)])
def test_versions_of_one_work_are_one_record_and_it_is_new_when_the_first_is_among_them(order: tuple[int, int]) -> None:
    rows = [row(version=version, day=21 + version, title=f"Tea, take {version}") for version in order]
    (record,) = poll(web(page(*rows))).records
    assert (record.announcement, record.version, record.title) == (Announcement.NEW, 2, "Tea, take 2")
    assert (record.published_on, record.version_on) == (date(2026, 11, 22), date(2026, 11, 23))


def test_both_prefixes_of_openrxiv_are_read() -> None:
    for doi in ("10.1101/2025.01.02.123456", "10.64898/2026.01.19.700241"):
        assert one(doi=doi).keys == {f"doi:{doi}"}


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("{beta}-catenin at 37{degrees}C", "β-catenin at 37°C"),
        ("5 {+/-} 1 {micro}M", "5 ± 1 µM"),
        ("{Delta}{Delta}G {approx} {kappa}{middle dot}T", "ΔΔG ≈ κ·T"),
        ("p<0.001, <10% and >95% of cells", "p<0.001, <10% and >95% of cells"),
    ],
)
def test_what_the_interface_writes_in_braces_is_read_and_a_bare_sign_survives(written: str, read: str) -> None:
    record = one(title=written, abstract=written)
    assert (display_title(record.title), display(record.abstract)) == (read, read)


def test_a_withdrawn_preprint_says_so_and_keeps_its_title() -> None:
    record = one(
        type="withdrawn", title="WITHDRAWN: Tea heals all", abstract="Withdrawal StatementThe authors are sorry."
    )
    assert (record.standing, record.title) == (Standing.WITHDRAWN, "Tea heals all")
    assert record.abstract == "Withdrawal Statement: The authors are sorry."


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Wright, K. M.; Gaudinier, A.", ("K. M. Wright", "A. Gaudinier")),
        ("van der Berg, P.; The GTEx Consortium", ("P. van der Berg", "The GTEx Consortium")),
        ("Smith, J., Jr.; Li, X.", ("J. Smith Jr.", "X. Li")),
        ("Park, I. M.", ("I. M. Park",)),
        ("", ()),
    ],
)
def test_authors_are_read_given_names_first(line: str, names: tuple[str, ...]) -> None:
    assert one(authors=line).authors == names


def test_a_row_without_an_id_is_told_and_the_others_stay() -> None:
    reply = parse(page(row(1), row(2, doi=""), row(3, date="soon")))
    assert (len(reply["records"]), len(reply["rejected"]), reply["count"]) == (1, 2, 3)


def test_a_category_is_asked_for_and_others_are_left_out_when_it_is_not_understood() -> None:
    pages = web(page(row(1), row(2, category="zoology")))
    batch = poll(pages, argument="Plant_Biology")
    assert pages.asked == [f"{API}/0/json?category=plant_biology"]
    assert [record.categories for record in batch.records] == [("plant biology",)]


def test_a_source_is_named_by_its_category_however_it_is_written() -> None:
    assert [Adapter(text).name for text in ("", "Cell Biology", "cell_biology")] == [
        "biorxiv",
        "biorxiv:cell_biology",
        "biorxiv:cell_biology",
    ]
    assert (Adapter("cell biology").label, MedRxiv("HIV/AIDS").name) == ("bioRxiv cell biology", "medrxiv:hiv_aids")


def test_a_category_that_is_none_is_refused_with_the_ones_that_are_close() -> None:
    with pytest.raises(ValueError, match=r"bioRxiv has no category 'neurosciense'\. Did you mean neuroscience"):
        Adapter("neurosciense")
    with pytest.raises(ValueError, match=r"medRxiv has no category 'zzz'\. There is addiction medicine"):
        MedRxiv("zzz")


def test_medrxiv_is_asked_and_linked_under_its_own_name() -> None:
    medical = Pages({API.replace("/biorxiv/", "/medrxiv/"): [page(row(server="medRxiv"))]})
    (record,) = MedRxiv("").poll(medical, InProcess(), NOTHING_KNOWN, TUESDAY).records
    assert (record.source, record.url[:31]) == ("medrxiv", "https://www.medrxiv.org/content")


def test_no_new_preprint_on_two_working_days_is_late_for_the_server_and_quiet_for_a_category() -> None:
    thursday = Memory(newest=date(2026, 11, 19))
    first = "https://api.biorxiv.org/details/biorxiv/2026-11-16/2026-11-24/0/json"
    web_of_old = Pages({first.replace("11-24", "11-22"): [page(row(day=18))], API.replace("11-21", "11-23"): [NOTHING]})
    late = poll(web_of_old, thursday)
    assert (late.state, late.announced_on, late.next_poll) == (BatchState.LATE, None, timedelta(hours=1))
    quiet = poll(web_of_old, thursday, "plant biology")
    assert (quiet.state, quiet.announced_on) == (BatchState.QUIET, date(2026, 11, 24))


def test_a_long_absence_is_read_a_week_at_a_time_and_a_late_failure_moves_the_place_only_so_far() -> None:
    base = "https://api.biorxiv.org/details/biorxiv"
    down = SourceFailure("timeout", "api.biorxiv.org took too long.", retry_after=timedelta(hours=3))
    pages = Pages(
        {
            f"{base}/2026-11-02/2026-11-08/0/": [page(row(1, day=3))],
            f"{base}/2026-11-09/2026-11-15/0/": [page(row(2, day=10))],
            f"{base}/2026-11-16/2026-11-22/0/": [down],
        }
    )
    batch = poll(pages, replace(NOTHING_KNOWN, newest=date(2026, 11, 5)))
    assert (batch.state, len(batch.records), batch.announced_on) == (BatchState.PARTIAL, 2, date(2026, 11, 15))
    assert batch.next_poll == timedelta(hours=3)


def test_a_very_long_absence_is_caught_up_in_several_polls() -> None:
    busy = [page(row(number), total=70) for number in range(70)]
    pages = Pages({"https://api.biorxiv.org/details/biorxiv/2026-11-02/2026-11-08/": busy})
    batch = poll(pages, replace(NOTHING_KNOWN, newest=date(2026, 11, 5)))
    assert (batch.state, len(batch.records), batch.announced_on) == (BatchState.PARTIAL, 70, date(2026, 11, 8))
    assert "catch up" in batch.note


def test_the_past_is_read_week_by_week_and_every_week_closes_its_days() -> None:
    adapter = Adapter("")
    assert isinstance(adapter, Archive)
    base = "https://api.biorxiv.org/details/biorxiv"
    pages = Pages(
        {
            f"{base}/2026-11-01/2026-11-07/0/": [page(row(1, day=2), row(1, version=2, day=5))],
            f"{base}/2026-11-08/2026-11-10/0/": [page(row(2, day=9), total=2)],
            f"{base}/2026-11-08/2026-11-10/1/": [SourceFailure("server", "status 503")],
        }
    )
    past = adapter.backfill(date(2026, 11, 1), date(2026, 11, 10), pages, InProcess())
    first, second = next(past), next(past)
    assert (len(first.records), first.through) == (1, date(2026, 11, 7))
    assert (len(second.records), second.through) == (1, None)
    with pytest.raises(SourceFailure, match="503"):
        next(past)


@pytest.mark.parametrize(
    ("body", "word"),
    [
        (b"<!doctype html><title>Just a moment...</title>", "web page"),
        (b"", "no JSON"),
        (b'{"messages": [{"status": "ok"', "broke off"),
        (b"[]", "another form"),
        (b"{}", "problem of its own"),
        (b'{"messages": [{"status": "Error: connection refused"}], "collection": []}', "problem of its own"),
        (b'{"messages": [], "collection": null}', "problem of its own"),
    ],
)
def test_what_is_no_list_of_preprints_fails_in_words(body: bytes, word: str) -> None:
    with pytest.raises(SourceFailure) as failure:
        poll(Pages({API: [body]}))
    assert word in failure.value.sentence


def test_no_posts_found_is_nothing_new() -> None:
    assert poll(Pages({API: [NOTHING]})).state is BatchState.QUIET


@given(st.binary(max_size=200) | st.recursive(st.none() | st.text(), st.lists).map(json.dumps).map(str.encode))
def test_whatever_an_interface_sends_is_told_in_a_sentence(body: bytes) -> None:
    with pytest.raises(ValueError, match=r"^bioRxiv answered with .*\.$"):
        answer(body, "bioRxiv")


@given(
    st.dictionaries(
        st.sampled_from([*row()]), st.none() | st.text() | st.integers() | st.sampled_from(["10.1101/1", "2026-11-01"])
    )
)
def test_any_row_is_a_record_or_told(fields: dict[str, Any]) -> None:
    reply = parse(page(row() | fields))
    assert len(reply["records"]) + len(reply["rejected"]) == 1


def test_recorded_rows_are_read_whole() -> None:
    records = [to_record(plain, "biorxiv") for plain in parse(RECORDED.read_bytes())["records"]]
    assert [(record.version, len(record.authors) > 1, record.licence) for record in records] == [
        (3, True, "cc_by"),
        (2, True, "cc_by"),
        (3, True, "cc_by"),
    ]
    assert records[1].keys == {"doi:10.1101/326769", "doi:10.1111/acel.14350"}


@pytest.mark.skipif(not SHARED.exists(), reason="the recorded answer is not here")
def test_a_recorded_page_of_a_hundred_rows_is_79_works_and_none_is_new() -> None:
    body = (
        SHARED.read_bytes()
        .replace(b'"total": "60568"', b'"total": "100"')
        .replace(b'"total":"60568"', b'"total":"100"')
    )
    batch = poll(Pages({API: [body]}))
    assert (len(batch.records), batch.rejected) == (79, ())
    assert {record.announcement for record in batch.records} == {Announcement.REPLACE}
    assert sum(record.standing is Standing.WITHDRAWN for record in batch.records) == 2
    assert not any("{" in display(f"{record.title} {record.abstract}") for record in batch.records)
