"""What a query may not be: too long, too wide, only negative."""

import re

from bot.papers.wordlist import wordlist
from bot.radar.errors import QueryError
from bot.radar.expression import And, Expression, Field, Not, Or, Term, terms
from bot.radar.names import read_name
from bot.radar.paths import PREFIX, SHORTEST_PREFIX, paths
from bot.radar.reading import comparable_source

MOST_TERMS = 20
LONGEST_WORD = 100
STOP_WORDS = wordlist("""
    a an and are as at be been but by can do does for from had has have how i if in into is it its may more most
    no nor not of on or our over she he such than that the their them then there these they this those to under
    up via was we were what when where which while who why will with within would you your et al vs
""")
_REGULAR_EXPRESSION = re.compile(r"/.+/[a-z]{0,4}")
_PATTERN_MARKS = frozenset("\\^$*+?.|()[]{}")


def refuse_regular_expression(text: str) -> None:
    """Raise when the text is a pattern between slashes."""
    if _REGULAR_EXPRESSION.fullmatch(text) and (" " not in text or _PATTERN_MARKS & set(text)):
        raise QueryError(
            "Regular expressions are not supported. Use words, a beginning such as immun*, AND, OR and NOT.", text
        )


def check_words(text: str) -> None:
    """Raise when the text is empty or one of its words is over the limit."""
    if not text:
        raise QueryError("There is nothing to look for. Write a word or a phrase, for example: diffusion models", text)
    at = 0
    for word in re.findall(r"[^\s\"()]+", text):
        at = text.index(word, at)
        if len(word) > LONGEST_WORD:
            raise QueryError(f"This word has {len(word)} characters; {LONGEST_WORD} is the limit.", text, at)


def check_expression(expression: Expression, text: str) -> None:
    """Raise when the expression has too many terms, a term that is too wide, or no term to start from."""
    every = [*terms(expression), *terms(expression, wanted=False)]
    if len(every) > MOST_TERMS:
        raise QueryError(
            f"This query has {len(every)} terms; {MOST_TERMS} is the limit. Split it into several queries.", text
        )
    for term in every:
        _check_term(term, text)
    _check_positive(expression, text)


def _check_term(term: Term, text: str) -> None:
    at = max(0, text.find(term.text))
    if term.field is None or term.field.is_text:
        _check_path(paths(term.text)[0], term.text, text, at)
    elif term.field is Field.AUTHOR and not any(len(w) > 1 for f in read_name(term.text).families for w in f):
        raise QueryError('An author needs a family name: au:mueller, or au:"Mueller, K".', text, at)
    elif term.field is Field.SOURCE and len(comparable_source(term.text)) < 2:
        raise QueryError("A source needs two letters at least, for example src:arxiv.", text, at)


def _check_path(path: tuple[str, ...], word: str, text: str, at: int) -> None:
    for token in path:
        if token.endswith(PREFIX) and len(token) <= SHORTEST_PREFIX:
            raise QueryError(
                f"A beginning needs {SHORTEST_PREFIX} letters before the star, such as immun*. "
                "Write more letters, or leave the star out.",
                text,
                at,
            )
    words = [token for token in path if token.isascii()]
    if len(path) == 1 and len(words) == 1 and len(words[0]) < 2:
        raise QueryError(f'"{word}" is too short: it would match nearly every paper. Write a longer word.', text, at)
    if all(token in STOP_WORDS for token in path):
        raise QueryError(
            f'"{word}" is in nearly every paper. Write a word that tells papers apart, or a whole phrase in quotes.',
            text,
            at,
        )


def _check_positive(expression: Expression, text: str) -> None:
    if not _has_start(expression):
        raise QueryError(
            "This would match nearly every paper: it only says what to leave out. "
            "Add what to look for (on each side of OR), for example: privacy NOT survey",
            text,
        )


def _has_start(expression: Expression) -> bool:
    """Whether the expression can be true only where one of its terms is found."""
    if isinstance(expression, Term):
        return True
    if isinstance(expression, Not):
        return _excludes_start(expression.part)
    return (any if isinstance(expression, And) else all)(_has_start(part) for part in expression.parts)


def _excludes_start(expression: Expression) -> bool:
    """The same for the opposite of the expression."""
    if isinstance(expression, Term):
        return False
    if isinstance(expression, Not):
        return _has_start(expression.part)
    return (any if isinstance(expression, Or) else all)(_excludes_start(part) for part in expression.parts)
