"""What a model is made of, as its folder says: only a BERT whose meaning is the mean of its words is understood."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.semantic.folder import Folder
from bot.semantic.mistakes import ModelMistake

USUAL_TOKENS = 256
_CONFIG = "config.json"
_LIMITS = {
    "hidden_size": 4096,
    "num_hidden_layers": 48,
    "num_attention_heads": 64,
    "intermediate_size": 16384,
    "max_position_embeddings": 8192,
    "vocab_size": 1_000_000,
}
_FIXED = {"model_type": "bert", "hidden_act": "gelu", "position_embedding_type": "absolute"}
_PARTS = {"Transformer", "Pooling", "Normalize"}


@dataclass(frozen=True, slots=True)
class Architecture:
    """The sizes of a BERT, and how many tokens of a text it reads."""

    size: int
    layers: int
    heads: int
    inner: int
    positions: int
    words: int
    epsilon: float
    tokens: int

    @classmethod
    def of(cls, folder: Folder) -> "Architecture":
        """What the folder's files say.  Raises ``ModelMistake`` for a model of another kind."""
        config = folder.object_of(_CONFIG)
        _refuse_other_kinds(folder, config)
        sizes = {name: _size(folder, config, name, most) for name, most in _LIMITS.items()}
        if sizes["hidden_size"] % sizes["num_attention_heads"]:
            raise ModelMistake(
                f"{folder.path / _CONFIG} cannot be right: its hidden_size is no multiple of its num_attention_heads."
            )
        epsilon = config.get("layer_norm_eps", 1e-12)
        if not isinstance(epsilon, float) or not 0 < epsilon < 1:
            raise ModelMistake(f"{folder.path / _CONFIG} cannot be right: its layer_norm_eps is {epsilon!r:.40}.")
        return cls(
            size=sizes["hidden_size"],
            layers=sizes["num_hidden_layers"],
            heads=sizes["num_attention_heads"],
            inner=sizes["intermediate_size"],
            positions=sizes["max_position_embeddings"],
            words=sizes["vocab_size"],
            epsilon=epsilon,
            tokens=_tokens(folder, sizes["max_position_embeddings"]),
        )


def _refuse_other_kinds(folder: Folder, config: Mapping[str, Any]) -> None:
    for name, expected in _FIXED.items():
        found = config.get(name, expected if name == "position_embedding_type" else None)
        if found != expected:
            raise ModelMistake(
                f"{folder.path / _CONFIG} tells of a model with {name} {found!r:.40}: only a BERT with {expected!r} "
                "is understood, such as all-MiniLM-L6-v2."
            )
    if other := sorted(_parts(folder) - _PARTS):
        raise ModelMistake(f"{folder.path / 'modules.json'} names a part that is not understood: {other[0]:.40}.")
    if not _takes_the_mean(folder):
        raise ModelMistake(
            f"{folder.path / '1_Pooling'} asks for something else than the mean of the words: only the mean is "
            "understood, as in all-MiniLM-L6-v2."
        )


def _parts(folder: Folder) -> set[str]:
    """The kinds of the parts a text goes through, when the folder names them."""
    name = "modules.json"
    modules = folder.json_of(name) if folder.has(name) else []
    if not isinstance(modules, list):
        raise ModelMistake(f"{folder.path / name} holds no list of parts: fetch the model again.")
    return {str(one.get("type", "")).rpartition(".")[2] if isinstance(one, dict) else "nonsense" for one in modules}


def _takes_the_mean(folder: Folder) -> bool:
    """Whether a text's vector is the mean of its words' (when the folder does not say, it is)."""
    name = "1_Pooling/config.json"
    if not folder.has(name):
        return True
    pooling = folder.object_of(name)
    asked = {key.removeprefix("pooling_mode_") for key, on in pooling.items() if "_mode_" in key and on is True}
    asked |= {f"{pooling['pooling_mode']}_tokens"} if "pooling_mode" in pooling else set()
    return asked == {"mean_tokens"}


def _size(folder: Folder, config: Mapping[str, Any], name: str, most: int) -> int:
    value = config.get(name)
    if type(value) is not int or not 0 < value <= most:
        raise ModelMistake(
            f"{folder.path / _CONFIG} cannot be used: {name} should be a number from 1 to {most}, not {value!r:.40}."
        )
    return value


def _tokens(folder: Folder, positions: int) -> int:
    name = "sentence_bert_config.json"
    told = folder.object_of(name).get("max_seq_length") if folder.has(name) else None
    wanted = told if type(told) is int and told > 2 else USUAL_TOKENS
    return min(wanted, positions, USUAL_TOKENS)
