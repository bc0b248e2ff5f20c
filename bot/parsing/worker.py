"""One child that parses, seen from outside: asked, timed, and killed when it does not come back."""

import json
import os
import signal
import struct
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from io import FileIO
from types import MappingProxyType
from typing import Any, cast

from bot.parsing import child
from bot.parsing.failures import Kind, ParseFailure
from bot.parsing.reply import read_reply, result_of

_LENGTH = struct.Struct(">I")
_START_SECONDS = 30.0
_LAST_BREATH_SECONDS = 1.0
_CAUSES: Mapping[int, Kind] = MappingProxyType(
    # A SIGKILL that is not ours is the system's, short of memory.
    {-signal.SIGXCPU: "cpu", -signal.SIGKILL: "memory"}
)
MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class Budget:
    """What a parse may cost, and when a child has served long enough."""

    cpu_seconds: float
    memory_bytes: int
    wall_seconds: float
    reply_bytes: int
    parses: int
    resident_bytes: int


class Worker:
    """A warm child process, asked by one thread at a time.  Any thread may kill it."""

    def __init__(self, budget: Budget) -> None:
        self._budget = budget
        self._lock = threading.Lock()
        self._killed_for: Kind | None = None
        self._parses = 0
        self._resident = 0
        self._process, self._inbox, self._outbox = _started(budget)
        try:
            with self._watched(_START_SECONDS):
                self._receive()
        except ParseFailure:
            self.stop()
            raise

    @property
    def worn_out(self) -> bool:
        """Whether the next parse should go to a fresh child."""
        ended = self._killed_for is not None or self._process.returncode is not None
        return ended or self._parses >= self._budget.parses or self._resident > self._budget.resident_bytes

    def ask(self, parser: str, body: bytes, arguments: Mapping[str, str]) -> Any:
        """Have ``body`` parsed.  Raises ``ParseFailure``; the child may not have survived it."""
        order = {"parser": parser, "arguments": dict(arguments), "cpu_seconds": self._budget.cpu_seconds}
        self._parses += 1
        # Until it says otherwise, the child is in a state that nobody knows, and not to be asked again.
        self._resident = sys.maxsize
        with self._watched(self._budget.wall_seconds):
            self._send(json.dumps(order).encode())
            self._send(body)
            message = self._receive()
        reply = read_reply(message)
        resident = reply.get("resident")
        self._resident = resident if isinstance(resident, int) else sys.maxsize
        return result_of(reply)

    def kill(self, kind: Kind) -> None:
        """End the child, whatever it is doing, and all it may have started; its parse fails as ``kind``."""
        with self._lock:
            if self._process.returncode is None:
                self._killed_for = self._killed_for or kind
                with suppress(ProcessLookupError):
                    os.killpg(self._process.pid, signal.SIGKILL)

    def stop(self) -> None:
        """End the child and let go of it; for the thread that asks it."""
        self.kill("crash")
        self._process.wait()
        self._inbox.close()
        self._outbox.close()

    @contextmanager
    def _watched(self, seconds: float) -> Iterator[None]:
        timer = threading.Timer(seconds, self.kill, ("wall",))
        timer.daemon = True
        timer.start()
        try:
            yield
        except (OSError, EOFError) as error:
            raise self._death() from error
        finally:
            timer.cancel()

    def _death(self) -> ParseFailure:
        with self._lock, suppress(subprocess.TimeoutExpired):
            self._process.wait(_LAST_BREATH_SECONDS)
        code = self._process.returncode
        kind = self._killed_for or _CAUSES.get(code or 0, "crash")
        return ParseFailure(kind, detail=f"the child ended with {code}")

    def _send(self, message: bytes) -> None:
        for piece in (_LENGTH.pack(len(message)), message):
            rest = memoryview(piece)
            while rest:
                rest = rest[self._outbox.write(rest) or 0 :]

    def _receive(self) -> bytearray:
        (length,) = _LENGTH.unpack(self._read(_LENGTH.size))
        if length > self._budget.reply_bytes:
            raise ParseFailure("too_large")
        return self._read(length)

    def _read(self, size: int) -> bytearray:
        message, filled = bytearray(size), 0
        with memoryview(message) as room:
            while filled < size:
                arrived = self._inbox.readinto(room[filled:])
                if not arrived:
                    raise EOFError
                filled += arrived
        return message


def _started(budget: Budget) -> tuple[subprocess.Popen[bytes], FileIO, FileIO]:
    limits = (str(budget.memory_bytes), str(budget.reply_bytes))
    try:
        process = subprocess.Popen(  # noqa: S603 - our own program, with numbers for arguments
            # -P: the folder of the program is not a place to import from.
            [sys.executable, "-P", child.__file__, *limits],
            bufsize=0,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
            cwd="/",
            start_new_session=True,
        )
    except OSError as error:
        raise ParseFailure("crash", detail="the child could not be started") from error
    return process, cast(FileIO, process.stdout), cast(FileIO, process.stdin)


def _environment() -> dict[str, str]:
    """All that a child learns of its surroundings: where to find code, and no secret."""
    code = os.pathsep.join(os.path.abspath(entry) for entry in sys.path)
    kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    return kept | {"PYTHONPATH": code, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1"}
