"""The model: texts become vectors exactly as its architecture says, whoever stands beside them."""

import math
import os
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.semantic.error_function import erf, gelu
from bot.semantic.model import Model
from tests.semantic import small_model

TEXTS = ("The graphs of neural networks", "protein folding", "", "galaxy", "中文 a-b, unknown " * 9)


def test_a_text_gets_the_vector_that_the_architecture_gives_by_hand(folder: Path) -> None:
    model = Model.load(folder)
    made = small_model.tensors()
    for text, vector in zip(TEXTS, model.embed(TEXTS), strict=True):
        expected = small_model.by_hand(model.vocabulary.read(text), made)
        assert vector.tolist() == pytest.approx(expected, abs=2e-5)


def test_a_text_gets_the_same_vector_alone_and_among_others(folder: Path) -> None:
    model = Model.load(folder)
    together = model.embed(TEXTS * 60)
    alone = np.concatenate([model.embed([text]) for text in TEXTS])
    assert np.abs(together - np.tile(alone, (60, 1))).max() < 2e-6


def test_every_vector_has_length_one(folder: Path) -> None:
    vectors = Model.load(folder).embed(TEXTS)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1).tolist() == pytest.approx([1] * len(TEXTS), abs=1e-6)


def test_no_texts_are_no_vectors(folder: Path) -> None:
    assert Model.load(folder).embed([]).shape == (0, small_model.SIZE)


def test_only_the_first_tokens_of_a_long_text_are_read(folder: Path) -> None:
    model = Model.load(folder)
    whole = "graph protein galaxy " * 7 + "network"
    assert len(model.vocabulary.read(whole)) == small_model.POSITIONS
    first, second = model.embed([whole, whole + " fold" * 5000])
    assert np.array_equal(first, second)


@pytest.mark.parametrize(("form", "error"), [("F64", 1e-6), ("F16", 0.01), ("BF16", 0.06)])
def test_weights_stored_in_other_floats_mean_the_same(form: str, error: float, tmp_path: Path, folder: Path) -> None:
    other = small_model.write(tmp_path / "other", weights=small_model.safetensors(small_model.tensors(), form))
    assert np.abs(Model.load(other).embed(TEXTS) - Model.load(folder).embed(TEXTS)).max() < error


def test_weights_saved_from_inside_a_larger_model_are_found(tmp_path: Path, folder: Path) -> None:
    inside = {f"bert.{name}": tensor for name, tensor in small_model.tensors().items()}
    other = small_model.write(tmp_path / "other", weights=small_model.safetensors(inside))
    assert np.array_equal(Model.load(other).embed(TEXTS), Model.load(folder).embed(TEXTS))


def test_a_model_tells_the_hash_of_its_weights(folder: Path) -> None:
    model = Model.load(folder)
    expected = sha256((folder / "model.safetensors").read_bytes()).hexdigest()
    assert model.sha256 == expected
    assert model.describe() == f"tiny: 2 layers, vectors of 8, up to 24 tokens of a text; weights SHA-256 {expected}"


@given(st.lists(st.floats(-30, 30, width=32), min_size=1))
def test_the_error_function_is_right_to_six_digits(values: list[float]) -> None:
    given_values = np.array(values, np.float32)
    assert erf(given_values).tolist() == pytest.approx([math.erf(value) for value in values], abs=1e-6)
    bent = [value * (1 + math.erf(value / math.sqrt(2))) / 2 for value in values]
    assert gelu(given_values).tolist() == pytest.approx(bent, abs=6e-6)


def test_the_published_model_gives_the_published_vector() -> None:
    place = os.environ.get("RADAR_TEST_MODEL")
    if not place:
        pytest.skip("RADAR_TEST_MODEL names no folder with all-MiniLM-L6-v2")
    model = Model.load(Path(place))
    vector = model.embed(["This is an example sentence"])[0]
    assert vector[:5].tolist() == pytest.approx([0.0676, 0.0635, 0.0487, 0.0793, 0.0374], abs=1e-4)
    assert model.sha256.startswith("53aa5117")
    assert model.sha256.endswith("b9db")
