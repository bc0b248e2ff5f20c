"""Cuts text into the pieces of words a BERT knows: the longest known beginning, then the longest that goes on."""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

_LONGEST_WORD = 100
_CONTROLS = {"Cc", "Cf", "Co", "Cs"}  # not Cn: what this Python does not know yet may be a letter
_MOST_LETTERS = 20_000
_IDEOGRAPHS = (
    (0x4E00, 0x9FFF),
    (0x3400, 0x4DBF),
    (0x20000, 0x2A6DF),
    (0x2A700, 0x2B73F),
    (0x2B740, 0x2B81F),
    (0x2B820, 0x2CEAF),
    (0xF900, 0xFAFF),
    (0x2F800, 0x2FA1F),
)


@dataclass(frozen=True, slots=True)
class WordPiece:
    """A vocabulary, with what it needs to read a text.

    Special tokens spelled out in a text (``[SEP]``) are plain text here: a paper cannot pretend to end.
    """

    ids: Mapping[str, int]
    lower: bool
    most: int

    def read(self, text: str) -> list[int]:
        """The ids of a text between ``[CLS]`` and ``[SEP]``, at most ``most`` with these two."""
        pieces: list[int] = [self.ids["[CLS]"]]
        for word in self._words(text[:_MOST_LETTERS]):
            pieces += self._pieces(word)
            if len(pieces) >= self.most:
                break
        return [*pieces[: self.most - 1], self.ids["[SEP]"]]

    def _words(self, text: str) -> Iterator[str]:
        """Words and single marks, as BERT's own tokenizer splits them."""
        spaced = "".join(map(_spaced, text))
        if self.lower:
            bare = (c for c in unicodedata.normalize("NFD", spaced) if unicodedata.category(c) != "Mn")
            spaced = "".join(character.lower() for character in bare)
        for chunk in spaced.split():
            yield from "".join(f" {c} " if _is_mark(c) else c for c in chunk).split()

    def _pieces(self, word: str) -> list[int]:
        """The pieces of one word; a word that cannot be pieced together is unknown as a whole."""
        pieces: list[int] = []
        start = 0
        while start < len(word) <= _LONGEST_WORD:
            go_on = "##" if start else ""
            ends = range(len(word), start, -1)
            end = next((end for end in ends if go_on + word[start:end] in self.ids), None)
            if end is None:
                return [self.ids["[UNK]"]]
            pieces.append(self.ids[go_on + word[start:end]])
            start = end
        return pieces or [self.ids["[UNK]"]]


def _spaced(character: str) -> str:
    """A character as the splitter wants it: ideographs stand alone, white space is a space, control marks are gone."""
    if character in "\t\n\r":
        return " "
    if character in "\0\ufffd" or unicodedata.category(character) in _CONTROLS:
        return ""
    if character.isspace():
        return " "
    point = ord(character)
    return f" {character} " if any(low <= point <= high for low, high in _IDEOGRAPHS) else character


def _is_mark(character: str) -> bool:
    """Whether it is punctuation, or one of the ASCII signs that BERT counts as such."""
    ascii_sign = character.isascii() and character.isprintable() and not character.isalnum() and character != " "
    return ascii_sign or unicodedata.category(character).startswith("P")
