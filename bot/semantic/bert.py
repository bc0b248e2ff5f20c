"""BERT's way through its layers, in numpy: words in, one vector for each text out."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bot.semantic.architecture import Architecture
from bot.semantic.error_function import gelu
from bot.semantic.weights import Floats, Weights

_UNSEEN = np.float32(-1e9)


@dataclass(frozen=True, slots=True)
class Norm:
    """Brings vectors to mean 0 and variance 1, then to a learned scale."""

    scale: Floats
    shift: Floats
    epsilon: float

    def __call__(self, vectors: Floats) -> Floats:
        centred = vectors - vectors.mean(axis=-1, keepdims=True)
        variance = np.einsum("...i,...i->...", centred, centred)[..., None] / np.float32(vectors.shape[-1])
        centred /= np.sqrt(variance + np.float32(self.epsilon))
        return np.asarray(centred * self.scale + self.shift, np.float32)


@dataclass(frozen=True, slots=True)
class Dense:
    """A learned linear map."""

    matrix: Floats
    shift: Floats

    def __call__(self, vectors: Floats) -> Floats:
        mapped = vectors @ self.matrix
        mapped += self.shift
        return mapped


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer: each word looks at all others, then thinks for itself."""

    looking: Dense
    looked: Dense
    looked_norm: Norm
    thinking: Dense
    thought: Dense
    thought_norm: Norm
    heads: int

    def __call__(self, words: Floats, unseen: Floats) -> Floats:
        words = self.looked_norm(words + self.looked(self._attend(words, unseen)))
        return self.thought_norm(words + self.thought(gelu(self.thinking(words))))

    def _attend(self, words: Floats, unseen: Floats) -> Floats:
        texts, length, size = words.shape
        each = size // self.heads
        split = self.looking(words).reshape(texts, length, 3, self.heads, each)
        # Contiguous operands: numpy multiplies strided stacks of matrices in a loop, nine times slower.
        asking = np.ascontiguousarray(split[:, :, 0].transpose(0, 2, 1, 3))
        offering = np.ascontiguousarray(split[:, :, 1].transpose(0, 2, 3, 1))
        telling = np.ascontiguousarray(split[:, :, 2].transpose(0, 2, 1, 3))
        weights = asking @ offering
        weights *= np.float32(each**-0.5)
        weights += unseen
        weights -= weights.max(axis=-1, keepdims=True)
        np.exp(weights, out=weights)
        weights /= weights.sum(axis=-1, keepdims=True)
        told = np.ascontiguousarray((weights @ telling).transpose(0, 2, 1, 3))
        return np.asarray(told.reshape(texts, length, size), np.float32)


@dataclass(frozen=True, slots=True)
class Bert:
    """The whole network."""

    words: Floats
    places: Floats
    first_norm: Norm
    layers: tuple[Layer, ...]

    @classmethod
    def of(cls, weights: Weights, plan: Architecture) -> "Bert":
        """The network a file holds.  Raises ``ModelMistake`` when it is not the one that is planned."""
        kinds = weights.take("embeddings.token_type_embeddings.weight", 2, plan.size)
        places = weights.take("embeddings.position_embeddings.weight", plan.positions, plan.size)
        return cls(
            words=weights.take("embeddings.word_embeddings.weight", plan.words, plan.size),
            places=places[: plan.tokens] + kinds[0],
            first_norm=_norm(weights, "embeddings.LayerNorm", plan),
            layers=tuple(_layer(weights, f"encoder.layer.{number}", plan) for number in range(plan.layers)),
        )

    def __call__(self, texts: Sequence[Sequence[int]]) -> Floats:
        """One vector of length 1 for each text: the mean over its words."""
        longest = max(map(len, texts))
        ids = np.zeros((len(texts), longest), np.intp)
        there = np.zeros((len(texts), longest), np.float32)
        for row, text in enumerate(texts):
            ids[row, : len(text)] = text
            there[row, : len(text)] = 1
        vectors = self.first_norm(self.words[ids] + self.places[:longest])
        unseen = ((1 - there) * _UNSEEN)[:, None, None, :]
        for layer in self.layers:
            vectors = layer(vectors, unseen)
        means = np.einsum("tls,tl->ts", vectors, there) / there.sum(axis=1, keepdims=True)
        lengths = np.sqrt(np.einsum("ts,ts->t", means, means))[:, None]
        return np.asarray(means / np.maximum(lengths, np.float32(1e-12)), np.float32)


def _layer(weights: Weights, name: str, plan: Architecture) -> Layer:
    parts = [_dense(weights, f"{name}.attention.self.{part}", plan.size, plan.size) for part in _LOOKING]
    looking = Dense(
        np.ascontiguousarray(np.concatenate([part.matrix for part in parts], axis=1)),
        np.concatenate([part.shift for part in parts]),
    )
    return Layer(
        looking=looking,
        looked=_dense(weights, f"{name}.attention.output.dense", plan.size, plan.size),
        looked_norm=_norm(weights, f"{name}.attention.output.LayerNorm", plan),
        thinking=_dense(weights, f"{name}.intermediate.dense", plan.size, plan.inner),
        thought=_dense(weights, f"{name}.output.dense", plan.inner, plan.size),
        thought_norm=_norm(weights, f"{name}.output.LayerNorm", plan),
        heads=plan.heads,
    )


_LOOKING = ("query", "key", "value")


def _dense(weights: Weights, name: str, inside: int, outside: int) -> Dense:
    matrix = weights.take(f"{name}.weight", outside, inside)
    return Dense(np.ascontiguousarray(matrix.T), weights.take(f"{name}.bias", outside))


def _norm(weights: Weights, name: str, plan: Architecture) -> Norm:
    scale = weights.take(f"{name}.weight", plan.size)
    return Norm(scale, weights.take(f"{name}.bias", plan.size), plan.epsilon)
