"""Splits a line of authors into names."""

import re
from collections.abc import Iterable

from bot.papers.scrub import scrub
from bot.papers.tex import to_unicode

_SUFFIX = re.compile(r"(?:jr|sr|ii|iii|iv|m\.?d|ph\.?\s?d|msc|m\.?sc|b\.?sc|mph|rn|frcp|facs|esq)\.?", re.IGNORECASE)
_INITIALS = re.compile(r"(?:[A-ZÀ-ÖØ-Þ]\.?[\s-]?){1,5}(?:,?\s?(?:Jr|Sr|II|III)\.?)?")
_AND = re.compile(r"\s+(?:and|&|et)\s+", re.IGNORECASE)
_BY = re.compile(r"^\s*(?:by|authors?:)\s+", re.IGNORECASE)
_MOST = 5000
_LONGEST = 200_000
_LONGEST_NAME = 150


def authors(line: str) -> tuple[str, ...]:
    """The names in ``line``; commas inside brackets belong to affiliations, which are left out.

    Reads "A B, C D (Inst A, Inst B) and E F", "by A, B", "Wright, K. M.; Gaudinier, A.", "LAPALU, N., SIMON, A.".
    """
    text = _BY.sub("", _readable(line[:_LONGEST]))
    if ";" in text:
        parts = [part for part in _split(text, ";") if part]
        return _unique(_natural(part) for part in parts)
    parts = [part for piece in _split(text, ",") for part in _AND.split(piece) if part.strip(" ,.")]
    if _alternates(parts):
        return _unique(
            f"{given.strip()} {_cased(family.strip())}" for family, given in zip(parts[::2], parts[1::2], strict=True)
        )
    return _unique(_joined_suffixes(parts))


def _readable(line: str) -> str:
    return " ".join(to_unicode(scrub(line)).split())


def _split(text: str, mark: str) -> list[str]:
    """Split at ``mark`` outside brackets and leave the brackets out."""
    parts: list[str] = []
    current: list[str] = []
    depth = 0
    for piece in re.split(rf"([()\[\]{mark}])", text):
        if piece in ("(", "["):
            depth += 1
        elif piece in (")", "]"):
            depth = max(0, depth - 1)
        elif depth == 0 and piece == mark:
            parts.append("".join(current).strip())
            current = []
        elif depth == 0:
            current.append(piece)
    return [*parts, "".join(current).strip()]


def _alternates(parts: list[str]) -> bool:
    return len(parts) >= 2 and len(parts) % 2 == 0 and all(_INITIALS.fullmatch(given.strip()) for given in parts[1::2])


def _natural(name: str) -> str:
    """ "Wright, K. M." → "K. M. Wright"."""
    family, comma, given = name.partition(",")
    return f"{given.strip()} {_cased(family.strip())}".strip() if comma else name


def _cased(family: str) -> str:
    return (
        re.sub(r"[^\W\d_]{3,}", lambda word: word[0].capitalize(), family)
        if family.isupper() and len(family) > 2
        else family
    )


def _joined_suffixes(parts: list[str]) -> list[str]:
    names: list[str] = []
    for part in (part.strip(" ,") for part in parts):
        if names and _SUFFIX.fullmatch(part):
            names[-1] = names[-1] if _is_degree(part) else f"{names[-1]}, {part}"
        elif part:
            names.append(part)
    return names


def _is_degree(suffix: str) -> bool:
    return re.sub(r"[.\s]", "", suffix.lower()) not in ("jr", "sr", "ii", "iii", "iv")


def _unique(names: Iterable[str]) -> tuple[str, ...]:
    seen = dict.fromkeys(name[:_LONGEST_NAME] for name in names if re.search(r"\w", name))
    return tuple(seen)[:_MOST]
