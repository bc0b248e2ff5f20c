"""Judges the links a feed brings: only pages of the public web are kept."""

import ipaddress
import re
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from bot.papers import untracked

_UNSAFE = re.compile(r"[\x00-\x20\x7f-\x9f\u00a0\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_LOCAL = ("localhost", "local", "internal", "intranet", "lan", "home", "corp", "arpa", "invalid", "onion", "test")
_LONGEST = 2000


def public_link(link: str, base: str = "") -> str:
    """``link`` made absolute and safe to show, or nothing when it is no page on a host that looks public.

    What could end or mimic a link in a message (blanks, ``|``, ``<``, ``>``) is percent-encoded.
    """
    link = link.strip()
    if not link or len(link) > _LONGEST:
        return ""
    try:
        parts = urlsplit(urljoin(base, link) if base else link)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return ""
    if parts.scheme.lower() not in ("http", "https") or parts.username is not None or port not in (None, 80, 443):
        return ""
    if not _looks_public(host):
        return ""
    place = host.encode("idna").decode() if not host.isascii() else host
    default = {"http": 80, "https": 443}[parts.scheme.lower()]
    netloc = place if port in (None, default) else f"{place}:{port}"
    path, query = (_encoded(part) for part in (parts.path, untracked(parts.query)))
    return urlunsplit((parts.scheme.lower(), netloc, path, query, _encoded(parts.fragment)))


def _encoded(part: str) -> str:
    return quote(_UNSAFE.sub(lambda char: quote(char[0]), part), safe="/:?#[]@!$&'()*+,;=%~-._")


def _looks_public(host: str) -> bool:
    host = host.rstrip(".").lower()
    try:
        return ipaddress.ip_address(host.strip("[]")).is_global
    except ValueError:
        pass
    labels = host.split(".")
    if len(labels) < 2 or labels[-1] in _LOCAL or not all(labels):
        return False
    # Browsers read 0x7f.1, 017700000001 and 2130706433 as addresses; a last label of digits is never a name.
    return not re.fullmatch(r"0x[0-9a-f]*|\d+", labels[-1]) and _encodable(host)


def _encodable(host: str) -> bool:
    try:
        return bool(re.fullmatch(r"[a-z0-9._-]+", host.encode("idna").decode()))
    except UnicodeError:
        return False
