"""Folding: the one place where the words of papers and of queries become comparable tokens.

| written | token | |
|---|---|---|
| `Ｐrivacy`, `PRIVACY`, `pri·vacy` with a zero width | `privacy` | compatibility form, case, invisible characters |
| `naïve`, `Schrödinger`, `Ørsted` | `naive`, `schrodinger`, `orsted` | diacritics |
| `vision-language`, `vision–language` | `vision` `language` | every dash, slash and underscore parts words |
| `$\\alpha$-synuclein`, `α-synuclein` | `alpha` `synuclein` | TeX taken off, Greek letters by name |
| `H$_2$O`, `H₂O` | `h2o` | sub- and superscripts |
| `matrices`, `galaxies`, `niches` | `matrix`, `galaxy`, `niche` | plurals, never other endings |
| `LLMs`, `LLM` | `llm` and, in capitals, `LLM` | a query in capitals asks for the capitals |
| `tumour`, `optimisation` | `tumor`, `optimization` | British as American |
| `Alzheimer's`, `5'-UTR` | `alzheimer`, `5` `utr` | possessives and primes |
| `3.5`, `1,000`, `C++`, `U.S.` | `3.5`, `1000`, `c++`, `us` | figures and names that carry marks |

Texts and queries take the same way, surface by surface (what stands between spaces), so one cache serves both.
A token of `BORDER` follows each sentence end: no phrase crosses it.  A single letter (``C. elegans``) and a few
abbreviations end no sentence.
"""

import re
from functools import lru_cache
from sys import intern
from typing import NamedTuple

from bot.papers.wordlist import wordlist
from bot.radar.letters import bare, spell_greek
from bot.radar.plurals import singular
from bot.radar.spelling import american
from bot.radar.tex import without_tex

BORDER = "\n"
END = "\0"
MOST_KEPT = 1 << 16
LONGEST_KEPT = 64

_LETTER = "[^\\W_\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003134f]"
_SIGNS = "[\u0590-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0900-\u109f\u0e30-\u0eff\u1780-\u17d3\u3099\u309a]"
_WORD = re.compile(
    rf"(?<![^\W_])[A-Za-z](?:\.[A-Za-z])+(?![^\W_])"
    rf"|(?:{_LETTER}|{_SIGNS})+(?:(?:(?<=\d)\.(?=\d)|(?<=\d),(?=\d{{3}}(?!\d))|(?<=[^\W\d_])'(?=[^\W\d_]))(?:{_LETTER}|{_SIGNS})+)*"
    rf"(?:(?<=[A-Za-z])\+\+|(?<![^\W_][A-Za-z])(?<=[A-Za-z])\#(?![^\W_]))?"
    "|[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003134f]"
    "|[\ufffd\u2600-\u27bf\u2b50\U0001f000-\U0001f3fa\U0001f400-\U0001faff]"
)
_STOP = re.compile(r"[.!?;:][\"')\]}*]*$")
_PARAGRAPH = re.compile(r"\n\s+")
_ABBREVIATIONS = wordlist("""
    al vs eg ie cf fig figs eq eqs ca approx resp no nos sp spp subsp var st dr ref refs sec
""")


Folded = tuple[str, ...]


class Lettered(Folded):
    """The tokens of a surface with acronyms among them: ``capitals`` tells which, by place."""

    capitals: tuple[tuple[int, str], ...]


class _Folds(dict[str, Folded]):
    """What surfaces fold to, remembered: never more than ``MOST_KEPT``, and no surface over ``LONGEST_KEPT``."""

    def __missing__(self, surface: str) -> Folded:
        folded = _fold(surface)
        if len(surface) <= LONGEST_KEPT:
            if len(self) >= MOST_KEPT:
                self.clear()
            self[surface] = folded
        return folded


class Piece(NamedTuple):
    """A word of a surface as it is written, and where it stands in the comparable form."""

    word: str
    start: int
    end: int


def surfaces(text: str) -> list[str]:
    """The text cut at its spaces; a paragraph end is a surface of its own."""
    if "\n" in text and ("\n " in text or "\n\n" in text):
        text = _PARAGRAPH.sub(" . ", text)
    return text.split()


def pieces(surface: str) -> tuple[Piece, ...]:
    """The words of a surface, before any of them is folded."""
    return tuple(Piece(m[0], *m.span()) for m in _WORD.finditer(comparable(surface)))


def comparable(surface: str) -> str:
    """A surface without TeX and without diacritics, its words not yet told apart."""
    return bare(without_tex(surface))


def words_of(surface: str) -> Folded:
    """The lower-case words of a surface before folding, one for each of its tokens."""
    return _words(surface) if len(surface) <= LONGEST_KEPT else _words.__wrapped__(surface)


@lru_cache(maxsize=1 << 13)
def _words(surface: str) -> Folded:
    found = pieces(surface)
    words = [_small(part) for piece in found for part in spell_greek(piece.word)]
    return (*words, BORDER) if _ends_sentence(surface, found) else tuple(words)


def _fold(surface: str) -> Folded:
    if surface.isascii() and surface.islower() and surface.isalpha():
        return (intern(american(singular(surface))),)
    found = pieces(surface)
    parts = [part for piece in found for part in spell_greek(piece.word)]
    tokens = [intern(american(singular(_small(part)))) for part in parts]
    if _ends_sentence(surface, found):
        tokens.append(BORDER)
    capitals = tuple((at, intern(acronym)) for at, part in enumerate(parts) if (acronym := acronym_of(part)))
    if not capitals:
        return tuple(tokens)
    lettered = Lettered(tokens)
    lettered.capitals = capitals
    return lettered


_folds = _Folds()
fold = _folds.__getitem__  # one surface as tokens; the border after a sentence end is one of them


def acronym_of(word: str) -> str:
    """The acronym a word is, without its plural or possessive s (``LLMs`` is ``LLM``), or an empty string."""
    word = word.removesuffix("'s")
    stem = word[:-1] if word.endswith("s") else word.replace(".", "")
    return stem if 2 <= len(stem) <= 6 and stem.isupper() and stem.isalpha() else ""


def _small(part: str) -> str:
    acronym = acronym_of(part) if part[-1] == "s" else ""
    return _lower(acronym or part)


def _lower(word: str) -> str:
    word = word.casefold()
    if word.isalpha():
        return word
    if word.endswith("'s"):
        word = word[:-2]
    return word.replace("'", "").replace(",", "") if "." not in word else _dotted(word)


def _dotted(word: str) -> str:
    return word if word[0].isdigit() or any(c.isdigit() for c in word) else word.replace(".", "")


def _ends_sentence(surface: str, found: tuple[Piece, ...]) -> bool:
    if not _STOP.search(surface):
        return False
    if not found or "." not in surface[-3:]:
        return True
    last = found[-1].word
    return not ((len(last) == 1 and last.isalpha()) or "." in last or last.casefold() in _ABBREVIATIONS)
