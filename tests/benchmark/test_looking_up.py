"""What is known of listed papers: the store's word first, then that of others, at last the file's."""

from collections.abc import Sequence
from dataclasses import replace

from bot.benchmark.looking_up import Knowledge, Listed, LookingUp
from bot.benchmark.reading_list import read
from bot.papers import Paper
from bot.ports.sources import SourceFailure
from bot.sources import arxiv, crossref
from tests.benchmark.shelf import NOW, Knowing, Shelf, paper
from tests.sources.doubles import InProcess, Pages, Web


def listed(*numbers: int) -> list[Paper]:
    return [paper(-n, "", "", keys=frozenset({f"arxiv:2606.{n:05}"}), sources=()) for n in numbers]


def looked_up(
    papers: Sequence[Paper], shelf: Shelf, *enrichers: Knowing
) -> tuple[tuple[Listed, ...], tuple[str, ...], list[str]]:
    told: list[str] = []
    looking = LookingUp(shelf, enrichers, Web(), InProcess(), lambda: NOW)  # type: ignore[arg-type]
    found, notes = looking.look_up(papers, told.append)
    return found, notes, told


def test_a_stored_paper_is_used_as_it_is_stored_and_nobody_is_asked() -> None:
    stored, enricher = paper(1, "Stored"), Knowing({})
    (found,), notes, told = looked_up(listed(1), Shelf([stored]), enricher)
    assert (found.paper, found.told_by, notes, told) == (stored, Knowledge.STORED, (), [])
    assert enricher.asked == []


def test_others_are_asked_in_their_own_portions_and_that_is_told_in_words() -> None:
    enricher = Knowing({f"arxiv:2606.{n:05}": f"Abstract {n}." for n in (1, 2)}, most=2)
    found, _, told = looked_up(listed(1, 2, 3), Shelf(), enricher)
    assert [(each.paper.abstract, each.told_by) for each in found] == [
        ("Abstract 1.", Knowledge.ASKED),
        ("Abstract 2.", Knowledge.ASKED),
        ("", Knowledge.FILE),
    ]
    assert enricher.asked == [2, 1]
    assert told == ["Asking Who knows about 2 of 3 papers…", "Asking Who knows about 3 of 3 papers…"]


def test_one_that_cannot_be_asked_is_told_of_and_the_next_is_asked() -> None:
    failing = Knowing({}, SourceFailure("server", "It is down."), label="Nobody")
    found, notes, _ = looked_up(listed(1), Shelf(), failing, Knowing({"arxiv:2606.00001": "Known."}))
    assert found[0].paper.abstract == "Known."
    assert notes == ("Nobody could not be asked: It is down.",)


def test_who_has_an_abstract_is_not_asked_about() -> None:
    enricher = Knowing({"arxiv:2606.00001": "Other."})
    found, _, _ = looked_up([replace(paper(-1, "T", "Own."), keys=listed(1)[0].keys)], Shelf(), enricher)
    assert (found[0].paper.abstract, found[0].told_by, enricher.asked) == ("Own.", Knowledge.FILE, [])


def test_two_hundred_papers_of_a_list_are_looked_up_and_the_rest_is_told() -> None:
    enricher = Knowing({})
    _, notes, _ = looked_up(listed(*range(1, 251)), Shelf(), enricher)
    assert sum(enricher.asked) == 200
    assert "of 50 more, only what the file says counts" in notes[0]


def test_without_a_network_that_is_said_once_and_only_where_it_matters() -> None:
    _, notes, _ = looked_up(listed(1), Shelf())
    assert "Nothing was looked up on the web" in notes[0]
    assert looked_up(listed(1), Shelf([paper(1, "Stored")]))[1] == ()


def test_a_preprint_and_its_article_count_once() -> None:
    stored = replace(paper(1, "Stored"), keys=frozenset({"arxiv:2606.00001", "doi:10.1371/x"}))
    text = b"2606.00001\n10.1371/x"
    papers = read("list.txt", text, InProcess(), NOW).papers
    assert len(papers) == 2
    assert len(looked_up(papers, Shelf([stored]))[0]) == 1


def test_one_paper_that_a_file_lists_twice_is_one_paper_with_all_it_tells() -> None:
    text = b"@misc{a, title={Tea}, doi={10.1371/x}}\n@misc{b, title={Tea}, abstract={It grows.}, eprint={2606.00001}}"
    (found,) = read("refs.bib", text, InProcess(), NOW).papers
    assert (found.abstract, found.keys) == ("It grows.", frozenset({"doi:10.1371/x", "arxiv:2606.00001"}))
    assert found.sources == ()


ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom" xmlns:o="http://a9.com/-/spec/opensearch/1.1/">
<o:totalResults>1</o:totalResults><entry><id>http://arxiv.org/abs/2606.00001v2</id><title>Tea in cells</title>
<summary>We grow tea.</summary><published>2026-06-01T00:00:00Z</published></entry></feed>"""
WORK = b"""{"message": {"items": [{"DOI": "10.1371/x", "type": "journal-article", "title": ["Rice"],
"abstract": "<jats:p>We grow rice.</jats:p>", "author": [{"given": "Ada", "family": "Lovelace"}]}]}}"""


def test_arxiv_and_crossref_tell_what_a_list_of_ids_does_not() -> None:
    web = Pages({"https://export.arxiv.org/": [ATOM], "https://api.crossref.org/": [WORK]})
    papers = read("list.txt", b"2606.00001\n10.1371/x\nPMID: 7", InProcess(), NOW).papers
    looking = LookingUp(Shelf(), (arxiv.Enricher(), crossref.Enricher()), web, InProcess(), lambda: NOW)  # type: ignore[arg-type]
    found, notes = looking.look_up(papers, lambda sentence: None)
    assert [(each.paper.title, each.paper.abstract, each.told_by) for each in found] == [
        ("Tea in cells", "We grow tea.", Knowledge.ASKED),
        ("Rice", "We grow rice.", Knowledge.ASKED),
        ("", "", Knowledge.FILE),
    ]
    assert (len(web.asked), notes, found[2].is_nameless) == (2, (), True)
