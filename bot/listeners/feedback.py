"""The buttons under a paper: discuss, save, not relevant, why."""

from collections.abc import Mapping
from typing import Any

from slack_bolt import App

from bot.blocks import Span, bold, code, line, paragraph, plain
from bot.blocks.naming import title, why
from bot.listeners.answering import tell
from bot.listeners.ears import Ears, Heard, listen
from bot.papers import Paper
from bot.ports.store import MarkKind
from bot.radar import QueryError, matches, parse

_GONE = "I no longer know this paper, so nothing changed."


def register(app: App, ears: Ears) -> None:
    """Hear the four buttons."""
    app.action("paper_discuss")(listen(ears, discuss))
    app.action("paper_save")(listen(ears, save))
    app.action("paper_dismiss")(listen(ears, dismiss))
    app.action("paper_why")(listen(ears, explain))


def save(ears: Ears, heard: Heard) -> None:
    """Keep a paper, or let it go when it was kept."""
    heard.ack()
    paper = _pressed(ears, heard)[1]
    if paper is None:
        tell(heard.respond, [paragraph(line(_GONE))])
        return
    kept = _toggle(ears, heard, paper, MarkKind.SAVED)
    said = "Saved: " if kept else "No longer saved: "
    more = line("See all with ", code("/radar saved"), "; press again to undo.")
    tell(heard.respond, [paragraph(line(bold(said), _named(paper)), *([more] if kept else []))])


def dismiss(ears: Ears, heard: Heard) -> None:
    """Mark a paper as not relevant, or take the mark back."""
    heard.ack()
    paper = _pressed(ears, heard)[1]
    if paper is None:
        tell(heard.respond, [paragraph(line(_GONE))])
        return
    marked = _toggle(ears, heard, paper, MarkKind.NOT_RELEVANT)
    said = "Noted as not relevant: " if marked else "No longer marked as not relevant: "
    more = line("Press again to undo. Why it matched: ", bold("Why"), ".")
    tell(heard.respond, [paragraph(line(bold(said), _named(paper)), *([more] if marked else []))])


def explain(ears: Ears, heard: Heard) -> None:
    """Tell which lines of the radar found a paper, with the words that prove it, and how it was scored."""
    heard.ack()
    digest_id, paper = _pressed(ears, heard)
    if paper is None:
        tell(heard.respond, [paragraph(line(_GONE))])
        return
    body = ears.store.digests.body(digest_id) or {}
    noted = (body.get("why") or {}).get(str(paper.id)) or {}
    found = []
    for text in noted.get("queries", ()):
        try:
            found.append(matches(parse(text), paper))
        except QueryError:
            continue
    proofs = [match for match in found if match]
    lines = [line(bold(title(paper, 150), paper.url))]
    lines.append(why(proofs) if proofs else line("It has changed since: none of the lines that found it matches now."))
    if noted.get("score") is not None:
        lines.append(line(_scored(body["why"], str(paper.id))))
    tell(heard.respond, [paragraph(*lines)])


def discuss(ears: Ears, heard: Heard) -> None:
    """Make a paper the one its briefing's thread is about."""
    heard.ack()
    digest_id, paper = _pressed(ears, heard)
    message = heard.body.get("message") or {}
    thread = str(message.get("thread_ts") or message.get("ts") or "")
    if paper is None or not thread:
        tell(heard.respond, [paragraph(line(_GONE))])
        return
    now, store = ears.clock(), ears.store
    discussion = store.discussions.find(heard.team, heard.channel, thread) or store.discussions.open(
        heard.team, heard.channel, thread, now, digest_id=digest_id
    )
    if discussion.focus == paper.id:
        tell(heard.respond, [paragraph(line("The thread is about this paper already: ask your question there."))])
        return
    store.discussions.focus(discussion.id, paper.id)
    listed = store.digests.papers(digest_id)
    number = next((each.number for each in listed if each.paper_id == paper.id), 0)
    said = plain(f"Discussing {f'#{number} ' if number else ''}{title(paper, 200)}. Ask your question in this thread.")
    key = f"discuss:{heard.team}:{heard.channel}:{thread}:{heard.trigger or paper.id}"
    store.deliveries.plan(key, heard.team, heard.channel, said, now, thread=thread)
    ears.wake()


def _pressed(ears: Ears, heard: Heard) -> tuple[int, Paper | None]:
    """The digest and the paper a button belongs to."""
    digest, _, paper = str(heard.payload.get("value") or "").partition(":")
    if not (digest.isascii() and digest.isdigit() and paper.isascii() and paper.isdigit()):
        return 0, None
    return int(digest), ears.store.papers.get(int(paper))


def _toggle(ears: Ears, heard: Heard, paper: Paper, kind: MarkKind) -> bool:
    """Whether the mark is there now."""
    if ears.store.marks.mark(heard.team, heard.user, paper.id, kind, ears.clock()):
        return True
    ears.store.marks.unmark(heard.team, heard.user, paper.id, kind)
    return False


def _named(paper: Paper) -> Span:
    return Span(title(paper, 150), "", paper.url)


def _scored(noted: Mapping[str, Any], paper_id: str) -> str:
    scores = {key: float(each["score"]) for key, each in noted.items()}
    place = sorted(scores.values(), reverse=True).index(scores[paper_id]) + 1
    return (
        f"Its score is {scores[paper_id]:.1f}, place {place} of the {len(scores)} that matched. "
        "Rare words count more than common ones, the title more than the abstract, new papers more than older ones."
    )
