"""Crossref completes what feeds leave out, and tells which papers were taken back."""

import gzip
import json
from dataclasses import replace
from datetime import UTC, date, datetime
from importlib import import_module
from itertools import permutations
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.papers import Announcement, Paper, Record, Standing, merge
from bot.ports.plain import to_record
from bot.ports.sources import SourceFailure
from bot.sources.crossref import Enricher, parse
from tests.sources.doubles import InProcess, Pages

RECORDED = Path(__file__).parent / "recorded" / "crossref" / "works.json"
NOW = datetime(2026, 6, 10, 5, tzinfo=UTC)
WORKS = "https://api.crossref.org/works"
KEY = "doi:10.1038/s41586-024-07735-z"


def paper(*keys: str, source: str = "feed:https://x.example/f", **more: Any) -> Paper:
    known = Record(source=source, keys=frozenset(keys or (KEY,)), title="T", **more)
    return merge(None, known, NOW)


def answer(*works: dict[str, Any]) -> bytes:
    return json.dumps({"status": "ok", "message": {"items": list(works)}}).encode()


def work(**more: Any) -> dict[str, Any]:
    return {"DOI": KEY.removeprefix("doi:").upper(), "title": ["T"]} | more


def told(**more: Any) -> Record:
    (plain,) = parse(
        answer(work(**{name.replace("_", "-"): value for name, value in more.items()})), today="2026-06-10"
    )
    return to_record(plain, "crossref")


def recorded() -> dict[str, Record]:
    plain = parse(RECORDED.read_bytes(), today="2026-06-10")
    return {key: to_record(row, "crossref") for row in plain for key in row["keys"]}


def test_recorded_works_read_as_people_write_them() -> None:
    found = recorded()
    peerj = found["doi:10.7717/peerj.12090"]
    assert (peerj.published_on, peerj.journal) == (date(2021, 9, 1), "PeerJ")
    assert peerj.licence.startswith("https://creativecommons.org/licenses/by/4.0")
    assert peerj.announcement is Announcement.DETAIL
    assert "<" not in peerj.abstract.replace("p < 0", "")
    assert found["doi:10.1111/j.2041-210x.2012.00247.x"].title.startswith("Treebase: anRpackage")


def test_a_preprint_and_its_article_share_their_keys() -> None:
    assert {"doi:10.7717/peerj.12090", "doi:10.1101/366815"} <= recorded()["doi:10.7717/peerj.12090"].keys


def test_an_article_of_elseviers_is_found_by_the_number_in_its_address() -> None:
    page = "url:https://sciencedirect.com/science/article/pii/S095741742302540X"
    pages = Pages({WORKS: [RECORDED.read_bytes()]})
    (found,) = Enricher().enrich([paper(page)], pages, InProcess(), NOW)
    assert found.keys == {page, "doi:10.1016/j.eswa.2023.122038"}
    assert "filter=alternative-id:S095741742302540X&" in pages.asked[0]


def test_a_structured_abstract_keeps_its_headings_as_labels() -> None:
    jats = (
        "<jats:title>Abstract</jats:title><jats:sec><jats:title>Background</jats:title><jats:p>Tea is\n   old.</jats:p>"
        "</jats:sec><jats:sec><jats:title>Results</jats:title><jats:p>p &lt; 0.05, 10<jats:sup>-3</jats:sup>.</jats:p>"
        "</jats:sec>"
    )
    assert told(abstract=jats).abstract == "Background: Tea is old.\n\nResults: p < 0.05, 10⁻³."
    assert told(abstract="<jats:title>Abstract</jats:title><jats:p>Tea.</jats:p>").abstract == "Tea."


def test_authors_are_people_and_collaborations_and_the_nameless_are_left_out() -> None:
    authors = [
        {"given": "Ann", "family": "Lee", "suffix": "Jr"},
        {"family": "Plato"},
        {"name": "The LHC <i>Group</i>"},
        {"sequence": "additional"},
    ]
    assert told(author=authors).authors == ("Ann Lee Jr", "Plato", "The LHC Group")


@pytest.mark.parametrize(
    ("dates", "appeared"),
    [
        ({"issued": [2026, 6, 1]}, date(2026, 6, 1)),
        ({"published-print": [2026, 6, 1], "published-online": [2026, 5, 1]}, date(2026, 5, 1)),
        ({"issued": [None], "created": [2026, 5, 2]}, None),
        ({"issued": [2026], "created": [2026, 5, 2]}, date(2026, 5, 2)),
        ({"issued": [2026, 12], "created": [2026, 5, 2]}, date(2026, 5, 2)),
        ({"issued": [2026, 12, 1], "created": [2026, 5, 2]}, date(2026, 5, 2)),
        ({"issued": [1987], "created": [2002, 5, 2]}, None),
        ({"issued": [2026, 12, 1]}, None),
        ({"issued": [2026, 13, 40]}, None),
        ({"issued": [10**12]}, None),
        ({"issued": "2026"}, None),
    ],
)
def test_the_day_is_known_only_when_it_is_told(dates: dict[str, Any], appeared: date | None) -> None:
    parts = {name: {"date-parts": [row]} if isinstance(row, list) else row for name, row in dates.items()}
    (plain,) = parse(answer(work(**parts)), today="2026-06-10")
    assert plain["published_on"] == (appeared.isoformat() if appeared else "")


@given(
    st.dictionaries(
        st.sampled_from(["issued", "created", "posted", "published-online"]),
        st.lists(st.none() | st.integers(-1, 10**6) | st.integers(1, 40), max_size=4),
    )
)
def test_no_work_appeared_in_the_future(dates: dict[str, list[int | None]]) -> None:
    (plain,) = parse(answer(work(**{name: {"date-parts": [row]} for name, row in dates.items()})), today="2026-06-10")
    assert plain["published_on"] <= "2026-06-10"


def test_an_open_licence_is_told_before_the_publishers_own() -> None:
    rows = [
        {"URL": "https://x.example/tdm", "content-version": "tdm"},
        {"URL": "https://creativecommons.org/licenses/by/4.0"},
    ]
    assert told(license=rows).licence == "https://creativecommons.org/licenses/by/4.0"


@pytest.mark.parametrize(
    ("updates", "standing"),
    [
        (["correction"], Standing.CORRECTED),
        (["correction", "retraction"], Standing.RETRACTED),
        (["expression_of_concern"], Standing.CONCERN),
        (["withdrawal"], Standing.WITHDRAWN),
        (["new_version"], Standing.SOUND),
    ],
)
def test_a_paper_says_what_became_of_it(updates: list[str], standing: Standing) -> None:
    rows = [{"type": kind, "DOI": "10.1/notice"} for kind in updates]
    assert told(updated_by=rows).standing is standing


def test_a_retracted_title_loses_its_mark_and_not_its_meaning() -> None:
    record = told(title=["RETRACTED ARTICLE: On tea"])
    assert (record.title, record.standing) == ("On tea", Standing.RETRACTED)


def test_a_notice_is_about_the_paper_it_updates() -> None:
    record = told(update_to=[{"type": "retraction", "DOI": "10.1000/TEA"}])
    assert (record.about, record.standing) == (frozenset({"doi:10.1000/tea"}), Standing.RETRACTED)


def test_a_new_edition_is_no_notice() -> None:
    record = told(update_to=[{"type": "new_version", "DOI": "10.1000/tea"}])
    assert (record.about, record.standing) == (frozenset(), Standing.SOUND)


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        (paper(KEY), True),
        (paper(KEY, abstract="A.", authors=("Ann",), published_on=date(2026, 6, 1)), True),
        (paper(KEY, source="arxiv:cs.CL", abstract="A.", authors=("Ann",), published_on=date(2026, 6, 1)), True),
        (paper(KEY, source="arxiv:cs.CL"), True),
        (paper("doi:10.1101/2026.01.01.1"), False),
        (paper("doi:10.64898/2026.01.01.1"), False),
        (paper("arxiv:2606.06625"), False),
        (paper("doi:10.1000/a,b"), False),
        (paper("url:https://x.example/1"), False),
    ],
)
def test_crossref_is_asked_about_every_paper_of_a_journal(asked: Paper, wanted: bool) -> None:
    assert Enricher().wants(asked) is wanted


def test_many_papers_are_asked_about_at_once_and_strangers_are_not_taken() -> None:
    stranger = {"DOI": "10.1000/stranger", "title": ["S"]}
    pages = Pages({WORKS: [answer(work(title=["Known"]), stranger)]})
    records = Enricher().enrich([paper(KEY), paper("doi:10.1000/<odd>(1)")], pages, InProcess(), NOW)
    assert [record.title for record in records] == ["Known"]
    assert "?filter=doi:10.1038/s41586-024-07735-z,doi:10.1000/%3Codd%3E%281%29&rows=4&" in pages.asked[0]
    assert "mailto" not in pages.asked[0]


def test_thirty_papers_are_two_questions() -> None:
    pages = Pages({WORKS: [answer()]})
    papers = [paper(f"doi:10.1000/{number}") for number in range(30)]
    assert Enricher().enrich(papers, pages, InProcess(), NOW) == ()
    assert len(pages.asked) == 2


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (b"<html>", "something else than data"),
        (b'{"status": "failed", "message": [{"message": "This DOI does not exist"}]}', "This DOI does not exist"),
        (b'{"message": {}}', "another form"),
    ],
)
def test_an_answer_that_is_none_is_told_in_a_sentence(body: bytes, sentence: str) -> None:
    with pytest.raises(SourceFailure, match=sentence):
        Enricher().enrich([paper()], Pages({WORKS: [body]}), InProcess(), NOW)


def test_nonsense_in_every_place_is_survived() -> None:
    fields = "title author abstract issued created container-title license relation update-to updated-by alternative-id"
    many: tuple[Any, ...] = (None, 7, "x", [None], [[]], {"a": 1}, [{"DOI": 5, "date-parts": [[{}]]}])
    for nonsense in many:
        body = answer(work(**dict.fromkeys(fields.split(), nonsense)), {"DOI": None}, {})
        assert len(parse(body, today="2026-06-10")) == 1


def test_what_crossref_knows_fills_the_gaps_of_a_paper() -> None:
    bare = paper(KEY, source="feed:https://www.nature.com/nature.rss")
    record = replace(told(abstract="<jats:p>Tea is old.</jats:p>", author=[{"family": "Lee"}]), title="Another title")
    full = merge(bare, record, NOW)
    assert (full.title, full.abstract, full.authors) == ("T", "Tea is old.", ("Lee",))
    assert full.sources == bare.sources


CASSETTE = Path(__file__).parents[3] / "shared/fixtures/multi_source_vcr/test_doi_search_paper_attributes0_.yaml"


def unzipped(body: str | bytes) -> bytes:
    raw = body.encode() if isinstance(body, str) else body
    return gzip.decompress(raw) if raw.startswith(b"\x1f\x8b") else raw


@pytest.mark.skipif(not CASSETTE.exists(), reason="the recorded answers are not here")
@pytest.mark.parametrize("order", list(permutations(("crossref", "openalex", "semanticscholar"))))
def test_one_paper_of_three_indexes_is_one_work_whoever_answers_first(order: tuple[str, ...]) -> None:
    interactions = yaml.load(CASSETTE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)["interactions"]
    bodies = {
        urlsplit(row["request"]["uri"]).hostname: unzipped(row["response"]["body"]["string"])
        for row in interactions
        if "transform" not in row["request"]["uri"]
    }
    known = paper("doi:10.1016/j.xgen.2025.100814")
    for name in order:
        reader = import_module(f"bot.sources.{name}")
        for plain in reader.parse(bodies[f"api.{name}.org"], today="2026-06-10"):
            known = merge(known, to_record(plain, name), NOW)
    assert known.keys == {"doi:10.1016/j.xgen.2025.100814", "pmid:40120586", "pmcid:PMC12008803"}
    assert (len(known.authors), known.journal) == (6, "Cell Genomics")
    assert known.published_on == date.fromisoformat(json.loads(bodies["api.unpaywall.org"])["published_date"])
    assert known.sources == ("feed:https://x.example/f",)
