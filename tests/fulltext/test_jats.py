"""An article's own XML: its sections with their anchors, from whichever place has it."""

import json
import re
from pathlib import Path

import pytest

from bot.fulltext.jats import Adapter
from bot.ports.sources import SourceFailure
from tests.fakes.web import Answer, LoopbackWeb

from .conftest import Read
from .shelves import FIXTURES, files, paper, whole

WAY = Adapter()
REST = "www.ebi.ac.uk/europepmc/webservices/rest"
XML = f"{REST}/PMC3342/fullTextXML"
FOUND = json.dumps(
    {"resultList": {"result": [{"pmcid": "PMC1", "isOpenAccess": "N"}, {"pmcid": "PMC3342", "isOpenAccess": "Y"}]}}
).encode()
RECORDED = {
    "biorxiv_kitchen-sink.xml": ("Binding properties of polyspecific TCRs", "s2e", "Figure 4. Identification of"),
    "elife-56337.xml": ("Mouse KRAB-ZFPs target retrotransposons", "s2-1", "5–10 × 10⁷ cells were crosslinked"),
    "elife00013.xml": ("eLife digest", "", "All animals, including humans, evolved in a world filled with"),
    "elife06726.xml": ("Main text", "s1", "Elabela"),
    "plos_journal.pbio.1001289.xml": ("Warfighter Enhancement", "s3", "neuroscience"),
    "plos_journal.pmed.0020402.xml": ("", "s1", "blindness"),
    "plos_journal.pmed.0030445.xml": ("", "s1", "social medicine"),
    "plos_journal.pmed.1001186.xml": ("Summary Points", "s1a", "guidance"),
    "plos_journal.ppat.1000166.xml": ("PQS is involved in resistance to UV irradiation", "s2f", "Figure 7. Proposed"),
    "pmcoa_1471-2180-11-174.nxml": ("Effects of KCN Addition", "", "lysis time"),
    "pmcoa_1472-6831-8-11.nxml": ("Test-retest reliability", "", "OHIP"),
    "pmcoa_pntd.0002065.nxml": ("Laboratory tests", "s2e", "ELISA"),
    "s2orc_PMC5828200.nxml": ("CSP did not have anti-aggregation effect on Aβ", "s2_9", "Aβ"),
}


def article(body: str, front: str = "") -> bytes:
    """An article in the least words."""
    return (
        "<?xml version='1.0'?><!DOCTYPE article PUBLIC '-//NLM//DTD JATS' 'https://dtd.example/a.dtd'>"
        "<article xmlns:mml='http://www.w3.org/1998/Math/MathML' xmlns:xlink='http://www.w3.org/1999/xlink'>"
        f"<front><article-meta><title-group><article-title>On <italic>Tea</italic></article-title></title-group>{front}"
        f"</article-meta></front><body>{body}</body><back><ref-list><ref>Somebody</ref></ref-list></back>"
        "<sub-article><body><p>A review.</p></body></sub-article></article>"
    ).encode()


@pytest.mark.parametrize("recorded", files(FIXTURES / "fulltext_jats", ".xml", ".nxml"))
def test_a_recorded_article_comes_with_its_sections_and_anchors(read: Read, recorded: Path) -> None:
    text = read(WAY, paper("pmcid:PMC3342"), {XML: recorded.read_bytes()})
    assert text is not None
    title, anchor, phrase = RECORDED[recorded.name]
    assert (title, anchor) in [(section.title, section.anchor) for section in text.sections]
    assert phrase.lower() in whole(text).lower()
    assert text.title
    assert text.licence
    assert text.source_url == "https://pmc.ncbi.nlm.nih.gov/articles/PMC3342/"
    assert re.search(r"</?[A-Za-z][\w:]*[ />]", whole(text)) is None
    assert sum(len(paragraph) for section in text.sections for paragraph in section.paragraphs) > 5_000


def test_abstract_figures_tables_formulas_and_citations_read_as_they_should(read: Read) -> None:
    body = (
        "<sec id='s1'><label>1</label><title>Leaves</title><p>Water is H<sub>2</sub>O at 10<sup>3</sup>"
        "<sup><xref ref-type='bibr'>4</xref>,<xref ref-type='bibr'>5</xref></sup>.</p>"
        "<fig><label>Figure 2</label><caption><title>Cups</title><p>By site.</p></caption><graphic/></fig>"
        "<p>We find <inline-formula><mml:math><mml:mfrac><mml:mi>a</mml:mi><mml:msup><mml:mi>b</mml:mi>"
        "<mml:mn>2</mml:mn></mml:msup></mml:mfrac></mml:math></inline-formula> and "
        "<tex-math>$\\alpha_1$</tex-math>.</p>"
        "<table-wrap><label>Table 1</label><table><tr><td>A</td><td>2</td></tr></table></table-wrap></sec>"
    )
    front = (
        "<abstract><sec><title>Methods</title><p>We brew.</p></sec></abstract>"
        "<abstract abstract-type='graphical'><p>A picture.</p></abstract>"
        "<permissions><license xlink:href='https://creativecommons.org/licenses/by/4.0/'><p>Open.</p></license></permissions>"
    )
    text = read(WAY, paper("pmcid:PMC3342"), {XML: article(body, front)})
    assert text is not None
    assert text.title == "On Tea"
    assert text.licence == "https://creativecommons.org/licenses/by/4.0/"
    assert [(section.title, section.anchor) for section in text.sections] == [("Abstract", ""), ("1 Leaves", "s1")]
    assert text.sections[0].paragraphs == ("Methods: We brew.",)
    assert text.sections[1].paragraphs == (
        "Water is H₂O at 10³ [4,5].",
        "Figure 2. Cups. By site.",
        "We find a/b² and α₁.",
        "Table 1. A | 2",
    )


def test_a_paper_without_a_number_is_looked_up_and_only_open_articles_are_fetched(read: Read, web: LoopbackWeb) -> None:
    search = f"{REST}/search?query=DOI%3A%2210.7554/elife.1%22&resultType=lite&format=json&pageSize=5"
    text = read(WAY, paper("doi:10.7554/elife.1"), {search: FOUND, XML: article("<p>Tea.</p>")})
    assert whole(text) == "\nTea."
    assert [asked.host for asked in web.asked] == ["www.ebi.ac.uk"] * 2


def test_plos_gives_its_own_and_europe_pmc_is_not_asked(read: Read, web: LoopbackWeb) -> None:
    address = "journals.plos.org/plosmedicine/article/file?id=10.1371/journal.pmed.0020402&type=manuscript"
    text = read(WAY, paper("doi:10.1371/journal.pmed.0020402"), {address: article("<p>Tea.</p>")})
    assert text is not None
    assert text.source_url == "https://journals.plos.org/plosmedicine/article?id=10.1371/journal.pmed.0020402"
    assert len(web.asked) == 1


def test_a_preprint_of_biorxiv_is_tried_there_last(read: Read, web: LoopbackWeb) -> None:
    empty = json.dumps({"resultList": {"result": []}}).encode()
    search = f"{REST}/search?query=DOI%3A%2210.64898/2026.01.19.700241%22&resultType=lite&format=json&pageSize=5"
    source = "www.biorxiv.org/content/early/2026/01/19/2026.01.19.700241.source.xml"
    text = read(WAY, paper("doi:10.64898/2026.01.19.700241"), {search: empty, source: article("<p>Tea.</p>")})
    assert text is not None
    assert text.source_url == "https://www.biorxiv.org/content/10.64898/2026.01.19.700241v1.full"
    challenge = Answer(b"<!doctype html><title>Just a moment...</title>", 200)
    with pytest.raises(SourceFailure, match="Cloudflare"):
        read(WAY, paper("doi:10.64898/2026.01.19.700241"), {search: empty, source: challenge})


def test_a_paper_that_is_nowhere_has_nothing_here(read: Read, web: LoopbackWeb) -> None:
    assert read(WAY, paper("arxiv:2606.06625"), {}) is None
    assert read(WAY, paper("pmcid:PMC3342"), {}) is None
    assert [asked.target for asked in web.asked] == ["/europepmc/webservices/rest/PMC3342/fullTextXML"]


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (b"<article><front/></article>", "holds the abstract only"),
        (b"<article><front/><body/></article>", "holds the abstract only"),
        (article("", "<abstract><p>We brew.</p></abstract>"), "holds the abstract only"),
        (b"<rss version='2.0'/>", "not an article"),
        (b"no XML at all", "not an article"),
        (b"<article><body><p>Tea", "not an article"),
    ],
)
def test_what_is_no_whole_article_says_so(read: Read, body: bytes, sentence: str) -> None:
    with pytest.raises(SourceFailure, match=f"Full text not available: .*{sentence}"):
        read(WAY, paper("pmcid:PMC3342"), {XML: body})


def test_entities_of_a_document_reach_no_file_and_no_other_server(read: Read, web: LoopbackWeb) -> None:
    body = (
        b"<!DOCTYPE article [<!ENTITY secret SYSTEM 'file:///etc/hostname'><!ENTITY far SYSTEM 'http://lab.example/x'>]>"
        b"<article><body><p>Tea &secret;&far; time.</p></body></article>"
    )
    text = read(WAY, paper("pmcid:PMC3342"), {XML: body})
    assert whole(text) == "\nTea time."
    assert {asked.host for asked in web.asked} == {"www.ebi.ac.uk"}


@pytest.mark.parametrize("reply", [b"[]", b"{}", b"no JSON", b'{"resultList": {"result": 7}}'])
def test_a_search_that_answers_nonsense_is_told(read: Read, reply: bytes) -> None:
    search = f"{REST}/search?query=EXT_ID%3A12%20AND%20SRC%3AMED&resultType=lite&format=json&pageSize=5"
    with pytest.raises(SourceFailure, match="not an answer to a search"):
        read(WAY, paper("pmid:12"), {search: reply})
