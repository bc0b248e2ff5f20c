"""Works that come without a key in common are joined by title, first author and year, and lose nothing by it."""

from dataclasses import replace
from datetime import date

from bot.papers import Announcement, Record, Standing
from bot.ports.ledger import NumberedPaper
from bot.ports.store import MarkKind
from bot.storage import SqlStore
from tests.storage.made import DAY, HOUR, NOON, channel, finished_digest, record

TITLE = "Sparse attention helps small models of language"
DOI, ARXIV, PMID = "doi:10.1038/s1", "arxiv:2606.00001", "pmid:7"


def told(*keys: str, **changed: object) -> Record:
    return record(*keys, **{"title": TITLE, "published_on": date(2026, 6, 1), **changed})


def test_an_article_joins_its_preprint(store: SqlStore) -> None:
    (first,) = store.papers.absorb([told(ARXIV)], NOON).new
    later = store.papers.absorb([told(DOI, source="feed:nature", title=TITLE.upper() + ".")], NOON + DAY)
    assert later.new == ()
    paper = store.papers.find(DOI)
    assert paper is not None
    assert (paper.id, set(paper.keys), paper.sources) == (first, {ARXIV, DOI}, ("arxiv:cs.CL", "feed:nature"))


def test_fellows_of_one_batch_are_joined_too(store: SqlStore) -> None:
    absorbed = store.papers.absorb([told(ARXIV), told(DOI, source="feed:nature"), record("arxiv:9")], NOON)
    assert len(absorbed.new) == 2


def test_another_arxiv_id_with_the_same_title_stays_another_work(store: SqlStore) -> None:
    absorbed = store.papers.absorb([told(ARXIV), told("arxiv:2606.00002")], NOON)
    assert len(absorbed.new) == 2
    # What could be either of them is neither.
    assert len(store.papers.absorb([told(DOI)], NOON).new) == 1


def test_a_title_alone_joins_nothing(store: SqlStore) -> None:
    absorbed = store.papers.absorb([told(ARXIV), told(DOI, authors=("Emmy Noether",)), told(PMID, authors=())], NOON)
    assert len(absorbed.new) == 3


def test_a_key_that_comes_later_joins_two_stored_works_with_what_readers_did(store: SqlStore) -> None:
    first, second = store.papers.absorb([told(ARXIV), told(DOI, title="Quite another title of it")], NOON).new
    finished_digest(store, channel(store), [second], ["briefing"])
    store.marks.mark("T1", "U1", second, MarkKind.SAVED, NOON)
    assert store.papers.absorb([told(ARXIV, DOI)], NOON + HOUR).new == ()
    assert store.marks.marked("T1", "U1", MarkKind.SAVED) == [first]
    assert first in store.digests.shown(channel(store).id)
    # It is known by both its titles from now on.
    third = told(PMID, title="Quite another title of it", source="pubmed:x")
    assert store.papers.absorb([third], NOON + DAY).new == ()


def test_an_earlier_title_of_a_paper_still_finds_it(store: SqlStore) -> None:
    store.papers.absorb([told(ARXIV)], NOON)
    new_title = told(ARXIV, title="A new name for it all, in its second version", version=2)
    store.papers.absorb([replace(new_title, announcement=Announcement.REPLACE)], NOON + HOUR)
    assert store.papers.absorb([told(DOI, source="feed:nature")], NOON + DAY).new == ()


def test_more_about_a_paper_is_no_news_and_makes_no_paper(store: SqlStore) -> None:
    (paper_id,) = store.papers.absorb([told(ARXIV)], NOON).new
    detail = told(ARXIV, source="arxiv-api", announcement=Announcement.DETAIL, comment="12 pages", popularity=9)
    absorbed = store.papers.absorb([detail, replace(detail, keys=frozenset({"arxiv:5"}), title="Unheard of")], NOON)
    paper = store.papers.get(paper_id)
    assert absorbed.new == ()
    assert paper is not None
    assert (paper.comment, paper.popularity, paper.sources) == ("12 pages", 9, ("arxiv:cs.CL",))
    assert store.papers.find("arxiv:5") is None


def test_a_notice_changes_the_standing_of_the_works_it_is_about(store: SqlStore) -> None:
    store.papers.absorb([told(DOI)], NOON)
    notice = record("doi:10.1038/notice", title="Retraction Note", about=frozenset({DOI}), standing=Standing.RETRACTED)
    assert store.papers.absorb([notice], NOON + DAY).new == ()
    paper = store.papers.find(DOI)
    assert paper is not None
    assert (paper.standing, paper.title, set(paper.keys)) == (Standing.RETRACTED, TITLE, {DOI})
    # A milder word later does not make it sound again.
    store.papers.absorb([told(DOI, standing=Standing.CORRECTED)], NOON + DAY)
    again = store.papers.find(DOI)
    assert again is not None
    assert again.standing is Standing.RETRACTED


def test_papers_of_days_gone_by_were_news_then(store: SqlStore) -> None:
    old = told(ARXIV, announced_on=date(2026, 5, 1))
    store.papers.absorb([old], NOON, past=True)
    assert store.papers.first_seen(NOON - 3 * DAY, NOON) == []
    (paper,) = store.papers.first_seen(NOON - 60 * DAY, NOON)
    assert paper.first_seen_at.date() == date(2026, 5, 1)
    # What its source tells of it again today is still no news.
    assert store.papers.absorb([old], NOON).new == ()


def test_numbers_readers_were_given_stay(store: SqlStore) -> None:
    first, second = store.papers.absorb([told(ARXIV), told(DOI, title="Quite another title of it")], NOON).new
    digest = finished_digest(store, channel(store), [first, second], ["briefing"])
    store.papers.absorb([told(ARXIV, DOI)], NOON)
    assert store.digests.papers(digest) == [NumberedPaper(1, first)]
