"""The numbers of a text in one form, so that a claim's figures can be looked for in the sentences it cites."""

import re
import unicodedata

_WORDS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
    "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100, "twice": 2, "twofold": 2, "threefold": 3, "tenfold": 10,
}  # fmt: skip
_SCALES = {"k": 1e3, "thousand": 1e3, "million": 1e6, "m": 1e6, "billion": 1e9, "b": 1e9, "bn": 1e9, "trillion": 1e12}
_DIGITS = re.compile(
    r"(?<![\w.])(?<![^\W\d_][-‐‑–/_^])(?P<figure>\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
    r"(?:\s?(?P<scale>thousand|million|billion|trillion|bn)\b|(?P<short>[kKMB])\b|(?=\s?(?:[x×%‰°]|-?fold\b))|(?!\w))"
)
_SPELLED = re.compile(r"\b(?:" + "|".join(_WORDS) + r")\b", re.IGNORECASE)
_NAME = re.compile(r"(?<!\w)(?=[\w-]*\d)(?=[\w-]*[^\W\d_])\w+(?:[-‐‑–]\w+)*")
_FIGURE = re.compile(r"^\d+(?:[xXkKmMbB]|bn|fold|th|st|nd|rd|s)?(?:[-‐‑–][a-z]{2,})*$")  # 30x, 7th, 16-bit


def numbers(text: str) -> frozenset[str]:
    """Every figure in one spelling: ``28,000`` and ``28k`` are ``28000``; ``30x`` is ``30``; ``ten`` is ``10``.

    Digits inside names such as ``CIFAR-10`` are no figures.
    """
    folded = unicodedata.normalize("NFKC", text).replace("−", "-")
    figures = {_value(match) for match in _DIGITS.finditer(folded)}
    return frozenset(figures | {str(_WORDS[word.casefold()]) for word in _SPELLED.findall(folded)})


def claimed(text: str) -> frozenset[str]:
    """The figures a claim must be able to prove: as ``numbers``, but *one* is mostly no figure."""
    return numbers(re.sub(r"\b(?:one|zero|hundred)\b", "", text, flags=re.IGNORECASE))


def names(text: str) -> frozenset[str]:
    """Names that hold digits, such as ``GPT-4o`` or ``p53``, folded and without hyphens."""
    folded = unicodedata.normalize("NFKC", text)
    found = (match for match in _NAME.findall(folded) if not _FIGURE.match(match))
    return frozenset(re.sub(r"[-‐‑–_]", "", name).casefold() for name in found)


def _value(match: re.Match[str]) -> str:
    figure = float(match["figure"].replace(",", ""))
    scale = (match["scale"] or match["short"] or "").casefold()
    return f"{figure * _SCALES.get(scale, 1.0):.10g}"
