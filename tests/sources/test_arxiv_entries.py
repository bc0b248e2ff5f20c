"""What arXiv's feeds say becomes records, in every form arXiv has written them."""

from datetime import date
from pathlib import Path

import pytest

from bot.papers import Announcement, Record, Standing, display
from bot.ports.plain import to_record
from bot.sources.arxiv import parse

SHARED = Path(__file__).parents[3] / "shared" / "fixtures" / "arxiv_rss"
needs_recordings = pytest.mark.skipif(not SHARED.exists(), reason="the recorded feeds are not here")

HEAD = (
    '<rss xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns:dc="http://purl.org/dc/elements/1.1/" version="2.0">'
    "<channel><title>cs.CL updates on arXiv.org</title><link>http://rss.arxiv.org/rss/cs.CL</link>"
)
ITEM = r"""<item><title>On $\alpha$-Tea</title><link>https://arxiv.org/abs/2503.12749</link>
<description>arXiv:2503.12749v2 Announce Type: replace
Abstract: We study p &lt; 0.05 and {\"o}.</description>
<guid isPermaLink="false">oai:arXiv.org:2503.12749v2</guid><category>quant-ph</category><category>cs.CL</category>
<pubDate>Fri, 12 Jun 2026 00:00:00 -0400</pubDate><arxiv:announce_type>replace</arxiv:announce_type>
<arxiv:DOI>10.1103/PhysRevA.1</arxiv:DOI><arxiv:journal_reference>Phys. Rev. A 1 (2026)</arxiv:journal_reference>
<dc:rights>http://creativecommons.org/licenses/by/4.0/</dc:rights>
<dc:creator>Nikola Pi\v{z}urica (Inst A, Inst B), Ann Lee</dc:creator></item>"""


def feed(*items: str) -> bytes:
    return (HEAD + "".join(items) + "</channel></rss>").encode()


def records(body: bytes) -> list[Record]:
    return [to_record(plain, "arxiv:cs.CL") for plain in parse(body)["records"]]


def test_an_item_says_everything_it_holds() -> None:
    (record,) = records(feed(ITEM))
    assert record == Record(
        source="arxiv:cs.CL",
        keys=frozenset({"arxiv:2503.12749", "doi:10.1103/physreva.1"}),
        title=r"On $\alpha$-Tea",
        abstract=r"We study p < 0.05 and {\"o}.",
        authors=("Nikola Pižurica", "Ann Lee"),
        categories=("quant-ph", "cs.CL"),
        url="https://arxiv.org/abs/2503.12749",
        announcement=Announcement.REPLACE,
        version=2,
        announced_on=date(2026, 6, 12),
        journal="Phys. Rev. A 1 (2026)",
        licence="http://creativecommons.org/licenses/by/4.0/",
    )


def test_a_feed_of_before_2024_is_read_too() -> None:
    old = (
        "<item><title>Tea Leaves. (arXiv:2303.12208v1 [cs.CV] CROSS LISTED)</title>"
        "<link>http://arxiv.org/abs/2303.12208</link>"
        "<description>&lt;p&gt;We study\ntea &amp;amp; p&amp;lt;0.1.&lt;/p&gt;</description>"
        '<dc:creator>&lt;a href="http://arxiv.org/find/cs/1/au:+L"&gt;Ann Lee&lt;/a&gt;, '
        '&lt;a href="http://arxiv.org/find/cs/1/au:+C"&gt;Bo Chen&lt;/a&gt;</dc:creator></item>'
    )
    (record,) = records(feed(old))
    assert (record.title, record.abstract) == ("Tea Leaves", "We study tea & p<0.1.")
    assert (record.keys, record.version) == (frozenset({"arxiv:2303.12208"}), 1)
    assert (record.announcement, record.categories) == (Announcement.CROSS, ("cs.CV",))
    assert record.authors == ("Ann Lee", "Bo Chen")


def test_a_title_may_be_0() -> None:
    (record,) = records(feed(ITEM.replace(r"On $\alpha$-Tea", "0")))
    assert record.title == "0"


def test_a_withdrawn_paper_is_told_as_one() -> None:
    (record,) = records(feed(ITEM.replace("Abstract: We study", "Abstract: This paper has been withdrawn. We studied")))
    assert record.standing is Standing.WITHDRAWN


def test_an_entry_without_an_id_is_told_and_the_others_stay() -> None:
    reply = parse(feed(ITEM, "<item><title>Nameless</title><link>https://example.org/1</link></item>"))
    assert len(reply["records"]) == 1
    assert reply["rejected"] == ["entry 2 has no arXiv id or no title"]


def test_a_feed_cut_off_in_an_entry_keeps_the_whole_ones() -> None:
    body = feed(ITEM, ITEM.replace("12749", "12750"))
    cut = body[: body.rindex(b"</description>")]
    reply = parse(cut)
    assert [plain["keys"][0] for plain in reply["records"]] == ["arxiv:2503.12749"]
    assert reply["cut"]
    assert "broke off" in reply["flaw"]


def test_a_full_feed_is_told_because_arxiv_cuts_it() -> None:
    items = [ITEM.replace("2503.12749", f"2503.{number:05}") for number in range(2000)]
    reply = parse(feed(*items))
    assert len(reply["records"]) == 2000
    assert "2,000" in reply["flaw"]
    assert not reply["cut"]


@pytest.mark.parametrize(
    ("body", "word"),
    [
        (b"", "empty"),
        (b" \n\t", "empty"),
        (b'{"error": "rate"}', "JSON"),
        (b"<!DOCTYPE html><html><body>Log in</body></html>", "web page"),
        (b"Rate exceeded.", "plain text"),
        (b"%PDF-1.7", "PDF"),
        (b"\x1f\x8b\x08\x00", "compressed"),
        (b"<note>hello</note>", "neither RSS nor Atom"),
        (HEAD.encode() + b"<item><title>x", "breaks off"),
        (feed().replace(b"cs.CL updates on arXiv.org", b"Feed error for query: cs.XX"), "cs.XX"),
        (feed("<item><title>News</title><link>https://example.org</link></item>"), "not one of arXiv"),
    ],
)
def test_what_is_no_feed_is_refused_in_a_sentence(body: bytes, word: str) -> None:
    with pytest.raises(ValueError, match=word) as refusal:
        parse(body)
    assert type(refusal.value) is ValueError
    assert str(refusal.value).endswith(".") or "cs.XX" in str(refusal.value)


def test_an_empty_feed_is_a_feed() -> None:
    assert parse(feed())["records"] == []


@needs_recordings
def test_the_recorded_atom_feed_gives_what_its_entries_say() -> None:
    found = records((SHARED / "atom_csAI_2025-08-20_7entries.xml").read_bytes())
    assert len(found) == 7
    assert found[0].keys == {"arxiv:2508.13426"}
    assert found[0].categories == ("cs.CL", "cs.AI")
    assert found[0].announcement is Announcement.CROSS
    assert found[0].announced_on == date(2025, 8, 20)
    assert found[0].authors == ("Chunhua Liu", "Kabir Manandhar Shrestha", "Sukai Huang")
    assert found[0].abstract.startswith("As large language models")


@needs_recordings
def test_the_recording_that_ends_in_an_entry_gives_86_records_and_says_so() -> None:
    reply = parse((SHARED / "atom_csAI_2025-08-20_86entries_TRUNCATED.xml").read_bytes())
    assert len(reply["records"]) == 86
    assert reply["cut"]
    assert {plain["announcement"] for plain in reply["records"]} >= {"new", "cross"}


@needs_recordings
def test_the_recorded_rss_and_the_holiday_feed_are_read() -> None:
    found = records((SHARED / "rss_csAI_2026-04-27_3items.xml").read_bytes())
    assert [len(record.authors) for record in found] == [2, 18, 17]
    assert "adaptability, the ability" in display(found[1].abstract)
    assert records((SHARED / "rss_physics_2025-12-31_EMPTY.xml").read_bytes()) == []
