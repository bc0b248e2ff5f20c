"""Messages about sources: what is wrong with one, since when, what to do, and how a new feed began."""

from datetime import UTC, datetime, timedelta

from bot.blocks.limits import clip
from bot.blocks.packing import message
from bot.blocks.parts import paragraph, small
from bot.blocks.receipt import counted
from bot.blocks.spans import Line, Span, bold, code, line
from bot.daily.trouble import Trouble, TroubleKind
from bot.ports.delivery import Message
from bot.ports.store import SourceHealth

_LABEL, _NOTE, _COMMAND = 80, 300, 300
_CARRY_ON = "All other sources are read as usual, and nothing that was read is lost."


def trouble_message(health: SourceHealth, trouble: Trouble, own: bool) -> Message:
    """What is wrong with a source, for somebody who reads it (``own``) or looks after it."""
    match trouble.kind:
        case TroubleKind.SILENT:
            said = _silent(health, trouble)
        case TroubleKind.FAILING:
            said = _failing(health, trouble, own)
        case TroubleKind.GONE:
            said = _gone(health, trouble)
    return message([paragraph(said), paragraph(line(_CARRY_ON), _to_do(health, trouble, own))])


def began_message(health: SourceHealth, brought: int) -> Message:
    """How the first reading of a feed went, for the person who added it."""
    if health.state == "failed":
        begun = line(bold(_label(health)), " could not be read: ", _note(health))
        look = line("Look whether its address is right. I keep trying; to take it off: ", _command(health, "remove"))
        return message([paragraph(begun), paragraph(look)])
    papers = f"{counted(brought, 'paper')} now" if brought else "it holds no papers just now"
    begun = line(bold(_label(health)), f" works: {papers}. I read it every few hours; what matches your radar follows.")
    if health.state == "partial" and health.note:
        return message([paragraph(begun), small(f"It could not be read completely: {clip(health.note, _NOTE)}")])
    return message([paragraph(begun)])


def _silent(health: SourceHealth, trouble: Trouble) -> Line:
    ever = "" if health.last_news_at else " (the day it was added)"
    said = f" answers, but has brought nothing new since {_day(trouble.since)}{ever}."
    if health.longest_gap is None:
        return line(bold(_label(health)), said)
    return line(bold(_label(health)), said, f" Before, it never took longer than {_span(health.longest_gap)}.")


def _failing(health: SourceHealth, trouble: Trouble, own: bool) -> Line:
    trying = " I keep trying, for 14 days in all." if own else " I keep trying."
    return line(bold(_label(health)), f" could not be read since {_moment(trouble.since)}: ", _note(health), trying)


def _gone(health: SourceHealth, trouble: Trouble) -> Line:
    if trouble.give_up:
        said = f" could not be read since {_day(trouble.since)}, so I stopped asking. The last answer: "
        return line(bold(_label(health)), said, _note(health))
    said = f" is gone since {_day(trouble.since)}, so I stopped asking: "
    return line(bold(_label(health)), said, _note(health))


def _to_do(health: SourceHealth, trouble: Trouble, own: bool) -> Line:
    """What a reader of an own feed can do, an admin of a workspace, or whoever runs the bot."""
    if not own and ("", "") in health.followers:
        return line(
            "Perhaps its address has changed: look, and correct ", code("RADAR_SOURCES"), ". It is set up there."
        )
    if trouble.kind is TroubleKind.GONE:
        again = _command(health, "add", own)
        return line("If it has a new address, add that one; to try this one again: ", again)
    end = _command(health, "remove", own)
    return line("Perhaps its address has changed: look, add the new one, and take this one off with ", end)


def _command(health: SourceHealth, verb: str, own: bool = True) -> Span:
    """What to type; where the address is too long for that, what shows its number."""
    words = f"/radar feed {verb} {health.name.removeprefix('feed:')}" if own else f"/radar sources {verb} {health.name}"
    short = len(words) <= _COMMAND and "\n" not in words
    return code(words if short else "/radar feeds" if own else "/radar sources")


def _label(health: SourceHealth) -> str:
    return clip(" ".join(health.label.split()) or health.name, _LABEL)


def _note(health: SourceHealth) -> str:
    note = clip(" ".join(health.note.split()), _NOTE) or "it did not say why."
    return note if note.endswith((".", "!", "?", "…")) else f"{note}."


def _day(moment: datetime) -> str:
    local = moment.astimezone(UTC)
    return f"{local:%A}, {local.day} {local:%B}"


def _moment(moment: datetime) -> str:
    return f"{_day(moment)}, {moment.astimezone(UTC):%H:%M} UTC"


def _span(gap: timedelta) -> str:
    """A habit in days, rounded up."""
    return counted(max(1, -(-gap // timedelta(days=1))), "day")
