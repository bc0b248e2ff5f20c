"""Letters made comparable: invisible characters, dashes, quotes, diacritics and Greek names."""

import re
import unicodedata

# Characters that show nothing, or turn the direction of what follows: format characters, fillers, variation selectors.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160"
    "\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb"
    "\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]+"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_MARKS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+")
_GREEK = "[\u0370-\u03ff\u1f00-\u1fff]"
_GREEK_WORD = re.compile(f"{_GREEK}{{3,}}")
_GREEK_LETTER = re.compile(f"({_GREEK})(\\d*)")

DASHES = "\u058a\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u207b\u2212\u2e3a\u2e3b\ufe58\ufe63\uff0d"
SINGLE_QUOTES = "\u2018\u2019\u201a\u201b\u2032\u2035\u02b9\u02bb\u02bc\u02bd\u00b4\uff07"
DOUBLE_QUOTES = "\u201c\u201d\u201e\u201f\u00ab\u00bb\u301d\u301e\u301f\uff02"
_PLAIN = str.maketrans(
    {**dict.fromkeys(DASHES, "-"), **dict.fromkeys(SINGLE_QUOTES, "'"), **dict.fromkeys(DOUBLE_QUOTES, '"')}
)
# Letters that Unicode does not decompose into a base letter and a mark.
_BASE = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "ħ": "h", "Ħ": "H", "ı": "i"}
    | {"ŋ": "n", "þ": "th", "Þ": "Th", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ß": "ss", "ẞ": "SS"}
)
GREEK_NAMES = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ζ": "zeta", "η": "eta", "θ": "theta",
    "ι": "iota", "κ": "kappa", "λ": "lambda", "μ": "mu", "ν": "nu", "ξ": "xi", "ο": "omicron", "π": "pi",
    "ρ": "rho", "σ": "sigma", "τ": "tau", "υ": "upsilon", "φ": "phi", "χ": "chi", "ψ": "psi", "ω": "omega",
}  # fmt: skip
_SPELT_GREEK = re.compile(
    "(?<=[A-Z])(?=(?:alpha|beta|gamma|delta|epsilon|zeta|theta|kappa|lambda|sigma|omega)(?:[A-Z0-9]|$))"
    "|(?<=alpha|kappa|delta|theta|sigma|gamma|omega)(?=[A-Z])|(?<=beta|zeta)(?=[A-Z])|(?<=lambda)(?=[A-Z])"
)
_SLICE = 256


def visible(text: str) -> str:
    """The text without characters that show nothing; a lone surrogate becomes U+FFFD."""
    return _INVISIBLE.sub("", _SURROGATE.sub("\ufffd", text))


def plain_marks(text: str) -> str:
    """The text with every dash as ``-``, every quote as ``"`` and every apostrophe or prime as ``'``."""
    return text.translate(_PLAIN)


def bare(text: str) -> str:
    """The text in compatibility form without diacritics; ASCII passes through untouched."""
    if text.isascii():
        return text
    if len(text) > _SLICE:  # sorting a long run of marks is quadratic in the standard library
        return "".join(bare(text[at : at + _SLICE]) for at in range(0, len(text), _SLICE))
    text = plain_marks(visible(_MARKS.sub("", text)))
    text = _MARKS.sub("", unicodedata.normalize("NFKD", text))
    return plain_marks(unicodedata.normalize("NFKC", text)).translate(_BASE)


def spell_greek(word: str) -> tuple[str, ...]:
    """The word cut at its Greek letters, each by its name: ``TGFβ1`` is ``TGF``, ``beta1``; Greek words stay whole.

    A name that was spelt out beside capitals is cut as well: ``NF-kappaB`` is ``NF-κB``.
    """
    if word.isascii():
        return (word,) if word.islower() else tuple(filter(None, _SPELT_GREEK.split(word)))
    if _GREEK_WORD.search(word):
        return (word,)
    spelt = _GREEK_LETTER.sub(lambda m: f" {GREEK_NAMES.get(m[1].casefold(), m[1])}{m[2]} ", word.removesuffix("'s"))
    return tuple(part for cut in spelt.split() if (part := cut.strip("'.,")))
