"""Takes out the characters no reader can see: controls, bidi and zero-width marks, stray surrogates, piled accents."""

import re
import unicodedata

_BREAKS = str.maketrans({"\u2028": "\n", "\u2029": "\n\n", "\x85": "\n", "\x0b": " ", "\x0c": "\n\n"})
_INVISIBLE = re.compile(
    "["
    "\x00-\x08\x0e-\x1f\x7f-\x9f"  # control characters, NUL among them: PostgreSQL refuses it
    "\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff"  # tags and the second block of variation selectors carry hidden text
    "]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_JOINERS = re.compile("[\u200c\u200d]+")
_SUSPECT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u0300-\U0010ffff]")
_PILE = re.compile("[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{3,}")
MARKS = 2


def scrub(text: str) -> str:
    """Keep what can be read: composed characters, "\\n" for every line end, at most two accents piled on a letter."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not _SUSPECT.search(text):
        return text
    text = _INVISIBLE.sub("", text.translate(_BREAKS))
    text = _SURROGATE.sub("\ufffd", text)
    text = _JOINERS.sub(lambda run: run[0][0] if _joins(run) else "", text)
    return _settled(text)


def _joins(run: re.Match[str]) -> bool:
    """Whether a joiner stands between signs that need it (emoji, Arabic, Indic); beside Latin it only hides."""
    before, after = run.string[run.start() - 1 : run.start()], run.string[run.end() : run.end() + 1]
    return before > "\u02ff" and after > "\u02ff"


def _settled(text: str) -> str:
    """Compose and cap the marks; capping can allow a further composition, hence twice."""
    text = _PILE.sub(lambda pile: pile[0][:MARKS], unicodedata.normalize("NFC", text))
    return _PILE.sub(lambda pile: pile[0][:MARKS], unicodedata.normalize("NFC", text))
