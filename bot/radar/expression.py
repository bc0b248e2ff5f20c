"""The expression a query stands for: terms joined by AND, OR and NOT."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias


class Field(StrEnum):
    """A part of a paper that a term can be tied to."""

    TITLE = "ti"
    ABSTRACT = "abs"
    AUTHOR = "au"
    CATEGORY = "cat"
    SOURCE = "src"

    @property
    def label(self) -> str:
        """The field's name in a sentence."""
        return self.name.lower()

    @property
    def is_text(self) -> bool:
        """Whether words and phrases are looked for in this field."""
        return self in (Field.TITLE, Field.ABSTRACT)


@dataclass(frozen=True, slots=True)
class Term:
    """Something to look for: a word, a phrase or a prefix; with a field, only there (without: title and abstract)."""

    text: str
    field: Field | None = None


@dataclass(frozen=True, slots=True)
class Not:
    """What must not be found."""

    part: "Expression"


@dataclass(frozen=True, slots=True)
class And:
    """Parts that must all hold."""

    parts: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Parts of which one must hold."""

    parts: tuple["Expression", ...]


Expression: TypeAlias = Term | Not | And | Or


def negated(part: Expression) -> Expression:
    """The opposite of an expression, without a double NOT."""
    return part.part if isinstance(part, Not) else Not(part)


def joined(kind: type[And] | type[Or], parts: list[Expression]) -> Expression:
    """Parts joined flat: a single one stands for itself, ``a AND (b AND c)`` has three parts."""
    flat: list[Expression] = []
    for part in parts:
        if isinstance(part, kind):
            flat.extend(part.parts)
        else:
            flat.append(part)
    return flat[0] if len(flat) == 1 else kind(tuple(flat))


def terms(expression: Expression, *, wanted: bool = True) -> Iterator[Term]:
    """The terms that should be found (``wanted``) or that should not, from left to right."""
    stack: list[tuple[Expression, bool]] = [(expression, True)]
    while stack:
        part, positive = stack.pop()
        if isinstance(part, Term):
            if positive == wanted:
                yield part
        elif isinstance(part, Not):
            stack.append((part.part, not positive))
        else:
            stack.extend((child, positive) for child in reversed(part.parts))


def holds(expression: Expression, has: Callable[[Term], bool]) -> bool:
    """Whether the expression is true where ``has`` says which terms are found."""
    if isinstance(expression, Term):
        return has(expression)
    if isinstance(expression, Not):
        return not holds(expression.part, has)
    if isinstance(expression, And):
        return all(holds(part, has) for part in expression.parts)
    return any(holds(part, has) for part in expression.parts)
