"""Stems of English words by the Snowball rules (Porter 2): for ranking only, never for what matches.

*Generation* and *generative* share a stem, which helps to put the better paper first and would be wrong as a reason
why a query found one.
"""

import re
from functools import lru_cache

from bot.papers.wordlist import pairs, wordlist

_VOWELS = frozenset("aeiouy")
_VALID_LI = frozenset("cdeghkmnrt")
_REGION = re.compile(r"[^aeiouy]*[aeiouy]+[^aeiouy]")
_EARLY_REGION = re.compile(r"(?:arsen|commun|emerg|gener|inter|later|organ|past|univers)")
_SHORT_END = re.compile(r"(?:[^aeiouy][aeiouy][^aeiouywxY]|^[aeiouy][^aeiouy]|past)$")
_WHOLE = pairs("""
    andes andes atlas atlas bias bias cosmos cosmos early earli gently gentl howe howe idly idl news news only onli
    singly singl skies sky skis ski sky sky ugly ugli
""")
_KEPT_BEFORE_ING = wordlist("even cann inn earr herr out")
_KEPT_BEFORE_EED = wordlist("succ proc exc")
_DOUBLES = wordlist("bb dd ff gg mm nn pp rr tt")
_SECOND = pairs("""
    tional tion enci ence anci ance abli able entli ent ization ize izer ize ational ate ation ate ator ate aliti al
    alism al alli al fulness ful fulli ful ousness ous ousli ous iveness ive iviti ive biliti ble bli ble lessli less
    ogist og ogi og li -
""")
_THIRD = pairs("tional tion ational ate alize al icate ic iciti ic ical ic ful - ness - ative -")
_FOURTH = wordlist("ic ance ence able ible ate ive ize iti al ism ion er ous ant ent ment ement")


@lru_cache(maxsize=1 << 17)
def stem(word: str) -> str:
    """The stem of a lower-case word; words of one or two letters stay as they are."""
    if len(word) < 3:
        return word
    if word in _WHOLE:
        return _WHOLE[word]
    word = _with_consonant_y(word.removeprefix("'"))
    first, second = _regions(word)
    word = _past_and_progressive(_plural(_apostrophes(word)), first)
    word = _final_y(word)
    word = _third(_second(word, first), first, second)
    return _last(_fourth(word, second), first, second).replace("Y", "y")


def _with_consonant_y(word: str) -> str:
    """The word with Y for each y that is a consonant: at the start and after a vowel."""
    if "y" not in word:
        return word
    letters = list(word)
    for at, letter in enumerate(letters):
        if letter == "y" and (not at or letters[at - 1] in _VOWELS):
            letters[at] = "Y"
    return "".join(letters)


def _regions(word: str) -> tuple[int, int]:
    """Where the parts begin that follow the first, and the second, consonant after a vowel."""
    found = _EARLY_REGION.match(word) or _REGION.match(word)
    if not found:
        return len(word), len(word)
    further = _REGION.match(word, found.end())
    return found.end(), further.end() if further else len(word)


def _longest(word: str, endings: "frozenset[str] | dict[str, str]") -> str:
    """The longest of the endings that the word has, or an empty string."""
    return next((word[-size:] for size in range(min(7, len(word)), 0, -1) if word[-size:] in endings), "")


def _has_vowel(text: str) -> bool:
    return not _VOWELS.isdisjoint(text)


def _apostrophes(word: str) -> str:
    return word.removesuffix("'").removesuffix("'s") if "'" in word else word


def _plural(word: str) -> str:
    if word.endswith("sses"):
        return word[:-2]
    if word.endswith(("ied", "ies")):
        return word[:-2] if len(word) > 4 else word[:-1]
    if word.endswith("s") and not word.endswith(("us", "ss")) and _has_vowel(word[:-2]):
        return word[:-1]
    return word


def _past_and_progressive(word: str, first: int) -> str:
    ending = _longest(word, frozenset(("eed", "eedly", "ed", "edly", "ing", "ingly")))
    start = word[: len(word) - len(ending)]
    if ending.startswith("eed"):
        return start + "ee" if len(start) >= first and start not in _KEPT_BEFORE_EED else word
    if ending == "ing" and len(start) == 2 and start[1] == "y" and start[0] not in _VOWELS:
        return start[0] + "ie"
    if not ending or not _has_vowel(start) or (ending == "ing" and start in _KEPT_BEFORE_ING):
        return word
    if start.endswith(("at", "bl", "iz")):
        return start + "e"
    if start[-2:] in _DOUBLES:
        return start if len(start) == 3 and start[0] in "aeo" else start[:-1]
    return start + "e" if len(start) == first and _SHORT_END.search(start) else start


def _final_y(word: str) -> str:
    if word[-1:] in ("y", "Y") and len(word) > 2 and word[-2] not in _VOWELS:
        return word[:-1] + "i"
    return word


def _second(word: str, first: int) -> str:
    ending = _longest(word, _SECOND)
    start = word[: len(word) - len(ending)]
    if not ending or len(start) < first:
        return word
    if ending == "li":
        return start if start[-1:] in _VALID_LI else word
    if ending == "ogi" and not start.endswith("l"):
        return word
    return start + _SECOND[ending]


def _third(word: str, first: int, second: int) -> str:
    ending = _longest(word, _THIRD)
    start = word[: len(word) - len(ending)]
    if not ending or len(start) < (second if ending == "ative" else first):
        return word
    return start + _THIRD[ending].removesuffix("-")


def _fourth(word: str, second: int) -> str:
    ending = _longest(word, _FOURTH)
    start = word[: len(word) - len(ending)]
    if not ending or len(start) < second or (ending == "ion" and start[-1:] not in ("s", "t")):
        return word
    return start


def _last(word: str, first: int, second: int) -> str:
    start = word[:-1]
    if word.endswith("e"):
        return start if len(start) >= second or (len(start) >= first and not _SHORT_END.search(start)) else word
    return start if word.endswith("ll") and len(start) >= second else word
