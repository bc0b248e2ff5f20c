"""``read`` on the command line: a paper by its id, from a recording, with the way it came and its anchors."""

import json
from argparse import Namespace
from pathlib import Path

import pytest

from bot.cli.read import named, run

from .shelves import NOW, article


@pytest.fixture(autouse=True)
def recording(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A recorded web with the latest version of one paper."""
    monkeypatch.setenv("RADAR_REPLAY", str(tmp_path))
    section = "<section id='S1'><h2>1 Leaves</h2><p>We brew.</p></section>"
    (tmp_path / "page.html").write_bytes(article(section))
    entries = [{"url": "https://arxiv.org/html/2606.06625", "file": "page.html"}]
    (tmp_path / "index.json").write_text(json.dumps({"entries": entries}))
    return tmp_path


@pytest.mark.parametrize("text", ["2606.06625", "arXiv:2606.06625", "https://arxiv.org/abs/2606.06625"])
def test_a_paper_is_printed_with_its_way_its_licence_and_its_anchors(
    text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(Namespace(paper=text)) == 0
    assert capsys.readouterr().out == (
        "On Tea\nRead as arXiv HTML: https://arxiv.org/html/2606.06625\nLicence: not stated\n\n"
        "## 1 Leaves (#S1)\n\nWe brew.\n"
    )


def test_a_paper_that_cannot_be_had_says_why(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(Namespace(paper="2606.06625v2")) == 1
    assert capsys.readouterr().err == "Full text not available.\n"


@pytest.mark.parametrize("text", ["tea", "https://lab.example/tea", ""])
def test_what_names_no_paper_is_told(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(Namespace(paper=text)) == 2
    assert "names no paper: give an arXiv id" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "version"),
    [("2606.06625", 0), ("2606.06625v1", 1), ("2606.06625v12", 12), ("https://arxiv.org/abs/2606.06625v1", 1)],
)
def test_the_version_that_was_named_is_read_and_else_the_latest(text: str, version: int) -> None:
    paper = named(text, NOW)
    assert paper is not None
    assert paper.version == version
