"""Which acronyms and long forms recent papers use for what a query looks for."""

from bot.preview.postings import Postings
from bot.radar import Alias, Aliases, Query
from bot.radar.paths import paths


def offered(query: Query, aliases: Aliases, postings: Postings) -> tuple[Alias, ...]:
    """What might be looked for as well; a word in small letters is no acronym where papers write it small."""
    small = {term.text for term in query.terms if term.text.islower() and " " not in term.text}
    typed = {each.upper(): text for text in small for each in (text, text.removesuffix("s"))}

    def is_meant(alias: Alias) -> bool:
        text = typed.get(alias.acronym, "")
        path = paths(text)[0] if text else ()
        return len(path) != 1 or 2 * postings.frequency(alias.acronym) >= postings.frequency(path[0])

    return tuple(alias for alias in aliases.offer(query) if is_meant(alias))
