"""Direct messages that are no question about a paper: what is new, help, and anything else."""

import re

from bot.listeners.ears import Ears, Heard
from bot.listeners.radar_command.due import order
from bot.listeners.radar_command.verbs import Asked

_NEWS = re.compile(
    r"\b(?:what(?:['’]?s|\s+is|\s+papers\s+are)?\s+new|any(?:thing)?\s+new|any\s+news|brief\s+me)\b"
    r"|^\W*(?:my |the |a )?(?:briefing|news)(?:,? (?:now|please|today))*\W*$",
    re.IGNORECASE,
)
_BRIEFING = re.compile(r"\b(?:briefings?|news)\b", re.IGNORECASE)
_HELP = re.compile(r"^\W*(?:help(?: me)?|commands|usage)\W*$|^\s*\?\s*$|\bset up\b.*\bradar\b", re.IGNORECASE)

PREPARING = "Preparing your briefing… It comes as a direct message as soon as it is written."
HOW_TO_BEGIN = (
    "Your radar is empty, so there is nothing to brief about. Begin with /radar add diffusion models, "
    "then type /radar now, and I write your briefing at once."
)
HOW_TO_HAVE_ONE = "Type /radar now, and I write your briefing at once; /radar schedule says when the next one comes."
HELP = (
    "I read the day's new papers and brief you on those that match your queries. "
    "Begin with /radar add diffusion models, then have a briefing with /radar now. "
    "Everything else is in /radar help."
)
HOW_TO_TALK = (
    "Ask about a paper in the thread of its briefing, or send me an arXiv or DOI link. "
    "Your radar is set up with commands: type /radar help."
)


def reply_to(ears: Ears, heard: Heard, text: str) -> tuple[str, str]:
    """What kind of message it is, and the sentence that answers it; who asks what is new gets a briefing."""
    if _NEWS.search(text):
        asked = Asked(ears, heard, "", ears.clock())
        if not asked.queries():
            return "news", HOW_TO_BEGIN
        ts = str(heard.payload.get("ts") or "")
        order(asked, ts)
        return f"preparing:{ts}", PREPARING
    if _HELP.search(text):
        return "help", HELP
    if _BRIEFING.search(text):
        return "news", HOW_TO_HAVE_ONE
    return "direct", HOW_TO_TALK
