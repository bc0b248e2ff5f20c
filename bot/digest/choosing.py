"""Chooses which papers are shown: the best, but not all of one query, nor all of one field, nor one paper twice."""

import math
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.digest.digest import Candidate, Item
from bot.papers import Paper
from bot.radar import Match
from bot.radar.checks import STOP_WORDS
from bot.radar.words import Words
from bot.ranking import Rarity, Score, score

MOST_ALIKE = 0.75


@dataclass(frozen=True, slots=True)
class _Ranked:
    """A candidate with its score and the words of its title."""

    paper: Paper
    matches: tuple[Match, ...]
    score: Score
    title: frozenset[str]

    @property
    def order(self) -> tuple[float, int, int]:
        """Best first, then newest, then by id: the same papers always come in the same order."""
        day = self.paper.announced_on or date.min
        return (-round(self.score.total, 9), -day.toordinal(), self.paper.id)


def choose(
    candidates: Iterable[Candidate], *, shown: Collection[int], limit: int = 5, now: datetime, read: int = 0
) -> tuple[tuple[Item, ...], tuple[Item, ...]]:
    """The papers to show, and the rest that matched too; numbers run through both.

    ``shown`` are ids told before, which are left out; ``read`` is how many papers were looked at, which tells how
    rare a match is.
    """
    ranked = _ranked(candidates, set(shown), now, read)
    picked = _with_another_field(_picked(ranked, limit), ranked)
    chosen = {one.paper.id for one in picked}
    items = _numbered(sorted(picked, key=lambda one: one.order), 1)
    rest = _numbered([one for one in ranked if one.paper.id not in chosen], len(items) + 1)
    return items, rest


def _ranked(candidates: Iterable[Candidate], shown: set[int], now: datetime, read: int) -> list[_Ranked]:
    merged: dict[int, tuple[Paper, dict[str, Match]]] = {}
    for candidate in candidates:
        if candidate.paper.id not in shown and candidate.matches:
            _, matches = merged.setdefault(candidate.paper.id, (candidate.paper, {}))
            matches.update({match.query: match for match in candidate.matches})
    found = [(paper, tuple(matches.values())) for paper, matches in merged.values()]
    rarity = Rarity.of((matches for _, matches in found), read)
    ranked = [_Ranked(p, matches, score(p, matches, rarity, now), _title_words(p)) for p, matches in found]
    return sorted(ranked, key=lambda one: one.order)


def _picked(ranked: Sequence[_Ranked], limit: int) -> list[_Ranked]:
    """The best up to ``limit``, no query with more than its share while others wait."""
    share = math.ceil(limit / max(1, len({one.score.query for one in ranked})))
    taken: Counter[str] = Counter()
    picked: list[_Ranked] = []
    waiting: list[_Ranked] = []
    for one in ranked:
        if len(picked) == limit:
            break
        if _is_twin(one, picked):
            continue
        if taken[one.score.query] < share:
            taken[one.score.query] += 1
            picked.append(one)
        else:
            waiting.append(one)
    for one in waiting:
        if len(picked) < limit and not _is_twin(one, picked):
            picked.append(one)
    return picked


def _with_another_field(picked: list[_Ranked], ranked: Sequence[_Ranked]) -> list[_Ranked]:
    """When all are of one field and another field has a match, its best takes the place of the weakest."""
    if len(picked) < 2 or len({one.paper.field for one in picked}) > 1:
        return picked
    field = picked[0].paper.field
    others = (one for one in ranked if one.paper.field != field)
    weakest = _weakest(picked)
    kept = [one for one in picked if one is not weakest]
    best = next((one for one in others if not _is_twin(one, kept)), None)
    return picked if best is None else [*kept, best]


def _weakest(picked: Sequence[_Ranked]) -> _Ranked:
    """The last of those whose query has another paper shown, if there is one."""
    per_query = Counter(one.score.query for one in picked)
    return max(picked, key=lambda one: (per_query[one.score.query] > 1, one.order))


def _is_twin(one: _Ranked, picked: Iterable[_Ranked]) -> bool:
    return any(_alike(one.title, other.title) >= MOST_ALIKE for other in picked)


def _alike(first: frozenset[str], second: frozenset[str]) -> float:
    return len(first & second) / len(first | second) if first and second else 0.0


def _title_words(paper: Paper) -> frozenset[str]:
    return frozenset(word for word in Words(paper.title).tokens if word.isprintable() and word not in STOP_WORDS)


def _numbered(ranked: Sequence[_Ranked], start: int) -> tuple[Item, ...]:
    return tuple(
        Item(number, one.paper, one.matches, one.score.total, one.score) for number, one in enumerate(ranked, start)
    )
