"""Where a query hangs: a few of its terms, one of which every paper it holds for must have."""

from bot.radar.expression import And, Expression, Field, Not, Or, Term
from bot.radar.paths import PREFIX, paths


def hooks(expression: Expression) -> tuple[Term, ...]:
    """The rarest set of terms of which one is found wherever the expression holds; nothing when there is none."""
    return _hooks(expression, positive=True) or ()


def is_plain(expression: Expression) -> bool:
    """Whether one of the terms, found anywhere in title or abstract, is all it takes."""
    parts = expression.parts if isinstance(expression, Or) else (expression,)
    return all(isinstance(part, Term) and part.field is None for part in parts)


def _hooks(expression: Expression, *, positive: bool) -> tuple[Term, ...] | None:
    if isinstance(expression, Term):
        return (expression,) if positive else None
    if isinstance(expression, Not):
        return _hooks(expression.part, positive=not positive)
    sets = [_hooks(part, positive=positive) for part in expression.parts]
    if isinstance(expression, And) == positive:
        return min((found for found in sets if found is not None), key=_frequency, default=None)
    if any(found is None for found in sets):
        return None
    return tuple(dict.fromkeys(term for found in sets if found is not None for term in found))


def _frequency(found: tuple[Term, ...]) -> float:
    return sum(_one_frequency(term) for term in found)


def _one_frequency(term: Term) -> float:
    """A guess at the share of papers that have a term; only the order matters."""
    if term.field is Field.SOURCE:
        return 0.5
    if term.field is Field.CATEGORY:
        return 0.2
    if term.field is Field.AUTHOR:
        return 0.001
    path = paths(term.text)[0]
    letters = sum(len(token) for token in path)
    return (0.1 if path[-1].endswith(PREFIX) else 0.05) * 4.0 ** (1 - len(path)) * 0.9**letters
