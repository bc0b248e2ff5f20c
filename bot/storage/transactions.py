"""Short transactions: writers take turns, readers see one moment, failures become sentences."""

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext

from sqlalchemy import Engine
from sqlmodel import Session

from bot.storage.engine import reading
from bot.storage.failures import told_in_sentences


class Turnstile:
    """A lock that is given in the order it was asked for, so that no thread waits for ever."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._taken = False
        self._waiting: deque[threading.Event] = deque()

    @property
    def waiting(self) -> int:
        """How many threads wait for their turn."""
        return len(self._waiting)

    def __enter__(self) -> None:
        with self._guard:
            if not self._taken:
                self._taken = True
                return
            turn = threading.Event()
            self._waiting.append(turn)
        try:
            turn.wait()
        except BaseException:  # an interrupted thread leaves the queue, or hands on the turn it just got
            self._leave(turn)
            raise

    def __exit__(self, *_: object) -> None:
        with self._guard:
            self._next()

    def _leave(self, turn: threading.Event) -> None:
        with self._guard:
            if turn in self._waiting:
                self._waiting.remove(turn)
            else:
                self._next()

    def _next(self) -> None:
        if self._waiting:
            self._waiting.popleft().set()
        else:
            self._taken = False


class Transactions:
    """Opens the transactions of one engine; safe to use from several threads.

    SQLite lets one connection write at a time, and several that wait in its busy handler starve each other: here the
    writers of this process queue before they ask for the file.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.is_postgresql = engine.dialect.name == "postgresql"
        self._reading = reading(engine)
        self._writers: AbstractContextManager[None] = nullcontext() if self.is_postgresql else Turnstile()

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A transaction that is committed when the block ends, and rolled back when it raises."""
        with (
            self._writers,
            told_in_sentences(),
            Session(self.engine, autoflush=False, expire_on_commit=False) as session,
        ):
            yield session
            session.commit()

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A transaction that sees one moment of the store and writes nothing."""
        with told_in_sentences(), Session(self._reading, autoflush=False) as session:
            yield session
