"""A paper is read by the best way that leads to it; when none does, the reader is told why."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from bot import fulltext
from bot.fetching import GuardedFetcher
from bot.papers import Paper
from bot.parsing import Parsers
from bot.ports.fulltext import FullText, Section, Text, to_text
from bot.ports.sources import Fetcher, SourceFailure
from bot.ports.sources import Parsers as AnyParsers
from tests.fakes.web import Answer, LoopbackWeb

from .shelves import article, lines, pages, paper, pdf, whole

TEA = paper("arxiv:2606.06625", title="On Tea", licence="CC BY 4.0")
PAGE, PDF = "arxiv.org/html/2606.06625v1", "export.arxiv.org/pdf/2606.06625v1"


@dataclass
class Made:
    """A way that always ends the same."""

    ending: Text | SourceFailure | None
    name: str = "made"
    label: str = "Made"
    turn: int = 1

    def read(self, paper: Paper, fetcher: Fetcher, parsers: AnyParsers) -> Text | None:
        if isinstance(self.ending, SourceFailure):
            raise self.ending
        return self.ending


def test_the_ways_are_found_and_tried_in_their_order() -> None:
    assert [way.name for way in fulltext.ways()] == ["arxiv_html", "pdf", "jats"]


def test_html_is_taken_before_the_pdf_and_the_pdf_when_there_is_no_html(
    web: LoopbackWeb, fetcher: GuardedFetcher, parsers: Parsers
) -> None:
    web.site = pages({PAGE: article("<p>Tea.</p>"), PDF: pdf(lines("Tea in print."))})
    found = fulltext.read(TEA, fetcher, parsers)
    assert (found.way.label, whole(found.text).strip(), found.text.licence) == ("arXiv HTML", "Tea.", "CC BY 4.0")
    web.site = pages({PDF: pdf(lines("Tea in print."))})
    found = fulltext.read(TEA, fetcher, parsers)
    assert (found.way.label, whole(found.text).strip()) == ("PDF", "Tea in print.")


def test_an_article_of_a_journal_is_found_by_its_doi(
    web: LoopbackWeb, fetcher: GuardedFetcher, parsers: Parsers
) -> None:
    rest = "www.ebi.ac.uk/europepmc/webservices/rest"
    search = f"{rest}/search?query=DOI%3A%2210.7554/elife.1%22&resultType=lite&format=json&pageSize=5"
    results = json.dumps({"resultList": {"result": [{"pmcid": "PMC7", "isOpenAccess": "Y"}]}}).encode()
    web.site = pages({search: results, f"{rest}/PMC7/fullTextXML": b"<article><body><p>Tea.</p></body></article>"})
    assert fulltext.read(paper("doi:10.7554/elife.1"), fetcher, parsers).way.name == "jats"


def test_when_no_way_leads_there_every_reason_is_told(
    web: LoopbackWeb, fetcher: GuardedFetcher, parsers: Parsers
) -> None:
    web.site = pages({PAGE: b"<html><h1>Access denied</h1></html>", PDF: b"<html>no</html>"})
    with pytest.raises(SourceFailure) as failed:
        fulltext.read(TEA, fetcher, parsers)
    assert failed.value.sentence == (
        "Full text not available. arXiv HTML: Full text not available: this page does not hold a paper. "
        "PDF: This is not a PDF."
    )
    assert failed.value.permanent


def test_a_paper_nobody_has_says_so_in_one_sentence(fetcher: GuardedFetcher, parsers: Parsers) -> None:
    with pytest.raises(SourceFailure, match=r"^Full text not available\.$") as failed:
        fulltext.read(paper("url:https://lab.example/tea"), fetcher, parsers)
    assert failed.value.permanent


def test_what_may_come_later_is_not_given_up(web: LoopbackWeb, fetcher: GuardedFetcher, parsers: Parsers) -> None:
    web.site = pages({PAGE: Answer(b"", 503, {"Retry-After": "90"})})
    with pytest.raises(SourceFailure) as failed:
        fulltext.read(TEA, fetcher, parsers)
    assert not failed.value.permanent
    assert failed.value.retry_after is not None
    assert timedelta(seconds=80) < failed.value.retry_after <= timedelta(seconds=90)


def test_a_way_that_fails_does_not_hide_the_next(fetcher: GuardedFetcher, parsers: Parsers) -> None:
    text = Text((Section("", "", ("Tea.",)),), "https://lab.example/tea", "")
    by: Sequence[FullText] = (Made(SourceFailure("cpu", "Too much.")), Made(None), Made(text, label="Last"))
    assert fulltext.read(TEA, fetcher, parsers, by).way.label == "Last"


def test_a_child_that_lies_brings_no_control_character_and_no_address_in() -> None:
    section = {"title": "A\u202eB\x1b[31m", "anchor": "x\" onclick='", "paragraphs": ["te\x00a\u200b \n\n now"]}
    text = to_text({"title": "\x07T", "licence": "", "sections": [section], "cut": 0}, "https://lab.example/", "CC0")
    assert (text.title, text.licence, text.cut) == ("T", "CC0", False)
    assert text.sections == (Section("AB[31m", "", ("tea now",)),)


@pytest.mark.parametrize("reply", [{}, [], None, "text", {"title": "", "licence": "", "sections": [7], "cut": 0}])
def test_a_child_that_answers_nonsense_is_a_failure(reply: Any) -> None:
    with pytest.raises(SourceFailure, match="nonsense"):
        to_text(reply, "https://lab.example/")
