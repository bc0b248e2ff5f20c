"""``sources``, ``status`` and ``feed``: what is read, how it stands, and how sources are set up."""

from datetime import timedelta

from bot.blocks import bold, code, line, paragraph
from bot.blocks.receipt import clock, counted, stands
from bot.listeners.next_briefing import when, zone_of
from bot.listeners.radar_command.addresses import Refused, feed_address
from bot.listeners.radar_command.verbs import Asked, Reply, verb

_SHOWN = 30
_DAY = timedelta(days=1)
_TROUBLED = ("failed", "partial", "late")


@verb("sources", "what is read, and how each source stands", group="More")
def sources(asked: Asked) -> Reply:
    """List the sources with what they brought in the last day, those in trouble first."""
    reports = sorted(
        asked.ears.store.sources.reports(asked.now - _DAY), key=lambda report: report.state not in _TROUBLED
    )
    if not reports:
        return [paragraph(line("No sources are set up. Whoever runs this bot sets RADAR_SOURCES."))]
    zone = zone_of(asked.known())
    lines = [line("• ", stands(report, asked.now, zone)) for report in reports[:_SHOWN]]
    if len(reports) > _SHOWN:
        lines.append(line(f"and {counted(len(reports) - _SHOWN, 'more source')}"))
    return [paragraph(line(bold("Sources, last 24 hours")), *lines)]


@verb("status", "your radar, the next briefing and the sources in one look", group="More", in_channels=True)
def status(asked: Asked) -> Reply:
    """Say how everything stands for this radar."""
    subscriber, queries = asked.known(), asked.queries()
    lines = [line(bold(f"{asked.whose.capitalize()}: "), counted(len(queries), "line"))]
    if subscriber:
        lines.append(line(when(subscriber, asked.now)))
        latest = asked.ears.store.digests.latest(subscriber.id)
        if latest:
            lines.append(line(f"Latest briefing: {clock(latest.made_at, asked.now, zone_of(subscriber))}."))
    reports = asked.ears.store.sources.reports(asked.now - _DAY)
    troubled = [report for report in reports if report.state in _TROUBLED]
    fine = (
        f"{counted(len(reports), 'source')}, {counted(sum(report.new for report in reports), 'new paper')} in 24 hours"
    )
    trouble = (f"; {len(troubled)} in trouble, see ", code("/radar sources")) if troubled else (".",)
    lines.append(line(fine, *trouble))
    return [paragraph(*lines)]


@verb("feed add <address>", "how a journal's feed becomes a source", aliases=("feeds", "source"), group="More")
def feed(asked: Asked) -> Reply:
    """Check an address and tell how it becomes a source; sources are shared, so the operator sets them."""
    word, _, address = asked.rest.partition(" ")
    if word.casefold() != "add" or not address.strip():
        return [paragraph(line("To propose a feed, type ", code("/radar feed add https://journal.example/feed.xml")))]
    try:
        url = feed_address(address)
    except Refused as refused:
        return [paragraph(line(refused.sentence))]
    return [
        paragraph(
            line("Sources are shared by everyone here, so whoever runs this bot sets them up. Nothing changed."),
            line("Ask them to add this to ", code("RADAR_SOURCES"), ":"),
            line(code(f"feed:{url}"[:500])),
        )
    ]
