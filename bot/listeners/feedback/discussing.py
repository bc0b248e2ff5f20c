"""Discuss: the thread under a briefing turns to one paper."""

from bot.blocks import line, paragraph, plain
from bot.blocks.naming import title
from bot.listeners.answering import tell
from bot.listeners.ears import Ears, Heard
from bot.listeners.feedback.pressed import GONE, pressed


def discuss(ears: Ears, heard: Heard) -> None:
    """Make a paper the one its briefing's thread is about."""
    found = pressed(ears, heard)
    if found is None:
        return
    message = heard.body.get("message") or {}
    thread = str(message.get("thread_ts") or message.get("ts") or "")
    if not thread:
        tell(heard.respond, [paragraph(line(GONE))])
        return
    now, store, paper = ears.clock(), ears.store, found.paper
    discussion = store.discussions.find(heard.team, heard.channel, thread) or store.discussions.open(
        heard.team, heard.channel, thread, now, digest_id=found.digest_id
    )
    if discussion.focus == paper.id:
        tell(heard.respond, [paragraph(line("The thread is about this paper already: ask your question there."))])
        return
    store.discussions.focus(discussion.id, paper.id)
    listed = store.digests.papers(found.digest_id)
    number = next((each.number for each in listed if each.paper_id == paper.id), 0)
    said = plain(f"Discussing {f'#{number} ' if number else ''}{title(paper, 200)}. Ask your question in this thread.")
    key = f"discuss:{heard.team}:{heard.channel}:{thread}:{heard.trigger or paper.id}"
    store.deliveries.plan(key, heard.team, heard.channel, said, now, thread=thread)
    ears.wake()
