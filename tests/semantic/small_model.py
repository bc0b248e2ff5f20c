"""A BERT of a few KiB with random weights, written the way such models are, and its arithmetic done by hand."""

import json
import math
import struct
from collections.abc import Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Any

SIZE, LAYERS, HEADS, INNER, POSITIONS = 8, 2, 2, 12, 24
VOCABULARY = (
    *("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"),
    *("graph", "##s", "neural", "network", "protein", "fold", "##ing", "the", "of", "cafe", ",", "-", "[", "]"),
    *("sep", "中", "文", "a", "b", "##c", "un", "##known", "galaxy"),
)
Tensor = tuple[list[int], list[float]]


def config(changed: Mapping[str, object]) -> dict[str, object]:
    told: dict[str, object] = {
        "model_type": "bert",
        "hidden_act": "gelu",
        "hidden_size": SIZE,
        "num_hidden_layers": LAYERS,
        "num_attention_heads": HEADS,
        "intermediate_size": INNER,
        "max_position_embeddings": POSITIONS,
        "vocab_size": len(VOCABULARY),
        "layer_norm_eps": 1e-12,
    }
    return {**told, **changed}


def tensors(seed: int = 1) -> dict[str, Tensor]:
    chance = Random(seed)

    def drawn(*shape: int) -> Tensor:
        numbers = (chance.gauss(0, 0.7) for _ in range(math.prod(shape)))
        return list(shape), [struct.unpack("<f", struct.pack("<f", number))[0] for number in numbers]

    made = {
        "embeddings.word_embeddings.weight": drawn(len(VOCABULARY), SIZE),
        "embeddings.position_embeddings.weight": drawn(POSITIONS, SIZE),
        "embeddings.token_type_embeddings.weight": drawn(2, SIZE),
        "embeddings.LayerNorm.weight": drawn(SIZE),
        "embeddings.LayerNorm.bias": drawn(SIZE),
        "pooler.dense.bias": drawn(SIZE),
    }
    for layer in (f"encoder.layer.{number}" for number in range(LAYERS)):
        for part in ("attention.self.query", "attention.self.key", "attention.self.value", "attention.output.dense"):
            made |= {f"{layer}.{part}.weight": drawn(SIZE, SIZE), f"{layer}.{part}.bias": drawn(SIZE)}
        for part in ("attention.output.LayerNorm", "output.LayerNorm"):
            made |= {f"{layer}.{part}.weight": drawn(SIZE), f"{layer}.{part}.bias": drawn(SIZE)}
        inner, output = f"{layer}.intermediate.dense", f"{layer}.output.dense"
        made |= {f"{inner}.weight": drawn(INNER, SIZE), f"{inner}.bias": drawn(INNER)}
        made |= {f"{output}.weight": drawn(SIZE, INNER), f"{output}.bias": drawn(SIZE)}
    return made


def safetensors(made: Mapping[str, Tensor], form: str = "F32") -> bytes:
    header: dict[str, Any] = {"__metadata__": {"format": "pt"}}
    body = b""
    for name, (shape, numbers) in made.items():
        packed = b"".join(_packed(number, form) for number in numbers)
        header[name] = {"dtype": form, "shape": shape, "data_offsets": [len(body), len(body) + len(packed)]}
        body += packed
    told = json.dumps(header).encode()
    return struct.pack("<Q", len(told)) + told + body


def _packed(number: float, form: str) -> bytes:
    if form == "BF16":
        return struct.pack("<f", number)[2:]
    return struct.pack({"F32": "<f", "F16": "<e", "F64": "<d"}[form], number)


def write(
    folder: Path,
    changed: Mapping[str, object] | None = None,
    *,
    words: str = "vocab.txt",
    weights: bytes | None = None,
) -> Path:
    """A whole folder; ``changed`` are values of its ``config.json``."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.json").write_text(json.dumps(config(changed or {})), encoding="utf-8")
    if words == "vocab.txt":
        (folder / words).write_text("\n".join(VOCABULARY) + "\n", encoding="utf-8")
    else:
        ids = {word: number for number, word in enumerate(VOCABULARY)}
        told = {"normalizer": {"lowercase": True}, "model": {"type": "WordPiece", "vocab": ids}}
        (folder / words).write_text(json.dumps(told), encoding="utf-8")
    (folder / "model.safetensors").write_bytes(safetensors(tensors()) if weights is None else weights)
    return folder


def by_hand(tokens: Sequence[int], made: Mapping[str, Tensor]) -> list[float]:
    """The vector of a text, one number at a time, as the papers on BERT and sentence-transformers have it."""

    def rows(name: str) -> list[list[float]]:
        (_, width), numbers = made[name]
        return [numbers[start : start + width] for start in range(0, len(numbers), width)]

    def dense(name: str, vector: Sequence[float]) -> list[float]:
        matrix, shift = rows(f"{name}.weight"), made[f"{name}.bias"][1]
        return [_sum(row, vector) + add for row, add in zip(matrix, shift, strict=True)]

    def norm(name: str, vector: Sequence[float]) -> list[float]:
        mean = sum(vector) / len(vector)
        spread = math.sqrt(sum((value - mean) ** 2 for value in vector) / len(vector) + 1e-12)
        scale, shift = made[f"{name}.weight"][1], made[f"{name}.bias"][1]
        return [(v - mean) / spread * by + add for v, by, add in zip(vector, scale, shift, strict=True)]

    words, places = rows("embeddings.word_embeddings.weight"), rows("embeddings.position_embeddings.weight")
    kind = rows("embeddings.token_type_embeddings.weight")[0]
    vectors = [
        norm("embeddings.LayerNorm", [w + p + k for w, p, k in zip(words[token], places[place], kind, strict=True)])
        for place, token in enumerate(tokens)
    ]
    each = SIZE // HEADS
    for layer in (f"encoder.layer.{number}" for number in range(LAYERS)):
        asking, offering, telling = (
            [dense(f"{layer}.attention.self.{part}", vector) for vector in vectors]
            for part in ("query", "key", "value")
        )
        looked = []
        for ask in asking:
            seen: list[float] = []
            for part in (slice(head * each, (head + 1) * each) for head in range(HEADS)):
                raw = [math.exp(_sum(ask[part], offer[part]) / math.sqrt(each)) for offer in offering]
                seen += [
                    sum(weight * tell[part][n] for weight, tell in zip(raw, telling, strict=True)) / sum(raw)
                    for n in range(each)
                ]
            looked.append(dense(f"{layer}.attention.output.dense", seen))
        vectors = [
            norm(f"{layer}.attention.output.LayerNorm", [v + s for v, s in zip(vector, seen, strict=True)])
            for vector, seen in zip(vectors, looked, strict=True)
        ]
        thought = []
        for vector in vectors:
            inner = [v * (1 + math.erf(v / math.sqrt(2))) / 2 for v in dense(f"{layer}.intermediate.dense", vector)]
            thought.append(dense(f"{layer}.output.dense", inner))
        vectors = [
            norm(f"{layer}.output.LayerNorm", [v + t for v, t in zip(vector, told, strict=True)])
            for vector, told in zip(vectors, thought, strict=True)
        ]
    mean = [sum(column) / len(vectors) for column in zip(*vectors, strict=True)]
    length = math.sqrt(sum(value * value for value in mean))
    return [value / length for value in mean]


def _sum(one: Sequence[float], other: Sequence[float]) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True))
