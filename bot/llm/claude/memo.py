"""Remembers replies, so that a paper read for one reader is not paid for again for the next."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from typing import Generic, TypeVar

from bot.ports.model import ModelFailure

MOST = 2_000
Answer = TypeVar("Answer")


class Memo(Generic[Answer]):
    """Answers by question; two who ask the same at once share one call.  Refusals are remembered too."""

    def __init__(self) -> None:
        self._futures: OrderedDict[Hashable, Future[Answer]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, question: Hashable, ask: Callable[[], Answer]) -> Answer:
        """The remembered answer, or the one ``ask`` gives.  Raises ``ModelFailure``."""
        with self._lock:
            known = self._futures.get(question)
            future: Future[Answer] = known or Future()
            self._futures[question] = future
            self._futures.move_to_end(question)
            while len(self._futures) > MOST:
                self._futures.popitem(last=False)
        if known is None:
            self._fill(question, future, ask)
        return future.result()

    def _fill(self, question: Hashable, future: "Future[Answer]", ask: Callable[[], Answer]) -> None:
        try:
            future.set_result(ask())
        except ModelFailure as failure:
            if failure.kind != "refused":
                self._forget(question)
            future.set_exception(failure)
        finally:
            if not future.done():  # whoever waits for the same answer must not wait for ever
                self._forget(question)
                future.set_exception(ModelFailure("rejected"))

    def _forget(self, question: Hashable) -> None:
        with self._lock:
            self._futures.pop(question, None)
