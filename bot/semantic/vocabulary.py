"""The words a model knows, from ``vocab.txt`` or ``tokenizer.json``."""

from collections.abc import Mapping
from typing import Any

from bot.semantic.architecture import Architecture
from bot.semantic.folder import EXPECTED, Folder
from bot.semantic.mistakes import ModelMistake
from bot.semantic.wordpiece import WordPiece

_NEEDED = ("[CLS]", "[SEP]", "[UNK]")


def open_vocabulary(folder: Folder, architecture: Architecture) -> WordPiece:
    """The folder's vocabulary.  Raises ``ModelMistake`` when it does not fit the model."""
    if folder.has("vocab.txt"):
        name, ids = "vocab.txt", _listed(folder.text_of("vocab.txt"))
        lower = _lowers(folder)
    elif folder.has("tokenizer.json"):
        name = "tokenizer.json"
        ids, lower = _described(folder, folder.object_of(name))
    else:
        raise ModelMistake(f"{folder.path} has no vocab.txt and no tokenizer.json: {EXPECTED}.")
    if missing := [token for token in _NEEDED if token not in ids]:
        raise ModelMistake(f"{folder.path / name} lacks {missing[0]}: it is not the vocabulary of a BERT.")
    if not all(0 <= number < architecture.words for number in ids.values()):
        raise ModelMistake(
            f"{folder.path / name} knows more words than the {architecture.words} of config.json: the two files "
            "belong to different models."
        )
    return WordPiece(ids, lower, architecture.tokens)


def _listed(text: str) -> Mapping[str, int]:
    """One word a line; its number is its place."""
    return {word.rstrip("\r"): place for place, word in enumerate(text.removesuffix("\n").split("\n"))}


def _lowers(folder: Folder) -> bool:
    name = "tokenizer_config.json"
    return not folder.has(name) or folder.object_of(name).get("do_lower_case", True) is not False


def _described(folder: Folder, tokenizer: Mapping[str, Any]) -> tuple[Mapping[str, int], bool]:
    match tokenizer:
        case {"model": {"type": "WordPiece", "vocab": dict(vocabulary)}}:
            ids = {str(word): number for word, number in vocabulary.items() if type(number) is int}
        case _:
            raise ModelMistake(
                f"{folder.path / 'tokenizer.json'} is no WordPiece vocabulary: only BERT's is understood."
            )
    normaliser = tokenizer.get("normalizer")
    return ids, not isinstance(normaliser, dict) or normaliser.get("lowercase", True) is not False
