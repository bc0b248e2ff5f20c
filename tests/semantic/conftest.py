"""Closeness in meaning is an extra: without numpy its tests are left out."""

from pathlib import Path

import pytest

from tests.semantic import small_model

pytest.importorskip("numpy", reason="closeness in meaning is an extra that needs numpy")


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A whole folder of a tiny model."""
    return small_model.write(tmp_path_factory.mktemp("semantic") / "tiny")
