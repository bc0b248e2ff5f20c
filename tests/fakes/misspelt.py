"""One paper as another source would write it: the same work, told with other letters."""

import random
import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from bot.papers import Record, clean_title

_GREEK = {name: chr(0x3B1 + place) for place, name in enumerate(("alpha", "beta", "gamma", "delta", "epsilon"))}
_COMMAND = re.compile(r"\\([A-Za-z]+)\s*")
Change = Callable[[Record, random.Random], Record]


def _capitals(record: Record, _: random.Random) -> Record:
    """Formulas and commands stay as they are: in capitals they would be others."""
    words = (word if set(word) & set("$\\{}^_") else word.upper() for word in record.title.split(" "))
    return replace(record, title=" ".join(words))


def _no_accents(record: Record, _: random.Random) -> Record:
    return replace(record, title=_plain(record.title), authors=tuple(map(_plain, record.authors)))


def _no_tex(record: Record, _: random.Random) -> Record:
    """As an editor would type it: Greek as letters, commands gone, braces and dollars gone."""
    title = _COMMAND.sub(lambda found: _GREEK.get(found[1], ""), record.title)
    return replace(record, title=re.sub(r"[${}\\]|\^|_", "", title))


def _markup(record: Record, _: random.Random) -> Record:
    """As journals' interfaces send titles: a word in italics, an ampersand as an entity."""
    first, *others = record.title.split(" ")
    rest = " ".join(others)
    return replace(record, title=clean_title(f"<i>{first}</i> {rest.replace(' and ', ' &amp; ')}", html=True))


def _punctuation(record: Record, _: random.Random) -> Record:
    title = record.title.replace(": ", " \u2013 ").replace("-", "\u2010").replace("'", "\u2019")
    return replace(record, title=f"{title}.")


def _initials(record: Record, _: random.Random) -> Record:
    return replace(record, authors=tuple(map(_initialled, record.authors)))


def _family_first(record: Record, _: random.Random) -> Record:
    return replace(record, authors=tuple(" ".join(_initialled(name).split()[::-1]) for name in record.authors))


def _next_year(record: Record, _: random.Random) -> Record:
    return _moved(record, 1)


def _everything(record: Record, dice: random.Random) -> Record:
    changes = (_no_accents, _punctuation, _initials, _next_year)
    for change in changes:
        record = change(record, dice)
    return _capitals(record, dice)


def _two_years(record: Record, _: random.Random) -> Record:
    return _moved(record, 2)


def _another_author(record: Record, _: random.Random) -> Record:
    return replace(record, authors=("Zebulon Quixotterby", *record.authors[1:]))


def _another_title(record: Record, dice: random.Random) -> Record:
    words = record.title.split()
    words.insert(dice.randrange(len(words) + 1), "not")
    return replace(record, title=" ".join(words))


SAME: dict[str, Change] = {
    "as it is": lambda record, _: record,
    "capital letters": _capitals,
    "no accents": _no_accents,
    "TeX typed by hand": _no_tex,
    "HTML in the title": _markup,
    "other punctuation": _punctuation,
    "initials": _initials,
    "family name first": _family_first,
    "the year after": _next_year,
    "several at once": _everything,
}
OTHER: dict[str, Change] = {
    "two years apart": _two_years,
    "another first author": _another_author,
    "one word more": _another_title,
}


def _plain(text: str) -> str:
    parts = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def _initialled(name: str) -> str:
    *given, family = name.split() or [""]
    return " ".join([*(f"{part[0]}." for part in given), family])


def _moved(record: Record, years: int) -> Record:
    day = record.published_on or date(2026, 1, 1)
    return replace(record, published_on=date(day.year + years, 3, 1), announced_on=None)
