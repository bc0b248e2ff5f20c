"""The program of a child that parses: reads requests from its input, answers with JSON, trusted by nobody.

It runs as a script and imports nothing but the standard library and the parser it is told to call.
"""

import json
import math
import os
import resource
import struct
import sys
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO

_LENGTH = struct.Struct(">I")
_OUT_OF_MEMORY = b'{"failure": "memory"}'
_OPEN_FILES = 64
_FORBIDDEN = ("socket.", "subprocess.", "os.system", "os.exec", "os.fork", "os.posix_spawn", "os.spawn")


def main() -> None:
    """Serve until the input ends."""
    memory_bytes, reply_bytes = (int(argument) for argument in sys.argv[1:])
    inbox, outbox = _private_pipes()
    sys.excepthook = lambda kind, error, trace: _send(outbox, _crash(kind, trace))
    _limit_for_good(memory_bytes)
    sys.addaudithook(_forbid)
    _send(outbox, b"{}")
    while (header := _receive(inbox)) is not None:
        answer = _answer(json.loads(header), _receive(inbox) or b"")
        if len(answer) > reply_bytes:
            answer = b'{"failure": "too_large"}'
        _send(outbox, answer)


def _answer(order: Mapping[str, Any], body: bytes) -> bytes:
    module, _, name = order["parser"].partition(":")
    function = getattr(import_module(module), name)
    _limit_cpu(order["cpu_seconds"])
    try:
        result = function(body, **order["arguments"])
    except MemoryError:
        return _OUT_OF_MEMORY
    except ValueError as error:
        # Only a plain ValueError was worded by the parser's author; a decoder's words are not for people.
        said = str(error) if type(error) is ValueError else ""
        return _encoded({"failure": "malformed", "sentence": said[:1000]})
    return _encoded({"result": result})


def _encoded(reply: dict[str, Any]) -> bytes:
    try:
        return json.dumps(reply | {"resident": _resident_bytes()}, allow_nan=False).encode("ascii")
    except MemoryError:
        return _OUT_OF_MEMORY


def _crash(kind: type[BaseException], trace: TracebackType | None) -> bytes:
    place = ""
    while trace is not None:
        place = f" at {Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}"
        trace = trace.tb_next
    return json.dumps({"failure": "crash", "detail": kind.__name__ + place}).encode()


def _private_pipes() -> tuple[BinaryIO, BinaryIO]:
    """The two ends of the conversation, out of reach of a parser that prints."""
    inbox, outbox = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)
    os.close(nowhere)
    return inbox, outbox


def _limit_for_good(memory_bytes: int) -> None:
    limits = {"RLIMIT_AS": memory_bytes, "RLIMIT_FSIZE": 0, "RLIMIT_CORE": 0, "RLIMIT_NOFILE": _OPEN_FILES}
    for name, value in limits.items():
        _limit(name, value, value)


def _limit_cpu(seconds: float) -> None:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    # The hard limit stays away, so that the end is a SIGXCPU that can be told from other kills.
    _limit("RLIMIT_CPU", math.ceil(usage.ru_utime + usage.ru_stime + seconds), resource.RLIM_INFINITY)


def _limit(name: str, soft: int, hard: int) -> None:
    which = getattr(resource, name, None)
    if which is None:
        return  # not every platform has every limit
    _, ceiling = resource.getrlimit(which)
    if ceiling != resource.RLIM_INFINITY:
        soft, hard = min(soft, ceiling), ceiling if hard == resource.RLIM_INFINITY else min(hard, ceiling)
    try:
        resource.setrlimit(which, (soft, hard))
    except (ValueError, OSError):
        return  # macOS knows some limits that it does not let be set


def _resident_bytes() -> int:
    try:
        pages = int(Path("/proc/self/statm").read_bytes().split()[1])
    except (OSError, IndexError):
        return 0
    return pages * resource.getpagesize()


def _forbid(event: str, arguments: tuple[Any, ...]) -> None:
    # A parser has no business on the network or with other programs, whatever a document says.
    if event.startswith(_FORBIDDEN):
        raise PermissionError(f"{event} is not for parsers")


def _receive(inbox: BinaryIO) -> bytes | None:
    prefix = inbox.read(_LENGTH.size)
    return inbox.read(_LENGTH.unpack(prefix)[0]) if len(prefix) == _LENGTH.size else None


def _send(outbox: BinaryIO, message: bytes) -> None:
    outbox.write(_LENGTH.pack(len(message)) + message)
    outbox.flush()


if __name__ == "__main__":
    main()
