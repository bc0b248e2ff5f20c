"""Questions that a paper's record answers: who wrote it, when it came out, where it is."""

import re
from collections.abc import Callable, Mapping
from datetime import date

from bot.discussion.choosing import without_choice
from bot.grounding.plain import clean
from bot.papers import Paper, display, shorten

MOST_AUTHORS = 20
_LONGEST = 120
_ITS = (
    r"(?:the|its|their|this|that|of|for|to|by|in|it|them|these|those|please|"
    r"papers?|articles?|preprints?|stud(?:y|ies)|work)"
)
_START = rf"\W*(?:(?:and|so|ok|please|{_ITS})\W+)*"
_GIVE = (
    r"(?:(?:(?:can|could|may) (?:i|you) (?:have|get|see|give me|send me|list|name)|give me|send me|show me|list|name|"
    r"what(?:'s|’s| is| are| was)|where(?:'s| is)) )?"
)


def _asked(wording: str) -> re.Pattern[str]:
    return re.compile(rf"{_START}(?:{wording})(?:\W+{_ITS}\b)*\W*", re.IGNORECASE)


_AUTHORS = _asked(
    rf"who(?: (?:are|is|were|was)|'s|’s)(?: {_ITS})* (?:(?:first|last|main|lead) )?(?:authors?|behind)|"
    rf"who (?:wrote|authored|published)|{_GIVE}(?:(?:the|its|all) )*(?:authors?(?: list| names)?|names of the authors)"
)
_DATE = _asked(
    rf"when(?: (?:was|were|is|did)|'s|’s)(?: {_ITS})* (?:first )?"
    r"(?:published|posted|submitted|announced|released|written|out|appear|come out)|"
    rf"how (?:old|recent|new) (?:is|are)|{_GIVE}(?:(?:the|its) )*(?:publication |publishing )?date(?: of publication)?|"
    rf"(?:what|which) (?:year|date)(?: (?:was|is))?(?: {_ITS})*(?: published| from)?"
)
_LINK = _asked(
    rf"{_GIVE}(?:(?:the|its|a) )*(?:links?|urls?|web ?page|address|pdf)|"
    rf"(?:where|how) can (?:i|we) (?:find|read|get|download|see)|where (?:is|are)"
)


def recorded(question: str, papers: Mapping[int, Paper]) -> str:
    """What the records of the papers say to the question, a sentence each; empty when it is not about the record."""
    if len(question) > _LONGEST:
        return ""
    plain = re.sub(r"\s+", " ", without_choice(question)).strip()
    tell = next((tell for wanted, tell in _TELLERS if plain and wanted.fullmatch(plain)), None)
    return " ".join(tell(number, paper) for number, paper in papers.items()) if tell else ""


def _authors(number: int, paper: Paper) -> str:
    names = [clean(display(name)) for name in paper.authors]
    if not names:
        return f"The authors of {_named(number, paper)} are not in its record."
    more = len(names) - MOST_AUTHORS
    shown = [*names[:MOST_AUTHORS], f"{more} more"] if more > 0 else names
    listed = " and ".join(filter(None, (", ".join(shown[:-1]), shown[-1])))
    return f"{_named(number, paper)} is by {listed}."


def _dates(number: int, paper: Paper) -> str:
    where = f" in {clean(paper.journal)}" if paper.journal else ""
    if paper.published_on:
        return f"{_named(number, paper)} was published{where} on {_day(paper.published_on)}."
    if paper.announced_on:
        return f"{_named(number, paper)} was announced on {_day(paper.announced_on)}."
    return f"When {_named(number, paper)} was published is not in its record."


def _link(number: int, paper: Paper) -> str:
    if not paper.url:
        return f"There is no link in the record of {_named(number, paper)}."
    return f"{_named(number, paper)} is at {paper.url}"


def _named(number: int, paper: Paper) -> str:
    return f"#{number} “{shorten(clean(paper.title), 120)}”"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


_TELLERS: tuple[tuple[re.Pattern[str], Callable[[int, Paper], str]], ...] = (
    (_AUTHORS, _authors),
    (_DATE, _dates),
    (_LINK, _link),
)
