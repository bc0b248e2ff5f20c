"""Save, more like this, not relevant: marks that a second press takes back."""

from bot.blocks import Part, bold, code, line, paragraph
from bot.blocks.spans import Line
from bot.listeners.answering import tell
from bot.listeners.ears import Ears, Heard
from bot.listeners.feedback.pressed import Pressed, command_of, is_channel, pressed
from bot.listeners.feedback.proposing import propose
from bot.ports.store import MarkKind


def save(ears: Ears, heard: Heard) -> None:
    """Keep a paper, or let it go when it was kept."""
    if found := pressed(ears, heard):
        kept = _toggle(ears, heard, found, MarkKind.SAVED)
        more = line("See all with ", code("/radar saved"), "; press again to undo.")
        said = line(bold("Saved: " if kept else "No longer saved: "), found.named)
        tell(heard.respond, [paragraph(said, *([more] if kept else []))])


def like(ears: Ears, heard: Heard) -> None:
    """Ask for more papers like this one, or no longer; it takes the place of "not relevant"."""
    if found := pressed(ears, heard):
        liked = _toggle(ears, heard, found, MarkKind.LIKED)
        said = line(bold("More like this: " if liked else "No longer liked: "), found.named)
        tell(heard.respond, [paragraph(said, *(_taught(found) if liked else ()))])


def dismiss(ears: Ears, heard: Heard) -> None:
    """Mark a paper as not relevant, or take the mark back; when it is one of several, say what would prevent them."""
    if found := pressed(ears, heard):
        marked = _toggle(ears, heard, found, MarkKind.NOT_RELEVANT)
        said = line(bold("Noted as not relevant: " if marked else "No longer marked as not relevant: "), found.named)
        parts: list[Part] = [paragraph(said, *(_taught(found) if marked else ()))]
        if marked and found.reader:
            parts += propose(ears, found.reader, found.paper)
        tell(heard.respond, parts)


def _toggle(ears: Ears, heard: Heard, found: Pressed, kind: MarkKind) -> bool:
    """Whether the mark is there now."""
    if ears.store.marks.mark(heard.team, heard.user, found.paper.id, kind, ears.clock()):
        return True
    ears.store.marks.unmark(heard.team, heard.user, found.paper.id, kind)
    return False


def _taught(found: Pressed) -> tuple[Line, Line]:
    """What a thumb changes, and how to see it."""
    order = (
        "the order of this channel's next briefings" if is_channel(found.reader) else "the order of your next briefings"
    )
    learned = code(f"{command_of(found.reader)} learned")
    return (
        line(f"It changes {order}; press again to undo."),
        line("Why it matched: ", bold("Why"), ". What I learnt from thumbs: ", learned),
    )
