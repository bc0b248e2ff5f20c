"""Repairs of a line of a radar: the query without a word or an author, or in the title only; pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.papers import Paper, display_title
from bot.radar import Field, Query, Reading, Term, can_be_typed, matches, parse
from bot.radar.expression import And, Expression, Not, joined
from bot.radar.names import is_author, name_key, read_name

_AUTHORS = 4  # the first ones and the last: who a paper is known by


class Kind(StrEnum):
    """What a repair changes, the narrowest first."""

    AUTHOR = "author"
    TERM = "term"
    TITLE = "title"


@dataclass(frozen=True, slots=True)
class Repair:
    """A changed query, and the word or author it leaves out."""

    kind: Kind
    query: Query
    what: str = ""


def checked(expression: Expression) -> Query:
    """The query of an expression, as it is read again from its own text.  Raises ``QueryError`` at a limit."""
    return parse(str(Query(expression)))


def without_word(query: Query, word: str) -> Repair | None:
    """The query without papers that have a word.  Raises ``QueryError`` at a limit of the language."""
    return _without(query, Term(word), Kind.TERM)


def without_author(query: Query, author: str) -> Repair | None:
    """The query without papers of an author.  Raises ``QueryError`` at a limit of the language."""
    return _without(query, Term(author, Field.AUTHOR), Kind.AUTHOR)


def in_title(query: Query) -> Repair | None:
    """The query with all it looks for in the title only, if that is something else.  Raises ``QueryError``."""
    titled = _in_title(query.expression, wanted=True)
    return None if titled == query.expression else Repair(Kind.TITLE, checked(titled))


def leaves_out(repair: Repair, paper: Paper | Reading) -> bool:
    """Whether the repaired query no longer finds a paper."""
    return matches(repair.query, paper) is None


def mutable_authors(query: Query, paper: Paper, liked: Sequence[Paper]) -> Iterator[str]:
    """Authors one may mute: neither asked for by the query, nor of a paper that was liked."""
    asked = [read_name(term.text) for term in query.terms if term.field is Field.AUTHOR]
    wanted = {name_key(author) for each in liked for author in each.authors}
    known = paper.authors if len(paper.authors) <= _AUTHORS else (*paper.authors[: _AUTHORS - 1], paper.authors[-1])
    for author in dict.fromkeys(" ".join(display_title(author).split()) for author in known):
        name = read_name(author)
        if author and name_key(author) not in wanted and not any(is_author(each, name) for each in asked):
            yield author


def _without(query: Query, term: Term, kind: Kind) -> Repair | None:
    """The query and not the term; nothing for a term that cannot be typed, such as a name with a quote in it."""
    if not can_be_typed(Query(term)):
        return None
    return Repair(kind, checked(joined(And, [query.expression, Not(term)])), term.text)


def _in_title(expression: Expression, *, wanted: bool) -> Expression:
    if isinstance(expression, Term):
        moves = wanted and expression.field in (None, Field.ABSTRACT)
        return Term(expression.text, Field.TITLE) if moves else expression
    if isinstance(expression, Not):
        return Not(_in_title(expression.part, wanted=not wanted))
    return type(expression)(tuple(_in_title(part, wanted=wanted) for part in expression.parts))
