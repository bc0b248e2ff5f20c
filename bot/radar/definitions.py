"""Acronyms that a text defines itself: ``vision-language models (VLMs)``, told by the letters they share.

The rule is that of Schwartz and Hearst (2003): read from the right, each letter of the acronym is found in the words
before the bracket, and its first letter begins a word.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from bot.radar.folding import BORDER, fold, surfaces
from bot.radar.letters import plain_marks
from bot.radar.tex import without_tex

_BRACKET = re.compile(r"(?:([\w-]{2,12}) )?\(([^()\[\]]{2,120})\)")
_ACRONYM = re.compile(r"(?=(?:[^A-Z]*[A-Z]){2})[A-Za-z0-9][A-Za-z0-9&/-]{1,9}")
_SENTENCE_END = re.compile(r"[.!?;:]\s")
_CUT = re.compile(r"[;,]|\b(?:i\.e\.|e\.g\.|or|abbreviated|termed|called|hereafter|henceforth)\b", re.IGNORECASE)
_LONGEST_BEFORE = 200
_LONG_WORD = 3


@dataclass(frozen=True, slots=True)
class Definition:
    """An acronym, without its plural s, and the words a text says it stands for, as written there."""

    acronym: str
    long_form: str

    @property
    def tokens(self) -> tuple[str, ...]:
        """The long form as comparable tokens."""
        return folded(self.long_form)


def definitions(text: str) -> tuple[Definition, ...]:
    """What the acronyms of a text stand for, where it says so, in order and each once."""
    if "(" not in text:
        return ()
    return tuple(dict.fromkeys(_found(" ".join(plain_marks(without_tex(text)).split()))))


@lru_cache(maxsize=1 << 12)
def folded(words: str) -> tuple[str, ...]:
    """Words as comparable tokens, without sentence ends."""
    return tuple(token for surface in surfaces(words) for token in fold(surface) if token != BORDER)


def fits(acronym: str, words: str) -> bool:
    """Whether an acronym may stand for all of these words: its letters are found in them from the first word on."""
    found = _aligned(acronym, words)
    return found is not None and found == words


def acronym_in(text: str) -> str:
    """The acronym a text is, without its plural s, or an empty string."""
    stem = text[:-1] if text.endswith("s") and not text[:-1].islower() else text
    return stem if _ACRONYM.fullmatch(stem) and stem[-1] not in "-/&" else ""


def _found(text: str) -> Iterator[Definition]:
    for bracket in _BRACKET.finditer(text):
        inner = bracket[2].strip()
        short = acronym_in(_CUT.split(inner)[0].strip("\"' "))
        before = text[max(0, bracket.start(2) - _LONGEST_BEFORE) : bracket.start(2) - 1].rstrip()
        if short:
            long_form = _aligned(short, _SENTENCE_END.split(before)[-1])
        else:  # VLMs (vision-language models)
            short = acronym_in(bracket[1] or "")
            long_form = inner if short and fits(short, inner) else None
        if long_form and short.casefold() not in long_form.casefold().split():
            yield Definition(short, long_form)


def _aligned(acronym: str, words: str) -> str | None:
    """The end of some words that an acronym stands for, or nothing when its letters are not all there."""
    place = len(words)
    letters = [letter for letter in acronym.casefold() if letter.isalnum()]
    small = words.casefold()
    if len(small) != len(words) or not letters:
        return None
    for number in range(len(letters) - 1, -1, -1):
        place = small.rfind(letters[number], 0, place)
        while number == 0 and place > 0 and small[place - 1].isalnum():
            place = small.rfind(letters[0], 0, place)
        if place < 0:
            return None
    found = words[small.rfind(" ", 0, place) + 1 :].strip("\"'(, ")
    most = min(len(letters) + 5, 2 * len(letters))
    count = len(re.findall(r"[^\W_]+", found))
    is_long_word = count == 1 and len(found) >= _LONG_WORD * len(letters)  # electrocardiogram (ECG)
    return found if is_long_word or 1 < count <= most else None
