"""Threads remember what they are about, and their questions are answered once, one at a time, in order."""

from dataclasses import replace

from bot.ports.delivery import Message
from bot.ports.ledger import PastTurn, TurnClaim
from bot.storage import SqlStore
from tests.storage.made import HOUR, LEASE, MINUTE, NOON, SECOND, claimed_message, posted_message, stored


def thread(store: SqlStore, ts: str = "1.1") -> int:
    return store.discussions.open("T1", "C1", ts, NOON).id


def asked(store: SqlStore, discussion: int, *stamps: str) -> None:
    for ts in stamps:
        assert store.discussions.ask(discussion, ts, "U1", f"question {ts}", NOON)


def claimed(store: SqlStore, seconds: float = 0) -> TurnClaim:
    claim = store.discussions.claim(NOON + seconds * SECOND, LEASE)
    assert claim is not None
    return claim


def test_a_thread_is_opened_once_and_keeps_what_it_is_about(store: SqlStore) -> None:
    first, second = stored(store, "arxiv:1", "arxiv:2")
    opened = store.discussions.open("T1", "C1", "1.1", NOON, paper_id=first)
    assert (opened.paper_id, opened.focus, opened.digest_id) == (first, first, None)
    assert store.discussions.open("T1", "C1", "1.1", NOON + HOUR, paper_id=second) == opened
    assert store.discussions.find("T1", "C1", "1.1") == opened
    store.discussions.focus(opened.id, second)
    assert store.discussions.find("T1", "C1", "1.1") == replace(opened, focus=second)


def test_threads_that_are_not_ours_are_not_found(store: SqlStore) -> None:
    thread(store)
    for place in (("T2", "C1", "1.1"), ("T1", "C2", "1.1"), ("T1", "C1", "1.2")):
        assert store.discussions.find(*place) is None
    store.discussions.focus(999, *stored(store, "arxiv:1"))


def test_a_message_is_a_question_once(store: SqlStore) -> None:
    one, other = thread(store), thread(store, "2.2")
    assert store.discussions.ask(one, "1.2", "U1", "Why?\0", NOON)
    assert not store.discussions.ask(one, "1.2", "U1", "Why?", NOON + SECOND)
    assert store.discussions.ask(other, "1.2", "U1", "Why?", NOON)
    claim = claimed(store)
    assert (claim.question, claim.user, claim.ts, claim.asked_at, claim.attempts) == ("Why?", "U1", "1.2", NOON, 1)
    assert claim.discussion == store.discussions.find("T1", "C1", "1.1")


def test_a_thread_is_answered_one_question_at_a_time_in_the_order_of_its_messages(store: SqlStore) -> None:
    asked(store, thread(store), "1.3", "1.2")
    asked(store, thread(store, "2.2"), "2.3")
    first, other = claimed(store), claimed(store)
    assert {first.ts, other.ts} == {"1.2", "2.3"}
    assert store.discussions.claim(NOON, LEASE) is None
    for claim in (first, other):
        assert store.discussions.answer(claim, "Because.", [], [], NOON)
    assert claimed(store).ts == "1.3"


def test_an_older_question_that_arrives_late_waits_for_the_one_being_answered(store: SqlStore) -> None:
    discussion = thread(store)
    asked(store, discussion, "1.5")
    claim = claimed(store)
    asked(store, discussion, "1.2")
    assert store.discussions.claim(NOON + SECOND, LEASE) is None
    assert store.discussions.answer(claim, "Because.", [], [], NOON)
    assert claimed(store, 1).ts == "1.2"


def test_a_question_whose_answerer_died_is_answered_by_another_and_only_once(store: SqlStore) -> None:
    asked(store, thread(store), "1.2")
    dead = claimed(store)
    assert store.discussions.claim(NOON + 59 * SECOND, LEASE) is None
    alive = claimed(store, 60)
    assert (alive.id, alive.attempts) == (dead.id, 2)
    assert not store.discussions.answer(dead, "late", [], [Message("late")], NOON)
    store.discussions.postpone(dead, NOON)
    assert store.discussions.answer(alive, "on time", [], [Message("on time")], NOON + MINUTE)
    assert not store.discussions.answer(alive, "twice", [], [Message("twice")], NOON + MINUTE)
    assert claimed_message(store, NOON + MINUTE).message == Message("on time")
    assert store.discussions.claim(NOON + HOUR, LEASE) is None


def test_a_postponed_question_keeps_its_place_and_its_thread_waits(store: SqlStore) -> None:
    asked(store, thread(store), "1.2", "1.3")
    store.discussions.postpone(claimed(store), NOON + 10 * SECOND)
    assert store.discussions.claim(NOON + 9 * SECOND, LEASE) is None
    assert claimed(store, 10).ts == "1.2"


def test_an_answer_is_posted_in_its_thread_in_order(store: SqlStore) -> None:
    asked(store, thread(store), "1.2")
    messages = [Message("one"), Message("two")]
    assert store.discussions.answer(claimed(store), "one two", [], messages, NOON)
    for second, text in enumerate(("one", "two")):
        claim = posted_message(store, f"1.{second + 3}", NOON + second * SECOND, "C1")
        assert (claim.message.text, claim.team, claim.channel, claim.thread) == (text, "T1", "C1", "1.1")
        assert claim.digest_id is None
    assert store.discussions.find("T1", "C1", "1.3") is None


def test_the_paper_an_answer_was_about_is_the_next_ones_and_a_comparison_changes_nothing(store: SqlStore) -> None:
    first, second = stored(store, "arxiv:1", "arxiv:2")
    discussion = thread(store)
    asked(store, discussion, "1.2", "1.3", "1.4")
    for papers, focus in (([first], first), ([second, first], first), ([second, second, 999], second)):
        assert store.discussions.answer(claimed(store), "Because.", papers, [], NOON)
        found = store.discussions.find("T1", "C1", "1.1")
        assert found is not None
        assert found.focus == focus
    assert [turn.paper_ids for turn in store.discussions.history(discussion, 9)] == [
        (first,),
        (second, first),
        (second,),
    ]


def test_a_thread_remembers_its_latest_answers_oldest_first(store: SqlStore) -> None:
    discussion = thread(store)
    asked(store, discussion, "1.2", "1.3", "1.4", "1.5")
    for number in range(3):
        assert store.discussions.answer(claimed(store), f"answer {number}", [], [], NOON)
    assert store.discussions.history(discussion, 2) == [
        PastTurn("question 1.3", "answer 1", ()),
        PastTurn("question 1.4", "answer 2", ()),
    ]
    assert store.discussions.history(999, 2) == []
