"""``fetch``: read sources now and say how each stands."""

import argparse

from bot import settings
from bot.cli.serve import log_to_stderr
from bot.clock import Clock


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The sources to read; all configured ones when none is named."""
    parser.add_argument("source", nargs="*", help="such as arxiv:cs.CL; all configured sources when none is named")


def run(options: argparse.Namespace) -> int:
    """Poll the sources, store what they say, print one line each; 1 when one failed."""
    from bot.wiring.outside import source_labels
    from bot.wiring.reading import open_reading

    configured = settings.read()
    log_to_stderr(configured.radar_log)
    wanted = source_labels(tuple(options.source) or configured.radar_sources)
    clock = Clock(configured.radar_clock)
    reading, started = open_reading(configured, clock), clock()
    try:
        reading.store.sources.enrol({**source_labels(configured.radar_sources), **wanted}, started)
        for name in wanted:
            reading.collector.collect(name)
        reports = [report for report in reading.store.sources.reports(started) if report.name in wanted]
    finally:
        reading.close()
    for report in reports:
        print(f"{report.label}: {report.state}, {report.new} new" + (f" ({report.note})" if report.note else ""))
    return int(any(report.state == "failed" for report in reports))
