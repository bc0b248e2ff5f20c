"""Following: what became of a paper is told where it was read, talked about or saved, once in each place."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.blocks.changes import change_message
from bot.daily.follow import Follower
from bot.papers import Announcement, Record, Standing
from bot.ports.ledger import NumberedPaper
from bot.ports.store import MarkKind
from bot.storage import SqlStore
from bot.subscribers import SubscriberKind
from tests.daily.shelf import DAY, HOUR, MONDAY, Hands, Told, beside, opened, posted, record, says

TUESDAY = MONDAY + DAY


@pytest.fixture
def store(tmp_path: Path, empty_file: Path) -> Iterator[SqlStore]:
    made = opened(empty_file, tmp_path)
    yield made
    made.close()


def follower(store: SqlStore) -> Follower:
    return Follower(store, change_message, Hands(TUESDAY))


def briefed(store: SqlStore, address: str, *papers: int, kind: SubscriberKind = SubscriberKind.CHANNEL) -> Told:
    """A briefing of Monday that showed these papers, posted; where it is."""
    reader = store.subscribers.ensure("T1", kind, address, MONDAY)
    store.digests.open_extra(reader.id, MONDAY.date(), f"now:{address}", MONDAY)
    claim = store.digests.claim(MONDAY, 60)
    assert claim is not None
    shown = [NumberedPaper(number, paper_id) for number, paper_id in enumerate(papers, 1)]
    assert store.digests.finish(claim, {"written": True}, shown, [says(f"briefing for {address}")], MONDAY)
    (told,) = posted(store, MONDAY)
    return told


def stored(store: SqlStore, number: int = 1) -> int:
    (paper_id,) = store.papers.absorb([record(number)], MONDAY).new
    return paper_id


def revised(**changes: Any) -> Record:
    fields: dict[str, Any] = {"announcement": Announcement.REPLACE, "version": 2, **changes}
    return record(1, **fields)


def told(store: SqlStore, *followers: Follower) -> list[Told]:
    for each in followers or (follower(store),):
        while each.step():
            pass
    return posted(store, TUESDAY)


def test_a_retraction_is_told_in_every_briefings_thread_that_showed_the_paper(store: SqlStore) -> None:
    paper_id, other = stored(store), stored(store, 2)
    for address in ("C1", "C2"):
        briefed(store, address, paper_id, other)
    briefed(store, "C3", other)
    store.papers.absorb([revised(standing=Standing.RETRACTED)], TUESDAY)
    said = [(channel, text) for _, channel, thread, text in told(store) if thread and "retracted" in text]
    assert [channel for channel, _ in said] == ["C1", "C2"]
    assert all("has been retracted. What was said of it here no longer holds" in text for _, text in said)


def test_a_new_version_is_told_to_who_saved_the_paper_with_what_is_new_in_it(store: SqlStore) -> None:
    paper_id = stored(store)
    store.marks.mark("T1", "U7", paper_id, MarkKind.SAVED, MONDAY)
    store.papers.absorb([revised(abstract="We study problem 1. It was harder than we thought.")], TUESDAY)
    ((team, channel, thread, text),) = told(store)
    assert (team, channel, thread) == ("T1", "U7", "")
    assert "v2 is out: the abstract changed." in text
    assert "“It was harder than we thought.”" in text
    assert "It is solved" not in text


def test_who_saved_a_paper_from_their_briefing_is_told_in_its_thread(store: SqlStore) -> None:
    paper_id = stored(store)
    _, channel, _, _ = briefed(store, "U7", paper_id, kind=SubscriberKind.PERSON)
    store.marks.mark("T1", "U7", paper_id, MarkKind.SAVED, MONDAY)
    store.papers.absorb([revised(title="Another title for the same old study of a problem")], TUESDAY)
    ((_, told_in, thread, text),) = told(store)
    assert (told_in, bool(thread)) == (channel, True)
    assert "the title changed" in text


def test_a_thread_that_talked_about_a_paper_hears_of_its_journal(store: SqlStore) -> None:
    paper_id = stored(store)
    store.discussions.open("T1", "C1", "17.5", MONDAY, paper_id=paper_id)
    keys = frozenset({"arxiv:2606.00001", "doi:10.1038/s41567-026-0001-2"})
    detail = Record(
        source="crossref", keys=keys, title="", announcement=Announcement.DETAIL, journal="Nature Physics", version=1
    )
    store.papers.absorb([detail], TUESDAY)
    ((_, channel, thread, text),) = told(store)
    assert (channel, thread) == ("C1", "17.5")
    assert "is now published in Nature Physics: " in text
    assert "<https://doi.org/10.1038/s41567-026-0001-2|" in text


def test_a_version_in_which_no_reader_sees_a_difference_is_not_told_and_not_asked_about_again(store: SqlStore) -> None:
    paper_id = stored(store)
    store.marks.mark("T1", "U7", paper_id, MarkKind.SAVED, MONDAY)
    store.papers.absorb([revised()], TUESDAY)
    assert len(store.changes.untold(10)) == 1
    assert told(store) == []
    assert store.changes.untold(10) == []


def test_two_processes_and_one_that_died_in_between_tell_each_place_once(store: SqlStore, tmp_path: Path) -> None:
    paper_id = stored(store)
    for user in ("U1", "U2", "U3"):
        store.marks.mark("T1", user, paper_id, MarkKind.SAVED, MONDAY)
    store.papers.absorb([revised(abstract="Something else entirely.")], TUESDAY)
    (change,) = store.changes.untold(10)
    paper = store.papers.get(paper_id)
    assert paper is not None
    message = change_message(change, paper)
    assert message is not None
    # This is as far as the process that died came: one place planned, the change not ticked off.
    place = store.changes.places(change)[0]
    store.deliveries.plan(f"change:{change.id}:{place.team}:{place.channel}:", "T1", place.channel, message, TUESDAY)
    second = beside(tmp_path)
    said = told(store, follower(store), follower(second))
    second.close()
    assert sorted(channel for _, channel, _, _ in said) == ["U1", "U2", "U3"]
    assert told(store) == []


def test_a_change_of_a_paper_nobody_read_is_told_nobody(store: SqlStore) -> None:
    stored(store)
    store.papers.absorb([revised(standing=Standing.RETRACTED)], TUESDAY)
    assert told(store) == []


def test_what_is_told_stays_told_when_the_same_notice_comes_again(store: SqlStore) -> None:
    paper_id = stored(store)
    store.marks.mark("T1", "U7", paper_id, MarkKind.SAVED, MONDAY)
    for step in range(3):
        store.papers.absorb([revised(standing=Standing.RETRACTED)], TUESDAY + step * HOUR)
    assert len([text for *_, text in told(store) if "retracted" in text]) == 1
    store.papers.absorb([revised(standing=Standing.RETRACTED)], TUESDAY + timedelta(days=3))
    assert told(store) == []
