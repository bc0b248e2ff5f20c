"""The one honest line of a day without matches."""

from bot.blocks.limits import clip
from bot.blocks.receipt import counted
from bot.digest import Digest

_TROUBLED = ("failed", "partial", "late")


def quiet_line(digest: Digest) -> str:
    """What it means that nothing is shown: nothing new, nothing announced, or nothing readable."""
    troubled = [report for report in digest.sources if report.state in _TROUBLED]
    failed = [report for report in digest.sources if report.state == "failed"]
    queries = f"your {counted(len(digest.queries), 'query', 'queries')}"
    if digest.sources and len(failed) == len(digest.sources):
        return (
            "The sources could not be reached, so this is not “nothing new”: "
            "what they announced will be in a later briefing."
        )
    if digest.edition:
        line = _nothing_more(digest.read, queries)
    elif not digest.read:
        line = "No source announced new papers."
    elif digest.read == 1:
        line = f"Nothing for you today: the one new paper did not match {queries}."
    else:
        line = f"Nothing for you today: none of {digest.read:,} new papers matched {queries}."
    if troubled:
        names = ", ".join(clip(report.label or report.name, 60) for report in troubled[:5])
        more = f" and {len(troubled) - 5} more" if len(troubled) > 5 else ""
        line += f" Something may be missing: {names}{more} could not be read completely; it will follow."
    if digest.updated:
        line += f" {counted(len(digest.updated), 'paper')} you know changed: see the thread."
    return line


def _nothing_more(read: int, queries: str) -> str:
    """A further briefing of the same day: what was read since the last one, which is seldom much."""
    said = "Nothing new since your last briefing."
    if not read:
        return f"{said} No source has announced more papers."
    if read == 1:
        return f"{said} One more paper was read, and it does not match {queries}."
    return f"{said} {read:,} more papers were read, and they do not match {queries}."
