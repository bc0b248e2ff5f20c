"""How a fetch fails: a kind for code, a sentence for a person."""

from datetime import timedelta
from typing import Literal

from bot.ports.sources import SourceFailure

Kind = Literal[
    "blocked",  # the guard refuses the address
    "redirects",  # too many, or to a place that is not allowed
    "dns",  # the host name has no address
    "connection",  # no connection, or it was lost before the answer
    "tls",  # no secure connection
    "timeout",  # the deadline passed
    "protocol",  # the answer is not HTTP, or its headers are a flood
    "too_large",  # over the cap, on the wire or decoded
    "encoding",  # compressed in a way that was not asked for, or badly
    "truncated",  # cut before its end
    "wrong_type",  # a web page where data was asked for
    "empty",  # no content where content was promised
    "throttled",  # the host asks for less
    "cooling",  # the host failed too often and is left alone for a while
    "refused",  # 401, 402, 403, 406, 451: not for us
    "not_found",  # 404
    "gone",  # 410
    "server",  # 5xx
    "status",  # any other status that carries no content
]


class FetchFailure(SourceFailure):
    """A fetch that brought nothing usable.

    ``sentence`` never holds a resolved address, a credential or a query string.
    ``status`` is the HTTP status, if there was one.
    """

    kind: Kind

    def __init__(
        self,
        kind: Kind,
        sentence: str,
        *,
        retry_after: timedelta | None = None,
        permanent: bool = False,
        status: int | None = None,
    ) -> None:
        super().__init__(kind, sentence, retry_after=retry_after, permanent=permanent)
        self.status = status
