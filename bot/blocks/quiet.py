"""The one honest line of a day without matches."""

from bot.blocks.limits import clip
from bot.blocks.receipt import TROUBLED, counted
from bot.digest import Digest


def quiet_line(digest: Digest) -> str:
    """What it means that nothing is shown: nothing new, nothing announced, or nothing readable."""
    line = _unread(digest) or _nothing_matched(digest) + _missing(digest)
    if digest.updated:
        line += f" {counted(len(digest.updated), 'paper')} you know changed: see the thread."
    return line


def _unread(digest: Digest) -> str:
    """That nothing could be read, which is not the same as nothing new; empty when something was."""
    states = {report.state for report in digest.sources}
    if not states:
        return "No sources are set up, so nothing was read."
    if digest.read or not states <= {"failed", ""}:
        return ""
    if "failed" not in states:
        return "The sources have not been read yet, so this is not “nothing new”: what they announce will follow."
    return (
        "The sources could not be reached, so this is not “nothing new”: "
        "what they announced will be in a later briefing."
    )


def _nothing_matched(digest: Digest) -> str:
    queries = f"your {counted(len(digest.queries), 'query', 'queries')}"
    if digest.edition:
        return _nothing_more(digest.read, queries)
    if not digest.read:
        return "No source announced new papers."
    if digest.read == 1:
        return f"Nothing for you today: the one new paper did not match {queries}."
    return f"Nothing for you today: none of {digest.read:,} new papers matched {queries}."


def _missing(digest: Digest) -> str:
    """Which sources may have announced more than was read."""
    troubled = [report for report in digest.sources if report.state in TROUBLED]
    if not troubled:
        return ""
    if len(troubled) == len(digest.sources) and all(report.state == "failed" for report in troubled):
        return " Something may be missing: by now the sources could not be reached; it will follow."
    names = ", ".join(clip(report.label or report.name, 60) for report in troubled[:5])
    more = f" and {len(troubled) - 5} more" if len(troubled) > 5 else ""
    return f" Something may be missing: {names}{more} could not be read completely; it will follow."


def _nothing_more(read: int, queries: str) -> str:
    """A further briefing of the same day: what was read since the last one, which is seldom much."""
    said = "Nothing new since your last briefing."
    if not read:
        return f"{said} No source has announced more papers."
    if read == 1:
        return f"{said} One more paper was read, and it does not match {queries}."
    return f"{said} {read:,} more papers were read, and they do not match {queries}."
