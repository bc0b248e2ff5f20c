"""What to change in a query that found nothing or floods, with figures from all recent papers."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from bot.papers import Paper
from bot.preview.postings import Postings
from bot.radar import Field, Query, Reading, Term, advise
from bot.radar.paths import PREFIX, paths
from bot.radar.reading import comparable_category

_TOGETHER = 250
_EACH = 60
_MATCHED = 80


def hint(query: Query, hits: int, days: int, postings: Postings, matched: Sequence[Reading]) -> str:
    """One sentence, or nothing when the query is fine."""
    if not postings.papers:
        return ""
    if hits:
        return advise(query, hits, days, matched=matched[:_MATCHED]) or ""
    unknown = next((word for word in _words(query) if not _known(word, postings)), "")
    if unknown:
        return _respelt(unknown, postings)
    unread = next((term.text for term in query.terms if not _is_read(term, postings)), "")
    if unread:
        return f"No paper of the category {unread} was read lately. See how it is spelt, and which sources bring it."
    together = postings.scattered(query)
    if len(together) > _TOGETHER:
        return f"Its words stand together in {len(together):,} papers, but not side by side: join them with AND."
    return advise(query, 0, days, papers=[Reading(paper) for paper in _telling(query, together, postings)]) or ""


def _words(query: Query) -> Iterable[str]:
    return (word for term in query.terms if term.field is None or term.field.is_text for word in term.text.split())


def _known(word: str, postings: Postings) -> bool:
    return not paths(word) or bool(postings.having(Term(word)))


def _is_read(term: Term, postings: Postings) -> bool:
    """Whether some paper has the category, or one below it; other terms are no matter of what is read."""
    if term.field is not Field.CATEGORY:
        return True
    start = comparable_category(term.text)
    values = (comparable_category(value) for paper in postings.having(term) for value in paper.categories)
    return any(value == start or value.startswith(f"{start}.") for value in values)


def _respelt(word: str, postings: Postings) -> str:
    """The word papers use that looks most like one that none uses."""
    token = paths(word)[0][0].casefold()
    alike = () if token.endswith(PREFIX) else get_close_matches(token, postings.alike(token), 3, 0.8)
    if not alike:
        return f'No paper has "{word}". Check its spelling, or try another word for it.'
    best = max(alike, key=postings.frequency)
    count = postings.frequency(best)
    return f'No paper has "{word}", but {count:,} {"paper has" if count == 1 else "papers have"} "{best}".'


def _telling(query: Query, together: Iterable[Paper], postings: Postings) -> Iterable[Paper]:
    """Papers that show which part fails: those with all words of a phrase, and some with each part alone."""
    chosen = {paper.id: paper for paper in together}
    for term in query.terms:
        chosen |= {paper.id: paper for paper in postings.having(term)[:_EACH]}
    for word in _words(query):
        chosen |= {paper.id: paper for paper in postings.having(Term(word))[:5]}
    return chosen.values() or postings.papers[:_EACH]
