"""Threads and processes side by side: each row is one's alone, and nobody waits for ever."""

import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import TypeVar

import pytest

from bot.ports.delivery import Message
from bot.storage import SqlStore
from bot.storage.transactions import Turnstile
from bot.subscribers import SubscriberKind
from tests.storage.claiming import SUBJECTS, claimed
from tests.storage.made import DAY, LEASE, NOON, TODAY, channel, record

THREADS = 6
T = TypeVar("T")


def at_once(*calls: Callable[[], T]) -> list[T]:
    """What the calls return when all of them begin at the same moment, each in a thread."""
    gate = threading.Barrier(len(calls))

    def begin(call: Callable[[], T]) -> T:
        gate.wait()
        return call()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(begin, calls))


def much_to_do(store: SqlStore, number: int) -> None:
    """``number`` rows of every kind that can be claimed, each free to be claimed at once."""
    store.sources.enrol({f"feed:{n}": "a feed" for n in range(number)}, NOON)
    for n in range(number):
        store.digests.open_extra(channel(store, f"C{n}").id, TODAY, "now", NOON)
        store.deliveries.plan(f"k{n}", "T1", f"C{n}", Message("x"), NOON)
        store.discussions.ask(store.discussions.open("T1", f"C{n}", "1.1", NOON).id, "1.2", "U1", "Why?", NOON)


@pytest.mark.parametrize("subject", SUBJECTS)
def test_threads_share_the_work_and_each_row_is_claimed_once(store: SqlStore, subject: str) -> None:
    much_to_do(store, 12)
    found = at_once(*[lambda: list(claimed(store, subject))] * THREADS)
    everything = [claim for claims in found for claim in claims]
    assert len(everything) == 12
    assert len(set(everything)) == 12


def test_processes_share_the_work_and_each_row_is_claimed_once(store: SqlStore, url: str) -> None:
    much_to_do(store, 12)
    command = [sys.executable, "-m", "tests.storage.claiming", url, *SUBJECTS]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    processes = [subprocess.Popen(command, **pipes) for _ in range(2)]  # type: ignore[call-overload]
    for process in processes:
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        process.stdin.write("\n")
        process.stdin.flush()
    everything = [line for process in processes for line in process.communicate(timeout=60)[0].splitlines()]
    assert [process.returncode for process in processes] == [0, 0]
    assert len(everything) == 12 * len(SUBJECTS)
    assert len(set(everything)) == 12 * len(SUBJECTS)


def test_a_digest_opened_by_many_at_once_is_opened_once(store: SqlStore) -> None:
    reader = channel(store, next_due_at=NOON)
    opened = at_once(*[lambda: store.digests.open_due(reader, TODAY, NOON + DAY, NOON)] * THREADS)
    assert len([number for number in opened if number is not None]) == 1


def test_requests_at_once_are_served_once_each_in_editions_of_their_own(store: SqlStore) -> None:
    reader = channel(store)
    requests = [f"trigger {number % 3}" for number in range(THREADS)]
    calls = [lambda request=request: store.digests.open_extra(reader.id, TODAY, request, NOON) for request in requests]
    opened = at_once(*calls)
    assert len([number for number in opened if number is not None]) == 3
    editions = []
    while claim := store.digests.claim(NOON, LEASE):
        editions.append(claim.edition)
        store.digests.finish(claim, {}, [], [], NOON)
    assert editions == [0, 1, 2]


def test_what_many_do_at_once_happens_once(store: SqlStore) -> None:
    person = SubscriberKind.PERSON
    made = at_once(*[lambda: store.subscribers.ensure("T1", person, "U1", NOON).id] * THREADS)
    assert len(set(made)) == 1
    assert sum(at_once(*[lambda: store.inbox.receive("Ev1", "event", {}, NOON)] * THREADS)) == 1
    planned = at_once(*[lambda: store.deliveries.plan("k", "T1", "C1", Message("x"), NOON)] * THREADS)
    assert len([one for one in planned if one]) == 1
    thread = at_once(*[lambda: store.discussions.open("T1", "C1", "1.1", NOON).id] * THREADS)
    assert len(set(thread)) == 1
    assert sum(at_once(*[lambda: store.discussions.ask(thread[0], "1.2", "U1", "Why?", NOON)] * THREADS)) == 1
    added = at_once(*[lambda: store.subscribers.add_queries(made[0], ["a", "b"], 50)] * THREADS)
    assert sorted(map(len, added)) == [0] * (THREADS - 1) + [2]
    at_once(*[lambda: store.sources.enrol({"a": "A", "b": "B"}, NOON)] * THREADS)
    assert len(store.sources.reports(NOON)) == 2


def test_one_question_of_a_thread_at_a_time_whoever_asks(store: SqlStore) -> None:
    discussion = store.discussions.open("T1", "C1", "1.1", NOON)
    for number in range(THREADS):
        store.discussions.ask(discussion.id, f"1.{number}", "U1", "Why?", NOON)
    claims = at_once(*[lambda: store.discussions.claim(NOON, LEASE)] * THREADS)
    assert [claim.ts for claim in claims if claim] == ["1.0"]


def test_one_message_a_second_in_a_conversation_whoever_posts(store: SqlStore) -> None:
    for number in range(THREADS):
        store.deliveries.plan(f"k{number}", "T1", "C1", Message("x"), NOON)
    for second in range(3):
        now = NOON + timedelta(seconds=second)
        claims = at_once(*[lambda now=now: store.deliveries.claim(now, LEASE)] * THREADS)
        assert len([claim for claim in claims if claim]) == 1


def test_batches_stored_at_once_make_each_paper_once(store: SqlStore) -> None:
    batches = [[record(f"a:{n}", f"b:{n}", source=f"s{thread}") for n in range(20)] for thread in range(4)]
    absorbed = at_once(*[lambda batch=batch: store.papers.absorb(batch, NOON) for batch in batches])
    assert sorted(len(one.new) for one in absorbed) == [0, 0, 0, 20]
    papers = store.papers.first_seen(NOON - DAY, NOON)
    assert [set(paper.sources) for paper in papers] == [{"s0", "s1", "s2", "s3"}] * 20


def test_readers_go_on_while_someone_writes(store: SqlStore) -> None:
    store.papers.absorb([record("arxiv:1")], NOON)
    with store.transactions.write():
        assert store.papers.find("arxiv:1") is not None


def wait_until_interrupted(turnstile: Turnstile) -> None:
    signal.setitimer(signal.ITIMER_REAL, 0.02)
    with turnstile:
        pytest.fail("nobody let it through")


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="this system has no timer that interrupts")
def test_a_thread_interrupted_while_it_waits_leaves_the_turnstile_usable() -> None:
    turnstile, held, go = Turnstile(), threading.Event(), threading.Event()

    def hold() -> None:
        with turnstile:
            held.set()
            go.wait()

    def interrupt(*_: object) -> None:
        raise InterruptedError

    before = signal.signal(signal.SIGALRM, interrupt)
    try:
        with ThreadPoolExecutor(1) as pool:
            pool.submit(hold)
            held.wait()
            with pytest.raises(InterruptedError):
                wait_until_interrupted(turnstile)
            go.set()
        with turnstile:
            assert turnstile.waiting == 0
    finally:
        signal.signal(signal.SIGALRM, before)


def test_the_turnstile_lets_threads_through_in_the_order_they_came() -> None:
    turnstile, order = Turnstile(), []
    arrived = [threading.Event() for _ in range(5)]

    def pass_through(number: int) -> None:
        arrived[number].set()
        with turnstile:
            order.append(number)

    with ThreadPoolExecutor(5) as pool:
        with turnstile:
            for number in range(5):
                pool.submit(pass_through, number)
                arrived[number].wait()
                while turnstile.waiting < number + 1:
                    pass
        pool.shutdown()
    assert order == [0, 1, 2, 3, 4]
