"""The board: one look at the news for everybody, with the same outcome as a look of one's own."""

from dataclasses import replace
from datetime import timedelta

from bot.daily.board import Board
from bot.daily.gathering import MOST_LISTED, Gatherer
from bot.digest import Digest
from bot.ports.ledger import DigestClaim
from bot.radar import Match
from tests.daily.conftest import Day, paper

TOPICS = ("diffusion models", "proteins", "diffusion OR trust", 'ti:survey -"trust"', "nothing of the kind")


def numbered(digest: Digest) -> list[tuple[int, int, tuple[Match, ...]]]:
    return [(item.number, item.paper.id, item.matches) for item in (*digest.items, *digest.rest)]


def gathered(day: Day, *queries: str, own_look: bool = False) -> Digest:
    reader = day.reader(*queries, channel="general" if own_look else "")
    claim = DigestClaim(1, reader.id, day.now.date(), 0, day.now, asked_for=True, attempts=1, fence="f")
    if own_look:  # another person's own feed makes everybody else look for themselves
        day.store.sources.follow("feed:https://own.example/rss", "Own", reader.team, "U9", day.now, 10)
    return Gatherer(day.store, Board(day.store)).digest(claim, reader, day.now)


def test_the_board_finds_what_a_look_of_ones_own_finds(day: Day) -> None:
    titles = ("Diffusion models for proteins", "A survey of trust", "A survey of proteins", "Diffusion in cells")
    day.read(*(paper(number, title) for number, title in enumerate(titles, 1)))
    shared, own = (gathered(day, *TOPICS, own_look=own_look) for own_look in (False, True))
    found = [
        [(item.number, item.paper.id, item.matches) for item in (*each.items, *each.rest)] for each in (shared, own)
    ]
    assert found[0] == found[1]
    assert shared.matched == own.matched == 4


def test_papers_and_lines_that_came_since_are_on_the_board(day: Day) -> None:
    board = Board(day.store)
    day.read(paper(1, "Diffusion models for proteins"))
    first = board.news(["diffusion"], day.now)
    assert board.news(["diffusion"], day.now) is first
    day.now += timedelta(minutes=1)
    day.read(paper(2, "Late diffusion models"))
    second = board.news(["diffusion"], day.now)
    assert second.standings.counted(["diffusion"]) == 2
    third = board.news(["proteins"], day.now)
    assert third.standings.counted(["proteins"]) == 1
    assert third.standings.counted(["diffusion"]) == 0  # nobody's radar has it
    day.reader("diffusion")
    assert board.news(["diffusion"], day.now).standings.counted(["diffusion"]) == 2


def test_what_one_was_told_is_not_counted_again_and_too_many_matches_are_said(day: Day) -> None:
    many = MOST_LISTED + 30
    day.read(*(paper(number, f"Diffusion models of kind {number}") for number in range(1, many + 1)))
    day.reader("diffusion models")
    day.at(7)
    day.run()
    (text,) = day.parents()
    assert f"{many} new of {many} read" in text
    assert f"{many} matched, 5 shown" in text
    assert "more only counted: a narrower line would show them" in text
    shown = day.store.digests.shown(1)
    digest = gathered(day, "diffusion models")
    assert digest.matched == many - len(shown)
    assert not shown & {item.paper.id for item in (*digest.items, *digest.rest)}


def test_a_line_that_can_no_longer_be_read_stops_no_other(day: Day) -> None:
    day.read(paper(1, "Diffusion models for proteins"))
    reader = day.reader("diffusion models", "((broken")
    assert day.store.subscribers.lines() == ["((broken", "diffusion models"]
    digest = gathered(day, "diffusion models")
    assert [item.paper.title for item in digest.items] == ["Diffusion models for proteins"]
    day.save(replace(reader, paused=True))
    assert day.store.subscribers.lines() == []
