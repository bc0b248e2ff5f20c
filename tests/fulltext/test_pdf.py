"""PDFs: their text in reading order, page by page; what nobody sees stays out, and what cannot be read says why."""

from pathlib import Path

import pytest

from bot.fulltext.pdf import Adapter, parse
from bot.ports.sources import SourceFailure
from tests.fakes.web import Answer, LoopbackWeb

from .conftest import Read
from .shelves import FIXTURES, files, lines, paper, pdf, stream, whole

WAY = Adapter()
TEA = paper("arxiv:2606.06625", title="On Tea")
ADDRESS = "export.arxiv.org/pdf/2606.06625v1"
RECORDED = {
    "acl_N18-3011.pdf": (
        ("4.2 Entity Extraction Models", "page=5"),
        ("sufficient metadata about their papers", "MED-LINE", "Hahn-Powell et al. (2017)"),
    ),
    "arxiv_2304.02623v1.pdf": (
        ("2 CHARACTERIZING EXPOSITORY WRITING", "page=2"),
        ("We define expository writing pieces as articles", "correct and efficient understanding"),
    ),
}


def _said(document: bytes) -> str:
    return " ".join(paragraph for section in parse(document)["sections"] for paragraph in section["paragraphs"])


@pytest.mark.parametrize("recorded", files(FIXTURES / "fulltext_pdf", ".pdf"))
def test_a_recorded_pdf_comes_as_sections_that_lead_to_their_page(read: Read, recorded: Path) -> None:
    text = read(WAY, TEA, {ADDRESS: recorded.read_bytes()})
    assert text is not None
    heading, phrases = RECORDED[recorded.name]
    assert heading in [(section.title, section.anchor) for section in text.sections]
    for phrase in phrases:
        assert phrase in whole(text)
    assert text.source_url == "https://arxiv.org/pdf/2606.06625v1"
    assert "References" not in [section.title for section in text.sections]
    assert not text.cut


def test_words_divided_at_a_lines_end_are_joined_and_letters_joined_in_print_are_divided() -> None:
    assert _said(pdf(lines("We study knowl-", "edge, and Hahn-", "Powell too."))) == (
        "We study knowledge, and Hahn-Powell too."
    )


def test_heads_that_run_over_the_pages_are_no_text() -> None:
    bodies = [[f"{cup} cups go on for {place} lines." for cup in "ABC"] for place in ("one", "two", "six", "ten")]
    document = pdf(*(lines(f"Tea Journal {n}", *body, str(n)) for n, body in enumerate(bodies, 7)))
    assert _said(document) == " ".join(line for body in bodies for line in body)


def test_a_text_ends_where_its_references_begin() -> None:
    document = pdf(lines("1 Introduction", "We brew tea.", "References", "A. Author. 2020."))
    assert parse(document)["sections"] == [
        {"title": "1 Introduction", "anchor": "page=1", "paragraphs": ["We brew tea."]}
    ]


HIDDEN = {
    "white": lines("SECRET", prefix="1 1 1 rg"),
    "white gray": lines("SECRET", prefix="1 g"),
    "white ink": lines("SECRET", prefix="0 0 0 0 k"),
    "nearly white": lines("SECRET", prefix="0.97 0.96 0.99 rg"),
    "white in a space of its own": lines("SECRET", prefix="/Cs1 cs 1 1 1 scn"),
    "one point": lines("SECRET", size=1),
    "scaled away": f"q 0.05 0 0 0.05 0 0 cm {lines('SECRET')} Q",
    "scaled in the text": "BT /F1 10 Tf 0.1 0 0 0.1 72 700 Tm (SECRET) Tj ET",
    "not painted": lines("SECRET", prefix="3 Tr"),
    "off the page": "BT /F1 10 Tf -500 700 Td (SECRET) Tj ET",
    "above the page": "BT /F1 10 Tf 1 0 0 1 72 5000 Tm (SECRET) Tj ET",
    "transparent": f"q /Gs1 gs {lines('SECRET')} Q",
    "moved to a next line": "BT /F1 10 Tf 14 TL 72 690 Td 1 g (SECRET) ' 0 g ET",
    "in pieces": "BT /F1 10 Tf 72 690 Td 1 g [(SEC) -20 (RET)] TJ 0 g ET",
}


@pytest.mark.parametrize("name", HIDDEN)
def test_a_text_nobody_sees_does_not_come_in(name: str) -> None:
    states = "/ExtGState << /Gs1 << /ca 0 >> >>"
    document = pdf(f"q {HIDDEN[name]} Q {lines('We study tea.')}", resources=states)
    assert _said(document) == "We study tea."


SEEN = {
    "black": lines("SEEN", prefix="0 g"),
    "gray": lines("SEEN", prefix="0.6 g"),
    "white lines around it": lines("SEEN", prefix="1 1 1 RG"),
    "white before and black again": lines("SEEN", prefix="1 g 0 g"),
    "white in a drawing that was closed": f"q 1 g Q {lines('SEEN')}",
    "a small size made large": "BT /F1 1 Tf 10 0 0 10 72 700 Tm (SEEN) Tj ET",
    "small print": lines("SEEN", size=5),
    "half transparent": f"q /Gs1 gs {lines('SEEN')} Q",
}


@pytest.mark.parametrize("name", SEEN)
def test_a_text_that_can_be_seen_does(name: str) -> None:
    states = "/ExtGState << /Gs1 << /ca 0.5 >> >>"
    assert _said(pdf(SEEN[name], resources=states)) == "SEEN"


def test_a_page_that_is_all_one_drawing_is_read_and_what_it_hides_is_not() -> None:
    form = "/Type /XObject /Subtype /Form /BBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >>"
    drawing = stream(f"{lines('We study tea.')} {lines('SECRET', prefix='1 g')}", form)
    assert _said(pdf("/Fm1 Do", resources="/XObject << /Fm1 10 0 R >>", extra=(drawing,))) == "We study tea."


def test_the_labels_of_a_figure_are_not_taken_for_text() -> None:
    form = "/Type /XObject /Subtype /Form /BBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >>"
    drawing = stream(lines("axis label"), form)
    content = f"{lines('We study tea.')} /Fm1 Do"
    assert _said(pdf(content, resources="/XObject << /Fm1 10 0 R >>", extra=(drawing,))) == "We study tea."


def test_a_long_document_is_read_up_to_eighty_pages_and_says_that_it_goes_on() -> None:
    text = parse(pdf(*(lines(f"Tea number {chr(97 + n % 26)} is brewed.") for n in range(90))))
    assert text["cut"]
    assert sum(len(section["paragraphs"]) for section in text["sections"]) == 80


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (b"<html>not a PDF</html>", "This is not a PDF."),
        (b"%PDF-1.7\n", "This PDF cannot be read."),
        (b"%PDF-1.7\n" + b"trailer << /Root 1 0 R >>\nstartxref\n9\n%%EOF", "This PDF cannot be read."),
        (pdf(""), "No text could be read (scanned?)."),
        (pdf("q 1 0 0 1 0 0 cm Q"), "No text could be read (scanned?)."),
        (pdf("BT (unfinished"), "This PDF cannot be read."),
    ],
)
def test_what_cannot_be_read_says_why(read: Read, body: bytes, sentence: str) -> None:
    with pytest.raises(SourceFailure) as failed:
        read(WAY, TEA, {ADDRESS: body})
    assert failed.value.sentence == sentence


def test_a_pdf_is_looked_for_where_the_papers_keys_and_address_lead(read: Read, web: LoopbackWeb) -> None:
    acl = paper("doi:10.18653/v1/n18-3011")
    own = paper("url:https://lab.example/tea.pdf", url="https://lab.example/tea.pdf?download=1")
    assert whole(read(WAY, acl, {"aclanthology.org/N18-3011.pdf": pdf(lines("Tea."))})) == "\nTea."
    assert whole(read(WAY, own, {"lab.example/tea.pdf?download=1": pdf(lines("Tea."))})) == "\nTea."
    assert read(WAY, paper("doi:10.1/x", url="https://lab.example/tea"), {}) is None
    assert read(WAY, paper("arxiv:2606.06625", version=0), {}) is None
    assert web.asked[-1].target == "/pdf/2606.06625"


def test_a_refusal_is_told(read: Read) -> None:
    with pytest.raises(SourceFailure, match=r"export\.arxiv\.org asks us to slow down"):
        read(WAY, TEA, {ADDRESS: Answer(b"Rate exceeded.", 429)})
