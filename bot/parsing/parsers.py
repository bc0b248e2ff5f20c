"""Hands parses to a few warm children, one each at a time."""

import re
import threading
from queue import LifoQueue
from types import TracebackType
from typing import Any, Self

from bot.parsing.failures import ParseFailure
from bot.parsing.worker import MIB, Budget, Worker

_PARSER = re.compile(r"[a-z_]\w*(\.\w+)*:[a-z_]\w*", re.ASCII | re.IGNORECASE)
OURS = ("bot.sources.", "bot.fulltext.", "bot.benchmark.files")


class Parsers:
    """Runs parsers of untrusted bytes where they can do no harm; safe to use from many threads.

    ``allowed`` are the packages a parser may come from. A parser is called with the bytes and the arguments, and
    returns what JSON can carry; a ``ValueError`` it raises is told to people in its own words.
    """

    def __init__(
        self,
        workers: int = 2,
        cpu_seconds: float = 20,
        memory_bytes: int = 1024 * MIB,
        wall_seconds: float = 30,
        *,
        allowed: tuple[str, ...] = OURS,
        reply_bytes: int = 32 * MIB,
        parses_per_worker: int = 200,
    ) -> None:
        self._budget = Budget(
            cpu_seconds=cpu_seconds,
            memory_bytes=memory_bytes,
            wall_seconds=wall_seconds,
            reply_bytes=reply_bytes,
            parses=parses_per_worker,
            resident_bytes=memory_bytes // 4,
        )
        self._allowed = allowed
        self._lock = threading.Lock()
        self._closed = False
        self._alive: set[Worker] = set()
        self._size = workers
        # Last in, first out: the child that worked last is the warmest, and idle ones never start.
        self._slots: LifoQueue[Worker | None] = LifoQueue()
        for _ in range(workers):
            self._slots.put(None)

    def run(self, parser: str, body: bytes, **arguments: str) -> Any:
        """Call ``parser``, a ``module:function``, on ``body`` in a child and give its JSON.

        Raises ``ParseFailure``.
        """
        if not _PARSER.fullmatch(parser) or not parser.startswith(self._allowed):
            raise ValueError(f"{parser!r} is not a parser: name a module:function below {' or '.join(self._allowed)}")
        if len(body) > self._budget.memory_bytes // 4:
            raise ParseFailure("too_large")
        worker = self._slots.get()
        try:
            worker = worker or self._hired()
            return worker.ask(parser, body, arguments)
        finally:
            self._slots.put(self._kept(worker))

    def close(self) -> None:
        """End every child; a parse that is under way fails."""
        with self._lock:
            self._closed = True
            for worker in self._alive:
                worker.kill("crash")
        # Every slot comes back once its parse has failed.
        for slot in [self._slots.get() for _ in range(self._size)]:
            self._kept(slot)
            self._slots.put(None)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _hired(self) -> Worker:
        worker = Worker(self._budget)
        with self._lock:
            if not self._closed:
                self._alive.add(worker)
                return worker
        worker.stop()
        raise RuntimeError("These parsers are closed.")

    def _kept(self, worker: Worker | None) -> Worker | None:
        if worker is None or not (worker.worn_out or self._closed):
            return worker
        with self._lock:
            self._alive.discard(worker)
        worker.stop()
        return None
