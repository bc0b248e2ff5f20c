"""Takes out of a page what no reader sees: white, tiny, transparent or unpainted text, and text off the page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

Matrix = tuple[float, float, float, float, float, float]
Box = tuple[float, float, float, float]
Operation = tuple[Any, bytes]

_PLAIN: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_SMALLEST = 2.0
_WHITE = 0.94
_SHOWS = frozenset((b"Tj", b"TJ", b"'", b'"'))
_UNPAINTED = (3, 7)


@dataclass(frozen=True, slots=True)
class _Ink:
    """How the next text would look."""

    place: Matrix = _PLAIN
    white: bool = False
    clear: bool = False
    mode: float = 0
    size: float = 10.0


class Looker:
    """Follows the drawing of a page and says of each text whether it can be seen."""

    def __init__(self, resources: Mapping[str, Any], box: Box | None) -> None:
        self._states = resources.get("/ExtGState", {})
        self._box = box
        self._ink = _Ink()
        self._kept: list[_Ink] = []
        self._line = self._text = _PLAIN
        self._leading = 0.0

    def visible(self, operations: Sequence[Operation]) -> list[Operation]:
        """The operations without those that show text nobody sees, and without what stands in another drawing."""
        seen: list[Operation] = []
        for operands, operator in operations:
            if operator == b"Do":
                continue
            self._follow(operator, operands)
            if operator in _SHOWS and self._is_hidden():
                if operator in (b"'", b'"'):
                    seen.append(([], b"T*"))
                continue
            seen.append((operands, operator))
        return seen

    def _follow(self, operator: bytes, operands: Any) -> None:
        if operator == b"q":
            self._kept.append(self._ink)
        elif operator == b"Q":
            self._ink = self._kept.pop() if self._kept else _Ink()
        elif operator == b"gs":
            self._transparency(str(operands[0]) if operands else "")
        elif operator != b"INLINE IMAGE":
            numbers = [float(operand) for operand in operands if isinstance(operand, int | float)]
            self._move(operator, numbers)
            self._paint(operator, numbers)

    def _paint(self, operator: bytes, numbers: list[float]) -> None:
        if operator in (b"g", b"rg", b"k", b"sc", b"scn"):
            self._ink = replace(self._ink, white=_is_white(operator, numbers))
        elif operator == b"cs":
            self._ink = replace(self._ink, white=False)
        elif operator == b"Tr" and numbers:
            self._ink = replace(self._ink, mode=numbers[0])
        elif operator == b"Tf" and numbers:
            self._ink = replace(self._ink, size=numbers[-1])
        elif operator == b"cm" and len(numbers) == 6:
            self._ink = replace(self._ink, place=_product(_matrix(numbers), self._ink.place))

    def _move(self, operator: bytes, numbers: list[float]) -> None:
        if operator == b"BT":
            self._line = self._text = _PLAIN
        elif operator == b"Tm" and len(numbers) == 6:
            self._line = self._text = _matrix(numbers)
        elif operator == b"TL" and numbers:
            self._leading = numbers[0]
        elif operator in (b"Td", b"TD") and len(numbers) == 2:
            self._leading = -numbers[1] if operator == b"TD" else self._leading
            self._step(numbers[0], numbers[1])
        elif operator in (b"T*", b"'", b'"'):
            self._step(0.0, -self._leading)

    def _step(self, right: float, up: float) -> None:
        self._line = self._text = _product((1.0, 0.0, 0.0, 1.0, right, up), self._line)

    def _transparency(self, name: str) -> None:
        state = self._states.get(name)
        state = state.get_object() if hasattr(state, "get_object") else state
        opacity = state.get("/ca") if isinstance(state, Mapping) else None
        if isinstance(opacity, int | float):
            self._ink = replace(self._ink, clear=opacity < 1 - _WHITE)

    def _is_hidden(self) -> bool:
        if self._ink.white or self._ink.clear or self._ink.mode in _UNPAINTED:
            return True
        a, b, c, d, x, y = _product(self._text, self._ink.place)
        if abs(self._ink.size) * abs(a * d - b * c) ** 0.5 < _SMALLEST:
            return True
        return self._box is not None and not (self._box[0] <= x <= self._box[2] and self._box[1] <= y <= self._box[3])


def _is_white(operator: bytes, numbers: list[float]) -> bool:
    if not numbers or (operator == b"scn" and len(numbers) not in (1, 3, 4)):
        return False
    if operator == b"k" or len(numbers) == 4:
        return all(number <= 1 - _WHITE for number in numbers)
    return all(number >= _WHITE for number in numbers)


def _matrix(numbers: list[float]) -> Matrix:
    a, b, c, d, e, f = numbers
    return (a, b, c, d, e, f)


def _product(first: Matrix, second: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)
