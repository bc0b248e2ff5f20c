"""Closeness in meaning, an extra that is off unless a folder with a model is named: numpy, and no code of others."""

from pathlib import Path
from typing import TYPE_CHECKING

from bot.semantic.mistakes import ModelMistake

if TYPE_CHECKING:
    from bot.semantic.meanings import Meanings

__all__ = ["ModelMistake", "open_meanings"]


def open_meanings(folder: Path, pinned: str = "") -> "Meanings":
    """Ready to say what is close in meaning, by the model in a folder.  Raises ``ModelMistake`` in a sentence.

    ``pinned`` is the SHA-256 its weights must have, when somebody wrote it down.
    """
    try:
        from bot.semantic.meanings import Meanings
        from bot.semantic.model import Model
    except ModuleNotFoundError as missing:
        if missing.name != "numpy":
            raise
        raise ModelMistake("Closeness in meaning needs numpy: install academichub-radar[semantic].") from None
    return Meanings(Model.load(folder, pinned))
