"""OpenAlex fills gaps, and its guesses are not taken for facts."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.papers import Announcement, Paper, Record, Standing, merge
from bot.ports.plain import to_record
from bot.ports.sources import SourceFailure
from bot.sources.openalex import Enricher, parse
from tests.sources.doubles import InProcess, Pages

RECORDED = Path(__file__).parent / "recorded" / "openalex" / "works.json"
NOW = datetime(2026, 6, 10, 5, tzinfo=UTC)
WORKS = "https://api.openalex.org/works"
KEY = "doi:10.1371/journal.pone.0000030"


def paper(key: str = KEY, **more: Any) -> Paper:
    return merge(None, Record(source="feed:https://x.example", keys=frozenset((key,)), title="T", **more), NOW)


def told(**more: Any) -> Record:
    work = {"doi": f"https://doi.org/{KEY.removeprefix('doi:')}", "title": "T"} | more
    (plain,) = parse(json.dumps({"results": [work]}).encode(), today="2026-06-10")
    return to_record(plain, "openalex")


def test_recorded_works_are_read_and_strangers_are_not_taken() -> None:
    pages = Pages({WORKS: [RECORDED.read_bytes()]})
    (found,) = Enricher().enrich([paper()], pages, InProcess(), NOW)
    assert found.keys == {KEY, "pmid:17183658"}
    assert found.abstract.startswith(
        "Triosephosphate isomerase (TPI) deficiency is an autosomal recessive disorder caused by"
    )
    assert (found.authors[0], found.published_on) == ("Markus Ralser", date(2006, 12, 20))
    assert found.announcement is Announcement.DETAIL
    assert pages.asked[0].startswith(f"{WORKS}?filter=doi:10.1371/journal.pone.0000030&per_page=100&select=id,doi,")
    assert "key" not in pages.asked[0]


def test_an_abstract_is_put_together_from_its_index() -> None:
    assert told(abstract_inverted_index={"is": [1, 4], "Tea": [0, 3], "old.": [2], "good.": [5]}).abstract == (
        "Tea is old. Tea is good."
    )
    assert told(abstract_inverted_index=None).abstract == ""
    assert told(abstract_inverted_index={"Abstract": [0], "This": [1], "holds.": [2]}).abstract == "This holds."


@given(st.lists(st.text("abcdé.,", min_size=1, max_size=8), min_size=1, max_size=60))
def test_whatever_was_indexed_comes_back_in_its_order(words: list[str]) -> None:
    index: dict[str, list[int]] = {}
    for place, word in enumerate(["Tea", *words]):
        index.setdefault(word, []).append(place)
    assert told(abstract_inverted_index=index).abstract.split() == ["Tea", *words]


def test_an_index_with_places_beyond_reason_is_no_memory_of_ours() -> None:
    assert told(abstract_inverted_index={"Tea": [0], "x": [10**12, -1, "2", None]}).abstract == "Tea"


def test_a_retracted_work_says_so() -> None:
    assert told(is_retracted=True).standing is Standing.RETRACTED
    assert told(is_retracted=False).standing is Standing.SOUND


def test_a_first_of_the_month_is_a_guess_and_a_day_to_come_is_none() -> None:
    days = [told(publication_date=day).published_on for day in ("2026-05-01", "2026-05-02", "2026-12-24", "soon", None)]
    assert days == [None, date(2026, 5, 2), None, None, None]


def test_authors_are_named_as_printed_unless_the_family_comes_first() -> None:
    rows = [
        {"raw_author_name": "Salvatore Mele", "author": {"display_name": "S. Mele"}},
        {"raw_author_name": "Beck, Sarah E.", "author": {"display_name": "Sarah E. Beck"}},
        {"author": None},
        None,
    ]
    assert told(authorships=rows).authors == ("Salvatore Mele", "Sarah E. Beck")


def test_a_repository_is_no_journal() -> None:
    place = {"source": {"display_name": "bioRxiv", "type": "repository"}, "license": "cc-by"}
    record = told(primary_location=place, ids={"pmcid": "https://www.ncbi.nlm.nih.gov/pmc/articles/1762313"})
    assert (record.journal, record.licence) == ("", "cc-by")
    assert "pmcid:PMC1762313" in record.keys


def test_only_papers_that_lack_something_are_asked_about() -> None:
    assert Enricher().wants(paper())
    assert not Enricher().wants(paper(abstract="A.", authors=("Ann",), published_on=date(2026, 6, 1)))
    assert not Enricher().wants(paper("arxiv:2606.06625"))
    assert not Enricher().wants(paper("doi:10.1000/a|b"))


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (b"<html>", "something else than data"),
        (b'{"error": "Invalid key", "message": "Your API key is blank."}', "Your API key is blank"),
        (b"[]", "another form"),
    ],
)
def test_an_answer_that_is_none_is_told_in_a_sentence(body: bytes, sentence: str) -> None:
    with pytest.raises(SourceFailure, match=sentence):
        Enricher().enrich([paper()], Pages({WORKS: [body]}), InProcess(), NOW)
