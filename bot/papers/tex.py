"""Turns the TeX of titles and abstracts into Unicode a person can read."""

import re

from bot.papers import tex_symbols as table
from bot.papers.links import trim_url
from bot.papers.tex_commands import command
from bot.papers.wordlist import pairs

_SPECIAL = re.compile(r"https?://|[\\{}$~`'^_-]")
_COMMAND = re.compile(r"\\([A-Za-z]+\*?|.)", re.DOTALL)
_URL = re.compile(r"https?://(?:[^\s<>\"{}\\^`|$]|\\[_%&#~-])+")
_BRACES = re.compile(r"\\.|[{}]", re.DOTALL)
_SPACES = re.compile(r"[ \t\n]*")
_OPTION = re.compile(r"\s*\[[^\]\n]{0,100}\]")
_PROSE = re.compile(r"[A-Za-z]{3,}[ \n]+[A-Za-z]{2,}[ \n]+[A-Za-z]{2,}")
_PLACEHOLDER = {"middle dot": "·"} | pairs("""
    +/- ± -/+ ∓ degrees ° degree ° ring ° micro µ middot · times × approx ≈ ~ ∼ sim ∼ rightarrow → leftarrow ←
    plusmn ± ge ≥ le ≤ geq ≥ leq ≤ permil ‰ prime ′ dagger † square □ bullet • cong ≅ infty ∞ angstrom Å Angstrom Å
    uparrow ↑ downarrow ↓ circ ○ propto ∝ perp ⊥ asymp ≍ equiv ≡ surd √ ddagger ‡ euro € pound £ >= ≥ <= ≤ plus/minus ±
""")
DEPTH = 25
FAR = 3000


def to_unicode(text: str) -> str:
    """Convert one layer of TeX; what is no TeX, and TeX that has no plain form, stays as it is written."""
    return Reader(text).run() if _SPECIAL.search(text) else text


class Reader:
    """Walks a text once; every brace knows its partner beforehand, so that hostile nesting costs no more than prose."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.partner = _partners(text)
        self.depth = 0
        self.quotes = 0

    def run(self) -> str:
        """The whole text."""
        return self.span(0, len(self.text), math=False)

    def span(self, start: int, end: int, *, math: bool) -> str:
        """The text between two places."""
        if self.depth >= DEPTH:
            return self.text[start:end]
        self.depth += 1
        out: list[str] = []
        while start < end:
            found = _SPECIAL.search(self.text, start, end)
            if found is None:
                out.append(self.text[start:end])
                break
            out.append(self.text[start : found.start()])
            shown, start = self._special(found.start(), end, math)
            out.append(shown)
        self.depth -= 1
        return "".join(out)

    def _special(self, at: int, end: int, math: bool) -> tuple[str, int]:
        char = self.text[at]
        if char == "h":
            return self._address(at, end)
        if char == "\\":
            return self.command(at, end, math)
        if char == "{":
            return self._braces(at, end, math)
        if char in "^_":
            return self._script(at, end, math)
        if math:
            return {"'": "′", "~": "\u00a0", "}": ""}.get(char, char), at + 1
        return self._punctuation(char, at, end)

    def _punctuation(self, char: str, at: int, end: int) -> tuple[str, int]:
        if char == "$":
            return self._dollar(at, end)
        if char == "~":
            return self._tie(at), at + 1
        if char == "-":
            return self._dashes(at, end)
        if char in "`'":
            return self._quotes(char, at, end)
        return char, at + 1

    def _address(self, at: int, end: int) -> tuple[str, int]:
        found = _URL.match(self.text, at, end)
        if found is None:
            return self.text[at : at + 7], min(at + 7, end)
        shown = trim_url(found[0]) or found[0]
        return re.sub(r"\\([_%&#~-])", r"\1", shown), at + len(shown)

    def _braces(self, at: int, end: int, math: bool) -> tuple[str, int]:
        close = self.partner.get(at, end)
        if close >= end:
            return ("" if math else "{"), at + 1
        inside = self.text[at + 1 : min(close, at + 30)]
        if math or inside.startswith(("\\", "}")) or not inside:
            return self.span(at + 1, close, math=math), close + 1
        if inside in (",", ".", "-", ":"):
            return inside, close + 1
        if close - at <= 20 and (known := _placeholder(inside)):
            return known, close + 1
        beside = self.text[at - 1 : at].isalpha() or self.text[close + 1 : close + 2].isalpha()
        if beside and inside.isalpha() and close - at < 30:
            return inside, close + 1
        return "{" + self.span(at + 1, close, math=False) + "}", close + 1

    def _script(self, at: int, end: int, math: bool) -> tuple[str, int]:
        mark = self.text[at]
        if not math and self.text[at + 1 : at + 2] != "{":
            return mark, at + 1
        shown, after = self.argument(at + 1, end, math=True)
        if after == at + 1:
            return mark, after
        return _raised_or_lowered(mark, shown.strip()), after

    def _dollar(self, at: int, end: int) -> tuple[str, int]:
        width = 2 if self.text.startswith("$$", at) and at + 1 < end else 1
        close = self._closing("$" * width, at + width, end)
        if close < 0 or not _is_maths(self.text, at + width, close):
            return "$" * width, at + width
        return self.maths(at + width, close), close + width

    def _closing(self, mark: str, start: int, end: int) -> int:
        place = self.text.find(mark, start, min(end, start + FAR))
        while place > 0 and self.text[place - 1] == "\\" and not self.text.endswith("\\\\", 0, place):
            place = self.text.find(mark, place + 1, min(end, start + FAR))
        return place

    def maths(self, start: int, end: int) -> str:
        """A formula as text on one line, or its source when it is an array."""
        if re.search(r"\\begin\{(?!equation|align|gather|split|math)", self.text[start:end]):
            return f"${self.text[start:end]}$"
        return re.sub(r"[ \n\t]+", " ", self.span(start, end, math=True)).strip()

    def argument(self, at: int, end: int, *, math: bool) -> tuple[str, int]:
        """What a command or a script applies to, and the place behind it; the same place when there is nothing."""
        start = at
        at = _end_of_spaces(self.text, at, end)
        if at >= end or self.text[at] in "}$&":
            return "", start
        if self.text[at] == "{":
            close = self.partner.get(at, end)
            return (self.span(at + 1, close, math=math), close + 1) if close < end else ("", start)
        if self.text[at] == "\\":
            return self.command(at, end, math)
        return ("′" if self.text[at] == "'" and math else self.text[at]), at + 1

    def command(self, at: int, end: int, math: bool) -> tuple[str, int]:
        """The command at a backslash."""
        found = _COMMAND.match(self.text, at, end)
        if found is None or self.depth >= DEPTH:
            return "\\", at + 1
        self.depth += 1
        shown, after = command(self, found[1].rstrip("*") or "*", found.end(), end, math)
        self.depth -= 1
        return shown, after

    def option(self, at: int, end: int) -> int:
        """The place behind an optional argument in square brackets."""
        found = _OPTION.match(self.text, at, end)
        return found.end() if found else at

    def _tie(self, at: int) -> str:
        before, after = self.text[max(0, at - 12) : at], self.text[at + 1 : at + 2]
        word = re.search(r"[^\W\d_]+$", before)
        if before[-1:].isspace() and (after == "[" or self.text.startswith(("\\cite", "\\ref"), at + 1)):
            return "\u00a0"
        if not before or before[-1].isspace() or before[-1] in "([{<>=≈~-/" or not after or after in " \n~.,;)":
            return "~"
        if after.isdigit():
            return "\u00a0" if before[-1] in ".]" or (word and len(word[0]) > 1) else "~"
        return "\u00a0" if after.isalpha() or after in "([\\$§“‘`{" else "~"

    def _dashes(self, at: int, end: int) -> tuple[str, int]:
        stop = at
        while stop < end and self.text[stop] == "-":
            stop += 1
        run, before, after = stop - at, self.text[at - 1 : at], self.text[stop : stop + 1]
        flag = (not before or before.isspace() or before in "`([\"'") and after.isalpha() and run == 2
        if run not in (2, 3) or flag or before in ("<", "!") or after == ">":
            return self.text[at:stop], stop
        return ("–" if run == 2 else "—"), stop

    def _quotes(self, char: str, at: int, end: int) -> tuple[str, int]:
        double = self.text.startswith(char * 2, at) and not self.text.startswith(char * 3, at)
        if double and char == "`":
            self.quotes += 1
            return "“", at + 2
        if double and self.quotes:
            self.quotes -= 1
            return "”", at + 2
        if char == "`" and not double:
            return self._single(at, end)
        return char, at + 1

    def _single(self, at: int, end: int) -> tuple[str, int]:
        found = re.compile(r"`([^`'\s](?:[^`'\n]|\n(?!\s)){0,100}?)'(?!\w|')").match(self.text, at, end)
        before = self.text[at - 1 : at]
        if found is None or before.isalnum() or before == "`":
            return "`", at + 1
        return f"‘{self.span(found.start(1), found.end(1), math=False)}’", found.end()


def _partners(text: str) -> dict[int, int]:
    """Where each opening brace is closed."""
    open_at: list[int] = []
    pairs: dict[int, int] = {}
    for brace in _BRACES.finditer(text):
        if brace[0] == "{":
            open_at.append(brace.start())
        elif brace[0] == "}" and open_at:
            pairs[open_at.pop()] = brace.start()
    return pairs


def _end_of_spaces(text: str, at: int, end: int) -> int:
    found = _SPACES.match(text, at, end)
    return found.end() if found else at


def _placeholder(inside: str) -> str:
    """What bioRxiv means by {beta} or {+/-}."""
    greek = table.SYMBOLS.get(inside, "") if inside.isalpha() and len(inside) > 1 else ""
    return _PLACEHOLDER.get(inside) or (greek if "\u0370" <= greek <= "\u03ff" else "")


def _is_maths(text: str, start: int, close: int) -> bool:
    """Whether what stands between two dollars is a formula and not the words between two prices."""
    inside = text[start:close]
    if not inside.strip() or "\n\n" in inside:
        return False
    if re.search(r"[\\^_{]", inside):
        return True
    tight = not inside[0].isspace() and not inside[-1].isspace() and not text[close + 1 : close + 2].isdigit()
    price = inside[0].isdigit() and re.search(r"[A-Za-z]{2,}|[-–,(]$", inside)
    loose = len(inside) < 40 and re.fullmatch(r"\s*[^A-Za-z]*[A-Za-z]?[^A-Za-z]*\s*", inside)
    return bool(not price and not _PROSE.search(inside) and (tight or loose) and len(inside) < 300)


def _raised_or_lowered(mark: str, shown: str) -> str:
    letters = table.RAISED if mark == "^" else table.LOWERED
    if not shown:
        return ""
    if all(char in table.ATTACHED for char in shown) or shown == "∘":
        return "°" if shown == "∘" else shown
    compact = shown.replace(" ", "") if not re.search(r"\w \w", shown) else shown
    if all(char in letters for char in compact) and not re.search(r"[a-z]{3,}", compact):
        return "".join(letters[char] for char in compact)
    plain = re.fullmatch(r"\w+|[^\w\s]|\(.*\)", shown)
    return f"{mark}{shown}" if plain else f"{mark}({shown})"
