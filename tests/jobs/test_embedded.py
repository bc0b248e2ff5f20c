"""The dispatcher inside one process: all work is done, a failing duty holds up no other, and stopping waits."""

import queue
import threading

from bot.jobs.embedded import Embedded
from bot.ports.jobs import Duty


def worker_of(todo: "queue.SimpleQueue[int]", done: "queue.SimpleQueue[int]") -> Duty:
    def step() -> bool:
        try:
            done.put(todo.get_nowait())
        except queue.Empty:
            return False
        return True

    return Duty("count", step, lanes=3, idle=3600)


def test_everything_that_is_due_is_done_and_a_call_ends_the_rest() -> None:
    todo: queue.SimpleQueue[int] = queue.SimpleQueue()
    done: queue.SimpleQueue[int] = queue.SimpleQueue()
    jobs = Embedded()
    jobs.start([worker_of(todo, done)])
    for number in range(20):
        todo.put(number)
    jobs.wake()
    assert sorted(done.get(timeout=10) for _ in range(20)) == list(range(20))
    todo.put(20)
    jobs.wake()
    assert done.get(timeout=10) == 20
    assert jobs.stop(10)


def test_a_duty_that_fails_holds_up_no_other() -> None:
    todo: queue.SimpleQueue[int] = queue.SimpleQueue()
    done: queue.SimpleQueue[int] = queue.SimpleQueue()
    failed = threading.Event()

    def fail() -> bool:
        failed.set()
        raise OSError("away")

    todo.put(1)
    jobs = Embedded()
    jobs.start([Duty("fails", fail), worker_of(todo, done)])
    assert failed.wait(10)
    assert done.get(timeout=10) == 1
    assert jobs.stop(10)


def test_stopping_waits_for_what_is_in_hand() -> None:
    begun, may_end, ended = threading.Event(), threading.Event(), threading.Event()

    def step() -> bool:
        begun.set()
        may_end.wait(10)
        ended.set()
        return False

    jobs = Embedded()
    jobs.start([Duty("long", step, idle=3600)])
    assert begun.wait(10)
    assert not jobs.stop(0.01)
    may_end.set()
    assert jobs.stop(10)
    assert ended.is_set()
