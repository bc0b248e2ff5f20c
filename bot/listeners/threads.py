"""What is said in our threads, to us by name, and in direct messages; everywhere else the bot is silent."""

import re

from slack_bolt import App

from bot.blocks import plain
from bot.blocks.naming import title
from bot.listeners.direct import reply_to
from bot.listeners.ears import Ears, Heard, listen
from bot.papers import Paper, find_links
from bot.ports.ledger import DiscussionRecord

LONGEST_QUESTION = 4_000
_MENTION = re.compile(r"<@[UW][A-Z0-9]+(?:\|[^>]*)?>")
_LINK = re.compile(r"<((?:https?|mailto)[^>|]*)(?:\|([^>]*))?>")
_WORD = re.compile(r"\w{2,}")
_BARE_ID = re.compile(r"\S*(?:arxiv|doi|10\.\d{4,}/|\d{4}\.\d{4,5})\S*", re.IGNORECASE)

UNKNOWN_PAPER = (
    "I do not know that paper: I only know what my sources announced since I was set up. "
    "See which sources those are with /radar sources."
)
HOW_TO_MENTION = "Mention me with an arXiv or DOI link and I will answer questions about that paper in a thread."


def register(app: App, ears: Ears) -> None:
    """Hear messages and mentions."""
    app.event("message")(listen(ears, message))
    app.event("app_mention")(listen(ears, mention))


def message(ears: Ears, heard: Heard) -> None:
    """A reply in one of our threads is a question; a direct message may begin a thread."""
    event = heard.payload
    thread = str(event.get("thread_ts") or "")
    discussion = ears.store.discussions.find(heard.team, heard.channel, thread) if thread else None
    if discussion is not None:
        ask(ears, heard, discussion)
    elif event.get("channel_type") == "im" and not _open_about_link(ears, heard):
        _direct(ears, heard)


def mention(ears: Ears, heard: Heard) -> None:
    """Someone calls us: in our thread it is a question, with a link it opens a thread, otherwise we say how."""
    event = heard.payload
    thread = str(event.get("thread_ts") or "")
    discussion = ears.store.discussions.find(heard.team, heard.channel, thread) if thread else None
    if discussion is not None:
        ask(ears, heard, discussion)
    elif not _open_about_link(ears, heard):
        _say(ears, heard, "mention", HOW_TO_MENTION)


def ask(ears: Ears, heard: Heard, discussion: DiscussionRecord) -> None:
    """Store a question once, however many events tell of it; a link in it chooses the paper."""
    text = readable(str(heard.payload.get("text") or ""))
    known = _linked(ears, text)
    if known is not None:
        ears.store.discussions.focus(discussion.id, known.id)
    if not text:
        return
    ts = str(heard.payload.get("ts") or "")
    if ears.store.discussions.ask(discussion.id, ts, heard.user, text[:LONGEST_QUESTION], ears.clock()):
        ears.wake()


def open_about(ears: Ears, heard: Heard, paper: Paper, thread: str, question: str) -> None:
    """Open a thread about a paper, and answer the question that came with it, if there is one."""
    now = ears.clock()
    discussion = ears.store.discussions.open(heard.team, heard.channel, thread, now, paper_id=paper.id)
    ears.store.discussions.focus(discussion.id, paper.id)
    if question:
        ears.store.discussions.ask(discussion.id, str(heard.payload.get("ts") or thread), heard.user, question, now)
    else:
        said = plain(f"About {title(paper, 200)}: ask your question in this thread.")
        key = f"about:{heard.team}:{heard.channel}:{thread}:{paper.id}"
        ears.store.deliveries.plan(key, heard.team, heard.channel, said, now, thread=thread)
    ears.wake()


def readable(text: str) -> str:
    """What a person wrote: Slack's escapes undone once, mentions left out, links as their address."""
    text = _LINK.sub(lambda found: found[1], _MENTION.sub(" ", text))
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").strip()


def question_in(text: str) -> str:
    """The question that stands beside a link, or nothing."""
    rest = _BARE_ID.sub(" ", text)
    return text[:LONGEST_QUESTION] if len(_WORD.findall(rest)) >= 2 else ""


def _open_about_link(ears: Ears, heard: Heard) -> bool:
    """Whether the message names a paper, known or not."""
    text = readable(str(heard.payload.get("text") or ""))
    if not find_links(text):
        return False
    thread = str(heard.payload.get("thread_ts") or heard.payload.get("ts") or "")
    paper = _linked(ears, text)
    if paper is None:
        _say(ears, heard, "unknown", UNKNOWN_PAPER)
    else:
        open_about(ears, heard, paper, thread, question_in(text))
    return True


def _linked(ears: Ears, text: str) -> Paper | None:
    found = (ears.store.papers.find(key) for key in find_links(text)[:5])
    return next((paper for paper in found if paper is not None), None)


def _direct(ears: Ears, heard: Heard) -> None:
    text = readable(str(heard.payload.get("text") or ""))
    _say(ears, heard, *reply_to(ears, heard, text))


def _say(ears: Ears, heard: Heard, why: str, sentence: str) -> None:
    """Say one sentence in the thread of the message, once a thread."""
    thread = str(heard.payload.get("thread_ts") or heard.payload.get("ts") or "")
    key = f"{why}:{heard.team}:{heard.channel}:{thread}"
    if ears.store.deliveries.plan(key, heard.team, heard.channel, plain(sentence), ears.clock(), thread=thread):
        ears.wake()
