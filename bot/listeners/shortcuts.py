"""The message shortcut *Discuss this paper*."""

from slack_bolt import App

from bot.blocks import code, line, paragraph
from bot.blocks.naming import title
from bot.listeners.answering import tell
from bot.listeners.ears import Ears, Heard, listen
from bot.listeners.threads import UNKNOWN_PAPER, open_about, readable
from bot.listeners.whereabouts import is_direct, is_member
from bot.papers import find_links


def register(app: App, ears: Ears) -> None:
    """Hear the shortcut."""
    app.shortcut("discuss_paper")(listen(ears, discuss_paper))


def discuss_paper(ears: Ears, heard: Heard) -> None:
    """Open a thread under the message about the paper it links to."""
    heard.ack()
    message = heard.body.get("message") or {}
    thread = str(message.get("thread_ts") or message.get("ts") or "")
    keys = find_links(readable(str(message.get("text") or "")))
    if not keys or not thread:
        tell(heard.respond, [paragraph(line("There is no arXiv or DOI link in this message."))])
        return
    papers = (ears.store.papers.find(key) for key in keys[:5])
    paper = next((found for found in papers if found is not None), None)
    if paper is None:
        tell(heard.respond, [paragraph(line(UNKNOWN_PAPER))])
        return
    direct = is_direct(heard.channel, heard.body.get("channel") or {})
    if not direct and not is_member(heard.client, heard.channel):
        invite = line("I am not in this channel. Invite me with ", code("/invite @radar"), ", then try again.")
        tell(heard.respond, [paragraph(invite)])
        return
    open_about(ears, heard, paper, thread, "")
    tell(heard.respond, [paragraph(line(f"Opened a thread about {title(paper, 150)}."))])
