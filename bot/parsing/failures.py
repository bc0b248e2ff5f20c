"""How a parse fails: a kind for code, a sentence for a person."""

from types import MappingProxyType
from typing import Literal

from bot.ports.sources import SourceFailure

Kind = Literal["cpu", "memory", "wall", "crash", "malformed", "too_large"]

SENTENCES = MappingProxyType(
    {
        "cpu": "This document takes too much computing time to read.",
        "memory": "This document takes too much memory to read.",
        "wall": "This document takes too long to read.",
        "crash": "This document cannot be read: the reader failed on it.",
        "malformed": "This document cannot be read: it is not in the form it should have.",
        "too_large": "This document is too large to read.",
    }
)


class ParseFailure(SourceFailure):
    """A parse that brought nothing; ``detail`` says where, for a log, and holds nothing of the document."""

    kind: Kind

    def __init__(self, kind: Kind, sentence: str = "", detail: str = "") -> None:
        super().__init__(kind, sentence or SENTENCES[kind])
        self.detail = detail
