"""What an acronym means where it matters: in a paper that defines it, and in a query that names its long form.

A paper that writes "vision-language models (VLMs)" says that both are one; there either stands for the other.  A query
``"vision-language-action" OR VLA`` says what its VLA means, so a paper that
defines VLA as something else does not count.
"""

from collections.abc import Iterable, Mapping

from bot.papers.wordlist import wordlist
from bot.radar.definitions import Definition, acronym_in, folded
from bot.radar.expression import And, Expression, Not, Or, Term
from bot.radar.paths import Path, paths

_SMALL = wordlist("a an and at by for from in of on or the to with")


def meant(expression: Expression) -> Mapping[Term, Term]:
    """The acronyms of an expression whose meaning stands beside them in the same OR, each with that long form."""
    found: dict[Term, Term] = {}
    stack = [expression]
    while stack:
        part = stack.pop()
        if isinstance(part, Not):
            stack.append(part.part)
        elif isinstance(part, And | Or):
            stack.extend(part.parts)
            if isinstance(part, Or):
                found.update(_pairs([one for one in part.parts if isinstance(one, Term) and _is_text(one)]))
    return found


def others(term: Term, defined: Iterable[Definition]) -> tuple[Path, ...]:
    """The paths that stand for the same as a term, by the definitions of one paper."""
    own = set(paths(term.text))
    small = {path[0].casefold() for path in own if len(path) == 1}
    found: list[Path] = []
    for one in defined:
        if one.tokens in own:
            found += paths(one.acronym)
        elif one.acronym.casefold() in small:
            found += paths(" ".join(one.tokens))
    return tuple(dict.fromkeys(path for path in found if path not in own))


def is_otherwise(acronym: Term, long_form: Term, defined: Iterable[Definition]) -> bool:
    """Whether a paper defines an acronym, and never as this long form."""
    short = acronym_in(acronym.text)
    told = ["".join(one.tokens) for one in defined if one.acronym == short]
    wanted = "".join(folded(long_form.text))
    return bool(told) and not any(wanted in one or one in wanted for one in told)


def _pairs(terms: list[Term]) -> dict[Term, Term]:
    found: dict[Term, Term] = {}
    for short in terms:
        acronym = acronym_in(short.text)
        for long_form in terms if acronym else ():
            if long_form is not short and _are_initials(acronym, long_form.text):
                found[short] = long_form
                break
    return found


def _are_initials(acronym: str, words: str) -> bool:
    """Whether an acronym is the first letters of some words: less would take a stranger for its meaning."""
    tokens = folded(words)
    weighty = [token for token in tokens if token not in _SMALL]
    return len(weighty) > 1 and acronym.casefold() in {"".join(t[0] for t in some) for some in (tokens, weighty)}


def _is_text(term: Term) -> bool:
    return term.field is None or term.field.is_text
