"""``status``: how sources and deliveries stand, from the store."""

import argparse
from datetime import timedelta

from bot import settings
from bot.clock import Clock
from bot.storage import open_store


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """There are none."""


def run(options: argparse.Namespace) -> int:
    """Print one line a source and the oldest message that waits; 1 when a source failed or a message is stuck."""
    configured = settings.read()
    now = Clock(configured.radar_clock)()
    store = open_store(configured.database_url)
    try:
        reports = store.sources.reports(now - timedelta(days=1))
        waiting = store.deliveries.oldest_open()
    finally:
        store.close()
    for report in reports:
        note = f"; {report.note}" if report.note else ""
        print(f"{report.label}: {report.state}, {report.new} new in 24 hours{note}")
    since = "" if waiting is None else f"{waiting:%Y-%m-%d %H:%M} UTC"
    print(f"The oldest waiting message is due since {since}." if since else "No message waits.")
    stuck = waiting is not None and now - waiting > timedelta(minutes=10)
    return int(stuck or any(report.state == "failed" for report in reports))
