"""Broken and hostile feeds lead to records or to a plain sentence, in the child that parses."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.papers import display_title
from bot.parsing import ParseFailure, Parsers
from bot.sources.arxiv import parse as parse_arxiv
from bot.sources.feed import parse

SHARED = Path(__file__).parents[3] / "shared"
FEEDS = SHARED / "adversarial" / "feeds"
RECORDINGS = SHARED / "fixtures"
pytestmark = pytest.mark.skipif(not FEEDS.exists(), reason="the collected feeds are not here")

FOLDERS = ("malformed_feedparser", "malformed_miniflux", "malformed_misc", "publisher_rss", "nature_rss", "biorxiv_rss")
RECORDED = [path for folder in (*FOLDERS, "arxiv_rss") for path in sorted((RECORDINGS / folder).glob("*"))]
HOSTILE = sorted(FEEDS.glob("*.xml"))


WHERE = {"url": "https://feeds.example/x", "today": "2026-06-12"}


def read(path: Path) -> Any:
    return parse(path.read_bytes(), **WHERE)


def attempt(reader: Callable[[bytes], Any], body: bytes) -> Any:
    """What ``reader`` makes of ``body``, or how it refuses."""
    try:
        return reader(body)
    except (ValueError, ParseFailure) as refusal:
        return refusal


def titles(name: str) -> list[str]:
    return [plain["title"] for plain in read(FEEDS / f"{name}.xml")["records"]]


@pytest.fixture(scope="module")
def parsers() -> Iterator[Parsers]:
    with Parsers(1) as one:
        yield one


@pytest.mark.parametrize("path", RECORDED, ids=lambda path: path.name[:40])
def test_every_recording_leads_to_records_or_to_a_sentence(path: Path) -> None:
    reply = attempt(parse_arxiv if path.parent.name == "arxiv_rss" else parse, path.read_bytes())
    if isinstance(reply, ValueError):
        assert type(reply) is ValueError
        assert re.fullmatch(r"[A-Z][^\n]{10,200}\.", str(reply))
    else:
        assert all(plain["title"] and plain["keys"] for plain in reply["records"])


@pytest.mark.parametrize(
    ("name", "abstracts"),
    [
        ("onlinelibrary.wiley.com-feed-19968175-most-recent.xml", 27),
        ("phytokeys.pensoft.net-rss.php.xml", 90),
        ("mirror_jacs.xml", 62),
        ("academic.oup.com-rss-site_5579-3435.xml", 13),
    ],
)
def test_publishers_that_send_abstracts_have_them_read(name: str, abstracts: int) -> None:
    records = read(RECORDINGS / "publisher_rss" / name)["records"]
    assert len([plain for plain in records if len(plain["abstract"]) > 200]) >= abstracts
    assert all(key.startswith("doi:") for plain in records for key in plain["keys"])


@pytest.mark.parametrize(
    ("name", "count", "authors", "dated"),
    [
        ("academic.oup.com-rss-site_5579-3435.xml", 13, 13, 13),
        ("cambridge.org-core-rss-product-id-2DD17A42E6E59026C256A7EBBDB96645.xml", 13, 13, 13),
        ("ex_ingenta.rdf", 11, 11, 0),
        ("ex_tand.rdf", 5, 5, 5),
        ("mapress.com-zt-gateway-plugin-WebFeedGatewayPlugin-rss.xml", 8, 8, 8),
        ("mirror_chem_sci.xml", 95, 95, 95),
        ("mirror_chemrxiv.xml", 150, 0, 150),
        ("mirror_jacs.xml", 147, 0, 147),
        ("navi.cnki.net-knavi-rss-yzlq.xml", 20, 20, 20),
        ("onlinelibrary.wiley.com-feed-19968175-most-recent.xml", 64, 62, 64),
        ("phytokeys.pensoft.net-rss.php.xml", 100, 100, 100),
        ("rss.sciencedirect.com-publication-science-10557903.xml", 50, 50, 4),
    ],
)
def test_each_publisher_tells_authors_and_days_where_it_does(name: str, count: int, authors: int, dated: int) -> None:
    records = parse((RECORDINGS / "publisher_rss" / name).read_bytes(), url=WHERE["url"], today="2026-09-01")["records"]
    found = [len(records), sum(bool(r["authors"]) for r in records), sum(bool(r["published_on"]) for r in records)]
    assert found == [count, authors, dated]


@pytest.mark.parametrize("path", sorted((RECORDINGS / "nature_rss").glob("*.rdf")), ids=lambda path: path.stem)
def test_of_a_recorded_day_of_nature_every_research_article_is_a_paper_or_a_correction(path: Path) -> None:
    reply = read(path)
    research = len(re.findall(rb'<item rdf:about="https://www.nature.com/articles/s41586-', path.read_bytes()))
    corrections = [sentence for sentence in reply["rejected"] if "is a correction notice" in sentence]
    assert len(reply["records"]) + len(corrections) == research
    assert 28 <= research <= 33
    assert reply["rejected"][-1] == f"{75 - research} entries are news, not papers"


@pytest.mark.parametrize("path", HOSTILE, ids=lambda path: path.stem)
def test_no_hostile_feed_harms_the_child(path: Path, parsers: Parsers) -> None:
    reply = attempt(lambda body: parsers.run("bot.sources.feed:parse", body, **WHERE), path.read_bytes())
    if isinstance(reply, ParseFailure):
        assert reply.kind == "malformed"
        assert path.stem in ("empty", "spaces_only", "html_login_200", "json_error_200")
    else:
        text = repr(reply["records"])
        assert not re.search(r"\\x0[0-8]|\\x1[0-9a-f]|\\u202[a-e]|\\u206[0-9]|\\u200b|javascript:|file:|169\.254", text)
        assert reply["records"]


def test_one_bad_entry_does_not_take_the_others_along() -> None:
    assert titles("charref_overflow")[0] == "T"
    assert titles("charref_surrogate") == ["T", "\ufffdx"]
    assert titles("nul_bytes") == ["ab"]
    assert titles("truncated_mid_entry") == ["Whole one"]
    assert read(FEEDS / "truncated_mid_entry.xml")["cut"]
    assert titles("no_ids_no_links") == ["Only a title"]


def test_encodings_are_read_as_they_are() -> None:
    assert titles("latin1_claims_utf8") in (["café résumé"], ["caf\ufffd r\ufffdsum\ufffd"])
    assert titles("utf16_bom") == ["café"]
    assert titles("unknown_charset") == ["naïve"]
    assert titles("control_chars") == ["bell vt esc[31m"]


def test_text_is_shown_as_written_and_nothing_hides_in_it() -> None:
    assert titles("title_mentions") == ["<!channel> urgent", "<@U012ABCDEF> look", "*bold* _it_ ~s~ `c` >q"]
    assert titles("title_masked_link") == ["<https://evil.example/login|arxiv.org/abs/2401.00001>"]
    assert titles("title_zero_width") == ["Human-AI interaction"]
    assert titles("title_bidi") == ["Safe FDP.exe title x"]
    assert len(display_title(titles("title_zalgo")[0])) < 20
    assert titles("script_in_abstract") == ["Title"]
    assert read(FEEDS / "script_in_abstract.xml")["records"][0]["abstract"] == "Abs"


def test_nothing_outside_the_document_is_read() -> None:
    assert titles("xxe_file") in (["[]"], [""])
    assert titles("xxe_param_loopback") == ["T"]


def test_links_that_are_none_are_dropped_and_others_are_encoded() -> None:
    for name in ("link_javascript", "link_file", "link_metadata_ip"):
        assert read(FEEDS / f"{name}.xml")["records"][0]["url"] == ""
    assert read(FEEDS / "link_pipe_mention.xml")["records"][0]["url"] == "https://ok.example/%7Cclick%3E%3C!channel%3E"


def test_entries_keep_their_identity() -> None:
    first, second = (read(FEEDS / f"updated_{version}.xml")["records"][0] for version in ("v1", "v2"))
    assert first["keys"] == second["keys"]
    same = read(FEEDS / "dup_guid_two_papers.xml")["records"]
    assert same[0]["keys"] == same[1]["keys"]


def test_an_unbroken_run_of_letters_is_cut_before_it_can_stall_the_parser(parsers: Parsers) -> None:
    run = b"a." * 40_000 + b"a@b"
    body = b'<rss version="2.0"><channel><item><title>T</title><author>' + run + b"</author></item></channel></rss>"
    reply = parsers.run("bot.sources.feed:parse", body, **WHERE)
    assert reply["records"][0]["title"] == "T"


def test_entities_that_multiply_do_not(parsers: Parsers) -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    item = "<item><title>&e11;</title></item>"
    body = f'<!DOCTYPE rss [<!ENTITY e0 "ha">{entities}]><rss version="2.0"><channel>{item}</channel></rss>'
    reply = attempt(lambda body: parsers.run("bot.sources.feed:parse", body, **WHERE), body.encode())
    assert len(repr(reply)) < 100_000
    assert not isinstance(reply, ParseFailure) or reply.kind == "malformed"
