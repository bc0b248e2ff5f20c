"""Which repairs of a line are offered, and as which buttons."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.blocks import Button
from bot.blocks.limits import clip
from bot.daily.tastes import MEMORY, papers_of, said_to, told_lately
from bot.listeners.feedback.repairs import (
    Kind,
    Repair,
    in_title,
    leaves_out,
    mutable_authors,
    without_author,
    without_word,
)
from bot.listeners.feedback.telling_words import telling_words
from bot.papers import Paper
from bot.ports.store import Store, StoredQuery
from bot.radar import Query, QueryError, Reading, matches, readable
from bot.radar.names import name_key

REPAIR, UNDO = "radar_repair_", "radar_unrepair"
_MOST_LIKED, _MOST_DISLIKED, _OTHERS = 40, 20, 30
_WORDS_TRIED = 6


@dataclass(frozen=True, slots=True)
class Found:
    """A line of a radar that finds the papers in question, and its number."""

    number: int
    stored: StoredQuery
    query: Query


@dataclass(frozen=True, slots=True)
class Past:
    """What is known of a reader: papers that were liked, that were not, and that came by."""

    liked: tuple[Reading, ...]
    disliked: tuple[Paper, ...]
    others: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class Offer:
    """Repairs of one line; ``full`` says why there is room for no more."""

    repairs: tuple[Repair, ...]
    full: str = ""


def lines_that_find(store: Store, subscriber_id: int, paper: Paper | Reading) -> list[Found]:
    """The lines of a radar that find a paper, in their order; one that cannot be read any more finds none."""
    return [
        Found(number, stored, query)
        for number, stored in enumerate(store.subscribers.queries(subscriber_id), 1)
        if (query := readable(stored.text)) and matches(query, paper)
    ]


def past_of(store: Store, subscriber_id: int, now: datetime) -> Past:
    """What a reader liked, did not like and was told of."""
    said = said_to(store, subscriber_id, now - MEMORY)
    judged = said.liked.keys() | said.disliked.keys()
    return Past(
        tuple(map(Reading, papers_of(store, said.liked, _MOST_LIKED))),
        tuple(papers_of(store, said.disliked, _MOST_DISLIKED)),
        tuple(map(Reading, told_lately(store, subscriber_id, _OTHERS, judged))),
    )


def offers(query: Query, papers: Sequence[Reading], past: Past) -> Offer:
    """The best repair of each kind that leaves out all the papers; fewest of the liked ones are lost."""
    liked = [reading for reading in past.liked if matches(query, reading)]
    best: dict[Kind, Repair] = {}
    full = ""
    for kind, what in _tries(query, papers, liked, past):
        if kind in best and kind is not Kind.TITLE:
            continue
        try:
            repair = _made(query, kind, what)
        except QueryError as mistake:
            full = full or mistake.sentence
            continue
        if repair and all(leaves_out(repair, paper) for paper in papers):
            best[kind] = repair
    return Offer(tuple(best[kind] for kind in (Kind.TERM, Kind.TITLE, Kind.AUTHOR) if kind in best), full)


def repair_button(subscriber_id: int, stored: StoredQuery, repair: Repair) -> Button:
    """The button that makes a repair."""
    what = clip(repair.what, 30)
    label = {
        Kind.TERM: f"Leave out “{what}”",
        Kind.TITLE: "Only in the title",
        Kind.AUTHOR: f"Mute {what}",
    }[repair.kind]
    value = packed(subscriber_id, stored.id, stored.text, str(repair.query))
    return Button(label, f"{REPAIR}{repair.kind}", value, f"{label}: changes {clip(stored.text, 40)}")


def packed(subscriber_id: int, query_id: int, was: str, text: str) -> str:
    """What a button of a repair sends: whose line, which, how it reads and how it should."""
    return json.dumps([subscriber_id, query_id, was, text], ensure_ascii=False, separators=(",", ":"))


def _tries(query: Query, papers: Sequence[Reading], liked: Sequence[Reading], past: Past) -> list[tuple[Kind, str]]:
    others = [each for each in past.others if each.paper not in [reading.paper for reading in papers]]
    words = telling_words(query, papers, liked, others)[:_WORDS_TRIED]
    authors = _shared_authors(query, papers, [reading.paper for reading in liked], past.disliked)
    return [*((Kind.TERM, word) for word in words), (Kind.TITLE, ""), *((Kind.AUTHOR, author) for author in authors)]


def _shared_authors(
    query: Query, papers: Sequence[Reading], liked: Sequence[Paper], disliked: Sequence[Paper]
) -> list[str]:
    """Authors of all the papers, those of more papers that were not relevant first."""
    shared = set.intersection(*({name_key(author) for author in each.paper.authors} for each in papers))
    muted = [name_key(author) for paper in disliked for author in paper.authors]
    found = [each for each in mutable_authors(query, papers[0].paper, liked) if name_key(each) in shared]
    return sorted(found, key=lambda author: -muted.count(name_key(author)))


def _made(query: Query, kind: Kind, what: str) -> Repair | None:
    if kind is Kind.TITLE:
        return in_title(query)
    return without_word(query, what) if kind is Kind.TERM else without_author(query, what)
