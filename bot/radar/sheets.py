"""Texts in which many paths are looked up: where each token stands is noted once."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from bot.radar.evidence import spans
from bot.radar.paths import Path
from bot.radar.words import Words

_SURFACE = re.compile(r"\S+")


class Sheet:
    """Some texts, one after the other, in which paths are looked up by where each token stands."""

    __slots__ = ("_at", "_texts", "_tokens", "starts")

    def __init__(self, texts: Sequence[Words]) -> None:
        self._texts = texts
        self.starts = [0, *accumulate(len(text.tokens) for text in texts)]
        self._tokens = [token for text in texts for token in text.tokens]
        self._at: dict[str, list[int]] = {}
        for at, token in enumerate(self._tokens):
            self._at.setdefault(token, []).append(at)

    def find(self, path: Path, is_exact: bool) -> tuple[int, int] | None:
        """Where a path first stands, counted over all texts; the end of a text is in no path."""
        if not is_exact:
            return self._search(path)
        length, tokens, wanted = len(path), self._tokens, None
        for at in self._at.get(path[0], ()):
            if length == 1:
                return at, at + 1
            wanted = wanted or list(path)
            if tokens[at : at + length] == wanted:
                return at, at + length
        return None

    def _search(self, path: Path) -> tuple[int, int] | None:
        for start, text in zip(self.starts, self._texts, strict=False):
            place = text.find(path)
            if place:
                return start + place[0], start + place[1]
        return None


class Quotes:
    """The sentences a reader sees, all looked into at once; the whole text only for what a sentence end cuts."""

    def __init__(self, sentences: Sequence[str]) -> None:
        self._sentences = sentences
        self._surfaces = [list(_SURFACE.finditer(sentence)) for sentence in sentences]
        self._sheet = Sheet([Words("", [surface[0] for surface in found]) for found in self._surfaces])
        self._spans: dict[int, list[tuple[int, int]]] = {}

    def first(self, path: Path, is_exact: bool) -> tuple[str, str] | None:
        """The words a path is first found as, and their sentence."""
        place = self._sheet.find(path, is_exact)
        if place is None:
            return None
        number = bisect_right(self._sheet.starts, place[0]) - 1
        if number not in self._spans:
            self._spans[number] = spans(self._surfaces[number])
        start, own, sentence = self._sheet.starts[number], self._spans[number], self._sentences[number]
        return sentence[own[place[0] - start][0] : own[place[1] - 1 - start][1]], sentence
