"""A folder that cannot be used is refused in a sentence that names what is wrong."""

import json
import os
import struct
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.semantic import ModelMistake, open_meanings
from bot.semantic.model import Model
from tests.semantic import small_model


def refusal(folder: Path, pinned: str = "") -> str:
    with pytest.raises(ModelMistake) as mistake:
        Model.load(folder, pinned)
    told = str(mistake.value)
    assert told.endswith(".")
    assert "\n" not in told
    return told


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert refusal(tmp_path / "nowhere").startswith(f"{tmp_path / 'nowhere'} is not a folder: name the folder of")


@pytest.mark.parametrize("name", ["config.json", "model.safetensors"])
def test_a_missing_file_is_named(name: str, tmp_path: Path) -> None:
    small_model.write(tmp_path)
    (tmp_path / name).unlink()
    assert f"has no {name}: name the folder" in refusal(tmp_path)


def test_a_missing_vocabulary_is_named(tmp_path: Path) -> None:
    small_model.write(tmp_path)
    (tmp_path / "vocab.txt").unlink()
    assert "has no vocab.txt and no tokenizer.json" in refusal(tmp_path)


class Trap:
    """What a pickle does when somebody opens it."""

    def __reduce__(self) -> tuple[Callable[[str], None], tuple[str]]:
        return os.mkdir, ("sprung",)


def test_a_pickle_is_refused_and_never_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import pickle

    monkeypatch.chdir(tmp_path)
    small_model.write(tmp_path)
    (tmp_path / "model.safetensors").unlink()
    (tmp_path / "pytorch_model.bin").write_bytes(pickle.dumps(Trap()))
    assert "pytorch_model.bin, which can run code when it is opened: only model.safetensors" in refusal(tmp_path)
    small_model.write(tmp_path, weights=pickle.dumps(Trap()))
    assert "model.safetensors is damaged" in refusal(tmp_path)
    assert not (tmp_path / "sprung").exists()


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"model_type": "mpnet"}, "model_type 'mpnet': only a BERT"),
        ({"hidden_act": "gelu_new"}, "hidden_act 'gelu_new'"),
        ({"position_embedding_type": "relative_key"}, "position_embedding_type 'relative_key'"),
        ({"hidden_size": 10**9}, "hidden_size should be a number from 1 to 4096, not 1000000000"),
        ({"num_hidden_layers": "six"}, "num_hidden_layers should be a number from 1 to 48, not 'six'"),
        ({"num_attention_heads": 3}, "its hidden_size is no multiple of its num_attention_heads"),
        ({"layer_norm_eps": None}, "its layer_norm_eps is None"),
        ({"num_hidden_layers": 3}, "lacks encoder.layer.2.attention.self.query.weight: it is not the BERT"),
        ({"intermediate_size": 16}, "intermediate.dense.weight in the shape [12, 8], but config.json makes it [16, 8]"),
        ({"vocab_size": 9}, "vocab.txt knows more words than the 9 of config.json"),
    ],
)
def test_another_architecture_is_named(changed: dict[str, object], expected: str, tmp_path: Path) -> None:
    assert expected in refusal(small_model.write(tmp_path, changed))


@pytest.mark.parametrize(
    ("name", "told", "expected"),
    [
        ("1_Pooling/config.json", {"pooling_mode_cls_token": True}, "something else than the mean"),
        ("1_Pooling/config.json", {"pooling_mode": "lasttoken"}, "something else than the mean"),
        ("modules.json", [{"type": "sentence_transformers.models.Dense"}], "a part that is not understood: Dense"),
        ("modules.json", 7, "holds no list of parts"),
        ("tokenizer_config.json", [], "tokenizer_config.json holds no JSON object"),
        ("config.json", None, "config.json holds no JSON object"),
    ],
)
def test_a_model_that_makes_its_vectors_otherwise_is_refused(
    name: str, told: object, expected: str, tmp_path: Path
) -> None:
    small_model.write(tmp_path)
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text(json.dumps(told), encoding="utf-8")
    assert expected in refusal(tmp_path)


@pytest.mark.parametrize("body", [b"{", b"\xff\xfe", b"[" * 100_000])
def test_a_file_that_is_not_json_is_told(body: bytes, tmp_path: Path) -> None:
    small_model.write(tmp_path)
    (tmp_path / "config.json").write_bytes(body)
    assert "fetch the model again" in refusal(tmp_path)


@pytest.mark.parametrize("told", [{"model": {"type": "BPE", "vocab": {}}}, {}, {"model": {"type": "WordPiece"}}])
def test_a_vocabulary_of_another_kind_is_refused(told: object, tmp_path: Path) -> None:
    small_model.write(tmp_path, words="tokenizer.json")
    (tmp_path / "tokenizer.json").write_text(json.dumps(told), encoding="utf-8")
    assert "is no WordPiece vocabulary" in refusal(tmp_path)


def test_a_vocabulary_without_the_marks_of_a_bert_is_refused(tmp_path: Path) -> None:
    small_model.write(tmp_path)
    (tmp_path / "vocab.txt").write_text("graph\nnetwork\n", encoding="utf-8")
    assert "vocab.txt lacks [CLS]" in refusal(tmp_path)


def header(**tensors: object) -> bytes:
    told = json.dumps(tensors).encode()
    return struct.pack("<Q", len(told)) + told


WHOLE = small_model.safetensors(small_model.tensors())
NAN = small_model.tensors() | {"embeddings.LayerNorm.bias": ([small_model.SIZE], [float("nan")] * small_model.SIZE)}
KINDS = {"shape": [2, small_model.SIZE]}


@pytest.mark.parametrize(
    "weights",
    [
        b"",
        b"\xff" * 64,
        WHOLE[:40],
        WHOLE[:-4],
        struct.pack("<Q", 4) + b"{{{{",
        struct.pack("<Q", 2) + b"[]",
        header(**{"embeddings.token_type_embeddings.weight": KINDS | {"dtype": "F32", "data_offsets": [0, 64]}}),
        header(**{"embeddings.token_type_embeddings.weight": KINDS | {"dtype": "F32", "data_offsets": [-64, 0]}}),
        header(**{"embeddings.token_type_embeddings.weight": KINDS | {"dtype": "F32", "data_offsets": "0"}}),
        small_model.safetensors(NAN),
    ],
    ids=[
        "empty",
        "huge header",
        "cut header",
        "cut body",
        "no JSON",
        "a list",
        "outside",
        "before",
        "text",
        "not a number",
    ],
)
def test_damaged_weights_are_told(weights: bytes, tmp_path: Path) -> None:
    assert "model.safetensors is damaged" in refusal(small_model.write(tmp_path, weights=weights))


def test_weights_that_are_no_floats_are_refused(tmp_path: Path) -> None:
    entry = KINDS | {"dtype": "I8", "data_offsets": [0, 16]}
    weights = header(**{"embeddings.token_type_embeddings.weight": entry}) + bytes(16)
    assert "as 'I8': use a model stored as floats" in refusal(small_model.write(tmp_path, weights=weights))


def test_other_weights_than_those_written_down_are_refused(folder: Path) -> None:
    right = Model.load(folder).sha256
    assert Model.load(folder, right.upper()).sha256 == right
    assert "is another file than the one that was written down" in refusal(folder, "0" * 64)


def test_without_numpy_a_person_is_told_what_to_install(folder: Path) -> None:
    script = (
        "import sys; from pathlib import Path; sys.modules['numpy'] = None\n"
        "from bot.semantic import ModelMistake, open_meanings\n"
        "try: open_meanings(Path(sys.argv[1]))\n"
        "except ModelMistake as mistake: print(mistake)"
    )
    told = subprocess.run([sys.executable, "-c", script, folder], capture_output=True, text=True, check=True).stdout
    assert told == "Closeness in meaning needs numpy: install academichub-radar[semantic].\n"


def test_nothing_of_numpy_is_loaded_before_a_folder_is_named() -> None:
    script = "import sys, bot.semantic, bot.ports.semantics; sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def test_a_folder_is_opened_by_its_name(folder: Path) -> None:
    assert open_meanings(folder).describe().startswith("tiny: ")
