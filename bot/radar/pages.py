"""A mapping from numbers that mostly follow one another: eight bytes a place instead of a dict's forty."""

from collections.abc import Iterator, MutableMapping
from typing import Any, Generic, TypeVar

V = TypeVar("V")
_SIZE = 64
_NOTHING: Any = object()


class Pages(MutableMapping[int, V], Generic[V]):
    """Values under whole numbers, on pages of 64 places that come and go with what is on them."""

    __slots__ = ("_count", "_pages")

    def __init__(self) -> None:
        self._pages: dict[int, list[V]] = {}
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[int]:
        for number in sorted(self._pages):
            page = self._pages[number]
            yield from (number * _SIZE + place for place in range(_SIZE) if page[place] is not _NOTHING)

    def __getitem__(self, key: int) -> V:
        page = self._pages.get(key // _SIZE)
        if page is None or page[key % _SIZE] is _NOTHING:
            raise KeyError(key)
        return page[key % _SIZE]

    def __setitem__(self, key: int, value: V) -> None:
        page = self._pages.get(key // _SIZE)
        if page is None:
            page = self._pages[key // _SIZE] = [_NOTHING] * _SIZE
        self._count += page[key % _SIZE] is _NOTHING
        page[key % _SIZE] = value

    def __delitem__(self, key: int) -> None:
        self[key]  # raises for what is not there
        page = self._pages[key // _SIZE]
        page[key % _SIZE] = _NOTHING
        self._count -= 1
        if all(value is _NOTHING for value in page):
            del self._pages[key // _SIZE]
