"""Closeness of papers to lines, each text read by the model once and then remembered."""

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from hashlib import blake2b
from threading import Lock
from typing import Protocol

import numpy as np

from bot.papers import Paper, display, display_title
from bot.ports.semantics import meant
from bot.semantic.weights import Floats

READ_AT_ONCE = 200  # texts; about half a minute of a small machine, well within the time a digest is ours to write
MOST_KEPT = 20_000  # vectors; 30 MB of a model with 384 numbers each


class Embedder(Protocol):
    """A model, as far as closeness needs it."""

    def describe(self) -> str:
        """Which model it is."""

    def embed(self, texts: Sequence[str]) -> Floats:
        """A vector of length 1 for each text."""


class Meanings:
    """Closeness in meaning by one model; many threads may ask, one of them reads at a time."""

    def __init__(self, model: Embedder, *, read_at_once: int = READ_AT_ONCE, most_kept: int = MOST_KEPT) -> None:
        self._model = model
        self._read_at_once = read_at_once
        self._most_kept = most_kept
        self._kept: OrderedDict[bytes, Floats] = OrderedDict()
        self._reading = Lock()

    def describe(self) -> str:
        """Which model it goes by, with the SHA-256 of its weights."""
        return self._model.describe()

    def to_lines(self, papers: Sequence[Paper], lines: Sequence[str]) -> Mapping[tuple[int, str], float]:
        """How close each paper (by id) is to each line; a line of names and categories alone has no meaning.

        A pair may be missing when there are too many papers to read at once: the first ones are read first.
        """
        asked = {line: words for line in lines if (words := meant(line))}
        if not asked:
            return {}
        vectors = self._vectors([*asked.values(), *map(text_of, papers)])
        of_lines, of_papers = vectors[: len(asked)], vectors[len(asked) :]
        return {
            (paper.id, line): _closeness(mine, theirs)
            for paper, mine in zip(papers, of_papers, strict=True)
            for line, theirs in zip(asked, of_lines, strict=True)
            if mine is not None and theirs is not None
        }

    def _vectors(self, texts: Sequence[str]) -> list[Floats | None]:
        """A vector for each text, or nothing for those beyond what is read at once."""
        keys = [blake2b(text.encode("utf-8", "replace"), digest_size=16).digest() for text in texts]
        with self._reading:
            known = {key: self._kept[key] for key in keys if key in self._kept}
            new = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
            chosen = dict(list(new.items())[: self._read_at_once])
            known |= zip(chosen, self._model.embed(list(chosen.values())), strict=True)
            self._keep(known)
        return [known.get(key) for key in keys]

    def _keep(self, used: Mapping[bytes, Floats]) -> None:
        """Remember what was used, forget what was not used for longest."""
        for key, vector in used.items():
            self._kept[key] = vector.copy()  # not a view, which would hold the whole batch
            self._kept.move_to_end(key)
        while len(self._kept) > self._most_kept:
            self._kept.popitem(last=False)


def text_of(paper: Paper) -> str:
    """What the model reads of a paper: its title and abstract, as a person sees them."""
    return f"{display_title(paper.title)}. {display(paper.abstract)}"


def _closeness(one: Floats, other: Floats) -> float:
    return float(np.dot(one, other))
