"""Asking for one reply of a known form: remembered, bounded in patience, and read with a second try when garbled."""

import hashlib
from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from pydantic import BaseModel

from bot.llm.claude.memo import Memo
from bot.llm.claude.patience import Patience
from bot.llm.claude.replies import read
from bot.llm.claude.wire import Request, Wire
from bot.ports.model import ModelFailure

Reply = TypeVar("Reply", bound=BaseModel)
_READINGS = 2


class Desk:
    """Turns a request into a validated reply; safe to use from several threads."""

    def __init__(self, wire: Wire, clock: Callable[[], datetime], wait: Callable[[float], None]) -> None:
        self._wire = wire
        self._patience = Patience(clock, wait)
        self._memo: Memo[BaseModel] = Memo()

    def ask(self, request: Request, kind: type[Reply]) -> Reply:
        """The reply, from memory when the very same was asked before.  Raises ``ModelFailure``."""
        parts = "\0".join((request.model, request.system, request.material))
        reply = self._memo.get(hashlib.sha256(parts.encode()).digest(), lambda: self._fresh(request, kind))
        if not isinstance(reply, kind):
            raise ModelFailure("garbled")
        return reply

    def close(self) -> None:
        """Let go of the connections."""
        self._wire.close()

    def _fresh(self, request: Request, kind: type[Reply]) -> Reply:
        for _ in range(_READINGS):
            text = self._patience.call(lambda: self._wire.send(request))
            try:
                return read(kind, text)
            except ValueError:
                continue
        raise ModelFailure("garbled")
