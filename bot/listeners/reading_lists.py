"""A file dropped in a direct message: a reading list to hold the person's radar against."""

from collections.abc import Mapping
from typing import Any

from slack_bolt import App

from bot.benchmark.dropped import EVENT, Dropped, note
from bot.benchmark.files.decoding import MOST_BYTES
from bot.blocks import plain
from bot.blocks.benchmark import ADD
from bot.blocks.limits import clip
from bot.listeners import threads
from bot.listeners.answering import tell
from bot.listeners.ears import Ears, Heard, listen
from bot.listeners.radar_command.radar_lines import add
from bot.listeners.radar_command.verbs import Asked

MOST_FILES = 5
_KNOWN = ("bib", "bibtex", "ris", "txt", "text", "list", "csv", "tsv", "md")
_WHAT = "I hold your radar against reading lists: BibTeX (.bib), RIS (.ris), or a text with one id or link a line."
_AGAIN = "I have this file already: its answer stands where it was first sent, or is on its way. Upload it anew to have"


def register(app: App, ears: Ears) -> None:
    """Hear files, and the button under a proposed line; before all that hears messages."""
    app.event("message", matchers=[_brings_files])(listen(ears, dropped))
    app.action(ADD)(listen(ears, add_line))

    @app.event(EVENT)
    def left_unfinished() -> None:
        # Ours, said again by the inbox: its note stays until the file is judged.
        ears.wake()


def dropped(ears: Ears, heard: Heard) -> None:
    """Note each file for the jobs; of one that is no list, say so.  In a thread of ours, files are no matter."""
    event = heard.payload
    thread = str(event.get("thread_ts") or "")
    if thread and ears.store.discussions.find(heard.team, heard.channel, thread):
        threads.message(ears, heard)
        return
    files = [file for file in event.get("files", ()) if isinstance(file, dict)]
    wrong = [sentence for file in files[:MOST_FILES] if (sentence := _taken(ears, heard, file))]
    if len(files) > MOST_FILES:
        wrong.append(f"I take {MOST_FILES} files at once; send the others in a message of their own.")
    for number, sentence in enumerate(wrong):
        _say(ears, heard, f"file:{number}", sentence)
    if len(wrong) == len(files) and str(event.get("text") or "").strip():
        threads.message(ears, heard)
    ears.wake()


def add_line(ears: Ears, heard: Heard) -> None:
    """Add a proposed line to the radar of the person who pressed."""
    heard.ack()
    line = str(heard.payload.get("value") or "")
    tell(heard.respond, add.run(Asked(ears, heard, line, ears.clock())))


def _brings_files(event: dict[str, Any]) -> bool:
    return event.get("channel_type") == "im" and bool(event.get("files"))


def _taken(ears: Ears, heard: Heard, file: Mapping[str, Any]) -> str:
    """Note a file; a sentence when it cannot be judged, or was before."""
    name = clip(" ".join(str(file.get("name") or file.get("title") or "the file").split()), 100)
    refused = _refusal(name, file)
    if refused:
        return refused
    event = heard.payload
    one = Dropped(
        id=str(file.get("id")),
        name=name,
        url=str(file.get("url_private_download") or file.get("url_private") or ""),
        team=heard.team,
        user=heard.user,
        channel=heard.channel,
        thread=str(event.get("thread_ts") or event.get("ts") or ""),
    )
    return "" if note(ears.store, one, ears.clock()) else f"{_AGAIN} {name} judged again."


def _refusal(name: str, file: Mapping[str, Any]) -> str:
    """Why a file cannot be judged, as far as its description tells."""
    if file.get("mode") == "tombstone" or not file.get("id"):
        return f"{name} was deleted before I could read it. Upload it again."
    if file.get("is_external") or file.get("mode") == "external":
        return f"{name} is kept outside Slack. Save it to your computer and drop it here."
    if file.get("file_access") not in (None, "visible"):
        return f"Slack does not let me see {name}. Upload it here yourself."
    ending = name.rpartition(".")[2].lower() if "." in name else str(file.get("filetype") or "")
    kind = str(file.get("mimetype") or "")
    if ending not in _KNOWN and (not kind.startswith("text/") or kind == "text/html"):
        return f"{_WHAT} {name} is none of these."
    size = file.get("size")
    if isinstance(size, int) and size > MOST_BYTES:
        return f"{name} has {size / (1 << 20):.1f} MB; {MOST_BYTES >> 20} MB is the limit. Split it into several."
    return ""


def _say(ears: Ears, heard: Heard, why: str, sentence: str) -> None:
    """Say a sentence in the thread of the message, once."""
    ts = str(heard.payload.get("ts") or "")
    thread = str(heard.payload.get("thread_ts") or ts)
    key = f"{why}:{heard.team}:{heard.channel}:{ts}"
    ears.store.deliveries.plan(key, heard.team, heard.channel, plain(sentence), ears.clock(), thread=thread)
