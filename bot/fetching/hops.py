"""Follows one GET from hop to hop and turns its last answer into a response; how a hop is made is given."""

from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

import httpx

from bot.fetching.body import decoded, too_large
from bot.fetching.failures import FetchFailure
from bot.fetching.limits import Limits
from bot.fetching.verdict import judge_body, judge_status
from bot.fetching.web_address import shown_host, vetted_redirect, vetted_url
from bot.ports.sources import Response

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_LONGEST_VALIDATOR = 1024
ACCEPT = (
    "application/atom+xml, application/rss+xml, application/rdf+xml, application/xml;q=0.9, "
    "application/json;q=0.9, text/html;q=0.8, */*;q=0.5"
)


@dataclass(frozen=True, slots=True)
class Exchange:
    """The answer to one hop: header names in lower case, the body still as it came."""

    status: int
    headers: Mapping[str, str]
    chunks: Iterable[bytes]
    cookies: tuple[str, ...] = ()


Send = Callable[[httpx.Request], AbstractContextManager[Exchange]]


@dataclass(frozen=True, slots=True)
class Rules:
    """What holds for every fetch: the caps, the time, and the origins exempt from the guard."""

    limits: Limits
    clock: Callable[[], datetime]
    loopback_origins: Collection[str] = ()


def asked_with(accept: str, etag: str, last_modified: str) -> dict[str, str]:
    """The headers of a GET.  Validators that cannot stand in a header are left out."""
    # Some servers, arXiv among them, answer 406 to a request without a preference.
    headers = {"Accept": accept or ACCEPT, "Accept-Encoding": "gzip"}
    validators = {"If-None-Match": etag, "If-Modified-Since": last_modified}
    return headers | {name: value for name, value in validators.items() if _fits_a_header(value)}


def follow(address: str, headers: Mapping[str, str], send: Send, rules: Rules) -> Response:
    """Get ``address`` over at most ``rules.limits.redirects`` redirects.  Raises ``FetchFailure``."""
    url = vetted_url(address, rules.loopback_origins)
    cookies = httpx.Cookies()
    for _ in range(rules.limits.redirects + 1):
        # Some publishers only answer a reader who carries their cookie from hop to hop; it ends with the fetch.
        request = httpx.Request("GET", url, headers=headers, cookies=cookies)
        with send(request) as exchange:
            if exchange.status not in _REDIRECTS:
                return _concluded(url, headers, exchange, rules)
            location = exchange.headers.get("location", "")
            _remember(cookies, request, exchange)
        if not location:
            raise FetchFailure("redirects", f"{shown_host(url)} redirects without saying where to.")
        url = vetted_redirect(url, location, rules.loopback_origins)
    raise FetchFailure("redirects", f"{shown_host(url)} redirects again and again.")


def _concluded(url: httpx.URL, asked: Mapping[str, str], exchange: Exchange, rules: Rules) -> Response:
    host = shown_host(url)
    judge_status(host, exchange.status, exchange.headers, conditional=_is_conditional(asked), now=rules.clock())
    headers = MappingProxyType(dict(exchange.headers))
    if exchange.status == 304:
        return Response(str(url), 304, headers, b"", not_modified=True)
    if _announced(exchange.headers) > rules.limits.wire_bytes:
        raise too_large(host)
    body = decoded(host, exchange.chunks, exchange.headers.get("content-encoding", ""), rules.limits)
    judge_body(host, exchange.status, body, accept=asked.get("Accept", ""), headers=exchange.headers)
    return Response(str(url), exchange.status, headers, body)


def _announced(headers: Mapping[str, str]) -> int:
    length = headers.get("content-length", "")
    return int(length) if length.isascii() and length.isdigit() and len(length) < 20 else 0


def _remember(cookies: httpx.Cookies, request: httpx.Request, exchange: Exchange) -> None:
    lines = [("set-cookie", line) for line in exchange.cookies]
    cookies.extract_cookies(httpx.Response(exchange.status, headers=lines, request=request))


def _is_conditional(headers: Mapping[str, str]) -> bool:
    return "If-None-Match" in headers or "If-Modified-Since" in headers


def _fits_a_header(value: str) -> bool:
    return 0 < len(value) <= _LONGEST_VALIDATOR and value.isascii() and value.isprintable()
