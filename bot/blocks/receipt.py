"""The receipt of a digest: how each source stood, what matched, what was shown, who wrote it."""

from collections.abc import Sequence
from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo

from bot.blocks.limits import clip
from bot.briefing import Briefing, CheckedClaim, Origin
from bot.digest import Digest, SourceReport

_SHOWN_SOURCES = 14
TROUBLED = ("failed", "partial", "late")  # states in which papers may be missing


def receipt(digest: Digest, briefing: Briefing) -> str:
    """The last line of a briefing: sources → what became of their papers."""
    return f"{sources_line(digest)} → {outcome_line(digest, briefing)}"


def day(digest: Digest) -> str:
    """Whose day it is, as a heading: the date in the subscriber's zone."""
    date = digest.local_date
    return f"Radar · {date:%A} {date.day} {date:%B %Y}"


def sources_line(digest: Digest) -> str:
    """How every source stood; with many, those in trouble come first and the rest are summed up."""
    zone = zone_of(digest)
    reports = list(digest.sources)
    if len(reports) > _SHOWN_SOURCES:
        reports.sort(key=lambda report: report.state not in TROUBLED)
    # One "new" is enough: the counts after the first need no noun.
    named = next((number for number, report in enumerate(reports) if report.state == "ok"), 0)
    shown = [
        stands(report, digest.made_at, zone, first=number == named)
        for number, report in enumerate(reports[:_SHOWN_SOURCES])
    ]
    hidden = reports[_SHOWN_SOURCES:]
    if hidden:
        troubled = sum(report.state in TROUBLED for report in hidden)
        note = f", {troubled} of them in trouble" if troubled else ""
        shown.append(f"{len(hidden)} more sources {sum(report.new for report in hidden)} new{note}")
    return ", ".join(shown) or "No sources are set up"


def stands(report: SourceReport, now: datetime, zone: tzinfo, *, first: bool = True) -> str:
    """How one source stands, in words."""
    label = clip(report.label or report.name, 60)
    match report.state:
        case "ok":
            return f"{label} {report.new}{' new' if first else ''}"
        case "quiet":
            return f"{label}: no batch today"
        case "late":
            return f"{label}: late, {report.new} new so far"
        case "partial":
            note = f" ({clip(report.note, 120)})" if report.note else ""
            return f"{label} {report.new} new, incomplete{note}"
        case "failed":
            since = f" since {clock(report.since, now, zone)}" if report.since else ""
            return f"{label}: failed{since}"
        case _:
            return f"{label}: {clip(report.state, 20) or 'not read yet'}"


def outcome_line(digest: Digest, briefing: Briefing) -> str:
    """What became of the papers that were read."""
    shown, rest = len(digest.items), len(digest.rest)
    matched = max(digest.matched, shown + rest)
    line = f"{matched:,} matched, {shown} shown"
    if rest:
        line += f", {rest} in the thread"
    if matched > shown + rest:
        line += f", {matched - shown - rest:,} more only counted: a narrower line would show them"
    if digest.updated:
        line += f", {counted(len(digest.updated), 'new version')} of papers you know"
    if briefing.withheld:
        line += f"; {counted(briefing.withheld, 'claim')} withheld"
    return line


def writer_line(briefing: Briefing) -> str:
    """Who wrote the briefing, and how to read its quotation marks."""
    origins = {claim.origin for claim in claims(briefing)}
    if Origin.MODEL not in origins:
        return "Written by no model: sentences copied from the papers"
    line = f"Written by {clip(briefing.writer, 60)}, each claim checked against the papers' sentences"
    return line + ("; lines in “ ” are copied" if Origin.EXTRACT in origins else "")


def claims(briefing: Briefing) -> Sequence[CheckedClaim]:
    """Every claim of a briefing."""
    found = [briefing.headline, briefing.read_first[1] if briefing.read_first else None]
    themed = [claim for theme in briefing.themes for claim in theme.claims]
    return [claim for claim in (*found, *themed, *briefing.lines.values()) if claim]


def zone_of(digest: Digest) -> tzinfo:
    """The subscriber's zone, or UTC where this system does not know it."""
    try:
        return ZoneInfo(digest.subscriber.zone)
    except (ValueError, OSError):
        return UTC


def clock(moment: datetime, now: datetime, zone: tzinfo) -> str:
    """A moment as a reader's clock shows it, with the day when it is another one."""
    local = moment.astimezone(zone)
    if local.date() == now.astimezone(zone).date():
        return f"{local:%H:%M}"
    return f"{local:%a} {local.day} {local:%b %H:%M}"


def counted(number: int, noun: str, nouns: str = "") -> str:
    """A number with its noun in the right form."""
    return f"{number:,} {noun if number == 1 else nouns or noun + 's'}"
