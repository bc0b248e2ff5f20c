"""Chooses which papers are shown: the best, but not all of one query, nor all of one field, nor one paper twice."""

import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.digest.digest import Candidate, Item
from bot.learning import Taste, vector
from bot.papers import Paper
from bot.radar import Match
from bot.ranking import Bag, Corpus, Score, score, stems
from bot.ranking.mixing import mix

MOST_ALIKE = 0.75


@dataclass(frozen=True, slots=True)
class _Ranked:
    """A candidate with its score, what it is ordered by, and the words of its title."""

    paper: Paper
    matches: tuple[Match, ...]
    score: Score
    worth: float
    title: frozenset[str]

    @property
    def order(self) -> tuple[float, bool, float, int, int]:
        """Best first, then what the radar asks for most, newest, by id: the same papers come in the same order."""
        day = self.paper.announced_on or date.min
        one = self.score
        return -round(self.worth, 9), not one.grade.is_strong, -round(one.asked, 9), -day.toordinal(), self.paper.id


def choose(
    candidates: Iterable[Candidate],
    *,
    shown: Collection[int],
    limit: int = 5,
    now: datetime,
    read: int = 0,
    corpus: Corpus | None = None,
    taste: Taste | None = None,
    near: Mapping[tuple[int, str], float] | None = None,
) -> tuple[tuple[Item, ...], tuple[Item, ...]]:
    """The papers to show, and the rest that matched too; numbers run through both.

    ``shown`` are ids told before, which are left out.  ``corpus`` says how rare each word is among the papers read;
    without it that is counted over the candidates, out of ``read``.  ``taste`` reorders them by the reader's thumbs,
    ``near`` by how close in meaning a paper (by its id) is to the line that found it; neither touches why it matched.
    """
    found = _merged(candidates, set(shown))
    bags = {paper.id: Bag.of(paper) for paper, _ in found}
    usual = corpus or Corpus.of(bags.values(), read)
    scores = {paper.id: score(paper, matches, usual, now, bags[paper.id]) for paper, matches in found}
    if taste is not None:
        scores = _to_taste(scores, taste, bags, usual)
    ranked = _in_order(found, scores, near or {})
    picked = _with_another_field(_picked(ranked, limit), ranked)
    chosen = {one.paper.id for one in picked}
    items = _numbered(sorted(picked, key=lambda one: one.order), 1)
    rest = _numbered([one for one in ranked if one.paper.id not in chosen], len(items) + 1)
    return items, rest


def _in_order(
    found: Sequence[tuple[Paper, tuple[Match, ...]]],
    scores: Mapping[int, Score],
    near: Mapping[tuple[int, str], float],
) -> list[_Ranked]:
    worth = _worth(scores, near)
    ranked = [
        _Ranked(paper, matches, scores[paper.id], worth[paper.id], frozenset(stems(paper.title)))
        for paper, matches in found
    ]
    return sorted(ranked, key=lambda one: one.order)


def _worth(scores: Mapping[int, Score], near: Mapping[tuple[int, str], float]) -> dict[int, float]:
    """What papers are ordered by: their scores, or half these and half their closeness in meaning."""
    totals = {key: one.total for key, one in scores.items()}
    if not near:
        return totals
    closeness = [near.get((key, one.query)) for key, one in scores.items()]
    return dict(zip(totals, mix(list(totals.values()), closeness), strict=True))


def _merged(candidates: Iterable[Candidate], shown: set[int]) -> list[tuple[Paper, tuple[Match, ...]]]:
    merged: dict[int, tuple[Paper, dict[str, Match]]] = {}
    for candidate in candidates:
        if candidate.paper.id not in shown and candidate.matches:
            _, matches = merged.setdefault(candidate.paper.id, (candidate.paper, {}))
            matches.update({match.query: match for match in candidate.matches})
    return [(paper, tuple(matches.values())) for paper, matches in merged.values()]


def _to_taste(scores: Mapping[int, Score], taste: Taste, bags: Mapping[int, Bag], corpus: Corpus) -> dict[int, Score]:
    """The scores with what was learned.

    A strong hit of a query never falls below a weak one of the same query: who asks for words sees the papers about
    them before those that only mention them, whatever the thumbs say.
    """
    learned = {}
    for key, one in scores.items():
        own = vector(bags[key], corpus)
        learned[key] = replace(one, liked=taste.factor(own), reasons=taste.reasons(own))
    floors: dict[str, float] = {}
    for one in learned.values():
        if not one.grade.is_strong:
            floors[one.query] = max(floors.get(one.query, 0.0), one.total)
    return {
        key: replace(one, liked=max(one.liked, floors.get(one.query, 0.0) / one.asked)) if one.grade.is_strong else one
        for key, one in learned.items()
    }


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


def _numbered(ranked: Sequence[_Ranked], start: int) -> tuple[Item, ...]:
    return tuple(
        Item(number, one.paper, one.matches, one.score.total, one.score) for number, one in enumerate(ranked, start)
    )
