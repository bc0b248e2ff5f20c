"""Weights in the safetensors form: a header that says where each tensor lies, and plain numbers after it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from math import prod
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from bot.semantic.folder import WEIGHTS
from bot.semantic.mistakes import ModelMistake

Floats: TypeAlias = NDArray[np.float32]
_MOST_HEADER = 16 * 2**20
_KINDS = {"F32": "<f4", "F16": "<f2", "F64": "<f8", "BF16": "<u2"}


@dataclass(frozen=True, slots=True)
class Weights:
    """The tensors of a file by name, and the SHA-256 of the very bytes they are taken from."""

    header: Mapping[str, Any]
    body: memoryview
    sha256: str
    prefix: str

    @classmethod
    def of(cls, file: bytes) -> "Weights":
        """The weights in a file's bytes.  Raises ``ModelMistake`` when it is not of this form."""
        length = int.from_bytes(file[:8], "little")
        if len(file) < 8 or length > min(_MOST_HEADER, len(file) - 8):
            raise _broken("its header is cut off")
        try:
            header = json.loads(file[8 : 8 + length])
        except (ValueError, RecursionError):
            raise _broken("its header is not JSON") from None
        if not isinstance(header, dict):
            raise _broken("its header holds no tensors")
        prefix = "bert." if any(str(name).startswith("bert.embeddings.") for name in header) else ""
        return cls(header, memoryview(file)[8 + length :], sha256(file).hexdigest(), prefix)

    def take(self, name: str, *shape: int) -> Floats:
        """One tensor as 32-bit floats of its own, which must have this shape."""
        entry = self.header.get(self.prefix + name)
        if not isinstance(entry, dict):
            raise ModelMistake(f"{WEIGHTS} lacks {name}: it is not the BERT that config.json describes.")
        if entry.get("shape") != list(shape):
            raise ModelMistake(
                f"{WEIGHTS} has {name} in the shape {entry.get('shape')!r:.60}, but config.json makes it "
                f"{list(shape)}: the two files belong to different models."
            )
        kind = _KINDS.get(str(entry.get("dtype")))
        if kind is None:
            raise ModelMistake(f"{WEIGHTS} has {name} as {entry.get('dtype')!r:.40}: use a model stored as floats.")
        numbers = _floats(np.frombuffer(self._slice(name, entry, np.dtype(kind).itemsize * prod(shape)), kind))
        if not np.isfinite(numbers).all():
            raise _broken(f"{name} holds values that are no numbers")
        return numbers.reshape(shape)

    def _slice(self, name: str, entry: Mapping[str, Any], size: int) -> memoryview:
        match entry.get("data_offsets"):
            case [int(begin), int(end)] if 0 <= begin <= end <= len(self.body) and end - begin == size:
                return self.body[begin:end]
        raise _broken(f"{name} does not lie where its header says")


def _floats(numbers: NDArray[Any]) -> Floats:
    """A copy as 32-bit floats; a bfloat16 is the upper half of one."""
    if numbers.dtype == np.dtype("<u2"):
        return (numbers.astype(np.uint32) << np.uint32(16)).view(np.float32)
    with np.errstate(over="ignore"):
        return numbers.astype(np.float32)


def _broken(how: str) -> ModelMistake:
    return ModelMistake(f"{WEIGHTS} is damaged, {how}: fetch the model again.")
