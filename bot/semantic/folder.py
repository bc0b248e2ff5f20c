"""A model's folder: its files read within limits, each mistake told in a sentence."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.semantic.mistakes import ModelMistake

EXPECTED = "name the folder of a sentence-transformers model such as all-MiniLM-L6-v2"
MOST_TEXT = 32 * 2**20
MOST_WEIGHTS = 2**30
WEIGHTS = "model.safetensors"
_PICKLES = ("pytorch_model.bin", "model.pt", "model.pkl", "model.ckpt")


@dataclass(frozen=True, slots=True)
class Folder:
    """Where a model lies."""

    path: Path

    @classmethod
    def open(cls, path: Path) -> "Folder":
        """The folder, if it is one."""
        if not path.is_dir():
            raise ModelMistake(f"{path} is not a folder: {EXPECTED}.")
        return cls(path)

    def has(self, name: str) -> bool:
        """Whether there is such a file."""
        return (self.path / name).is_file()

    def bytes_of(self, name: str, most: int = MOST_TEXT) -> bytes:
        """All of a file, unless it is missing or larger than ``most``."""
        path = self.path / name
        if not path.is_file():
            raise ModelMistake(f"{self.path} has no {name}: {EXPECTED}.")
        try:
            with path.open("rb") as file:
                body = file.read(most + 1)
        except OSError as error:
            raise ModelMistake(f"{path} cannot be read: {error.strerror or error}.") from None
        if len(body) > most:
            raise ModelMistake(f"{path} is larger than {most // 2**20} MiB: {EXPECTED}.")
        return body

    def text_of(self, name: str) -> str:
        """All of a text file."""
        try:
            return self.bytes_of(name).decode("utf-8-sig")
        except UnicodeDecodeError:
            raise ModelMistake(f"{self.path / name} is not UTF-8 text: fetch the model again.") from None

    def object_of(self, name: str) -> Mapping[str, Any]:
        """All of a JSON file that holds an object."""
        body = self.json_of(name)
        if not isinstance(body, dict):
            raise ModelMistake(f"{self.path / name} holds no JSON object: fetch the model again.")
        return body

    def json_of(self, name: str) -> Any:
        """All of a JSON file."""
        try:
            return json.loads(self.text_of(name))
        except (ValueError, RecursionError):
            raise ModelMistake(f"{self.path / name} is not JSON: fetch the model again.") from None

    def weights(self) -> bytes:
        """The weights; a pickle can run code when it is opened and is never opened."""
        pickles = [name for name in _PICKLES if self.has(name)]
        if pickles and not self.has(WEIGHTS):
            raise ModelMistake(
                f"{self.path} has its weights in {pickles[0]}, which can run code when it is opened: "
                f"only {WEIGHTS} is read."
            )
        return self.bytes_of(WEIGHTS, MOST_WEIGHTS)
