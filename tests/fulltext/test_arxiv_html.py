"""arXiv's HTML: what a reader sees, section by section, and only of the paper that was asked for."""

from pathlib import Path

import pytest

from bot.fulltext.arxiv_html import Adapter
from bot.ports.sources import SourceFailure
from tests.fakes.web import Answer, LoopbackWeb

from .conftest import Read
from .shelves import FIXTURES, article, files, paper, whole

PAGE = "arxiv.org/html/2606.06625v1"
TEA = paper("arxiv:2606.06625", title="On Tea")
WAY = Adapter()
PARAGRAPHS = {
    "issues--141-arxiv-equation-tables.html": (1, "Scaled Dot-Product Attention", "Attention(Q,K,V)=softmax(QKᵀ/√dₖ)V"),
    "issues--142-arxiv-multi-citations.html": (1, "Introduction", "as explored in prior work [35, 2, 5]. Some models"),
    "latexml_1707.08043.html": (6, "1. Preliminary facts", "Definition 1.1. Let R be a finitely generated k-algebra."),
    "latexml_1803.07574.html": (18, "2.1 Direct Problem", "Neuman et al. (1982): y=1c+x∗k+n , (1) with:"),
}


@pytest.mark.parametrize("recorded", files(FIXTURES / "fulltext_arxiv_html", ".html"))
def test_a_recorded_page_comes_as_sections_with_formulas_in_line(read: Read, recorded: Path) -> None:
    text = read(WAY, paper("arxiv:2606.06625"), {PAGE: recorded.read_bytes()})
    assert text is not None
    count, title, phrase = PARAGRAPHS[recorded.name]
    assert len(text.sections) == count
    assert title in [section.title for section in text.sections]
    assert phrase in whole(text)
    assert text.source_url == f"https://{PAGE}"
    for clutter in ("Generated", "Neural machine translation", "mjx", "\\mathbb", "egalleg@gmail.com"):
        assert clutter not in whole(text)


def test_sections_carry_the_anchors_that_lead_to_them_and_the_abstract_comes_first(read: Read) -> None:
    text = read(
        WAY,
        TEA,
        {
            PAGE: article(
                "<div class='ltx_abstract'><h6 class='ltx_title ltx_title_abstract'>Abstract.</h6>",
                "<p>We brew.</p></div><section class='ltx_section' id='S1'><h2>1 Leaves</h2>",
                "<div class='ltx_para'><p class='ltx_p'>Green.</p></div>",
                "<section class='ltx_subsection' id='S1.SS1'><h3>1.1 Stems</h3><p>Brown.</p></section>",
                "<p>Dry.</p></section>",
                "<section class='ltx_bibliography' id='bib'><h2>References</h2><ul><li>A. Author</li></ul></section>",
            )
        },
    )
    assert text is not None
    assert [(section.title, section.anchor, section.paragraphs) for section in text.sections] == [
        ("Abstract", "", ("We brew.",)),
        ("1 Leaves", "S1", ("Green.",)),
        ("1.1 Stems", "S1.SS1", ("Brown.",)),
        ("1 Leaves", "S1", ("Dry.",)),
    ]


def test_a_formula_set_apart_stays_in_its_sentence_and_a_table_keeps_its_rows(read: Read) -> None:
    text = read(
        WAY,
        TEA,
        {
            PAGE: article(
                "<div class='ltx_para'><p>It holds that</p><table class='ltx_equation'><tr><td></td><td>",
                "<math alttext='x^{2}=%\n y'><mi>junk</mi></math></td><td>(1)</td></tr></table><p>for all x.</p></div>",
                "<figure class='ltx_table'><figcaption>Table 1: Cups.</figcaption>",
                "<table><tr><th>Site</th><th>Cups</th></tr>",
                "<tr><td>A</td><td>2</td></tr></table></figure>",
                "<p>We see it<span class='ltx_note ltx_role_footnote'>1 A footnote.</span> daily.</p>",
            )
        },
    )
    assert text is not None
    assert text.sections[0].paragraphs == (
        "It holds that x²=y (1) for all x.",
        "Table 1: Cups.",
        "Site | Cups",
        "A | 2",
        "We see it daily.",
    )


def test_the_licence_is_the_pages_own_and_else_the_records(read: Read) -> None:
    licensed = article("<p>Tea.</p>").replace(
        b"<nav>", b"<a id='license-tr' href='https://info.arxiv.org/'>License: CC BY 4.0</a><nav>"
    )
    first = read(WAY, TEA, {PAGE: licensed})
    second = read(WAY, paper("arxiv:2606.06625", licence="CC0"), {PAGE: article("<p>Tea.</p>")})
    assert first is not None
    assert second is not None
    assert (first.licence, second.licence) == ("CC BY 4.0", "CC0")


def test_the_version_that_is_known_is_asked_for_and_else_the_latest(read: Read, web: LoopbackWeb) -> None:
    for version in (3, 0):
        read(WAY, paper("arxiv:math/0309136", version=version), {})
    assert [asked.target for asked in web.asked] == ["/html/math/0309136v3", "/html/math/0309136"]
    assert {asked.headers["accept"] for asked in web.asked} == {"text/html"}


def test_a_page_of_another_paper_is_not_taken_for_this_one(read: Read) -> None:
    with pytest.raises(SourceFailure, match="of another paper") as failed:
        read(WAY, paper("arxiv:2606.06625", title="Gaussian boson sampling with loss"), {PAGE: article("<p>Tea.</p>")})
    assert failed.value.kind == "another_paper"


@pytest.mark.parametrize("title", ["On tea: a revised study", "On $\\mathrm{Tea}$", "ON TEA"])
def test_a_title_that_changed_between_versions_is_still_the_papers(read: Read, title: str) -> None:
    assert read(WAY, paper("arxiv:2606.06625", title=title), {PAGE: article("<p>Tea.</p>")}) is not None


def test_a_paper_without_a_page_or_without_an_arxiv_id_has_nothing_here(read: Read, web: LoopbackWeb) -> None:
    assert read(WAY, TEA, {}) is None
    assert read(WAY, paper("doi:10.1371/journal.pone.1"), {}) is None
    assert len(web.asked) == 1


def test_a_refusal_is_told_and_not_taken_for_a_missing_page(read: Read) -> None:
    with pytest.raises(SourceFailure, match=r"arxiv\.org refuses to answer us") as failed:
        read(WAY, TEA, {PAGE: Answer(b"no", 403)})
    assert failed.value.kind == "refused"


@pytest.mark.parametrize("body", [b"<html><body><p>Hello</p></body></html>", b"\0\1\2", b"<article></article>", b"{}"])
def test_a_page_without_a_paper_says_so(read: Read, body: bytes) -> None:
    with pytest.raises(SourceFailure, match="Full text not available"):
        read(WAY, TEA, {PAGE: body})
