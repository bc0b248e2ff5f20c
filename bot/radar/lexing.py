"""A query cut into words, quotes, brackets, fields and operators."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from bot.radar.errors import QueryError
from bot.radar.expression import Field

DEEPEST = 5


class Kind(Enum):
    """What a piece of a query is."""

    WORD = auto()
    QUOTE = auto()
    FIELD = auto()
    OPEN = auto()
    CLOSE = auto()
    AND = auto()
    OR = auto()
    NOT = auto()


@dataclass(frozen=True, slots=True)
class Lexeme:
    """One piece of a query and its place; a field stands before the word or quote it belongs to."""

    kind: Kind
    text: str
    at: int


FIELDS = {field.value: field for field in Field} | {field.label: field for field in Field}
_SHORT_NAMES = frozenset(field.value for field in Field)
_FIELD_LIST = "ti (title), abs (abstract), au (author), cat (category) and src (source)"
_OPERATORS = {"AND": Kind.AND, "OR": Kind.OR, "NOT": Kind.NOT, "(": Kind.OPEN, ")": Kind.CLOSE}
_PIECE = re.compile(r"\s+|[()]|-(?=[\"(]|[^\W_])|\"[^\"]*\"?|(?P<field>[A-Za-z]{2,12}):(?=[^\s)])|[^\s()\"]+")
_VALUE = re.compile(r"[^\s()\"]*")


def lex(text: str) -> list[Lexeme]:
    """The pieces of a tidied query, in order; raises where a quote, a bracket or a field is wrong."""
    found = list(_pieces(text))
    _check_brackets(found, text)
    return found


def _pieces(text: str) -> Iterator[Lexeme]:
    at = 0
    while at < len(text):
        found = _PIECE.match(text, at)
        assert found is not None  # every character begins one of the alternatives
        piece, start, at = found[0], at, found.end()
        if piece.isspace():
            continue
        if piece[0] == '"':
            yield _quote(piece, start, text)
        elif found["field"] and (field := _field(found["field"], text, start)):
            yield Lexeme(Kind.FIELD, field, start)
            if text[at] != '"':
                value = _VALUE.match(text, at)
                assert value is not None
                yield Lexeme(Kind.WORD, value[0], at)
                at = value.end()
        elif piece == "-":
            yield Lexeme(Kind.NOT, piece, start)
        else:
            if found["field"]:  # a name in capitals, such as Ti:sapphire, is a word
                rest = _VALUE.match(text, at)
                assert rest is not None
                piece, at = piece + rest[0], rest.end()
            _check_lone_field(piece, text, start)
            yield Lexeme(_OPERATORS.get(piece, Kind.WORD), piece, start)


def _quote(piece: str, start: int, text: str) -> Lexeme:
    if len(piece) == 1 or piece[-1] != '"':
        raise QueryError('This quote is not closed. Add a second " where the phrase ends.', text, start)
    words = piece[1:-1].strip()
    if not words:
        raise QueryError("There is nothing between these quotes. Write a phrase there, or leave them out.", text, start)
    return Lexeme(Kind.QUOTE, words, start)


def _field(name: str, text: str, start: int) -> str | None:
    """The field a name stands for; nothing when the name is an ordinary word with a colon."""
    field = FIELDS.get(name) or (FIELDS.get(name.lower()) if name.isupper() else None)
    after = text[start + len(name) + 1 :]
    if field is None:
        if not name.islower():
            return None
        if after.startswith("//"):
            raise QueryError("A link is not something to look for in papers. Write the words instead.", text, start)
        raise QueryError(
            f'There is no field "{name}". The fields are {_FIELD_LIST}. '
            f'If you mean the words, put them in quotes: "{name}:…".',
            text,
            start,
        )
    if after.startswith("("):
        raise QueryError(
            f'A field takes one word or one quoted phrase: {field}:word or {field}:"two words". Repeat it for each.',
            text,
            start + len(name) + 1,
        )
    return field.value


def _check_lone_field(piece: str, text: str, start: int) -> None:
    name = piece[:-1]
    if piece.endswith(":") and (name in _SHORT_NAMES or (name in FIELDS and start + len(piece) == len(text))):
        field = FIELDS[name].value
        raise QueryError(
            f"There is no word behind {piece} here. Write one without a blank between, such as "
            f'{field}:word or {field}:"two words".',
            text,
            start + len(piece),
        )


def _check_brackets(found: list[Lexeme], text: str) -> None:
    opened: list[int] = []
    for lexeme in found:
        if lexeme.kind is Kind.OPEN:
            opened.append(lexeme.at)
            if len(opened) > DEEPEST:
                raise QueryError(
                    f"Brackets may be {DEEPEST} levels deep. Take some away, or split the query.", text, lexeme.at
                )
        elif lexeme.kind is Kind.CLOSE:
            if not opened:
                raise QueryError("This bracket closes nothing. Add a ( before it, or take it away.", text, lexeme.at)
            opened.pop()
    if opened:
        raise QueryError("This bracket is not closed. Add a ) where the group ends.", text, opened[-1])
