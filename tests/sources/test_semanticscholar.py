"""Semantic Scholar is asked about one paper at a time, and what it does not know is no failure."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.papers import Paper, Record, merge
from bot.ports.sources import SourceFailure
from bot.sources.semanticscholar import Enricher, parse
from tests.sources.doubles import InProcess, Pages

SHARED = Path(__file__).parents[3] / "shared" / "fixtures" / "semanticscholar"
NOW = datetime(2026, 6, 10, 5, tzinfo=UTC)
PAPER = "https://api.semanticscholar.org/graph/v1/paper"


def paper(*keys: str, **more: Any) -> Paper:
    return merge(None, Record(source="feed:https://x.example", keys=frozenset(keys), title="T", **more), NOW)


def known(**more: Any) -> bytes:
    return json.dumps({"paperId": "1", "title": "T", "externalIds": {"DOI": "10.1000/TEA"}} | more).encode()


def recorded(name: str) -> Iterator[str]:
    if not SHARED.exists():
        pytest.skip("the recorded answers are not here")
    for interaction in yaml.safe_load((SHARED / name).read_text(encoding="utf-8"))["interactions"]:
        response = interaction["response"]
        yield response["content"] if "content" in response else response["body"]["string"]


def test_each_paper_is_asked_for_by_its_best_name() -> None:
    pages = Pages({PAPER: [known()]})
    Enricher().enrich([paper("doi:10.1000/tea"), paper("doi:10.1/x", "arxiv:2606.06625")], pages, InProcess(), NOW)
    assert [url.removeprefix(PAPER).partition("?")[0] for url in pages.asked] == [
        "/DOI:10.1000/tea",
        "/ARXIV:2606.06625",
    ]
    assert "fields=title,abstract,externalIds,publicationDate," in pages.asked[0]


def test_a_paper_it_does_not_know_is_no_failure() -> None:
    unknown = SourceFailure("not_found", "api.semanticscholar.org has nothing at this address (status 404).")
    pages = Pages({f"{PAPER}/ARXIV": [unknown], f"{PAPER}/DOI": [known(abstract="Tea.")]})
    (record,) = Enricher().enrich([paper("arxiv:2606.06625"), paper("doi:10.1000/tea")], pages, InProcess(), NOW)
    assert record.abstract == "Tea."


def test_what_came_before_a_failure_is_kept() -> None:
    busy = SourceFailure("throttled", "api.semanticscholar.org asks us to slow down.")
    pages = Pages({PAPER: [known(), busy]})
    papers = [paper("doi:10.1000/tea"), paper("doi:10.1000/milk")]
    assert len(Enricher().enrich(papers, pages, InProcess(), NOW)) == 1
    with pytest.raises(SourceFailure, match="slow down"):
        Enricher().enrich(papers, Pages({PAPER: [busy]}), InProcess(), NOW)


def test_another_paper_than_the_one_asked_for_is_not_taken() -> None:
    pages = Pages({PAPER: [known(externalIds={"DOI": "10.1000/other"}), known(externalIds=None)]})
    assert Enricher().enrich([paper("doi:10.1000/tea")] * 2, pages, InProcess(), NOW) == ()


def test_a_paper_is_told_all_the_names_it_goes_by() -> None:
    ids = {
        "ArXiv": "2304.05376",
        "DOI": "10.1038/S42256-024-00832-8",
        "PubMed": "38799228",
        "PubMedCentral": "11116106",
    }
    (plain,) = parse(
        known(externalIds=ids, journal={"name": "ArXiv"}, publicationDate="2023-04-11"), today="2026-06-10"
    )
    assert plain["keys"] == ["arxiv:2304.05376", "doi:10.1038/s42256-024-00832-8", "pmcid:PMC11116106", "pmid:38799228"]
    assert (plain["journal"], plain["published_on"]) == ("", "2023-04-11")


def test_recorded_papers_have_their_abstracts_or_none() -> None:
    (body,) = recorded("test_get_papers_not_found_warning.vcr.yaml")
    papers = parse(body.encode(), today="2026-06-10")
    assert len(papers) == 3
    assert papers[0]["keys"] == ["doi:10.2139/ssrn.288970"]
    assert papers[0]["authors"] == ["Marianne Bertrand", "E. Duflo", "S. Mullainathan"]


def test_a_recorded_refusal_is_told_in_a_sentence() -> None:
    (body,) = recorded("test_bad_query_parameters.vcr.yaml")
    with pytest.raises(ValueError, match=r"refused the question: Unrecognized or unsupported fields: \[unknown\]\."):
        parse(body.encode(), today="2026-06-10")


def test_only_papers_without_abstract_or_authors_are_asked_about() -> None:
    assert Enricher().wants(paper("doi:10.1000/tea"))
    assert not Enricher().wants(paper("doi:10.1000/tea", abstract="A.", authors=("Ann",)))
    assert not Enricher().wants(paper("url:https://x.example/1"))


def test_nonsense_is_survived_or_told() -> None:
    many: tuple[Any, ...] = (None, 7, [None], {"a": []})
    for nonsense in many:
        body = known(abstract=nonsense, authors=nonsense, journal=nonsense, publicationDate=nonsense, title=nonsense)
        assert len(parse(body, today=date(2026, 6, 10).isoformat())) == 1
    with pytest.raises(ValueError, match="something else than data"):
        parse(b"<html>", today="2026-06-10")
