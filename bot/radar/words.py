"""A text as the matcher reads it: folded tokens, its acronyms, and on demand where each word stands."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import chain

from bot.radar.folding import BORDER, END, Lettered, fold, surfaces, words_of
from bot.radar.paths import PREFIX, Path


class Words:
    """The tokens of one text, with a border after each sentence; ``capitals`` gives acronyms by place."""

    def __init__(self, text: str, cut: Sequence[str] | None = None) -> None:
        self._text = text
        self._cut = cut
        self._folded = list(map(fold, surfaces(text) if cut is None else cut))
        self.tokens: list[str] = [*chain.from_iterable(self._folded), BORDER, END]

    @cached_property
    def capitals(self) -> dict[int, str]:
        """The acronyms of the text, by the place of their token."""
        capitals: dict[int, str] = {}
        at = done = 0
        for number, folded in enumerate(self._folded):
            if type(folded) is Lettered:
                at += sum(map(len, self._folded[done:number]))
                done = number
                for place, acronym in folded.capitals:
                    capitals[at + place] = acronym
        return capitals

    @cached_property
    def plain(self) -> list[str]:
        """The lower-case words before folding, place by place: what ``immun*`` is held against."""
        cut = surfaces(self._text) if self._cut is None else self._cut
        return [*chain.from_iterable(map(words_of, cut)), BORDER, END]

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
        if token.endswith(PREFIX) or token in self.capitals.values():
            yield from (at for at in range(len(tokens) - 2) if self.fits(token, at))
            return
        at, last = -1, len(tokens) - 2
        for _ in range(tokens.count(token)):
            at = tokens.index(token, at + 1)
            if at < last:
                yield at

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
