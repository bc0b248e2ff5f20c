"""Fixtures of the fetching tests."""

from collections.abc import Iterator

import pytest

from .scripted_server import ScriptedServer
from .surroundings import HandClock


@pytest.fixture
def server() -> Iterator[ScriptedServer]:
    """A loopback web server without any pages yet."""
    with ScriptedServer() as running:
        yield running


@pytest.fixture
def clock() -> HandClock:
    """A clock that stands at noon."""
    return HandClock()
