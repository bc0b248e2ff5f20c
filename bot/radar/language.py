"""The query language: from a line a person types to a query, or to a sentence that says what is wrong."""

from dataclasses import dataclass

from bot.radar.checks import check_expression, check_words, refuse_regular_expression
from bot.radar.errors import QueryError
from bot.radar.expression import And, Expression, Field, Or, Term, joined, negated, terms
from bot.radar.letters import DOUBLE_QUOTES
from bot.radar.lexing import Kind, Lexeme, lex
from bot.radar.paths import is_shouted, paths
from bot.radar.rendering import key, written
from bot.radar.tidying import tidy


@dataclass(frozen=True, slots=True)
class Query:
    """One line of a radar, understood; ``str`` gives its canonical text, which parses to the same query."""

    expression: Expression

    def __str__(self) -> str:
        return written(self.expression)

    @property
    def key(self) -> str:
        """Equal for two queries that find the same papers, however they are typed."""
        return key(self.expression)

    @property
    def terms(self) -> tuple[Term, ...]:
        """The terms it looks for, from left to right; what it excludes is not among them."""
        return tuple(dict.fromkeys(terms(self.expression)))


def parse(text: str) -> Query:
    """The query a line stands for; raises ``QueryError`` with a sentence and the place.

    ``diffusion models`` is one phrase.  With AND, OR, NOT (or a leading ``-``), a quote, a bracket or a field, each
    bare word is a word of its own, and words side by side must all be found.
    """
    text = tidy(text)
    refuse_regular_expression(text)
    text = text.lstrip("/ ")
    check_words(text)
    lexemes = lex(text)
    if all(lexeme.kind is Kind.WORD for lexeme in lexemes):
        expression: Expression | None = _term(text)
    else:
        expression = _Reader(text, lexemes).whole()
    if expression is None:
        raise QueryError("Nothing is left to look for: write at least one word of letters or digits.", text)
    check_expression(expression, text)
    return Query(expression)


def readable(text: str) -> Query | None:
    """The query a line stands for, or nothing for one that cannot be read, such as an older version may have kept."""
    try:
        return parse(text)
    except QueryError:
        return None


def can_be_typed(query: Query) -> bool:
    """Whether a query that was put together means the same when it is read from its own text."""
    typed = readable(str(query))
    return typed is not None and typed.key == query.key


def split(line: str) -> tuple[str, ...]:
    """The queries of a line: parts between commas and line ends that stand outside quotes and brackets."""
    parts: list[str] = []
    depth, quoted, start = 0, False, 0
    for at, character in enumerate(line):
        if character == '"' or character in DOUBLE_QUOTES:
            quoted = not quoted
        elif quoted:
            continue
        elif character in "()":
            depth = max(0, depth + (1 if character == "(" else -1))
        elif character in "\r\n\u2028\u2029" or (not depth and character in ",，、" and not _in_figure(line, at)):
            parts.append(line[start:at])
            start, depth = at + 1, 0
    parts.append(line[start:])
    return tuple(part.strip() for part in parts if part.strip())


def _in_figure(line: str, at: int) -> bool:
    """Whether a comma only groups digits, as in ``1,000 genomes``."""
    after = line[at + 1 : at + 5]
    before = line[max(0, at - 1) : at]
    return before.isdigit() and len(after) >= 3 and after[:3].isdigit() and not after[3:].isalnum()


def _term(text: str, field: Field | None = None) -> Term | None:
    """A term as it is kept, or nothing when it holds no letter and no digit to look for."""
    if field in (Field.CATEGORY, Field.SOURCE):
        text = text.rstrip("*").rstrip(".")
        return Term(text, field) if any(character.isalnum() for character in text) else None
    if field is Field.AUTHOR:
        return Term(text, field) if any(character.isalpha() for character in text) else None
    if is_shouted(text):
        text = "".join(character.lower() if len(character.lower()) == 1 else character for character in text)
    return Term(text, field) if paths(text) else None


class _Reader:
    """Reads lexemes by the grammar: or := and (OR and)*; and := unit ([AND] unit)*; unit := [NOT] atom."""

    def __init__(self, text: str, lexemes: list[Lexeme]) -> None:
        self.text = text
        self.lexemes = lexemes
        self.at = 0

    def whole(self) -> Expression | None:
        """The expression of all lexemes; nothing when they are only punctuation."""
        return self._either()

    def _kind(self) -> Kind | None:
        return self.lexemes[self.at].kind if self.at < len(self.lexemes) else None

    def _either(self) -> Expression | None:
        parts = [self._all()]
        while self._kind() is Kind.OR:
            self.at += 1
            parts.append(self._all())
        kept = [part for part in parts if part is not None]
        return joined(Or, kept) if kept else None

    def _all(self) -> Expression | None:
        parts = [self._unit()]
        while self._kind() not in (None, Kind.OR, Kind.CLOSE):
            if self._kind() is Kind.AND:
                self.at += 1
            parts.append(self._unit())
        kept = [part for part in parts if part is not None]
        return joined(And, kept) if kept else None

    def _unit(self) -> Expression | None:
        if self._kind() is not Kind.NOT:
            return self._atom()
        self.at += 1
        part = self._atom()
        return None if part is None else negated(part)

    def _atom(self) -> Expression | None:
        if self._kind() not in (Kind.OPEN, Kind.WORD, Kind.QUOTE, Kind.FIELD):
            raise self._missing()
        lexeme = self.lexemes[self.at]
        self.at += 1
        if lexeme.kind is Kind.OPEN:
            return self._group(lexeme)
        if lexeme.kind is Kind.FIELD:
            value = self.lexemes[self.at]
            self.at += 1
            return self._said(_term(value.text, Field(lexeme.text)), value)
        return _term(lexeme.text) if lexeme.kind is Kind.WORD else self._said(_term(lexeme.text), lexeme)

    def _group(self, opening: Lexeme) -> Expression | None:
        if self._kind() is Kind.CLOSE:
            raise QueryError("There is nothing between these brackets. Write words there.", self.text, opening.at)
        part = self._either()
        self.at += 1  # the closing bracket: balance was checked before
        return part

    def _said(self, term: Term | None, lexeme: Lexeme) -> Term:
        if term is None:
            raise QueryError("There is no word to look for here: write letters or digits.", self.text, lexeme.at)
        return term

    def _missing(self) -> QueryError:
        """The refusal of an operator that has nothing to work on."""
        if self.at and self.lexemes[self.at - 1].kind in (Kind.AND, Kind.OR, Kind.NOT):
            operator = self.lexemes[self.at - 1]
        else:
            operator = self.lexemes[self.at]
        word = operator.text if operator.text != "-" else "NOT"
        where = "after" if self.at and operator is self.lexemes[self.at - 1] else "before"
        return QueryError(
            f"{word} needs something to look for {where} it. Write a word there, or take {word} away; "
            f'for the plain word write it small or in quotes: "{word.lower()}".',
            self.text,
            operator.at,
        )
