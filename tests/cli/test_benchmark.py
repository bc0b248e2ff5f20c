"""``benchmark``: a reading list held against typed queries or a stored radar, in the terminal."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.cli import main
from bot.papers import Record
from bot.storage import open_store
from bot.subscribers import SubscriberKind

NOW = datetime(2026, 6, 15, 12, tzinfo=UTC)
REFS = r"""
@article{a, title={Latent diffusion policy models}, abstract={We train policies.}, eprint={2606.00001}}
@article{b, title={Generative modelling of {P}roteins}, author={M{\"u}ller, K.}, abstract={Proteins fold.}}
@article{c, doi={10.1371/journal.pcbi.1000001}}
@article{d, note={nothing}}
"""


@pytest.fixture
def refs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A list in a file, and an empty store beside it."""
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'radar.sqlite3'}")
    monkeypatch.setenv("RADAR_CLOCK", "2026-06-15T12:00Z")
    path = tmp_path / "refs.bib"
    path.write_text(REFS, encoding="utf-8")
    return path


def radars(folder: Path, **lines: str) -> None:
    """Store a line for each person."""
    store = open_store(f"sqlite:///{folder / 'radar.sqlite3'}", migrate=True)
    for address, line in lines.items():
        reader = store.subscribers.ensure("T1", SubscriberKind.PERSON, address, NOW)
        store.subscribers.add_queries(reader.id, [line], 10)
    store.close()


def test_it_tells_what_is_found_what_is_missed_and_what_to_type(refs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["benchmark", str(refs), "--query", "diffusion models", "--query", "proteins", "--offline"]) == 0
    told = capsys.readouterr().out
    assert told.startswith("refs.bib: The radar finds 1 of 2 papers (50%).\n")
    assert "  diffusion models  finds none\n  proteins  finds 1, 1 of them alone\n" in told
    missed = "Latent diffusion policy models – missed by one word: “diffusion policy models” (diffusion models)"
    assert missed in told
    assert "  /radar add latent diffusion" in told
    assert "BibTeX, 3 papers; of 1 only the id is known, so it is not counted." in told
    assert "Nothing was looked up on the web" in told
    assert "  The entry “d” in line 5 has neither a title nor an id." in told


def test_a_paper_of_the_store_counts_as_it_is_stored(refs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    radars(refs.parent)
    store = open_store(f"sqlite:///{refs.parent / 'radar.sqlite3'}")
    known = Record(source="plos:pcbi", keys=frozenset({"doi:10.1371/journal.pcbi.1000001"}), title="Tea in cells")
    store.papers.absorb([known], NOW)
    store.close()
    assert main(["benchmark", str(refs), "--query", "tea", "--offline"]) == 0
    told = capsys.readouterr().out
    assert "The radar finds 1 of 3 papers" in told
    assert "on 1 paper of the last day" in told


def test_the_only_stored_radar_is_taken_and_of_several_one_must_be_named(
    refs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    radars(refs.parent, U1="proteins")
    assert main(["benchmark", str(refs), "--offline"]) == 0
    assert "  proteins  finds 1" in capsys.readouterr().out
    radars(refs.parent, U2="diffusion")
    assert main(["benchmark", str(refs), "--offline"]) == 2
    assert "2 radars are stored here: choose one with --radar, such as U1, U2." in capsys.readouterr().err
    assert main(["benchmark", str(refs), "--radar", "U2", "--offline"]) == 0
    assert "  diffusion  finds 1" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--radar", "U9"], "There is no radar of U9."),
        ([], "No radar is stored here."),
        (["--query", "(a AND"], "^"),
    ],
)
def test_wrong_words_are_told_in_a_sentence(
    refs: Path, capsys: pytest.CaptureFixture[str], words: list[str], sentence: str
) -> None:
    assert main(["benchmark", str(refs), *words]) == 2
    assert sentence in capsys.readouterr().err


def test_a_file_that_is_not_there_or_no_list_is_told_in_a_sentence(
    refs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["benchmark", str(refs.with_name("none.bib")), "--query", "tea"]) == 2
    assert "none.bib cannot be read: No such file or directory" in capsys.readouterr().err
    refs.write_bytes(b"%PDF-1.7")
    assert main(["benchmark", str(refs), "--query", "tea"]) == 1
    assert "refs.bib cannot be read. This is no text file." in capsys.readouterr().err


def test_on_a_recording_nobody_is_asked(
    refs: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (refs.parent / "index.json").write_text('{"entries": []}', encoding="utf-8")
    monkeypatch.setenv("RADAR_REPLAY", str(refs.parent))
    assert main(["benchmark", str(refs), "--query", "tea"]) == 0
    told = capsys.readouterr()
    assert "Nothing was looked up on the web" in told.out
    assert told.err == ""
