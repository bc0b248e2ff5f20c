"""The button that forgets what was learnt from a reader's marks."""

from bot.blocks import bold, code, line, paragraph
from bot.daily.tastes import MEMORY, said_to
from bot.listeners.answering import tell
from bot.listeners.ears import Ears, Heard
from bot.listeners.feedback.pressed import command_of, is_channel
from bot.subscribers import SubscriberKind

FORGET = "radar_forget_learned"


def forget(ears: Ears, heard: Heard) -> None:
    """Let past marks teach the radar of the person, or of the channel the button stands in, no more."""
    heard.ack()
    in_channel = str(heard.payload.get("value") or "") == heard.channel
    kind = SubscriberKind.CHANNEL if in_channel else SubscriberKind.PERSON
    reader = ears.store.subscribers.find(heard.team, kind, heard.channel if in_channel else heard.user)
    said = said_to(ears.store, reader.id, ears.clock() - MEMORY) if reader else None
    if reader is None or said is None or not said.heard:
        tell(heard.respond, [paragraph(line("There was nothing to forget. Nothing changed."))])
        return
    ears.store.marks.forget(reader.id, said.heard, ears.clock())
    kept = "Everybody keeps their own thumbs and saved papers." if is_channel(reader) else "Saved papers stay saved."
    more = line("I learn anew from now on: ", code(f"{command_of(reader)} learned"))
    tell(heard.respond, [paragraph(line(bold("Forgotten. "), kept), more)])
