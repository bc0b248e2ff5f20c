"""Words become the pieces a BERT knows."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.semantic.architecture import Architecture
from bot.semantic.folder import Folder
from bot.semantic.vocabulary import open_vocabulary
from bot.semantic.wordpiece import WordPiece
from tests.semantic import small_model
from tests.semantic.small_model import VOCABULARY

READER = WordPiece({word: number for number, word in enumerate(VOCABULARY)}, lower=True, most=16)


def pieces(text: str) -> list[str]:
    return [VOCABULARY[number] for number in READER.read(text)][1:-1]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Graphs", ["graph", "##s"]),
        ("folding, unknown", ["fold", "##ing", ",", "un", "##known"]),
        ("CAFÉ cafe\u0301", ["cafe", "cafe"]),
        ("中文", ["中", "文"]),
        ("a中b", ["a", "中", "b"]),
        ("graph-\u200bnetwork\u00a0of\ttheory", ["graph", "-", "network", "of", "[UNK]"]),
        ("abc", ["[UNK]"]),
        ("bc a", ["b", "##c", "a"]),
        ("a" * 101, ["[UNK]"]),
        (" \x00\ufffd ", []),
    ],
)
def test_text_is_cut_into_known_pieces(text: str, expected: list[str]) -> None:
    assert pieces(text) == expected


def test_a_text_cannot_pretend_to_end() -> None:
    assert pieces("a [SEP] b") == ["a", "[", "sep", "]", "b"]


@given(st.text())
def test_any_text_is_read_within_bounds(text: str) -> None:
    ids = READER.read(text)
    assert (ids[0], ids[-1]) == (READER.ids["[CLS]"], READER.ids["[SEP]"])
    assert 2 <= len(ids) <= READER.most


def test_both_forms_of_a_vocabulary_read_alike(folder: Path, tmp_path: Path) -> None:
    other = small_model.write(tmp_path / "other", words="tokenizer.json")
    one, two = (open_vocabulary(Folder(path), Architecture.of(Folder(path))) for path in (folder, other))
    assert one == two


def test_capitals_are_kept_where_the_model_knows_them(tmp_path: Path) -> None:
    cased = small_model.write(tmp_path / "cased")
    (cased / "tokenizer_config.json").write_text(json.dumps({"do_lower_case": False}), encoding="utf-8")
    reader = open_vocabulary(Folder(cased), Architecture.of(Folder(cased)))
    assert reader.read("Graph graph")[1:-1] == [READER.ids["[UNK]"], READER.ids["graph"]]
