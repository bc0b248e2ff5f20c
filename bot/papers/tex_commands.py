"""What each TeX command does to the text behind it."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import Protocol

from bot.papers import tex_symbols as table


class Walk(Protocol):
    """The part of a TeX reader a command may use."""

    text: str

    def span(self, start: int, end: int, *, math: bool) -> str:
        """The text between two places."""

    def maths(self, start: int, end: int) -> str:
        """A formula as text on one line."""

    def argument(self, at: int, end: int, *, math: bool) -> tuple[str, int]:
        """What the command applies to, and the place behind it."""

    def option(self, at: int, end: int) -> int:
        """The place behind an optional argument."""


Action = Callable[[Walk, str, int, int, bool], tuple[str, int]]


def command(walk: Walk, name: str, at: int, end: int, math: bool) -> tuple[str, int]:
    """What a reader sees for the command ``name``, which ends ``at`` this place, and where the text goes on."""
    if name.isascii() and name.isalpha():
        return (_IN_FORMULAS if math else _IN_PROSE).get(name, _unknown)(walk, name, at, end, math)
    if name in table.ACCENTS and not math:
        return _accent(walk, name, at, end, math)
    return _sign(walk, name, at, end, math)


def _sign(walk: Walk, name: str, at: int, end: int, math: bool) -> tuple[str, int]:
    if name in "([" and not math:
        close = walk.text.find("\\" + ")]"["([".index(name)], at, min(end, at + 3000))
        return (walk.maths(at, close), close + 2) if close >= 0 else ("\\" + name, at)
    escaped = table.SPACES.get(name, _ESCAPED.get(name))
    return (name if math else "\\" + name) if escaped is None else escaped, at


def _symbol(walk: Walk, name: str, at: int, end: int, math: bool) -> tuple[str, int]:
    return table.SYMBOLS[name], _behind_empty(walk, at, end)


def _letter(walk: Walk, name: str, at: int, end: int, math: bool) -> tuple[str, int]:
    return table.LETTERS[name], _behind_word(walk, at, end)


def _name(walk: Walk, name: str, at: int, end: int, math: bool) -> tuple[str, int]:
    return name, at


def _behind_word(walk: Walk, at: int, end: int) -> int:
    """TeX eats the blank behind a letter's name: ``S\\o ren`` is one word."""
    if walk.text.startswith("{}", at) and at + 2 <= end:
        return at + 2
    return at + 1 if walk.text.startswith(" ", at) and walk.text[at + 1 : at + 2].isalpha() else at


def _behind_empty(walk: Walk, at: int, end: int) -> int:
    return at + 2 if walk.text.startswith("{}", at) and at + 2 <= end else at


def _accent(walk: Walk, name: str, at: int, end: int, math: bool) -> tuple[str, int]:
    """Join an accent with its letter when Unicode has the pair; otherwise it was no accent."""
    literal = "\\" + name, at
    if name.isalpha() and not re.match(r"\s*[{\\]| [A-Za-z]\b", walk.text[at : min(end, at + 3)]):
        return literal
    letter, after = walk.argument(at, end, math=False)
    letter = {"ı": "i", "ȷ": "j"}.get(letter.strip(), letter.strip())
    if name in "~^" and not letter and after > at:
        return {"~": "∼", "^": "^"}[name], after
    joined = unicodedata.normalize("NFC", letter[:1] + table.ACCENTS[name])
    if not letter or not letter[0].isalpha() or len(joined) > 1 or (name == '"' and letter[0] not in "aeiouyAEIOUY"):
        return literal
    return joined + letter[1:], after


def _show(walk: Walk, name: str, at: int, end: int, math: bool) -> tuple[str, int]:
    at = walk.option(at, end) if name in ("ce", "ch", "num", "unit", "si") else at
    inner = math and not (name.startswith("text") or name in ("mbox", "hbox"))
    if walk.text[at : at + 1] != "{" and not re.match(r"\s+\{", walk.text[at : at + 4]):
        return ("" if math else "\\" + name), at
    return walk.argument(at, end, math=inner)


def _script(walk: Walk, name: str, at: int, end: int, math: bool) -> tuple[str, int]:
    shown, after = walk.argument(at, end, math=False)
    letters = table.RAISED if name == "textsuperscript" else table.LOWERED
    return "".join(letters.get(char, char) for char in shown) if all(c in letters for c in shown) else shown, after


def _double_struck(walk: Walk, name: str, at: int, end: int, math: bool) -> tuple[str, int]:
    shown, after = walk.argument(at, end, math=True)
    return "".join(table.DOUBLE_STRUCK.get(char, char) for char in shown), after


def _math_accent(walk: Walk, name: str, at: int, end: int, math: bool) -> tuple[str, int]:
    shown, after = walk.argument(at, end, math=True)
    return (shown + table.MATH_ACCENTS[name] if len(shown) == 1 and shown.isalpha() else shown), after


def _drop(walk: Walk, name: str, at: int, end: int, math: bool) -> tuple[str, int]:
    dot = 1 if name in ("left", "right") and walk.text.startswith(".", at) else 0
    swallow = re.compile(r"[ \n]+(?!\s)").match(walk.text, at, end) if not math and not dot else None
    return "", swallow.end() if swallow else at + dot


_FORMULA = re.compile(r"\{(equation|align|gather|multline|displaymath|math|eqnarray|split)(\*?)\}")


def _begin(walk: Walk, name: str, at: int, end: int, math: bool) -> tuple[str, int]:
    """A displayed formula is shown like one in the line; other environments only lose their frame."""
    formula = _FORMULA.match(walk.text, at, end)
    if formula and not math:
        close = walk.text.find(f"\\end{formula[0]}", formula.end(), min(end, formula.end() + 3000))
        if close >= 0:
            return f" {walk.maths(formula.end(), close)} ", close + 4 + len(formula[0])
    return _drop_argument(walk, name, at, end, math)


def _drop_argument(walk: Walk, name: str, at: int, end: int, math: bool) -> tuple[str, int]:
    return "", walk.argument(at, end, math=True)[1] if walk.text[at : at + 1] == "{" else at


def _cite(walk: Walk, name: str, at: int, end: int, math: bool) -> tuple[str, int]:
    shown, after = walk.argument(walk.option(walk.option(at, end), end), end, math=False)
    return (f"[{shown.strip()}]", after) if after > at and shown.strip() else ("", after)


def _pair(walk: Walk, name: str, at: int, end: int, math: bool) -> tuple[str, int]:
    first, middle = walk.argument(walk.option(at, end), end, math=math or name.endswith(("frac", "binom")))
    second, after = walk.argument(middle, end, math=math or name.endswith(("frac", "binom")))
    if middle in (at, after):
        return first if middle > at else "\\" + name, middle
    return _two(name, first.strip(), second.strip()), after


def _two(name: str, first: str, second: str) -> str:
    if name.endswith("frac"):
        return f"{_grouped(first)}/{_grouped(second)}"
    if name == "href":
        return second if first in second or not second else f"{second} ({first})"
    if name in ("SI", "qty"):
        return f"{first}\u00a0{second.strip()}"
    if name.endswith("binom"):
        return f"C({first},{second})"
    return f"{first} {second}" if name == "ion" else second


def _grouped(part: str) -> str:
    return part if re.fullmatch(r"[\w.′^]*|\(.*\)|√\S+", part) else f"({part})"


def _root(walk: Walk, name: str, at: int, end: int, math: bool) -> tuple[str, int]:
    shown, after = walk.argument(walk.option(at, end), end, math=True)
    return (f"√{_grouped(shown.strip())}" if shown else "√"), after


def _footnote(walk: Walk, name: str, at: int, end: int, math: bool) -> tuple[str, int]:
    shown, after = walk.argument(at, end, math=math)
    return (f" ({shown.strip()})" if shown.strip() else ""), after


def _modulus(walk: Walk, name: str, at: int, end: int, math: bool) -> tuple[str, int]:
    shown, after = walk.argument(at, end, math=True)
    return f" (mod {shown.strip()})", after


def _code_point(walk: Walk, name: str, at: int, end: int, math: bool) -> tuple[str, int]:
    found = re.compile(r"\{[xX\"]?([0-9A-Fa-f]{2,6})\}").match(walk.text, at, end)
    if found is None or not 0x20 <= int(found[1], 16) < 0xD800:
        return "", at
    return chr(int(found[1], 16)), found.end()


def _negated(walk: Walk, name: str, at: int, end: int, math: bool) -> tuple[str, int]:
    shown, after = walk.argument(at, end, math=True)
    return unicodedata.normalize("NFC", shown[:1] + "\u0338") + shown[1:] if shown else "", after


def _item(walk: Walk, name: str, at: int, end: int, math: bool) -> tuple[str, int]:
    return " • ", walk.option(at, end)


def _unknown(walk: Walk, name: str, at: int, end: int, math: bool) -> tuple[str, int]:
    """A macro of the author's own: in a formula its bare name, in prose what it applies to or the macro as is."""
    if walk.text.startswith("{}", at):
        return (name if math else "\\" + name), at + 2
    if walk.text[at : at + 1] == "{":
        shown, after = walk.argument(at, end, math=math)
        if after > at:
            return shown, after
    return (name if math else "\\" + name), at


def _each(names: Iterable[str], action: Action) -> dict[str, Action]:
    return dict.fromkeys(names, action)


_ESCAPED = dict(zip("%&_#${}|", "%&_#${}‖", strict=True))
_IN_FORMULAS = (
    _each(table.SYMBOLS.keys() - {"S", "P"}, _symbol)
    | _each(table.LETTERS.keys() - set("oOLlij"), _letter)
    | _each(table.NAMES, _name)
    | _each(table.SHOW, _show)
    | _each(table.DROP, _drop)
    | _each(table.DROP_WITH_ARGUMENT, _drop_argument)
    | _each(table.CITE, _cite)
    | _each(table.MATH_ACCENTS, _math_accent)
    | _each(table.WITH_TWO, _pair)
    | _each(("textsuperscript", "textsubscript"), _script)
    | _each(("mathbb", "mathds", "Bbb"), _double_struck)
    | _each(("footnote", "footnotetext", "thanks"), _footnote)
    | _each(("pmod", "mod"), _modulus)
    | _each(("unicode", "symbol", "char"), _code_point)
    | {"begin": _begin, "sqrt": _root, "not": _negated, "item": _item}
)
_IN_PROSE = (
    _IN_FORMULAS
    | _each(("S", "P"), _symbol)
    | _each("oOLlij", _letter)
    | _each((mark for mark in table.ACCENTS if mark.isalpha()), _accent)
)
