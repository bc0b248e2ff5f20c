"""Which URLs may be fetched at all, judged before any name is looked up."""

import re
from collections.abc import Collection

import httpx

from bot.fetching.addresses import is_literal, is_loopback, is_public
from bot.fetching.failures import FetchFailure

NOT_ALLOWED = "This address is not allowed: only public http and https addresses can be read."
_PORTS = {"http": 80, "https": 443}
_LONGEST = 4096
_NAME = re.compile(r"[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*\.?", re.IGNORECASE)
# Resolvers read 127.1, 0x7f000001 and 2130706433 as addresses: a last label that is a number is never a name.
_NUMBER = re.compile(r"(0x[0-9a-f]*|[0-9]+)", re.IGNORECASE)


def vetted_url(text: str, loopback_origins: Collection[str] = ()) -> httpx.URL:
    """Read ``text`` as a URL that may be fetched.  Raises ``FetchFailure`` of kind *blocked*.

    ``loopback_origins`` are exceptions such as ``http://127.0.0.1:8080``.
    """
    url = _parsed(text)
    if origin(url) in loopback_origins and not url.userinfo:
        return url
    port_fits = url.port is None or url.port == _PORTS.get(url.scheme)
    if url.scheme not in _PORTS or not port_fits or url.userinfo or not _may_be_public(shown_host(url)):
        raise FetchFailure("blocked", NOT_ALLOWED, permanent=True)
    return url


def vetted_redirect(url: httpx.URL, location: str, loopback_origins: Collection[str] = ()) -> httpx.URL:
    """Read where ``url`` sends us.  Raises ``FetchFailure`` of kind *blocked* or *redirects*."""
    host = shown_host(url)
    try:
        target = vetted_url(str(url.join(location)), loopback_origins)
    except (httpx.InvalidURL, ValueError) as error:
        raise FetchFailure("redirects", f"{host} redirects to something that is not an address.") from error
    except FetchFailure as failure:
        raise FetchFailure("blocked", f"{host} redirects to an address that is not allowed.") from failure
    if url.scheme == "https" and target.scheme != "https":
        raise FetchFailure("redirects", f"{host} redirects from a secure address to an insecure one.")
    return target


def shown_host(url: httpx.URL) -> str:
    """The host as it is looked up: an international name in punycode, so that look-alikes show."""
    return url.raw_host.decode("ascii")


def origin(url: httpx.URL) -> str:
    """Scheme, host and port of ``url``, the port only where it is not the usual one."""
    host = shown_host(url)
    host = f"[{host}]" if ":" in host else host
    usual = url.port is None or url.port == _PORTS.get(url.scheme)
    return f"{url.scheme}://{host}" if usual else f"{url.scheme}://{host}:{url.port}"


def loopback_origin(text: str) -> str:
    """Check that ``text`` names a service on this machine by its number.  Raises ``ValueError``."""
    url = httpx.URL(text)
    if url.scheme not in _PORTS or not is_loopback(shown_host(url)):
        raise ValueError(f"{text!r} is not a loopback origin: write it like http://127.0.0.1:8080.")
    return origin(url)


def _parsed(text: str) -> httpx.URL:
    if len(text) > _LONGEST:
        raise FetchFailure("blocked", "This address is not allowed: it is too long.", permanent=True)
    try:
        return httpx.URL(text.strip()).copy_with(fragment=None)
    except (httpx.InvalidURL, ValueError) as error:
        sentence = "This is not a web address. Give one that starts with https:// or http://."
        raise FetchFailure("blocked", sentence, permanent=True) from error


def _may_be_public(host: str) -> bool:
    if is_literal(host):
        return is_public(host)
    last_label = host.rstrip(".").rpartition(".")[2]
    return len(host) <= 254 and bool(_NAME.fullmatch(host)) and not _NUMBER.fullmatch(last_label)
