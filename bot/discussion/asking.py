"""What kind of message it is: thanks, a mere choice of a paper, or a question with words of its own."""

import re

from bot.discussion.choosing import without_choice
from bot.grounding.words import STOP_WORDS, fold

OVERVIEW = "What is this paper about?"
_GRATEFUL = frozenset(("thank", "thanks", "thx", "ty", "cheers"))
_POLITE = _GRATEFUL | frozenset(
    """ok okay great perfect cool nice good awesome many very much so a lot all for the that this your you
    help answer it and bye got no really""".split()  # noqa: SIM905 - a list of words reads better as words
)
_EMPTY = frozenset(
    """please pls thanks thank thx ok okay go going continue elaborate describe explain open expand details detail
    hi hello hey yes yeah sure want like see read interested look give let lets summary summarise
    summarize""".split()  # noqa: SIM905
)
_ASKING = frozenset(
    """how why who whom whose when where which did does do is are was were can could will
    would""".split()  # noqa: SIM905
)


def is_thanks(question: str) -> bool:
    """Whether it only thanks."""
    said = set(re.findall(r"\w+", fold(question)))
    return bool(said & _GRATEFUL) and said <= _POLITE


def asks_nothing(question: str) -> bool:
    """Whether it only chooses a paper or has no word that could be looked for: *#1*, *the second*, *tell me more*."""
    left = re.findall(r"\w+", fold(without_choice(question)))
    return all(word in _EMPTY or (word in STOP_WORDS and word not in _ASKING) for word in left if len(word) > 1)
