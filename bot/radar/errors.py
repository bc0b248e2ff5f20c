"""What a person is told when a query cannot be understood: a sentence, and the place."""

import unicodedata

_WIDTH = 70


class QueryError(Exception):
    """A query that cannot be used; ``sentence`` says what is wrong and what to do, ``position`` where in ``text``."""

    def __init__(self, sentence: str, text: str, position: int = 0) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.text = text
        self.position = max(0, min(position, len(text)))

    def caret(self) -> str:
        """Two lines: the text around the place, and a caret under it."""
        start = max(0, self.position - _WIDTH // 2)
        end = min(len(self.text), start + _WIDTH)
        before = self.text[start : self.position]
        lead = "…" if start else ""
        tail = "…" if end < len(self.text) else ""
        shown = f"{lead}{self.text[start:end]}{tail}"
        return f"{shown}\n{' ' * (len(lead) + _columns(before))}^"


def _columns(text: str) -> int:
    return sum(_column(character) for character in text)


def _column(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
