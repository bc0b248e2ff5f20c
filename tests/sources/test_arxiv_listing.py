"""arXiv's page of new listings becomes records, counted against what the page declares."""

from datetime import date
from pathlib import Path

import pytest

from bot.papers import Announcement, Record, Standing
from bot.ports.plain import to_record
from bot.sources.arxiv import parse_listing
from tests.sources.arxiv_made import listing

PAGE = (Path(__file__).parent / "recorded" / "arxiv" / "listing_cs.AI_2026-08-12.html").read_bytes()
DAY = date(2026, 8, 12)


def records(body: bytes, category: str = "cs.AI") -> list[Record]:
    return [to_record(plain, "arxiv:cs.AI") for plain in parse_listing(body, category=category)["records"]]


def with_entry(inside: str, kind: str = "new") -> bytes:
    page = listing(DAY, 1, kind=kind).decode()
    return page.replace('<p class="mathjax">Tea.</p>', inside).encode()


def test_the_recorded_page_gives_its_six_entries_in_three_sections() -> None:
    reply = parse_listing(PAGE, category="cs.AI")
    assert (reply["day"], reply["total"], reply["flaw"], reply["rejected"]) == ("2026-08-12", 6, "", [])
    found = records(PAGE)
    assert [(sorted(record.keys), record.announcement, record.version) for record in found] == [
        (["arxiv:2608.09949"], Announcement.NEW, 1),
        (["arxiv:2608.09967"], Announcement.NEW, 1),
        (["arxiv:2505.11635"], Announcement.CROSS, 2),
        (["arxiv:2607.28646"], Announcement.CROSS, 1),
        (["arxiv:2112.07752"], Announcement.REPLACE, 5),
        (["arxiv:2505.23399"], Announcement.REPLACE, 2),
    ]
    assert {record.announced_on for record in found} == {DAY}
    assert all(record.abstract.endswith((".", "%.", "type of literacy.")) and record.authors for record in found)


def test_an_entry_says_everything_it_holds() -> None:
    spot, cross, last = records(PAGE)[1], records(PAGE)[3], records(PAGE)[5]
    assert spot.title == "SPOTting the Future: Lookahead Explanations for Deep Reinforcement Learning"
    assert spot.authors == ("Tamar Gozlan", "Claudia V. Goldman")
    assert spot.categories == ("cs.AI", "cs.LG")
    assert spot.url == "https://arxiv.org/abs/2608.09967"
    assert "policy's action preferences" in spot.abstract
    assert (cross.categories, cross.journal) == (("cs.HC", "cs.AI"), "2026 Narrative Inquiry 23 (2)")
    assert last.comment == "Accepted at NeurIPS 2025. Code available at https://github.com/jushengzhang/Gam-Agent"


def test_addresses_formulas_and_paragraphs_are_those_of_the_record() -> None:
    body = with_entry(
        '<p class="mathjax">We show $p &lt; \\alpha$.<br>Code: <a href="https://x.example/a">this https URL</a> and '
        '<a href="/abs/2606.00002">arXiv:2606.00002</a>.</p>'
    )
    assert records(body)[0].abstract == ("We show $p < \\alpha$.\n  Code: https://x.example/a and arXiv:2606.00002.")


def test_an_entry_without_an_abstract_is_an_entry() -> None:
    (record,) = records(with_entry(""))
    assert (record.title, record.abstract) == ("Paper 1", "")


def test_a_replacement_that_is_at_home_elsewhere_is_one_of_a_cross_list() -> None:
    page = listing(DAY, 1, kind="replace")
    assert records(page, "cs.CL")[0].announcement is Announcement.REPLACE
    assert records(page, "cs.AI")[0].announcement is Announcement.REPLACE_CROSS
    assert records(page, "cs.AI")[0].version == 2


def test_a_title_may_be_0_and_an_id_may_be_old() -> None:
    page = listing(DAY, 1).replace(b"Paper 1<", b"0<").replace(b"2606.00001", b"math/0211159")
    assert [(record.title, sorted(record.keys)) for record in records(page)] == [("0", ["arxiv:math/0211159"])]


def test_a_withdrawn_paper_is_told_as_one() -> None:
    body = with_entry('<p class="mathjax">This paper has been withdrawn by the authors.</p>', "replace")
    assert records(body)[0].standing is Standing.WITHDRAWN


def test_entries_that_are_missing_are_told() -> None:
    assert parse_listing(listing(DAY, 1, 2, declared=3))["flaw"] == "the listing page declares 3 entries and holds 2"
    nameless = parse_listing(listing(DAY, 1, 2).replace(b"/abs/2606.00002", b"/somewhere"))
    assert nameless["rejected"] == ["listing entry 2 has no arXiv id or no title"]
    assert nameless["flaw"]
    cut = listing(DAY, 1, 2)
    assert "declares 2" in parse_listing(cut[: cut.index(b"2606.00002")])["flaw"]
    assert "broke off" in parse_listing(cut[:-7])["flaw"]


def test_sections_of_a_long_listing_count_what_is_on_all_pages() -> None:
    page = listing(DAY, 1, total=2500).replace(b"(showing", b"(showing first")
    assert (parse_listing(page)["total"], parse_listing(page)["flaw"]) == (2500, "")
    total = listing(DAY, 1).replace(
        b"<dl>", b"<div class='paging'>Total of 2345 entries : <span>1-2000</span></div><dl>"
    )
    assert parse_listing(total)["total"] == 2345


def test_a_day_without_entries_is_a_listing() -> None:
    reply = parse_listing(listing(DAY))
    assert (reply["records"], reply["total"], reply["flaw"]) == ([], 0, "")


@pytest.mark.parametrize(
    ("body", "word"),
    [
        (b"", "empty"),
        (b"Rate exceeded.", "plain text"),
        (b'{"error": 1}', "JSON"),
        (b"<!doctype html><html><body>Please verify you are human</body></html>", "web page"),
        (b"<?xml version='1.0'?><rss/>", "XML"),
        (b"<!-- -->", "listings"),
    ],
)
def test_what_is_no_listing_is_refused_in_a_sentence(body: bytes, word: str) -> None:
    with pytest.raises(ValueError, match=word) as refusal:
        parse_listing(body)
    assert str(refusal.value).endswith(".")
