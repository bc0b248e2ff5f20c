"""Whether an address a person typed can be a feed, judged by its look alone; fetching checks where it leads."""

import ipaddress
import re
from urllib.parse import urlsplit

_LONGEST = 500
_NUMERIC_HOST = re.compile(r"(?:0x[0-9a-f]+|\d+)(?:\.(?:0x[0-9a-f]+|\d+))*\.?", re.IGNORECASE)
_HOST = re.compile(r"(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{1,62}\.?", re.IGNORECASE)
_PRIVATE_ENDS = (".localhost", ".local", ".internal", ".lan", ".home", ".test", ".invalid")


class Refused(Exception):  # noqa: N818 - a person's slip, told in a sentence
    """An address that cannot be a feed; ``sentence`` says why and never repeats a password."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def feed_address(typed: str) -> str:
    """The address of a feed as typed: Slack's angle brackets are taken off and ``https`` is assumed.

    Raises ``Refused``.
    """
    text = typed.strip().removeprefix("<").removesuffix(">").partition("|")[0].strip()
    if len(text) > _LONGEST:
        raise Refused(f"This address is too long: at most {_LONGEST} characters.")
    if not re.match(r"[a-z][a-z0-9+.-]*:", text, re.IGNORECASE) or re.match(r"[\w.-]+:\d+(/|$)", text):
        text = f"https://{text}"
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise Refused("This is not a web address. Give one such as https://journal.example/feed.xml.") from None
    if parts.scheme not in ("http", "https"):
        raise Refused("Only addresses that begin with https:// or http:// can be feeds.")
    if parts.username is not None or parts.password is not None:
        raise Refused("An address with a name or password in it cannot be a feed, since everyone would see it.")
    if port not in (None, 80, 443):
        raise Refused("Only the usual web ports can be feeds.")
    _check_host(host)
    return text


def _check_host(host: str) -> None:
    if not host.isascii():
        said = "The name of this site is not plain ASCII"
        raise Refused(f"{said}: it really is {_punycode(host)}. If you mean that, write it so.")
    if _is_number(host) or host == "localhost" or f".{host.rstrip('.')}".endswith(_PRIVATE_ENDS):
        raise Refused("This address is not allowed: only sites with a public name can be feeds.")
    if not _HOST.fullmatch(host):
        raise Refused("This is not a web address. Give one such as https://journal.example/feed.xml.")


def _punycode(host: str) -> str:
    try:
        return host.encode("idna").decode("ascii")[:80]
    except UnicodeError:
        return "no name at all"


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return bool(_NUMERIC_HOST.fullmatch(host))
    return True
