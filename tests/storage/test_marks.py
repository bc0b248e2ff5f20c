"""What readers said of papers is kept, each reader's apart; a channel hears what is said of papers it was told of."""

import pytest

from bot.ports.marks import Mark, MarkKind, Rewritten
from bot.ports.store import StoreFailure
from bot.storage import SqlStore
from bot.subscribers import Subscriber, SubscriberKind
from tests.storage.made import DAY, LEASE, NOON, SECOND, channel, finished_digest, record, stored

SAVED, LIKED, NOT_RELEVANT = MarkKind.SAVED, MarkKind.LIKED, MarkKind.NOT_RELEVANT
THUMBS = (LIKED, NOT_RELEVANT)
LONG_AGO = NOON - 365 * DAY


def person(store: SqlStore, address: str = "U1") -> Subscriber:
    return store.subscribers.ensure("T1", SubscriberKind.PERSON, address, NOON)


def said(store: SqlStore, who: Subscriber, *kinds: MarkKind) -> list[tuple[int, MarkKind]]:
    """What the store tells of this reader, latest first."""
    return [(mark.paper_id, mark.kind) for mark in store.marks.of_subscriber(who.id, kinds or THUMBS, LONG_AGO)]


def asked(store: SqlStore, place: str, user: str, *papers: int, second: int = 1) -> None:
    """A question in a thread, answered from these papers."""
    now = NOON + second * SECOND
    thread = store.discussions.open("T1", place, f"{second}.0", now)
    store.discussions.ask(thread.id, f"{second}.1", user, "what data?", now)
    claim = store.discussions.claim(now, LEASE)
    assert claim is not None
    assert store.discussions.answer(claim, "That.", papers, (), now + SECOND)


def test_a_paper_is_saved_once_and_can_be_let_go(store: SqlStore) -> None:
    (paper,) = stored(store, "arxiv:1")
    assert store.marks.mark("T1", "U1", paper, SAVED, NOON)
    assert not store.marks.mark("T1", "U1", paper, SAVED, NOON + SECOND)
    assert store.marks.marked("T1", "U1", SAVED) == [paper]
    assert store.marks.unmark("T1", "U1", paper, SAVED)
    assert not store.marks.unmark("T1", "U1", paper, SAVED)
    assert store.marks.marked("T1", "U1", SAVED) == []


def test_saved_papers_are_listed_latest_first(store: SqlStore) -> None:
    papers = stored(store, "arxiv:1", "arxiv:2", "arxiv:3")
    for second, paper in enumerate((papers[1], papers[2], papers[0])):
        store.marks.mark("T1", "U1", paper, SAVED, NOON + second * SECOND)
    assert store.marks.marked("T1", "U1", SAVED) == [papers[0], papers[2], papers[1]]


def test_marks_of_others_and_of_the_other_kind_are_apart(store: SqlStore) -> None:
    (paper,) = stored(store, "arxiv:1")
    for team, user, kind in (("T1", "U1", SAVED), ("T1", "U1", NOT_RELEVANT), ("T2", "U1", SAVED), ("T1", "U2", SAVED)):
        assert store.marks.mark(team, user, paper, kind, NOON)
    assert store.marks.unmark("T1", "U1", paper, SAVED)
    assert store.marks.marked("T1", "U1", SAVED) == []
    assert store.marks.marked("T1", "U1", NOT_RELEVANT) == [paper]
    assert store.marks.marked("T2", "U1", SAVED) == [paper]
    assert store.marks.marked("T1", "U2", SAVED) == [paper]


def test_a_paper_that_was_never_stored_cannot_be_marked(store: SqlStore) -> None:
    with pytest.raises(StoreFailure, match="not in the database"):
        store.marks.mark("T1", "U1", 999, SAVED, NOON)


def test_a_like_takes_the_place_of_a_not_relevant_and_the_other_way_round(store: SqlStore) -> None:
    (paper,) = stored(store, "arxiv:1")
    store.marks.mark("T1", "U1", paper, SAVED, NOON)
    for kind in (LIKED, NOT_RELEVANT, LIKED):
        assert store.marks.mark("T1", "U1", paper, kind, NOON)
        assert said(store, person(store)) == [(paper, kind)]
    assert store.marks.marked("T1", "U1", SAVED) == [paper]


def test_a_person_is_heard_everywhere_in_the_workspace_and_nobody_else_with_them(store: SqlStore) -> None:
    one, two = stored(store, "arxiv:1", "arxiv:2")
    store.marks.mark("T1", "U1", one, LIKED, NOON)
    store.marks.mark("T1", "U1", two, NOT_RELEVANT, NOON + SECOND)
    store.marks.mark("T1", "U2", one, NOT_RELEVANT, NOON)
    store.marks.mark("T2", "U1", one, NOT_RELEVANT, NOON)
    assert store.marks.of_subscriber(person(store).id, THUMBS, LONG_AGO) == [
        Mark(two, NOT_RELEVANT, NOON + SECOND),
        Mark(one, LIKED, NOON),
    ]
    assert said(store, person(store), LIKED) == [(one, LIKED)]
    assert store.marks.of_subscriber(person(store).id, THUMBS, NOON + SECOND) == []


def test_a_channel_hears_everybody_on_the_papers_it_was_told_of(store: SqlStore) -> None:
    told, other = stored(store, "arxiv:1", "arxiv:2")
    club = channel(store)
    store.marks.mark("T1", "U9", told, LIKED, NOON - SECOND)  # before the channel was told of it
    finished_digest(store, club, [told])
    for user, kind in (("U1", LIKED), ("U2", NOT_RELEVANT)):
        store.marks.mark("T1", user, told, kind, NOON + SECOND)
        store.marks.mark("T1", user, other, kind, NOON + SECOND)
    store.marks.mark("T2", "U3", told, LIKED, NOON + SECOND)
    assert sorted(said(store, club)) == [(told, LIKED), (told, NOT_RELEVANT)]
    assert said(store, channel(store, "C2")) == []


def test_nobody_has_said_anything_to_a_reader_who_is_gone(store: SqlStore) -> None:
    assert store.marks.of_subscriber(99, THUMBS, LONG_AGO) == ()
    assert store.marks.discussed(99, LONG_AGO) == {}
    store.marks.forget(99, [], NOON)


def test_papers_asked_about_are_told_with_when_and_a_question_about_all_is_about_none(store: SqlStore) -> None:
    one, two, three = stored(store, "arxiv:1", "arxiv:2", "arxiv:3")
    asked(store, "C1", "U1", one, second=1)
    asked(store, "C1", "U2", two, second=3)
    asked(store, "D1", "U1", one, three, second=5)
    asked(store, "D1", "U1", one, two, three, second=7)
    mine = {one: NOON + 5 * SECOND, three: NOON + 5 * SECOND}
    assert store.marks.discussed(person(store).id, LONG_AGO) == mine
    assert store.marks.discussed(channel(store).id, LONG_AGO) == {one: NOON + SECOND, two: NOON + 3 * SECOND}
    assert store.marks.discussed(person(store).id, NOON + 5 * SECOND) == {}


def test_a_paper_that_turned_out_to_be_another_is_asked_about_under_the_others_name(store: SqlStore) -> None:
    old, young = stored(store, "arxiv:1", "doi:10.1/x")
    asked(store, "C1", "U1", young)
    store.papers.absorb([record("arxiv:1", "doi:10.1/x")], NOON + DAY)
    assert store.marks.discussed(person(store).id, LONG_AGO) == {old: NOON + SECOND}


def test_what_is_forgotten_teaches_no_more_and_what_was_saved_stays_saved(store: SqlStore) -> None:
    liked, kept, talked = stored(store, "arxiv:1", "arxiv:2", "arxiv:3")
    store.marks.mark("T1", "U1", liked, LIKED, NOON)
    store.marks.mark("T1", "U1", kept, SAVED, NOON)
    asked(store, "D1", "U1", talked)
    store.marks.forget(person(store).id, [liked, kept, talked], NOON + DAY)
    assert said(store, person(store), SAVED, LIKED, NOT_RELEVANT) == []
    assert store.marks.discussed(person(store).id, LONG_AGO) == {}
    assert store.marks.marked("T1", "U1", SAVED) == [kept]
    assert store.marks.marked("T1", "U1", LIKED) == []
    assert store.marks.mark("T1", "U1", liked, LIKED, NOON + 2 * DAY)
    assert said(store, person(store), SAVED, LIKED) == [(liked, LIKED)]
    store.marks.forget(person(store).id, [liked], NOON + 3 * DAY)
    assert said(store, person(store), SAVED, LIKED) == []


def test_a_channel_that_forgets_takes_nothing_from_the_people_in_it(store: SqlStore) -> None:
    (paper,) = stored(store, "arxiv:1")
    club = channel(store)
    finished_digest(store, club, [paper])
    store.marks.mark("T1", "U1", paper, LIKED, NOON + SECOND)
    store.marks.forget(club.id, [paper], NOON + DAY)
    assert said(store, club) == []
    assert said(store, person(store)) == [(paper, LIKED)]


def test_a_line_is_rewritten_once_and_keeps_its_place(store: SqlStore) -> None:
    who = person(store)
    store.subscribers.add_queries(who.id, ["privacy", "trust", "fairness"], 50)
    first = store.subscribers.queries(who.id)[0]
    assert store.marks.rewrite(who.id, first.id, "privacy", "ti:privacy") is Rewritten.DONE
    assert store.marks.rewrite(who.id, first.id, "privacy", "ti:privacy") is Rewritten.BEFORE
    assert store.marks.rewrite(who.id, first.id, "privacy", "privacy NOT survey") is Rewritten.CHANGED
    assert store.marks.rewrite(who.id, first.id, "ti:privacy", "trust") is Rewritten.TWIN
    assert store.subscribers.queries(who.id)[0].id == first.id
    assert [query.text for query in store.subscribers.queries(who.id)] == ["ti:privacy", "trust", "fairness"]


def test_only_a_line_of_ones_own_radar_is_rewritten(store: SqlStore) -> None:
    store.subscribers.add_queries(person(store).id, ["privacy"], 50)
    (line,) = store.subscribers.queries(person(store).id)
    assert store.marks.rewrite(person(store, "U2").id, line.id, "privacy", "trust") is Rewritten.GONE
    assert store.subscribers.queries(person(store).id) == [line]
