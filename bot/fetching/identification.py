"""How the bot identifies itself to hosts that ask for it: with a header or a parameter that no one else gets to see."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import quote, quote_plus, urlencode

import httpx

from bot.fetching.web_address import origin
from bot.ports.sources import Response

_HIDDEN = "…"


@dataclass(frozen=True, slots=True)
class Identification:
    """What one host is told with every request; its values never show in a repr.

    A header, and a parameter with "key" in its name, is a secret. Raises ``ValueError`` for a value that cannot be
    sent; the message does not tell it.
    """

    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    parameters: Mapping[str, str] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        for name, value in (*self.headers.items(), *self.parameters.items()):
            if not (value and value.isascii() and value.isprintable() and value == value.strip()):
                raise ValueError(f"The value of {name} must be one line of plain ASCII without blanks around it.")

    @property
    def secrets(self) -> frozenset[str]:
        """Every way a secret of ours may be spelt."""
        told = [value for name, value in self.parameters.items() if "key" in name.lower()]
        return frozenset(
            spell(value) for value in (*self.headers.values(), *told) for spell in (str, quote, quote_plus)
        )


class Introductions:
    """Adds to each request what its host is to be told, and takes it out of everything that comes back."""

    def __init__(self, known_as: Mapping[str, Identification]) -> None:
        self._known_as = {
            host.lower() if "://" in host else f"https://{host.lower()}": known for host, known in known_as.items()
        }
        # The longest first: one may be part of another.
        self._secrets = sorted({text for known in known_as.values() for text in known.secrets}, key=len, reverse=True)

    def introduced(self, request: httpx.Request) -> httpx.Request:
        """The request as its host gets it: with our identification if it goes to that very host, and securely."""
        known = self._known_as.get(origin(request.url))
        if known is None:
            return request
        query = _without(request.url.query.decode("ascii"), known.parameters)
        query = "&".join(filter(None, (query, urlencode(known.parameters))))
        url = request.url.copy_with(query=query.encode("ascii")) if query else request.url
        told = [(name.encode("ascii"), value.encode("ascii")) for name, value in known.headers.items()]
        return httpx.Request(request.method, url, headers=[*request.headers.raw, *told])

    def hidden(self, request: httpx.Request, headers: Mapping[str, str]) -> Mapping[str, str]:
        """The answer's headers without what its host was told, even where a redirect repeats it."""
        known = self._known_as.get(origin(request.url))
        if known is None:
            return headers
        place, mark, query = headers.get("location", "").partition("?")
        kept = dict(headers) | ({"location": f"{place}?{_without(query, known.parameters)}"} if mark else {})
        return {name: self._masked(value) for name, value in kept.items()}

    def stripped(self, response: Response) -> Response:
        """The whole answer without our secrets: some hosts repeat them in their content."""
        body = response.body
        for secret in self._secrets:
            body = body.replace(secret.encode("ascii"), _HIDDEN.encode())
        return response if body == response.body else replace(response, body=body)

    def _masked(self, text: str) -> str:
        for secret in self._secrets:
            text = text.replace(secret, _HIDDEN)
        return text


def _without(query: str, parameters: Mapping[str, str]) -> str:
    return "&".join(pair for pair in query.split("&") if pair.partition("=")[0] not in parameters)
