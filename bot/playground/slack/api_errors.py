"""The error with which Slack answers a call that it does not carry out."""

from collections.abc import Sequence
from typing import Any


class ApiError(Exception):
    """Slack says `ok: false`, with a code and, for some codes, more."""

    def __init__(self, code: str, *, messages: Sequence[str] = (), **extra: Any) -> None:
        super().__init__(code)
        self.code = code
        self.messages = tuple(messages)
        self.extra = extra

    def body(self) -> dict[str, Any]:
        """The JSON that the caller gets."""
        answer: dict[str, Any] = {"ok": False, "error": self.code, **self.extra}
        if self.messages:
            answer["response_metadata"] = {"messages": list(self.messages)}
        return answer
