"""A text as the matcher reads it: folded tokens, its acronyms, and on demand where each word stands."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import chain
from operator import itemgetter

from bot.radar.folding import BORDER, END, Folded, fold, surfaces
from bot.radar.paths import PREFIX, Path

_TOKENS, _CAPITALS = itemgetter(0), itemgetter(1)  # of what a surface folds to, without a loop in Python


class Words:
    """The tokens of one text, with a border after each sentence; ``capitals`` gives acronyms by place."""

    def __init__(self, text: str, cut: Sequence[str] | None = None) -> None:
        self.surfaces = surfaces(text) if cut is None else cut
        folded = list(map(fold, self.surfaces))
        self.tokens: list[str] = [*chain.from_iterable(map(_TOKENS, folded)), BORDER, END]
        self.capitals: dict[int, str] = {}
        if any(map(_CAPITALS, folded)):
            self._place_capitals(folded)

    def _place_capitals(self, folded: Sequence[Folded]) -> None:
        at = 0
        for one in folded:
            if one[1]:
                for place, acronym in one[1]:
                    self.capitals[at + place] = acronym
            at += len(one[0])

    @cached_property
    def plain(self) -> list[str]:
        """The lower-case words before folding, place by place: what ``immun*`` is held against."""
        return [word for surface in self.surfaces for word in fold(surface).words] + [BORDER, END]

    def fits(self, token: str, at: int) -> bool:
        """Whether a token of a path stands at a place."""
        if self.tokens[at] == token or self.capitals.get(at) == token:
            return True
        if not token.endswith(PREFIX):
            return False
        return self.tokens[at].startswith(token[:-1]) or self.plain[at].startswith(token[:-1])

    def find(self, path: Path, *, gaps: int = 0) -> tuple[int, int] | None:
        """Where a path first stands (start, end), with exactly ``gaps`` other words inside it."""
        for start in self._starts(path[0]):
            end = self._follow(path, start, gaps)
            if end is not None:
                return start, end
        return None

    def count(self, paths: Sequence[Path]) -> int:
        """How often one of several spellings stands in the text."""
        starts = {at for path in paths for at in self._starts(path[0]) if self._follow(path, at, 0) is not None}
        return len(starts)

    def _starts(self, token: str) -> Iterator[int]:
        tokens = self.tokens
        if token in tokens or token in self.capitals.values() or token.endswith(PREFIX):
            yield from (at for at in range(len(tokens) - 2) if self.fits(token, at))

    def _follow(self, path: Path, start: int, gaps: int) -> int | None:
        last = len(self.tokens)
        open_ = [(1, start + 1, gaps)]
        while open_:
            used, at, left = open_.pop()
            if used == len(path):
                if not left:
                    return at
                continue
            if at >= last:
                continue
            if left and self.tokens[at] not in (BORDER, END):
                open_.append((used, at + 1, left - 1))
            if self.fits(path[used], at):
                open_.append((used + 1, at + 1, left))
        return None
