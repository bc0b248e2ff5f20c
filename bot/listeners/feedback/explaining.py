"""Why: the lines that found a paper and the words that prove it, its score in words, and what would leave it out."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.blocks import Part, bold, buttons, code, line, paragraph
from bot.blocks.naming import scored, title, why
from bot.listeners.answering import tell
from bot.listeners.ears import Ears, Heard
from bot.listeners.feedback.offering import lines_that_find, offers, past_of, repair_button
from bot.listeners.feedback.pressed import pressed, whose_radar
from bot.papers import Paper
from bot.ports.store import Store
from bot.radar import Match, Reading, matches, readable
from bot.subscribers import Subscriber

_LINES = 3


def explain(ears: Ears, heard: Heard) -> None:
    """Tell which lines of the radar found a paper, how it was scored, and offer to repair them."""
    found = pressed(ears, heard)
    if found is None:
        return
    noted = noted_of(ears.store, found.digest_id)
    proofs = _proofs((noted.get(str(found.paper.id)) or {}).get("queries", ()), found.paper)
    lines = [line(bold(title(found.paper, 150), found.paper.url))]
    lines.append(why(proofs) if proofs else line("It has changed since: none of the lines that found it matches now."))
    lines += [line(sentence) for sentence in scored(noted, found.paper)]
    repairs = offered(ears.store, found.reader, found.paper, ears.clock()) if found.reader else []
    tell(heard.respond, [paragraph(*lines), *repairs])


def noted_of(store: Store, digest_id: int) -> Mapping[str, Any]:
    """What was noted of each paper when a digest was made."""
    return (store.digests.body(digest_id) or {}).get("why") or {}


def offered(store: Store, reader: Subscriber, paper: Paper, now: datetime) -> list[Part]:
    """For each line that finds the paper, the changes that would leave it out, a button each."""
    reading = Reading(paper)
    found = lines_that_find(store, reader.id, reading)[:_LINES]
    if not found:
        return []
    past = past_of(store, reader.id, now)
    parts = [paragraph(line(f"Not what you look for? A press changes the line of {whose_radar(reader)}:"))]
    for each in found:
        offer = offers(each.query, [reading], past)
        named = [line(f"{each.number}  ", code(each.stored.text))]
        if offer.full:
            named.append(line(f"Nothing more can be added to it. {offer.full}"))
        elif not offer.repairs:
            named.append(line("No small change would leave this paper out; ", code("remove"), " ends the whole line."))
        row = [repair_button(reader.id, each.stored, repair) for repair in offer.repairs]
        part = paragraph(*named)
        parts.append(part + buttons(f"repair:{each.stored.id}:{paper.id}", row) if row else part)
    return parts


def _proofs(texts: Sequence[str], paper: Paper) -> list[Match]:
    return [match for text in texts if (query := readable(text)) and (match := matches(query, paper))]
