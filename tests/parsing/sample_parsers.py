"""Parsers that behave, and parsers that misbehave, for the children of the tests to run."""

import ctypes
import os
import socket
import subprocess
import sys
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import Any

kept: list[bytearray] = []


def echo(body: bytes, **arguments: str) -> dict[str, Any]:
    """The plainest parser."""
    return {"text": body.decode(), "arguments": arguments}


def process(body: bytes) -> int:
    """Which child this is."""
    return os.getpid()


def feed(body: bytes) -> dict[str, Any]:
    """Titles and dates of a feed, as feedparser reads them."""
    import feedparser

    parsed = feedparser.parse(BytesIO(body))
    if not parsed.version:
        raise ValueError("This is not a feed.")
    return {"titles": [str(entry.get("title", "")) for entry in parsed.entries[:2000]]}


def page(body: bytes) -> int:
    """How many elements an HTML page has."""
    elements: list[str] = []

    class Counter(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            elements.append(tag)

    Counter().feed(body.decode("utf-8", "replace"))
    return len(elements)


def spin(body: bytes) -> None:
    """Never ends, and works hard at it."""
    while True:
        pass


def sleep(body: bytes) -> None:
    """Never ends, and does nothing."""
    os.read(os.pipe()[0], 1)


def sleep_after_a_sign(body: bytes) -> None:
    """Opens the named pipe it was given, and waits for ever."""
    with Path(body.decode()).open("wb"):
        pass
    sleep(body)


def sleep_in_a_grandchild(body: bytes) -> None:
    """Tries to leave a process behind."""
    subprocess.run(["sleep", "60"], check=False)


def hoard(body: bytes) -> int:
    """Takes more memory than there is."""
    return len(bytearray(1 << 40))


def hoard_slowly(body: bytes) -> int:
    """Takes more and more memory."""
    while True:
        kept.append(bytearray(1 << 20))


def grow(body: bytes) -> int:
    """Keeps some MiB for itself."""
    kept.append(bytearray(int(body) << 20))
    return len(kept)


def die(body: bytes) -> None:
    """Ends without a word."""
    os._exit(3)


def fault(body: bytes) -> None:
    """Breaks the interpreter itself."""
    ctypes.string_at(0)


def leave(body: bytes) -> None:
    """Asks politely to end."""
    sys.exit(0)


def refuse(body: bytes, sentence: str) -> None:
    """Says what is wrong in its own words."""
    raise ValueError(sentence)


def decode(body: bytes) -> str:
    """Fails in a decoder's words."""
    return body.decode("ascii")


def overflow(body: bytes) -> str:
    """Fails in a way nobody thought of."""
    return chr(10**12)


def recurse(body: bytes) -> Any:
    """Goes too deep."""
    return recurse(body)


def unspeakable(body: bytes) -> Any:
    """Returns what JSON has no word for."""
    return {1, 2}


def not_a_number(body: bytes) -> float:
    """Returns a number JSON does not have."""
    return float("nan")


def flood(body: bytes) -> str:
    """Returns far too much."""
    return "x" * int(body)


def crumbs(body: bytes) -> list[list[int]]:
    """Returns very many very small things."""
    return [[]] * int(body)


def chatter(body: bytes) -> str:
    """Prints where the answer goes."""
    print("noise " * 10_000, flush=True)
    os.write(1, b"more noise")
    sys.stderr.write("and more")
    return sys.stdin.read() + "done"


def environment(body: bytes) -> dict[str, str]:
    """Everything the surroundings say."""
    return dict(os.environ)


def folder(body: bytes) -> str:
    """Where the child stands."""
    return str(Path.cwd())


def write(body: bytes) -> None:
    """Tries to leave a file."""
    Path(body.decode()).write_bytes(b"left behind")


def connect(body: bytes) -> None:
    """Tries to reach a port of this machine."""
    socket.create_connection(("127.0.0.1", int(body)), timeout=1)


def look_up(body: bytes) -> None:
    """Tries to ask for a name."""
    socket.getaddrinfo("localhost", 80)
