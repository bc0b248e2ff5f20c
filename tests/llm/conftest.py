"""A strict API on loopback, and our client for it."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from bot.llm.claude import Claude, Options
from tests.fakes.anthropic_api import KEY, AnthropicAPI, Responder
from tests.grounding.shelf import NOW


@dataclass
class Desk:
    """A client, the server it talks to, and how long it would have waited."""

    claude: Claude
    api: AnthropicAPI
    waits: list[float] = field(default_factory=list)


Open = Callable[..., Desk]


@pytest.fixture
def open_desk() -> Iterator[Open]:
    with ExitStack() as stack:

        def open_(
            responder: Responder, *, strict: bool = True, key: str = KEY, usd: float = 2.0, **options: Any
        ) -> Desk:
            api = stack.enter_context(AnthropicAPI(responder, strict=strict).running())
            waits: list[float] = []
            chosen = replace(
                Options(structured=strict, wait=waits.append, analysis_model="claude-haiku-5-5"), **options
            )
            claude = Claude(api_key=key, clock=lambda: NOW, base_url=api.url, daily_usd=usd, options=chosen)
            stack.callback(claude.close)
            return Desk(claude, api, waits)

        yield open_
