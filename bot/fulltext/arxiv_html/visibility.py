"""Tells what a reader of a web page cannot see, so that no text comes in by the back door."""

import re
from collections.abc import Iterable, Mapping

_ESCAPE = re.compile(r"\\([0-9a-f]{1,6})\s?|\\(.)|/\*.*?\*/", re.DOTALL)
_SIZE = re.compile(r"([0-9.]+)(px|pt|em|rem|ex|%|vw|vh|mm|cm|in|)")
# How large each unit is in points; a text below two points is not for eyes.
_POINTS = {"px": 0.75, "pt": 1.0, "em": 10.0, "rem": 10.0, "ex": 5.0, "%": 0.1, "vw": 8.0, "vh": 8.0}
_SMALLEST = 2.0
_HIDING = (
    re.compile(r"display:none"),
    re.compile(r"visibility:(?:hidden|collapse)"),
    re.compile(r"opacity:(?:0?\.0\d*|0+(?:\.0*)?%?)"),
    re.compile(r"text-indent:-\d{3,}.*"),
    re.compile(r"(?:left|right|top|bottom|margin-left|margin-top):-\d{3,}.*"),
    re.compile(r"clip:rect\((?:0|1px).*"),
    re.compile(r"clip-path:inset\((?:50|100)%.*"),
    re.compile(r"transform:scale[xy]?\(0(?:\.0\d*)?[,)].*"),
    re.compile(r"(?:color|--ltx-fg-color|-webkit-text-fill-color):transparent"),
)
_FLAT = re.compile(r"(?:max-)?(?:height|width):0(?:\.0*)?(?:px|pt|em|%)?")
_INK = re.compile(r"(?:color|--ltx-fg-color|-webkit-text-fill-color):(.+)")
_GROUND = re.compile(r"(?:background|background-color|--ltx-bg-color):(.+)")
_HEX = re.compile(r"#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$")
_RGB = re.compile(r"rgba?\(([\d.]+%?)[, ]*([\d.]+%?)[, ]*([\d.]+%?)")
_SIMPLE = re.compile(r"([.#])([\w-]+)")
_CLASSES = frozenset(("sr-only", "visually-hidden", "screen-reader-text", "ltx_phantom", "invisible", "d-none"))
_MOST_RULES = 20_000


def declarations(style: str) -> tuple[str, ...]:
    """``Display : NONE !important`` → ``display:none``, each of them."""
    plain = _ESCAPE.sub(_unescaped, style.lower())
    parts = ("".join(part.split()).removesuffix("!important") for part in plain.split(";"))
    return tuple(part for part in parts if part)


def is_invisible(style: tuple[str, ...], *, on_colour: bool = False) -> bool:
    """Whether these declarations hide a text; white is visible where the ground is coloured."""
    if any(way.fullmatch(part) for part in style for way in _HIDING):
        return True
    flat = any(_FLAT.fullmatch(part) for part in style) and any(part.startswith("overflow:hidden") for part in style)
    tiny = any(_is_tiny(part.removeprefix("font-size:")) for part in style if part.startswith("font-size:"))
    white = not on_colour and any(is_white(ink[1]) for part in style if (ink := _INK.fullmatch(part)))
    return flat or tiny or white


def ground(style: tuple[str, ...]) -> bool:
    """Whether these declarations colour the ground."""
    told = (found[1] for part in style if (found := _GROUND.fullmatch(part)))
    return any(colour not in ("none", "transparent", "inherit", "initial") and not is_white(colour) for colour in told)


def is_white(colour: str) -> bool:
    """Whether a colour cannot be told from white paper."""
    if colour == "white":
        return True
    if found := _HEX.match(colour):
        digits = found[1]
        pairs = [digit * 2 for digit in digits[:3]] if len(digits) < 5 else [digits[at : at + 2] for at in (0, 2, 4)]
        return all(int(pair, 16) >= 0xF0 for pair in pairs)
    found = _RGB.match(colour)
    return found is not None and all(_share(part) >= 0.94 for part in found.groups())


class Sheet:
    """What the page's own style sheets hide, by class and by id; rules that need more than one name are left alone."""

    def __init__(self, sheets: Iterable[str]) -> None:
        self._hidden = {f"class:{name}" for name in _CLASSES}
        for sheet in sheets:
            for rule in _ESCAPE.sub(_unescaped, sheet.lower()).split("}")[:_MOST_RULES]:
                selectors, _, body = rule.rpartition("{")
                if is_invisible(declarations(body)):
                    self._hidden.update(_names(selectors))

    def hides(self, attributes: Mapping[str, str]) -> bool:
        """Whether an element of these attributes is hidden, by whatever is said of it."""
        if "hidden" in attributes or attributes.get("aria-hidden", "").strip().lower() == "true":
            return True
        names = {f"class:{name}" for name in attributes.get("class", "").lower().split()}
        return not self._hidden.isdisjoint(names | {f"id:{attributes.get('id', '').lower()}"})


def _names(selectors: str) -> Iterable[str]:
    for selector in selectors.split(","):
        if found := _SIMPLE.fullmatch(selector.strip()):
            yield f"{'class' if found[1] == '.' else 'id'}:{found[2]}"


def _unescaped(found: re.Match[str]) -> str:
    if found[1]:
        return chr(min(int(found[1], 16), 0x10FFFF))
    return found[2] or ""


def _is_tiny(size: str) -> bool:
    found = _SIZE.fullmatch(size)
    if found is None or found[1].count(".") > 1 or found[1] == ".":
        return False
    return float(found[1]) * _POINTS.get(found[2], 30.0) < _SMALLEST


def _share(part: str) -> float:
    number = part.rstrip("%")
    if number.count(".") > 1 or number == ".":
        return 0.0
    return float(number) / (100 if part.endswith("%") else 255)
