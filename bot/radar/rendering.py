"""An expression written out: the canonical text a person reads, and the key by which two queries are the same."""

from bot.radar.errors import QueryError
from bot.radar.expression import And, Expression, Field, Not, Or, Term
from bot.radar.lexing import DEEPEST, Kind, lex
from bot.radar.names import name_key
from bot.radar.paths import paths
from bot.radar.tidying import LONGEST


def written(expression: Expression) -> str:
    """The canonical text: a lone phrase as it was typed, anything else with its operators spelt out.

    Where that would break a limit of the language it is written as short as it can be typed.
    """
    if isinstance(expression, Term) and expression.field is None and _stands_alone(expression.text):
        return expression.text
    text = _spelt_out(expression)
    return text if len(text) <= LONGEST and _depth(expression) <= DEEPEST else _short(expression)


def key(expression: Expression) -> str:
    """Equal for two queries that find the same papers: their folded terms, in alphabetical order."""
    if isinstance(expression, Term):
        return _term_key(expression)
    if isinstance(expression, Not):
        return f"-{key(expression.part)}"
    sign = "&" if isinstance(expression, And) else "|"
    parts = sorted({key(part) for part in expression.parts})
    return parts[0] if len(parts) == 1 else f"({sign.join(parts)})"


def term_text(term: Term) -> str:
    """A term as it is typed in a query."""
    if term.field is None:
        return term.text if _is_word(term.text) else f'"{term.text}"'
    is_value = not any(mark in term.text for mark in ' ()"')
    return f"{term.field}:{term.text}" if is_value else f'{term.field}:"{term.text}"'


def _spelt_out(expression: Expression) -> str:
    if isinstance(expression, Term):
        return term_text(expression)
    if isinstance(expression, Not):
        return f"NOT {_bracketed(expression.part)}"
    sign = " AND " if isinstance(expression, And) else " OR "
    return sign.join(_bracketed(part) for part in expression.parts)


def _bracketed(part: Expression) -> str:
    return f"({_spelt_out(part)})" if isinstance(part, And | Or) else _spelt_out(part)


def _depth(expression: Expression) -> int:
    """How deep the brackets of the spelt out text are."""
    if isinstance(expression, Term):
        return 0
    parts = (expression.part,) if isinstance(expression, Not) else expression.parts
    return max(_depth(part) + (not isinstance(part, Term | Not)) for part in parts)


def _short(expression: Expression) -> str:
    if isinstance(expression, Term):
        return _short_term(expression)
    if isinstance(expression, Not):
        inner = _short(expression.part)
        return f"-({inner})" if isinstance(expression.part, And | Or) else f"-{inner}"
    if isinstance(expression, Or):
        return _together([_short(part) for part in expression.parts], "OR")
    return _together([f"({_short(p)})" if isinstance(p, Or) else _short(p) for p in expression.parts], "")


def _short_term(term: Term) -> str:
    if term.field is not None or term.text[:1].isalnum():
        return term.text if term.field is None and _is_word(term.text, ",") else term_text(term)
    return f'"{term.text}"'


def _together(parts: list[str], sign: str) -> str:
    text = parts[0]
    for part in parts[1:]:
        before = "" if text[-1] in ')"' else " "
        after = "" if part[0] in '("' and text[-1] != ":" else " "
        text += f"{before}{sign}{after}{part}" if sign else (before and after) + part
    return text


def _stands_alone(text: str, allowed: str = "") -> bool:
    if text.startswith("/") or ("," in text and "," not in allowed):
        return False
    try:
        return all(lexeme.kind is Kind.WORD for lexeme in lex(text))
    except QueryError:  # typed in quotes, it means something that it does not mean without them
        return False


def _is_word(text: str, allowed: str = "") -> bool:
    return " " not in text and _stands_alone(text, allowed)


def _term_key(term: Term) -> str:
    if term.field is None or term.field.is_text:
        found = "/".join(sorted(" ".join(path) for path in paths(term.text)))
    elif term.field is Field.AUTHOR:
        found = name_key(term.text)
    else:
        found = term.text.casefold()
    return f'{term.field or ""}"{found}"'
