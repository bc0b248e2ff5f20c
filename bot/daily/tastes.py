"""What a reader's own marks teach: which papers were liked, which were not, and the taste that follows."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.digest import Candidate
from bot.learning import Labelled, Taste, train, vector
from bot.papers import Paper
from bot.ports.marks import Mark, MarkKind
from bot.ports.store import Store
from bot.ranking import Bag, Corpus
from bot.subscribers import Subscriber

MEMORY = timedelta(days=730)  # older marks have faded by then
MOST_MARKED = 100  # of either kind, the latest: what keeps learning quick enough for every briefing
UNLABELLED = 50
_WEIGHT = {MarkKind.LIKED: 1, MarkKind.NOT_RELEVANT: -1}


@dataclass(frozen=True, slots=True)
class Said:
    """What was said to a reader: paper id → when, latest first; ``heard`` are all papers anything was said of."""

    liked: Mapping[int, datetime]
    disliked: Mapping[int, datetime]
    heard: frozenset[int]


@dataclass(frozen=True, slots=True)
class Lesson:
    """What was learnt, and from which papers."""

    taste: Taste
    liked: tuple[Paper, ...]
    disliked: tuple[Paper, ...]


def said_to(store: Store, subscriber_id: int, since: datetime) -> Said:
    """What a reader liked and disliked, paper by paper.

    Thumbs decide, in a channel those of the majority; where there are none, a paper that was saved or asked about
    was liked.
    """
    marks = store.marks.of_subscriber(subscriber_id, (*_WEIGHT, MarkKind.SAVED), since)
    thumbs = Counter[int]()
    for mark in marks:
        thumbs[mark.paper_id] += _WEIGHT.get(mark.kind, 0)
    judged = {mark.paper_id for mark in marks if mark.kind in _WEIGHT}
    when = _latest(marks)
    for paper_id, at in store.marks.discussed(subscriber_id, since).items():
        when[paper_id] = max(at, when.get(paper_id, at))
    order = sorted(when, key=lambda paper_id: (when[paper_id], paper_id), reverse=True)
    liked = {each: when[each] for each in order if thumbs[each] > 0 or each not in judged}
    return Said(liked, {each: when[each] for each in order if thumbs[each] < 0}, frozenset(when))


def papers_of(store: Store, paper_ids: Iterable[int], limit: int) -> list[Paper]:
    """The first of these papers that are still stored."""
    chosen = list(paper_ids)[:limit]
    return [paper for paper_id in chosen if (paper := store.papers.get(paper_id))]


def told_lately(store: Store, subscriber_id: int, limit: int, without: Collection[int] = ()) -> list[Paper]:
    """The papers this reader was told of last."""
    told = sorted(store.digests.shown(subscriber_id).difference(without), reverse=True)
    return papers_of(store, told, limit)


def lesson_of(
    store: Store, subscriber: Subscriber, candidates: Sequence[Candidate], now: datetime, corpus: Corpus | None = None
) -> Lesson | None:
    """What a reader's marks teach, and from which papers; nothing when they said nothing.

    ``candidates``, and papers told lately of which nothing was said, stand for what usually comes to this reader.
    ``corpus`` tells how rare words are; without one, these papers do.
    """
    said = said_to(store, subscriber.id, now - MEMORY)
    liked, disliked = _dated(store, said.liked), _dated(store, said.disliked)
    if not liked and not disliked:
        return None
    usual = _usual(store, subscriber, candidates, said)
    seen = [*(paper for paper, _ in (*liked, *disliked)), *usual]
    bags = {paper.id: Bag.of(paper) for paper in seen}
    known = corpus or Corpus.of(bags.values())
    vectors = {paper_id: vector(bag, known) for paper_id, bag in bags.items()}
    up, down = ([Labelled(vectors[paper.id], at) for paper, at in each] for each in (liked, disliked))
    taste = train(up, down, [vectors[paper.id] for paper in usual], now)
    return Lesson(taste, tuple(paper for paper, _ in liked), tuple(paper for paper, _ in disliked))


def taste_of(
    store: Store, subscriber: Subscriber, candidates: Sequence[Candidate], now: datetime, corpus: Corpus | None = None
) -> Taste | None:
    """The taste that follows from what a reader said of papers; nothing when they said nothing."""
    lesson = lesson_of(store, subscriber, candidates, now, corpus)
    return lesson.taste if lesson else None


def _usual(store: Store, subscriber: Subscriber, candidates: Sequence[Candidate], said: Said) -> list[Paper]:
    judged = said.liked.keys() | said.disliked.keys()
    usual = {each.paper.id: each.paper for each in candidates if each.paper.id not in judged}
    if len(usual) < UNLABELLED:
        told = told_lately(store, subscriber.id, UNLABELLED, judged)
        usual = {paper.id: paper for paper in told} | usual
    return list(usual.values())[-UNLABELLED:]


def _dated(store: Store, marked: Mapping[int, datetime]) -> list[tuple[Paper, datetime]]:
    """The papers marked last that are still stored, with when."""
    latest = list(marked.items())[:MOST_MARKED]
    return [(paper, at) for paper_id, at in latest if (paper := store.papers.get(paper_id))]


def _latest(marks: Sequence[Mark]) -> dict[int, datetime]:
    when: dict[int, datetime] = {}
    for mark in marks:
        when[mark.paper_id] = max(mark.at, when.get(mark.paper_id, mark.at))
    return when
