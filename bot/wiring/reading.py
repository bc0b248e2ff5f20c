"""The reading half of the bot, assembled: a store, and what reads sources into it; no Slack."""

import os
import socket
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.daily.collect import Collector
from bot.daily.enrich import Enrichment
from bot.parsing import Parsers
from bot.ports.store import Store
from bot.settings import Settings
from bot.storage import open_store
from bot.wiring.outside import enrichers, fetcher, source


@dataclass(frozen=True, slots=True)
class Reading:
    """What reads sources, and where it keeps them."""

    store: Store
    parsers: Parsers
    collector: Collector
    enrichment: Enrichment

    def close(self) -> None:
        """Let go of children and connections."""
        self.parsers.close()
        self.store.close()


def open_reading(settings: Settings, clock: Callable[[], datetime]) -> Reading:
    """Open the store at this version and wire the collector to it."""
    store, parsers = open_store(settings.database_url, migrate=True), Parsers()
    owner = f"{socket.gethostname()}:{os.getpid()}"
    web = fetcher(settings, clock, store.hosts, owner)
    return Reading(
        store,
        parsers,
        Collector(store, source, web, parsers, clock, owner),
        Enrichment(store, enrichers(settings), web, parsers, clock),
    )
