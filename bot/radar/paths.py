"""From a term to the token paths that prove it: every spelling under which a paper may write it."""

import re
from collections.abc import Iterator
from itertools import islice

from bot.radar.compounds import COMPOUNDS
from bot.radar.folding import BORDER, Lettered, comparable, fold, pieces, surfaces
from bot.radar.letters import spell_greek
from bot.radar.spelling import american_start

Path = tuple[str, ...]
PREFIX = "*"
MOST_PATHS = 8
SHORTEST_PREFIX = 3
_NAME_AND_FIGURE = re.compile(r"([^\W\d_]{2,})(\d+(?:\.\d+)*[^\W\d_]?)")
_FIGURE_AND_NAME = re.compile(r"(\d+)([^\W\d_]{2,}|(?<=[1-4])d)")
_LETTER_AND_FIGURE = re.compile(r"[^\W\d_]\d+")


def paths(text: str) -> tuple[Path, ...]:
    """The token paths of a phrase: as typed first, then solid and hyphenated spellings.

    A token in capitals is found only where the paper has capitals; one that ends in ``*`` stands for every word
    that begins so.  Sentence ends inside the phrase may be there or not.
    """
    typed = _typed(text)
    while typed and typed[-1] == BORDER:
        typed.pop()
    without = [token for token in typed if token != BORDER]
    found = dict.fromkeys(islice(_spellings(without), MOST_PATHS)) if without else {}
    if len(without) != len(typed) and typed[0] != BORDER:
        found[tuple(typed)] = None
    return tuple(found)


def is_shouted(text: str) -> bool:
    """Whether a text is all capitals because someone shouts: then its capitals mean nothing."""
    return text.isupper() and any(len(word) > 6 for word in text.split() if word.isalpha())


def prefix_stem(surface: str) -> str | None:
    """The word in front of a trailing star (``immun*``), or nothing when the surface has no such star."""
    if not surface.endswith(PREFIX) or surface.startswith(PREFIX):
        return None
    found = pieces(surface)
    if not found or found[-1].end != len(comparable(surface)) - 1:
        return None
    return spell_greek(found[-1].word)[-1].casefold()


def _typed(text: str) -> list[str]:
    tokens: list[str] = []
    for surface in surfaces(text):
        folded = fold(surface)
        at = len(tokens)
        tokens.extend(folded)
        if isinstance(folded, Lettered) and not any(character.isdigit() for character in surface):
            for place, acronym in folded.capitals:
                tokens[at + place] = acronym
        stem = prefix_stem(surface)
        if stem is not None:
            tokens[-1] = stem + PREFIX
    return tokens


def _spellings(tokens: list[str]) -> Iterator[Path]:
    """Every way to write the tokens, the one typed first."""
    open_: list[tuple[int, Path]] = [(0, ())]
    while open_:
        at, path = open_.pop()
        if at == len(tokens):
            yield path
            continue
        open_.extend((at + used, path + spelt) for used, spelt in reversed(_ways(tokens, at)))


def _ways(tokens: list[str], at: int) -> list[tuple[int, Path]]:
    """How the token at a place may be written: how many typed tokens that takes, and the tokens to look for."""
    token = tokens[at]
    ways: list[tuple[int, Path]] = [(1, (token,))]
    if token.endswith(PREFIX):
        start = american_start(token[:-1])
        return ways if start == token[:-1] else [*ways, (1, (start + PREFIX,))]
    parts = COMPOUNDS.get(token) or _figure_parts(token)
    if parts:
        ways.append((1, parts))
    if at + 1 < len(tokens):
        first, last = token.casefold(), tokens[at + 1].casefold()
        if COMPOUNDS.get(first + last) == (first, last) or _is_figure(first, last):
            ways.append((2, (first + last,)))
    return ways


def _figure_parts(token: str) -> Path | None:
    """``gpt4o`` as ``gpt`` ``4o``, ``3d`` as ``3`` ``d``; never ``p53``, because ``p = 53`` is something else."""
    found = _NAME_AND_FIGURE.fullmatch(token) or _FIGURE_AND_NAME.fullmatch(token)
    return (found[1], found[2]) if found else None


def _is_figure(first: str, last: str) -> bool:
    """Whether ``first-last`` may be written solid: ``GPT-4``, ``p-53``, ``3-D``."""
    solid = first + last
    return _figure_parts(solid) == (first, last) or _LETTER_AND_FIGURE.fullmatch(solid) is not None
