"""Every work once, whatever sources and batches say of it."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event

from bot.papers import Announcement, Record
from bot.ports.ledger import NumberedPaper
from bot.ports.store import Absorbed, MarkKind
from bot.storage import SqlStore, open_store
from bot.storage.engine import connect
from tests.storage.made import DAY, HOUR, NOON, SECOND, channel, claimed_digest, record, stored

REPLACE = Announcement.REPLACE


def test_a_new_paper_is_kept_as_its_source_told_it(store: SqlStore) -> None:
    told = record("arxiv:1", title="$\\alpha$ & “β”", url="https://arxiv.org/abs/1", journal="J", licence="CC0")
    (paper_id,) = store.papers.absorb([told], NOON).new
    paper = store.papers.get(paper_id)
    assert paper is not None
    assert (paper.title, paper.abstract, paper.authors) == (told.title, told.abstract, told.authors)
    assert (paper.categories, paper.keys, paper.sources) == (told.categories, told.keys, (told.source,))
    assert (paper.url, paper.journal, paper.licence) == (told.url, told.journal, told.licence)
    assert (paper.first_seen_at, paper.announced_on, paper.version) == (NOON, told.announced_on, 1)
    assert store.papers.find("arxiv:1") == paper


def test_what_is_not_stored_is_not_found(store: SqlStore) -> None:
    assert store.papers.get(7) is None
    assert store.papers.find("arxiv:7") is None
    assert store.papers.known(frozenset()) == frozenset()
    assert store.papers.absorb([], NOON) == Absorbed()


def test_the_same_batch_again_brings_nothing_new(store: SqlStore) -> None:
    batch = [record("arxiv:1"), record("arxiv:2", "doi:10.1/2")]
    assert len(store.papers.absorb(batch, NOON).new) == 2
    assert store.papers.absorb(batch, NOON) == Absorbed()
    assert store.papers.absorb(batch, NOON + HOUR) == Absorbed()


def test_records_of_one_batch_that_share_a_key_are_one_paper(store: SqlStore) -> None:
    batch = [record("arxiv:1"), record("doi:1", source="biorxiv"), record("arxiv:1", "doi:1", source="europepmc")]
    (paper_id,) = store.papers.absorb(batch, NOON).new
    paper = store.papers.get(paper_id)
    assert paper is not None
    assert paper.sources == ("arxiv:cs.CL", "biorxiv", "europepmc")
    assert paper.keys == {"arxiv:1", "doi:1"}


def test_a_new_version_is_an_update_and_no_news(store: SqlStore) -> None:
    (paper_id,) = stored(store, "arxiv:1")
    second = record("arxiv:1", version=2, title="On two", announcement=REPLACE)
    assert store.papers.absorb([second], NOON + DAY) == Absorbed(updated=(paper_id,))
    (revised,) = store.papers.revised(NOON, NOON + DAY)
    assert (revised.id, revised.title, revised.version, revised.first_seen_at) == (paper_id, "On two", 2, NOON)
    assert store.papers.first_seen(NOON, NOON + DAY) == []


def test_a_paper_first_met_as_a_revision_is_revised_and_not_new(store: SqlStore) -> None:
    assert store.papers.absorb([record("arxiv:1", version=3, announcement=REPLACE)], NOON) == Absorbed()
    assert [paper.version for paper in store.papers.revised(NOON - SECOND, NOON)] == [3]
    assert store.papers.first_seen(NOON - SECOND, NOON) == []


def test_news_is_what_came_after_the_one_instant_and_until_the_other(store: SqlStore) -> None:
    for number in range(4):
        stored(store, f"arxiv:{number}", now=NOON + number * HOUR)
    seen = store.papers.first_seen(NOON, NOON + 2 * HOUR)
    assert [paper.first_seen_at for paper in seen] == [NOON + HOUR, NOON + 2 * HOUR]


def test_a_paper_revised_on_the_day_it_was_new_is_told_once(store: SqlStore) -> None:
    stored(store, "arxiv:1")
    store.papers.absorb([record("arxiv:1", version=2, announcement=REPLACE)], NOON + HOUR)
    assert len(store.papers.first_seen(NOON - SECOND, NOON + HOUR)) == 1
    assert store.papers.revised(NOON - SECOND, NOON + HOUR) == []


def test_a_record_with_keys_of_two_papers_joins_them_into_the_older(store: SqlStore) -> None:
    (young,) = stored(store, "doi:1", now=NOON + HOUR)
    (old,) = stored(store, "arxiv:1")
    bridge = record("arxiv:1", "doi:1", "pmid:1", source="europepmc")
    assert store.papers.absorb([bridge], NOON + DAY) == Absorbed()
    joined = store.papers.get(old)
    assert joined is not None
    assert joined.keys == {"arxiv:1", "doi:1", "pmid:1"}
    assert joined.first_seen_at == NOON
    assert store.papers.get(young) == joined
    assert store.papers.find("doi:1") == joined
    assert [paper.id for paper in store.papers.first_seen(NOON - DAY, NOON + DAY)] == [old]


def test_joining_takes_along_digests_marks_and_threads(store: SqlStore) -> None:
    old, young, other = (*stored(store, "arxiv:1"), *stored(store, "doi:1"), *stored(store, "arxiv:3"))
    reader = channel(store)
    claim = claimed_digest(store, reader)
    numbered = [NumberedPaper(1, other), NumberedPaper(2, young), NumberedPaper(0, old)]
    assert store.digests.finish(claim, {}, numbered, [], NOON)
    for user, paper in (("U1", young), ("U2", young), ("U2", old)):
        assert store.marks.mark("T1", user, paper, MarkKind.SAVED, NOON)
    thread = store.discussions.open("T1", "C1", "1.1", NOON, paper_id=young)
    store.papers.absorb([record("arxiv:1", "doi:1")], NOON + HOUR)
    assert store.digests.papers(claim.id) == [NumberedPaper(1, other), NumberedPaper(2, old)]
    assert store.digests.shown(reader.id) == {old, other}
    assert store.marks.marked("T1", "U1", MarkKind.SAVED) == [old]
    assert store.marks.marked("T1", "U2", MarkKind.SAVED) == [old]
    assert store.discussions.find("T1", "C1", "1.1") == replace(thread, paper_id=old, focus=old)
    assert store.marks.mark("T1", "U1", young, MarkKind.SAVED, NOON) is False
    assert store.marks.unmark("T1", "U1", young, MarkKind.SAVED) is True


def test_three_papers_joined_one_after_another_are_found_by_every_old_id(store: SqlStore) -> None:
    ids = [*stored(store, "a:1"), *stored(store, "b:1"), *stored(store, "c:1")]
    store.papers.absorb([record("b:1", "c:1")], NOON + HOUR)
    store.papers.absorb([record("a:1", "b:1")], NOON + DAY)
    assert {paper.id for paper in map(store.papers.get, ids) if paper} == {ids[0]}


def test_papers_joined_in_one_batch_become_one(store: SqlStore) -> None:
    ids = stored(store, *(f"a:{number}" for number in range(5)))
    batch = [record(f"a:{number}", f"a:{number + 1}") for number in range(4)]
    store.papers.absorb(batch, NOON + HOUR)
    assert {paper.id for paper in map(store.papers.get, ids) if paper} == {ids[0]}
    assert len(store.papers.first_seen(NOON - SECOND, NOON + DAY)) == 1


def test_what_several_sources_told_of_papers_that_join_is_told_of_one(store: SqlStore) -> None:
    store.sources.enrol({"A": "A", "B": "B"}, NOON)
    ids = [*stored(store, "a:1")]
    for key in ("b:1", "b:2"):
        ids += store.papers.absorb([record(key, source="B"), record(key, source="A")], NOON + HOUR).new
    reader = channel(store)
    for second, paper in enumerate(ids[1:]):
        claim = claimed_digest(store, reader, NOON + second * SECOND)
        assert store.digests.finish(claim, {}, [NumberedPaper(1, paper)], [], NOON)
        assert store.marks.mark("T1", "U1", paper, MarkKind.SAVED, NOON)
    store.papers.absorb([record("a:1", "b:1", "b:2", source="C")], NOON + DAY)
    assert {paper.id for paper in map(store.papers.get, ids) if paper} == {ids[0]}
    joined = store.papers.get(ids[0])
    assert joined is not None
    assert sorted(joined.sources) == ["A", "B", "C", "arxiv:cs.CL"]
    assert [report.new for report in store.sources.reports(NOON)] == [1, 1]
    assert store.digests.shown(reader.id) == {ids[0]}
    assert store.marks.marked("T1", "U1", MarkKind.SAVED) == [ids[0]]


def test_a_record_without_any_key_is_kept_once_by_its_content(store: SqlStore) -> None:
    bare = record(title="No identifier at all")
    assert len(store.papers.absorb([bare, bare], NOON).new) == 1
    assert store.papers.absorb([bare], NOON + HOUR) == Absorbed()


def test_text_no_database_takes_is_made_storable(store: SqlStore) -> None:
    told = record("arxiv:1\0", title="a\0b\ud800c", abstract="\0", authors=("A\0", "B\udfff\nC"))
    (paper_id,) = store.papers.absorb([told], NOON).new
    paper = store.papers.get(paper_id)
    assert paper is not None
    assert (paper.title, paper.abstract, paper.authors) == ("ab\ufffdc", "", ("A", "B\ufffd C"))
    assert store.papers.find("arxiv:1") == paper
    assert store.papers.known(frozenset({"arxiv:1\0"})) == {"arxiv:1\0"}


def test_a_key_too_long_to_index_still_finds_its_paper(store: SqlStore) -> None:
    long = "url:https://example.org/" + "é" * 5_000
    other = long + "e"
    (paper_id,) = stored(store, long)
    assert store.papers.known(frozenset({long, other})) == {long}
    found = store.papers.find(long)
    assert found is not None
    assert found.id == paper_id
    assert store.papers.absorb([record(long)], NOON + HOUR) == Absorbed()


@pytest.mark.parametrize("stored_before", [0, 500])
def test_a_batch_costs_a_few_statements_whatever_its_size_and_the_stores(url: str, stored_before: int) -> None:
    engine = connect(url)
    store = SqlStore(engine)
    store.papers.absorb([record(f"old:{number}") for number in range(stored_before)], NOON)
    statements: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *call: statements.append(call[2]))
    batch = [record(f"new:{number}", f"doi:{number}") for number in range(300)]
    assert len(store.papers.absorb(batch, NOON).new) == 300
    assert store.papers.absorb(batch, NOON) == Absorbed()
    revised = [replace(each, version=2, abstract="Better.") for each in batch]
    assert len(store.papers.absorb(revised, NOON + HOUR).updated) == 300
    assert len(statements) < 30, Counter(statements)
    store.close()


KEYS = st.frozensets(st.sampled_from("abcdefgh"), min_size=1, max_size=3)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(batches=st.lists(st.lists(KEYS, max_size=6), max_size=5))
def test_papers_are_the_connected_sets_of_keys(file_url: str, batches: list[list[frozenset[str]]]) -> None:
    store = _emptied(file_url)
    works: list[frozenset[str]] = []
    for hour, batch in enumerate(batches):
        store.papers.absorb([_keyed(keys) for keys in batch], NOON + hour * HOUR)
        for keys in batch:
            touched = [work for work in works if work & keys]
            works = [work for work in works if not work & keys] + [keys.union(*touched)]
    papers = store.papers.first_seen(NOON - DAY, NOON + DAY)
    assert sorted(map(sorted, (paper.keys for paper in papers))) == sorted(map(sorted, works))
    for paper in papers:
        assert all(store.papers.find(key) == paper for key in paper.keys)
    store.close()


def _keyed(keys: frozenset[str]) -> Record:
    return record(*keys)


def _emptied(file_url: str) -> SqlStore:
    engine = connect(file_url)
    with engine.begin() as connection:
        for table in ("paper_key", "paper_source", "paper"):
            connection.exec_driver_sql(f"DELETE FROM {table}")
    engine.dispose()
    return open_store(file_url)
