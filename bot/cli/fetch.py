"""``fetch``: read sources now and say how each stands, or read back what they announced since a day."""

import argparse
from typing import TYPE_CHECKING

from bot import settings
from bot.cli.serve import log_to_stderr
from bot.clock import Clock

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.settings import Settings
    from bot.wiring.reading import Reading


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The sources to read, and since when; all configured ones when none is named."""
    parser.add_argument("source", nargs="*", help="such as arxiv:cs.CL; all configured sources when none is named")
    parser.add_argument("--since", metavar="DAY", default="", help="read back from this day on, such as 2026-06-01")


def run(options: argparse.Namespace) -> int:
    """Poll the sources, store what they say, print one line each; 1 when one failed."""
    from bot.wiring.outside import source_labels
    from bot.wiring.reading import open_reading

    configured = settings.read()
    log_to_stderr(configured.radar_log)
    wanted = source_labels(tuple(options.source) or configured.radar_sources)
    clock = Clock(configured.radar_clock)
    if options.since:
        from bot.cli import past

        return past.run(configured, clock, options.since, tuple(wanted), named=bool(options.source))
    reading = open_reading(configured, clock)
    try:
        return _fetch(reading, configured, wanted)
    finally:
        reading.close()


def _fetch(reading: "Reading", configured: "Settings", wanted: "Mapping[str, str]") -> int:
    from bot.wiring.outside import source_labels

    started = reading.collector.clock()
    reading.store.sources.enrol({**source_labels(configured.radar_sources), **wanted}, started)
    for name in wanted:
        reading.collector.collect(name)
    reports = [report for report in reading.store.sources.reports(started) if report.name in wanted]
    for report in reports:
        print(f"{report.label}: {report.state}, {report.new} new" + (f" ({report.note})" if report.note else ""))
    return int(any(report.state == "failed" for report in reports))
