"""The preview: a briefing in the terminal from the recorded week, or its structure."""

import json

import pytest

from bot.cli import main


def test_the_recorded_week_has_something_to_say(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["preview", "gaussian boson sampling", "vision-language"]) == 0
    shown = capsys.readouterr().out
    assert "vision-language" in shown.casefold()
    assert "Matrix phase-space representations for gaussian boson sampling" in shown
    assert "arXiv cs.CL" in shown


def test_the_structure_has_papers_with_evidence_claims_with_references_and_a_receipt(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["preview", "vision-language", "--json", "--papers", "3"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [paper["number"] for paper in told["papers"]] == [1, 2, 3]
    for paper in told["papers"]:
        assert any(key.startswith("arxiv:") for key in paper["ids"])
        assert paper["score"] > 0
        evidence = paper["matches"][0]["evidence"][0]
        assert evidence["sentence"][evidence["start"] : evidence["end"]] == evidence["words"]
    assert told["briefing"]["lines"]
    assert told["receipt"]["shown"] == 3
    assert told["receipt"]["read"] > 1500
    assert {source["state"] for source in told["receipt"]["sources"]} == {"ok"}


def test_a_query_that_cannot_be_read_is_shown_with_its_place(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["preview", "(privacy AND"]) == 2
    assert "^" in capsys.readouterr().err
