"""What papers write for the same thing as a line looks for, and the line that would find both; pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from bot.radar import Alias, Query, QueryError, Term, can_be_typed, parse
from bot.radar.expression import Expression, Or


@dataclass(frozen=True, slots=True)
class Choice:
    """One meaning, and the line that finds the acronym and its long form."""

    alias: Alias
    query: Query


@dataclass(frozen=True, slots=True)
class Widening:
    """A term of a line and what it may be joined with; ``full`` says why there is no room for that."""

    term: Term
    is_acronym: bool
    choices: tuple[Choice, ...]
    others: tuple[Alias, ...] = ()  # what the acronym of a long form stands for besides
    full: str = ""

    @property
    def alias(self) -> Alias:
        """The first meaning."""
        return self.choices[0].alias


def terms_of(query: Query) -> tuple[Term, ...]:
    """The terms that may be joined with another spelling: of one word or phrase, or of an OR of such."""
    expression = query.expression
    parts = expression.parts if isinstance(expression, Or) else (expression,)
    if not all(isinstance(part, Term) for part in parts):
        return ()
    return tuple(part for part in parts if isinstance(part, Term) and (part.field is None or part.field.is_text))


def widenings(query: Query, term: Term, aliases: Sequence[Alias]) -> Iterator[Widening]:
    """One for each acronym that is a term, or stands for it; none where the line says already what it means."""
    for acronym, group in groupby(aliases, key=lambda alias: alias.acronym):
        found = tuple(group)
        is_acronym = term.text.casefold() in (acronym.casefold(), f"{acronym.casefold()}s")
        meant = found if is_acronym else found[:1]
        try:
            made = [(alias, _widened(query, term, alias, is_acronym)) for alias in meant]
        except QueryError as mistake:
            yield Widening(term, is_acronym, (Choice(found[0], query),), full=mistake.sentence)
            continue
        if any(wider and wider.key == query.key for _, wider in made):
            continue
        choices = tuple(Choice(alias, wider) for alias, wider in made if wider)
        if choices:
            yield Widening(term, is_acronym, choices, found[len(meant) :])


def _widened(query: Query, term: Term, alias: Alias, is_acronym: bool) -> Query | None:
    """The line with the other spelling beside the term; nothing for one that cannot be typed."""
    typed = alias.acronym if is_acronym and alias.ambiguous else term.text  # in capitals it has one meaning
    short, long_form = (typed, alias.long_form) if is_acronym else (alias.acronym, typed)
    new = (Term(long_form, term.field), Term(short, term.field))
    other = Query(new[0] if is_acronym else new[1])
    expression = query.expression
    parts = expression.parts if isinstance(expression, Or) else (expression,)
    wider: list[Expression] = []
    for part in parts:
        wider.extend(new if part == term else (part,))
    if not can_be_typed(other):
        return None
    return parse(str(Query(Or(tuple(dict.fromkeys(wider))))))
