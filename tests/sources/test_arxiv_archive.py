"""Days gone by are read from arXiv's archive: missed ones in a poll, older ones on demand."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from bot.papers import Record, Standing
from bot.ports.plain import to_record
from bot.ports.sources import Archive, BatchState, Page, SourceFailure
from bot.sources.arxiv import Adapter, parse_oai
from bot.sources.arxiv.taxonomy import is_home, oai_set
from tests.sources.arxiv_made import (
    ARCHIVE,
    NO_RECORDS,
    Answer,
    feed,
    knowing,
    listing,
    moment,
    numbers,
    oai,
    poll,
    raw,
    web,
)
from tests.sources.doubles import InProcess, Pages

MON, TUE, WED, THU, FRI = (date(2026, 6, day) for day in (8, 9, 10, 11, 12))
RECORDED = (Path(__file__).parent / "recorded" / "arxiv" / "oai_records.xml").read_bytes()
LARGE = Path(__file__).parents[3] / "shared" / "fixtures" / "arxiv_oai" / "arXiv_set-cs_ListRecords_page1_1000.xml"
THURSDAYS = feed(THU, 9)
EXPIRED = b'<OAI-PMH><error code="badResumptionToken">The token is invalid or expired.</error></OAI-PMH>'
UNWELL = SourceFailure(
    "server", "oaipmh.arxiv.org has a problem of its own (status 503).", retry_after=timedelta(hours=2)
)


def asked_of(pages: Pages) -> list[dict[str, str]]:
    """What the archive was asked, by name."""
    urls = [url for url in pages.asked if url.startswith(ARCHIVE)]
    return [{name: values[0] for name, values in parse_qs(urlsplit(url).query).items()} for url in urls]


def backfilled(answers: Sequence[Answer], first: date, last: date) -> tuple[list[Page], Pages]:
    pages = web(archive=answers)
    return list(Adapter("cs.CL").backfill(first, last, pages, InProcess())), pages


def kinds(records: Sequence[Record]) -> list[tuple[str, date | None, int]]:
    return [(str(record.announcement), record.announced_on, record.version) for record in records]


@pytest.mark.parametrize(
    ("category", "named"),
    [
        ("cs.CL", "cs:cs:CL"),
        ("math.AG", "math:math:AG"),
        ("q-bio.NC", "q-bio:q-bio:NC"),
        ("q-fin.ST", "q-fin:q-fin:ST"),
        ("stat.ML", "stat:stat:ML"),
        ("eess.SP", "eess:eess:SP"),
        ("econ.EM", "econ:econ:EM"),
        ("quant-ph", "physics:quant-ph"),
        ("math-ph", "physics:math-ph"),
        ("hep-th", "physics:hep-th"),
        ("astro-ph.GA", "physics:astro-ph:GA"),
        ("cond-mat.mtrl-sci", "physics:cond-mat:mtrl-sci"),
        ("nlin.CD", "physics:nlin:CD"),
        ("physics.optics", "physics:physics:optics"),
        ("cs", "cs:cs"),
    ],
)
def test_a_category_is_asked_for_by_the_archives_name(category: str, named: str) -> None:
    assert oai_set(category) == named


def test_a_paper_is_at_home_in_its_primary_category_its_archive_and_its_twin() -> None:
    assert is_home("cs.CL", "cs.CL")
    assert is_home("cs.CL", "cs")
    assert is_home("cs.IT", "math.IT")
    assert is_home("math-ph", "math.MP")
    assert not is_home("cs.CL", "cs.AI")


def test_a_record_with_its_versions_says_everything_it_holds() -> None:
    extra = (
        "<comments>9 pages</comments><journal-ref>Tea 1 (2026)</journal-ref><doi>10.1/a, 10.1234/b</doi>"
        "<license>http://creativecommons.org/licenses/by/4.0/</license>"
    ).replace("10.1/a", "10.1103/PhysRevA.1")
    first, second = datetime(2026, 5, 31, 16, tzinfo=UTC), datetime(2026, 6, 4, 12, tzinfo=UTC)
    reply = parse_oai(oai(raw(1, first, second, changed=FRI, categories="CS.cl math.IT", extra=extra), token="a|b"))
    (plain,) = reply["records"]
    assert to_record(plain, "x") == Record(
        source="x",
        keys=frozenset({"arxiv:2606.00001", "doi:10.1103/physreva.1"}),
        title="Paper 1",
        abstract="Tea < coffee.",
        authors=("Ann Lee", "Bo Chen"),
        categories=("cs.CL", "math.IT"),
        url="https://arxiv.org/abs/2606.00001",
        version=2,
        published_on=date(2026, 5, 31),
        version_on=date(2026, 6, 4),
        journal="Tea 1 (2026)",
        licence="http://creativecommons.org/licenses/by/4.0/",
        comment="9 pages",
    )
    assert (plain["began"], plain["changed_on"], reply["token"]) == ("2026-05-31T16:00:00+00:00", "2026-06-12", "a|b")


def test_the_recorded_records_are_read_whole() -> None:
    reply = parse_oai(RECORDED)
    assert (len(reply["records"]), reply["rejected"], reply["token"]) == (12, [], "")
    first = to_record(reply["records"][0], "x")
    assert first.keys == {"arxiv:1601.03238", "doi:10.1103/physrevd.93.016005"}
    assert first.authors[:2] == ("Planck Collaboration", "Jieci Wang")
    assert first.published_on == date(2016, 1, 13)


@pytest.mark.skipif(not LARGE.exists(), reason="the recorded page of a thousand records is not here")
def test_a_page_of_a_thousand_records_is_read_with_its_token_and_its_withdrawals() -> None:
    reply = parse_oai(LARGE.read_bytes())
    assert (len(reply["records"]), reply["rejected"], reply["token"]) == (1000, [], "1122234|1001")
    assert sum(plain["standing"] == Standing.WITHDRAWN for plain in reply["records"]) == 5


def test_a_version_without_files_is_a_withdrawal_and_a_deleted_record_is_none() -> None:
    gone = raw(1, moment(MON), moment(TUE), changed=WED).replace(
        "</size></version><title>", "</size><source_type>I</source_type></version><title>"
    )
    deleted = "<record><header status='deleted'><identifier>oai:arXiv.org:2606.00002</identifier></header></record>"
    (plain,) = parse_oai(oai(gone, deleted))["records"]
    assert plain["standing"] == Standing.WITHDRAWN


def test_one_record_that_says_nothing_does_not_take_the_others_along() -> None:
    nameless = raw(1, moment(MON), changed=TUE).replace("<title>Paper 1</title>", "")
    undated = raw(2, changed=TUE)
    odd = raw(3, moment(MON), changed=TUE).replace("GMT", "o'clock x").replace("Mon, ", "")
    reply = parse_oai(oai(nameless, undated, odd.replace("<date>08", "<date>88"), raw(4, moment(MON), changed=TUE)))
    assert [plain["keys"] for plain in reply["records"]] == [["arxiv:2606.00004"]]
    assert reply["rejected"][0] == "oai:arXiv.org:2606.00001: no arXiv id or no title"
    assert len(reply["rejected"]) == 3


@pytest.mark.parametrize(
    ("body", "word"),
    [
        (b"", "empty"),
        (b"Rate exceeded.", "plain text"),
        (b"<!DOCTYPE html><html>first byte timeout</html>", "web page"),
        (b"<rss/>", "archive"),
        (oai(raw(1, moment(MON), changed=TUE))[:-40], "breaks off"),
        (b'<OAI-PMH><error code="badArgument">Set does not exist</error></OAI-PMH>', "Set does not exist"),
        (
            b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><OAI-PMH><error code="x">&b;</error></OAI-PMH>',
            "archive",
        ),
    ],
)
def test_what_is_no_answer_of_the_archive_is_refused_in_a_sentence(body: bytes, word: str) -> None:
    with pytest.raises(ValueError, match=word) as refusal:
        parse_oai(body)
    assert str(refusal.value).endswith(".")


def test_days_the_bot_was_away_are_read_back_in_the_same_poll() -> None:
    missed = oai(
        raw(3, moment(MON, 15), changed=TUE),
        raw(4, moment(TUE, 15), changed=WED, categories="cs.AI cs.CL"),
        raw(1, moment(date(2026, 6, 4), 15), moment(TUE, 15), changed=WED),
        raw(2, moment(date(2026, 6, 4), 15), changed=WED),
        raw(9, moment(WED, 15), changed=THU),
    )
    pages = web(feed=THURSDAYS, listing=listing(THU, 9), archive=missed)
    batch = poll(pages, knowing(1, 2, newest=MON), moment(THU))
    assert (batch.state, batch.announced_on, numbers(batch)) == (BatchState.OK, THU, [1, 3, 4, 9])
    assert kinds(batch.records[:-1]) == [("new", TUE, 1), ("cross", WED, 1), ("replace", WED, 2)]
    assert "3 papers announced from 2026-06-09 to 2026-06-10 were read back" in batch.note
    (asked,) = asked_of(pages)
    assert asked == {
        "verb": "ListRecords",
        "metadataPrefix": "arXivRaw",
        "set": "cs:cs:CL",
        "from": "2026-06-09",
        "until": "2026-06-11",
    }


def test_no_day_is_read_back_when_none_was_missed() -> None:
    for newest, now in ((WED, THU), (date(2026, 6, 5), MON)):
        pages = web(feed=feed(now, 9), listing=listing(now, 9), archive=UNWELL)
        assert poll(pages, knowing(newest=newest), moment(now)).announced_on == now
        assert asked_of(pages) == []
    first = web(feed=THURSDAYS, archive=UNWELL)
    assert poll(first, knowing(), moment(THU)).announced_on == THU


def test_days_that_cannot_be_read_back_are_named_and_asked_for_again() -> None:
    memory = knowing(1, newest=MON)
    batch = poll(web(feed=THURSDAYS, listing=listing(THU, 9), archive=UNWELL), memory, moment(THU))
    assert (batch.state, batch.announced_on, batch.etag, numbers(batch)) == (BatchState.PARTIAL, None, "", [9])
    assert batch.note.startswith("what was announced from 2026-06-09 to 2026-06-10 is missing")
    assert batch.next_poll == timedelta(hours=2)
    pages = web(feed=THURSDAYS, listing=listing(THU, 9), archive=oai(raw(3, moment(MON, 15), changed=TUE)))
    again = poll(pages, knowing(1, 9, newest=MON), moment(THU, 7))
    assert (again.state, again.announced_on, numbers(again)) == (BatchState.OK, THU, [3, 9])


def test_a_paper_new_on_a_missed_day_and_revised_today_is_still_new() -> None:
    today = feed(THU, 3, kind="replace", version=2)
    missed = oai(raw(3, moment(MON, 15), moment(WED, 15), changed=THU))
    batch = poll(
        web(feed=today, listing=listing(THU, 3, kind="replace"), archive=missed), knowing(newest=MON), moment(THU)
    )
    assert kinds(batch.records) == [("new", TUE, 2), ("replace", THU, 2)]


def test_a_paper_that_moderators_held_is_announced_in_the_days_it_came_out() -> None:
    held = raw(3, moment(date(2026, 6, 2)), changed=WED)
    old = raw(4, moment(date(2026, 5, 2)), changed=WED)
    pages = web(feed=THURSDAYS, listing=listing(THU, 9), archive=oai(held, old))
    batch = poll(pages, knowing(newest=MON), moment(THU))
    assert kinds(batch.records) == [("new", WED, 1), ("new", THU, 1)]


def test_no_more_than_a_month_is_read_back_and_the_rest_is_told() -> None:
    pages = web(feed=THURSDAYS, listing=listing(THU, 9), archive=NO_RECORDS)
    batch = poll(pages, knowing(newest=date(2026, 3, 2)), moment(THU))
    assert (batch.state, batch.announced_on) == (BatchState.OK, THU)
    assert asked_of(pages)[0]["from"] == "2026-05-11"
    assert batch.note.endswith("but not what was announced from 2026-03-03 to 2026-05-10")


def test_an_archive_of_pages_is_read_to_its_end() -> None:
    token = "verb%3DListRecords%26set%3Dcs%253Acs%253ACL%26skip%3D2500"
    first, second = oai(raw(3, moment(MON, 15), changed=TUE), token=token), oai(raw(4, moment(MON, 15), changed=TUE))
    pages = web(feed=THURSDAYS, listing=listing(THU, 9), archive=[first, second])
    assert numbers(poll(pages, knowing(newest=MON), moment(THU))) == [3, 4, 9]
    assert asked_of(pages)[1] == {"verb": "ListRecords", "resumptionToken": token}


def test_the_past_is_read_a_week_at_a_time_and_each_weeks_end_is_told() -> None:
    answers = [
        oai(raw(1, moment(MON, 15), changed=TUE), token="t"),
        oai(raw(2, moment(TUE, 15), changed=WED)),
        NO_RECORDS,
        oai(raw(3, moment(date(2026, 6, 22), 15), changed=date(2026, 6, 23))),
    ]
    read, pages = backfilled(answers, date(2026, 6, 8), date(2026, 6, 23))
    assert [page.through for page in read] == [None, date(2026, 6, 14), date(2026, 6, 21), date(2026, 6, 23)]
    assert [kinds(page.records) for page in read] == [
        [("new", TUE, 1)],
        [("new", WED, 1)],
        [],
        [("new", date(2026, 6, 23), 1)],
    ]
    spans = [(asked["from"], asked["until"]) for asked in asked_of(pages) if "from" in asked]
    assert spans == [("2026-06-08", "2026-06-14"), ("2026-06-15", "2026-06-21"), ("2026-06-22", "2026-06-23")]
    assert isinstance(Adapter("cs.CL"), Archive)


def test_a_paper_revised_since_is_read_back_as_new_on_its_first_day() -> None:
    (page,), _ = backfilled([oai(raw(1, moment(MON, 15), moment(THU, 10), changed=FRI))], MON, FRI)
    assert kinds(page.records) == [("new", TUE, 2)]
    (page,), _ = backfilled([oai(raw(1, moment(MON, 15), moment(THU, 10), changed=FRI))], THU, FRI)
    assert kinds(page.records) == [("replace", FRI, 2)]


def test_a_token_that_expired_begins_its_week_anew() -> None:
    first, second = oai(raw(1, moment(MON, 15), changed=TUE), token="old"), oai(raw(2, moment(MON, 15), changed=TUE))
    read, pages = backfilled([first, EXPIRED, first, second], MON, FRI)
    assert [page.through for page in read] == [None, None, FRI]
    assert len(asked_of(pages)) == 4


@pytest.mark.parametrize("answers", [[oai(raw(1, moment(MON), changed=TUE), token="t"), EXPIRED] * 9, [EXPIRED]])
def test_an_archive_that_never_accepts_its_tokens_fails_in_words(answers: list[Answer]) -> None:
    with pytest.raises(SourceFailure, match="tokens"):
        backfilled(answers, MON, FRI)


def test_an_archive_without_an_end_fails_in_words() -> None:
    with pytest.raises(SourceFailure, match="does not come to an end"):
        backfilled([oai(token="t")], MON, FRI)
