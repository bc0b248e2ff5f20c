r"""TeX taken off a text so that its words can be compared: ``$\alpha$-synuclein`` becomes ``α-synuclein``.

This is the form for matching, not for reading: accents become their base letter (diacritics are folded anyway),
sub- and superscripts join their base (``H$_2$O`` is ``H2O``), unknown commands become a space.
"""

import re

from bot.papers.wordlist import wordlist
from bot.radar.letters import GREEK_NAMES

_ACCENT = re.compile(r"\\(?:['`^\"~=.]|[uvHtcdbkr](?=[\s{]))\s*(?:\{\s*\\?([A-Za-z])\s*\}|\\?([A-Za-z]))")
_DROPPED = re.compile(r"\\(?:cite[a-z]*|ref|eqref|label|footnote)\*?\s*(?:\[[^]]{0,200}\])?\{[^{}]{0,2000}\}")
_LINK = re.compile(r"\\href\s*\{[^{}]{0,2000}\}")
_COMMAND = re.compile(r"\\([A-Za-z]+)(\s*)")
_SYMBOL = re.compile(r"\\(.)", re.DOTALL)
_SCRIPT = re.compile(r"(?<=[\w})$])[_^](?=[\w{*\\])|(?<!\w)[_^](?=\{)")
_JOINING_UNDERSCORE = re.compile(r"(?<=[^\W_])[_^](?=[\d{])")
_GLUE = str.maketrans({"$": "", "{": "", "}": "", "~": " "})

_LETTERS = {name: letter for letter, name in GREEK_NAMES.items()}
_LETTERS |= {name.capitalize(): letter.upper() for letter, name in GREEK_NAMES.items()}
_LETTERS |= {f"var{name}": letter for letter, name in GREEK_NAMES.items()}
_LETTERS |= {"ss": "ss", "o": "o", "O": "O", "l": "l", "L": "L", "ae": "ae", "AE": "AE", "oe": "oe", "OE": "OE"}
_LETTERS |= {"aa": "a", "AA": "A", "i": "i", "j": "j", "ell": "l", "hbar": "h", "sharp": "#"}
_TRANSPARENT = wordlist("""
    emph text textit textbf textsc textrm textsf texttt textsl textup textnormal underline mbox hbox url mathrm
    mathbf mathit mathcal mathbb mathfrak mathsf mathtt mathscr operatorname boldsymbol bm pmb rm em it bf sc sf
    tt sl cal large Large small hat bar tilde vec dot ddot overline widehat widetilde left right big Big bigl
    bigr displaystyle textstyle ensuremath protect xspace textsuperscript textsubscript
""")


def without_tex(text: str) -> str:
    """The text as words, its TeX mark-up taken off; text without mark-up passes through untouched."""
    if "\\" not in text and "$" not in text and "{" not in text:
        if "_" in text or "^" in text:
            text = _JOINING_UNDERSCORE.sub("", text)
        return text.replace("~", " ") if "~" in text else text
    text = _ACCENT.sub(lambda m: m[1] or m[2], text)
    text = _LINK.sub("", _DROPPED.sub(" ", text))
    text = _SCRIPT.sub("", text)
    text = _SYMBOL.sub(_symbol, _COMMAND.sub(_command, text))
    return text.translate(_GLUE)


def _command(found: re.Match[str]) -> str:
    name, space = found[1], found[2]
    if name in _TRANSPARENT:
        return ""
    letter = _LETTERS.get(name)
    return " " if letter is None else letter + space


def _symbol(found: re.Match[str]) -> str:
    return found[1] if found[1] in "%&#-" else " "
