"""What to change in a query that found nothing or floods, with figures from all recent papers."""

from collections.abc import Collection, Iterable

from bot.preview.neighbours import is_known, respelt
from bot.preview.trial import Found, Trial
from bot.radar import Field, Query, Reading, Term, advise, readable
from bot.radar.advice import MOST_A_DAY
from bot.radar.checks import STOP_WORDS
from bot.radar.expression import And, Expression, joined
from bot.radar.paths import paths
from bot.radar.rendering import term_text

_MATCHED = 60
_READ = 40  # papers that may be read for one figure of a hint


def hint(query: Query, found: Found, days: int, trial: Trial) -> str:
    """One sentence, or nothing when the query is fine."""
    if not trial.readable:
        return ""
    if found.count > MOST_A_DAY * days:
        return advise(query, found.count, days, matched=_spread(trial, found.places)) or ""
    return "" if found.count else _missing(query, trial)


def _spread(trial: Trial, places: Collection[int]) -> list[Reading]:
    """Some of the papers found, from all over the days."""
    newest = trial.newest(set(places))
    chosen = newest[:: max(1, len(newest) // _MATCHED)][:_MATCHED]
    return [Reading(trial.postings.papers[place]) for place in chosen]


def _missing(query: Query, trial: Trial) -> str:
    """Why nothing is found: a word that no paper has, a part that fails alone, or parts that never meet."""
    unknown = next((word for word in _words(query) if not is_known(word, trial.postings)), "")
    if unknown:
        return respelt(unknown, trial.postings)
    failing = [term for term in query.terms if not _count(term, trial)]
    if failing:
        alone = _why(failing[0], trial)
        if len(query.terms) == 1:
            return alone
        return f"{term_text(failing[0])} alone is in none of the {len(trial.readable):,} papers. {alone}"
    return _apart(query, trial)


def _words(query: Query) -> Iterable[str]:
    return (word for term in query.terms if term.field is None or term.field.is_text for word in term.text.split())


def _count(expression: Expression, trial: Trial) -> int:
    return trial.of(Query(expression), _READ).count


def _why(term: Term, trial: Trial) -> str:
    """Why a term is in no paper although each of its words is in some."""
    if term.field is Field.CATEGORY:
        return f"No paper of the category {term.text} was read lately. See how it is spelt, and which sources bring it."
    if term.field is Field.AUTHOR:
        return f"No paper of {term_text(term)} was read lately. The family name alone finds every spelling."
    if term.field is Field.SOURCE:
        return f"No paper of {term_text(term)} was read lately. See which there are with /radar sources."
    words = [word for word in term.text.split() if paths(word) and word.casefold() not in STOP_WORDS]
    anywhere = len(trial.holding.together(words))
    if term.field and len(words) == 1:
        return f"No {term.field.label} has {term.text}, but {_papers(anywhere)} it elsewhere: {_line(Term(term.text))}"
    apart = And(tuple(Term(word, term.field) for word in words))
    count = _count(apart, trial) if len(words) > 1 else 0
    if count and (text := _line(apart)):
        return f"The words never stand side by side, but {_papers(count)} them: {text}"
    return "Its words are all found, but never as this phrase. Try a shorter phrase, or several with OR."


def _apart(query: Query, trial: Trial) -> str:
    """Each part is found, but never all of them: what is found without one of them."""
    whole = query.expression
    if not isinstance(whole, And):
        return ""
    found: dict[Expression, tuple[int, str]] = {}
    for at, part in enumerate(whole.parts):
        rest = joined(And, [*whole.parts[:at], *whole.parts[at + 1 :]])
        if text := _line(rest):
            found[part] = (_count(rest, trial), text)
    part, (count, text) = max(found.items(), key=lambda pair: pair[1][0], default=(whole, (0, "")))
    if not count:
        rarest, seen = min(((term, _count(term, trial)) for term in query.terms), key=lambda pair: pair[1])
        told = f"{term_text(rarest)} is the rarest ({seen:,})"
        return f"Each part is found alone, but no paper has them together; {told}. Leave it out, or join parts with OR."
    named = term_text(part) if isinstance(part, Term) else str(Query(part))
    return f"No paper has all parts together. Without {named} there {_are(count)}: {text}"


def _line(expression: Expression) -> str:
    """An expression as a line to type, or nothing when it cannot be one."""
    text = str(Query(expression))
    return text if readable(text) else ""


def _papers(count: int) -> str:
    return f"{count:,} {'paper has' if count == 1 else 'papers have'}"


def _are(count: int) -> str:
    return f"{'is' if count == 1 else 'are'} {count:,}"
