"""A press that repairs a line of a radar, and the one that takes the repair back."""

import json
from dataclasses import dataclass

from bot.blocks import Button, Part, bold, buttons, code, line, paragraph
from bot.listeners.answering import tell
from bot.listeners.ears import Ears, Heard
from bot.listeners.feedback.offering import UNDO, packed
from bot.listeners.feedback.pressed import command_of, is_channel, may_change, whose_radar
from bot.listeners.radar_command.previews import hits
from bot.ports.marks import Rewritten
from bot.radar import parse, readable
from bot.subscribers import Subscriber


@dataclass(frozen=True, slots=True)
class Change:
    """A line of a radar, how it read, and how it should read."""

    reader: Subscriber
    query_id: int
    was: str
    text: str


def mend(ears: Ears, heard: Heard) -> None:
    """Repair the line a button names, and show what that changes."""
    heard.ack()
    change = _change(ears, heard)
    if change is None:
        tell(heard.respond, [_not_there()])
        return
    outcome = _rewrite(ears, change)
    if outcome is not Rewritten.DONE:
        tell(heard.respond, [_unchanged(outcome, change)])
        return
    back = packed(change.reader.id, change.query_id, change.text, change.was)
    button = Button("Undo", UNDO, back, "Undo the change of this line")
    said = [line(bold("Changed. "), f"A line of {whose_radar(change.reader)} is now"), line(code(change.text))]
    told = paragraph(*said, line("It was ", code(change.was)), line(_compared(ears, change)))
    tell(heard.respond, [told, buttons(f"unrepair:{change.query_id}", [button])])


def undo(ears: Ears, heard: Heard) -> None:
    """Let a repaired line read as it did before."""
    heard.ack()
    change = _change(ears, heard)
    outcome = _rewrite(ears, change) if change else Rewritten.GONE
    if change is None or outcome is Rewritten.GONE:
        tell(heard.respond, [_not_there()])
    elif outcome is Rewritten.DONE:
        said = line(bold("Undone. "), f"The line of {whose_radar(change.reader)} is again ", code(change.text))
        tell(heard.respond, [paragraph(said)])
    else:
        tell(heard.respond, [_unchanged(outcome, change)])


def _change(ears: Ears, heard: Heard) -> Change | None:
    """What a button asks for; nothing when it is none of ours, or not for who pressed it."""
    try:
        reader_id, query_id, was, text = json.loads(str(heard.payload.get("value") or ""))
    except (TypeError, ValueError):
        return None
    if not (
        isinstance(reader_id, int) and isinstance(query_id, int) and isinstance(was, str) and isinstance(text, str)
    ):
        return None
    reader = ears.store.subscribers.get(reader_id)
    return Change(reader, query_id, was, text) if reader and may_change(reader, heard) else None


def _rewrite(ears: Ears, change: Change) -> Rewritten:
    """Change the line in one step; a radar that has a line which finds the same already stays as it is."""
    key = _key(change.text)
    if not key or not _key(change.was):  # an older version wrote it, and this one cannot read it
        return Rewritten.CHANGED
    lines = ears.store.subscribers.queries(change.reader.id)
    if any(each.id != change.query_id and _key(each.text) == key for each in lines):
        return Rewritten.TWIN
    return ears.store.marks.rewrite(change.reader.id, change.query_id, change.was, change.text)


def _key(text: str) -> str:
    """What a line finds, however it is written; empty for one that cannot be read."""
    query = readable(text)
    return query.key if query else ""


def _compared(ears: Ears, change: Change) -> str:
    """How many recent papers the line found before, and how many it finds now."""
    person = "" if is_channel(change.reader) else change.reader.address
    hidden = ears.store.sources.hidden(change.reader.team, person)
    before, after = ears.preview.of([parse(change.was), parse(change.text)], ears.clock(), hidden)
    if not before.read:
        return "No papers have been read yet, so there is nothing to try it on."
    days = "the last day" if before.days == 1 else f"the last {before.days} days"
    return f"In {days}: {hits(before)} before, {hits(after)} now."


def _unchanged(outcome: Rewritten, change: Change) -> Part:
    if outcome is Rewritten.BEFORE:
        return paragraph(line("That is done already: the line is ", code(change.text), ". Nothing changed."))
    if outcome is Rewritten.TWIN:
        also = line(code(change.text), f" is on {whose_radar(change.reader)} already as another line. Nothing changed.")
        return paragraph(also, line("If one is enough, remove the other: ", code(f"{command_of(change.reader)} list")))
    if outcome is Rewritten.GONE:
        return _not_there()
    see = code(f"{command_of(change.reader)} list")
    return paragraph(line("The line was changed in another way since then. Nothing changed; see it with ", see))


def _not_there() -> Part:
    return paragraph(line("This line is no longer on the radar, so nothing changed."))
