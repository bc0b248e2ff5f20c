"""Three papers of one line that were not relevant: propose the change that would have left them out, once."""

from datetime import timedelta

from bot.blocks import Part, buttons, code, line, paragraph
from bot.daily.tastes import papers_of, said_to
from bot.listeners.ears import Ears
from bot.listeners.feedback.offering import Found, Past, lines_that_find, offers, past_of, repair_button
from bot.listeners.feedback.pressed import whose_radar
from bot.listeners.feedback.repairs import Kind, Repair, leaves_out
from bot.papers import Paper
from bot.ports.marks import MarkKind
from bot.radar import Reading, matches
from bot.subscribers import Subscriber

ENOUGH = 3
WINDOW = timedelta(days=30)
_LOOKED_AT = 60
_ORDER = (Kind.AUTHOR, Kind.TERM, Kind.TITLE)  # the narrowest change first


def propose(ears: Ears, reader: Subscriber, paper: Paper) -> list[Part]:
    """After a paper was not relevant: a repair, when it is the third of a line and none was proposed for that line."""
    now = ears.clock()
    disliked = said_to(ears.store, reader.id, now - WINDOW).disliked
    found = lines_that_find(ears.store, reader.id, paper) if paper.id in disliked else []
    if not found or len(disliked) < ENOUGH:
        return []
    readings = [Reading(each) for each in papers_of(ears.store, disliked, _LOOKED_AT)]
    readings.sort(key=lambda reading: reading.paper.id != paper.id)  # the one just pressed first, then the latest
    answered = _answered(ears, reader)
    for each in found:
        caused = [reading for reading in readings if matches(each.query, reading)][:ENOUGH]
        if len(caused) < ENOUGH or any(matches(each.query, reading) for reading in answered):
            continue
        past = past_of(ears.store, reader.id, now)
        repair, lost = _best(each, caused, past)
        if repair is None:
            continue
        for reading in caused:
            ears.store.marks.mark(reader.team, reader.address, reading.paper.id, MarkKind.ANSWERED, now)
        return _told(reader, each, repair, lost)
    return []


def _answered(ears: Ears, reader: Subscriber) -> list[Reading]:
    """Papers for which a repair was proposed in the last month."""
    marks = ears.store.marks.of_subscriber(reader.id, (MarkKind.ANSWERED,), ears.clock() - WINDOW)
    return [Reading(each) for each in papers_of(ears.store, [mark.paper_id for mark in marks], _LOOKED_AT)]


def _best(found: Found, caused: list[Reading], past: Past) -> tuple[Repair | None, str]:
    """The repair that leaves out these papers and fewest that were liked, half at most; and what is lost with it."""
    liked = [reading for reading in past.liked if matches(found.query, reading)]
    lost = {
        repair: sum(leaves_out(repair, reading) for reading in liked)
        for repair in offers(found.query, caused, past).repairs
    }
    bearable = [repair for repair, cost in lost.items() if 2 * cost <= len(liked)]
    if not bearable:
        return None, ""
    best = min(bearable, key=lambda repair: (lost[repair], _ORDER.index(repair.kind)))
    return best, _price(len(liked), lost[best])


def _price(liked: int, lost: int) -> str:
    """What a repair costs of the papers that were liked."""
    if lost:
        return f", but also {lost} of the {liked} you liked"
    return "" if not liked else ", and not the one you liked" if liked == 1 else f", and none of the {liked} you liked"


def _told(reader: Subscriber, found: Found, repair: Repair, lost: str) -> list[Part]:
    number = f"Line {found.number} of {whose_radar(reader)}"
    told = paragraph(
        line(f"{number} found this and two more papers that were not relevant: ", code(found.stored.text)),
        line("This would have left out the three", lost, ": ", code(str(repair.query))),
    )
    return [told, buttons(f"propose:{found.stored.id}", [repair_button(reader.id, found.stored, repair)])]
