"""What readers say of papers teaches the order of their next briefings, and only the order."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from bot.daily.tastes import MEMORY, lesson_of, said_to, taste_of
from bot.digest import Candidate, choose
from bot.papers import Paper
from bot.ports.delivery import Message
from bot.ports.ledger import NumberedPaper
from bot.ports.marks import MarkKind
from bot.radar import matches, parse
from bot.storage import SqlStore
from bot.subscribers import Subscriber, SubscriberKind
from tests.daily.shelf import DAY, MONDAY, opened, record

SAVED, LIKED, NOT_RELEVANT = MarkKind.SAVED, MarkKind.LIKED, MarkKind.NOT_RELEVANT
LONG_AGO = MONDAY - MEMORY


@pytest.fixture
def store(tmp_path: Path, empty_file: Path) -> Iterator[SqlStore]:
    made = opened(empty_file, tmp_path)
    yield made
    made.close()


def reader(store: SqlStore, address: str = "U7") -> Subscriber:
    kind = SubscriberKind.CHANNEL if address.startswith("C") else SubscriberKind.PERSON
    return store.subscribers.ensure("T1", kind, address, MONDAY)


def stored(store: SqlStore, *titles: str, first: int = 1) -> list[Paper]:
    """New papers with these titles."""
    made = [record(number, title=title, abstract=f"{title}.") for number, title in enumerate(titles, first)]
    found = (store.papers.get(paper_id) for paper_id in store.papers.absorb(made, MONDAY).new)
    return [paper for paper in found if paper]


def told(store: SqlStore, who: Subscriber, papers: Sequence[Paper]) -> None:
    """A digest that told of these papers."""
    store.digests.open_extra(who.id, MONDAY.date(), f"r{papers[0].id}", MONDAY)
    claim = store.digests.claim(MONDAY, 60)
    assert claim is not None
    numbered = [NumberedPaper(number, paper.id) for number, paper in enumerate(papers, 1)]
    assert store.digests.finish(claim, {}, numbered, [Message("told")], MONDAY)


def mark(store: SqlStore, paper: Paper, kind: MarkKind, user: str = "U7", seconds: int = 1) -> None:
    store.marks.mark("T1", user, paper.id, kind, MONDAY + timedelta(seconds=seconds))


def candidates(papers: Sequence[Paper], query: str) -> list[Candidate]:
    found = ((paper, matches(parse(query), paper)) for paper in papers)
    return [Candidate(paper, (match,)) for paper, match in found if match]


def test_who_said_nothing_has_no_taste(store: SqlStore) -> None:
    papers = stored(store, "Learning on graphs")
    told(store, reader(store), papers)
    assert taste_of(store, reader(store), candidates(papers, "graphs"), MONDAY) is None


def test_papers_like_those_that_were_liked_come_first_and_those_that_do_not_match_never(store: SqlStore) -> None:
    taught = stored(store, "Graphs of molecules", "Graphs of proteins and molecules", "Graphs of road traffic")
    told(store, reader(store), taught)
    for paper, kind in zip(taught, (LIKED, LIKED, NOT_RELEVANT), strict=True):
        mark(store, paper, kind)
    titles = ("Graphs of traffic jams", "Graphs of large molecules", "Graphs in general", "Molecules alone")
    new = stored(store, *titles, first=11)
    found = candidates(new, "graphs")
    taste = taste_of(store, reader(store), found, MONDAY + DAY)
    items, rest = choose(found, shown=(), now=MONDAY + DAY, taste=taste)
    assert [item.paper.title for item in (*items, *rest)] == [titles[1], titles[2], titles[0]]


def test_a_taste_is_the_readers_own(store: SqlStore) -> None:
    (paper,) = stored(store, "Graphs of molecules")
    mark(store, paper, LIKED, "U8")
    assert taste_of(store, reader(store), (), MONDAY) is None
    assert taste_of(store, reader(store, "U8"), (), MONDAY) is not None


def test_thumbs_outweigh_what_was_saved_or_asked(store: SqlStore) -> None:
    saved, dismissed = stored(store, "One thing", "Another thing")
    for paper in (saved, dismissed):
        mark(store, paper, SAVED)
    mark(store, dismissed, NOT_RELEVANT)
    said = said_to(store, reader(store).id, LONG_AGO)
    assert (list(said.liked), list(said.disliked)) == ([saved.id], [dismissed.id])
    assert said.heard == {saved.id, dismissed.id}


def test_what_was_asked_about_counts_as_liked(store: SqlStore) -> None:
    (paper,) = stored(store, "Graphs of molecules")
    thread = store.discussions.open("T1", "D1", "1.0", MONDAY, paper_id=paper.id)
    store.discussions.ask(thread.id, "1.1", "U7", "what data?", MONDAY)
    claim = store.discussions.claim(MONDAY, 60)
    assert claim is not None
    assert store.discussions.answer(claim, "QM9.", [paper.id], (), MONDAY)
    assert said_to(store, reader(store).id, LONG_AGO).liked == {paper.id: MONDAY}


def test_in_a_channel_the_majority_decides_and_a_tie_teaches_nothing(store: SqlStore) -> None:
    club = reader(store, "C1")
    loved, split, hated = stored(store, "One thing", "Another thing", "A third thing")
    told(store, club, [loved, split, hated])
    for user, kinds in (("U1", "++-"), ("U2", "+--"), ("U3", "-  ")):
        for paper, sign in zip((loved, split, hated), kinds, strict=True):
            if sign != " ":
                mark(store, paper, LIKED if sign == "+" else NOT_RELEVANT, user)
    said = said_to(store, club.id, LONG_AGO)
    assert (list(said.liked), list(said.disliked)) == ([loved.id], [hated.id])
    assert split.id in said.heard


def test_a_lesson_names_the_papers_it_comes_from_latest_first(store: SqlStore) -> None:
    papers = stored(store, "One thing", "Another thing", "A third thing")
    for second, paper in enumerate(papers, 1):
        mark(store, paper, LIKED, seconds=second)
    lesson = lesson_of(store, reader(store), (), MONDAY + DAY)
    assert lesson is not None
    assert lesson.liked == tuple(reversed(papers))
    assert lesson.disliked == ()


def test_the_same_marks_teach_the_same_taste_and_the_past_fades(store: SqlStore) -> None:
    papers = stored(store, "Graphs of molecules", "Graphs of traffic")
    mark(store, papers[0], LIKED)
    who = reader(store)
    first, again = (taste_of(store, who, candidates(papers, "graphs"), MONDAY + DAY) for _ in range(2))
    assert first == again
    later = taste_of(store, who, candidates(papers, "graphs"), MONDAY + 400 * DAY)
    assert first is not None
    assert later is not None
    assert later.likes < first.likes
    assert taste_of(store, who, (), MONDAY + MEMORY + DAY) is None
