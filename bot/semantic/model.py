"""A model that turns texts into vectors which lie close together when the texts mean alike."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bot.semantic.architecture import Architecture
from bot.semantic.bert import Bert
from bot.semantic.folder import WEIGHTS, Folder
from bot.semantic.mistakes import ModelMistake
from bot.semantic.vocabulary import open_vocabulary
from bot.semantic.weights import Floats, Weights
from bot.semantic.wordpiece import WordPiece

_TOKENS_AT_ONCE = 2048  # keeps the memory of a batch small


@dataclass(frozen=True, slots=True)
class Model:
    """A loaded model; ``sha256`` is that of its weights, so that two people can see that they use the same."""

    name: str
    sha256: str
    architecture: Architecture
    vocabulary: WordPiece
    network: Bert

    @classmethod
    def load(cls, folder: Path, pinned: str = "") -> "Model":
        """The model in a folder.  Raises ``ModelMistake`` when it cannot be used, or is not the ``pinned`` one."""
        found = Folder.open(folder)
        architecture = Architecture.of(found)
        vocabulary = open_vocabulary(found, architecture)
        weights = Weights.of(found.weights())
        if pinned and pinned.strip().lower() != weights.sha256:
            raise ModelMistake(
                f"{folder / WEIGHTS} has the SHA-256 {weights.sha256}, not {pinned:.64}: it is another file "
                "than the one that was written down."
            )
        return cls(folder.resolve().name, weights.sha256, architecture, vocabulary, Bert.of(weights, architecture))

    def describe(self) -> str:
        """The model in a line: its folder's name, what it reads and gives, and the hash of its weights."""
        plan = self.architecture
        name = re.sub(r"[^\w.-]+", " ", self.name).strip()[:60] or "a model"
        return (
            f"{name}: {plan.layers} layers, vectors of {plan.size}, up to {plan.tokens} tokens of a text; "
            f"weights SHA-256 {self.sha256}"
        )

    def embed(self, texts: Sequence[str]) -> Floats:
        """A vector of length 1 for each text, in order; texts of like length are read together."""
        read = [self.vocabulary.read(text) for text in texts]
        vectors = np.zeros((len(read), self.architecture.size), np.float32)
        for places in _batches([len(tokens) for tokens in read]):
            vectors[places] = self.network([read[place] for place in places])
        return vectors


def _batches(lengths: Sequence[int]) -> list[list[int]]:
    """Places of texts to read together, longest first, so that little is wasted on filling up."""
    batches: list[list[int]] = []
    room = 0
    for place in sorted(range(len(lengths)), key=lambda place: -lengths[place]):
        if not batches or len(batches[-1]) >= room:
            batches.append([])
            room = max(1, _TOKENS_AT_ONCE // lengths[place])
        batches[-1].append(place)
    return batches
