"""When two records are one work, and what the one paper says."""

from dataclasses import replace
from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from bot.papers import Announcement, Paper, Record, changed, content_key, merge

NOW = datetime(2026, 6, 8, 5, tzinfo=UTC)
LATER = datetime(2026, 6, 9, 5, tzinfo=UTC)


def record(**parts: object) -> Record:
    plain = Record(
        source="arxiv:cs.CL",
        keys=frozenset({"arxiv:2606.06625"}),
        title="On Tea",
        abstract="We study tea.",
        authors=("Ada Lovelace",),
        categories=("cs.CL", "cs.AI"),
        announced_on=date(2026, 6, 8),
    )
    return replace(plain, **parts)  # type: ignore[arg-type]


def paper(*records: Record) -> Paper:
    known = None
    for one in records:
        known = merge(known, one, NOW)
    assert known is not None
    return known


def test_a_cross_list_joins_its_paper_and_new_outranks_it() -> None:
    cross = record(source="arxiv:cs.AI", announcement=Announcement.CROSS)
    for known in (paper(record(), cross), paper(cross, record())):
        assert known.announcement is Announcement.NEW
        assert known.primary_category == "cs.CL"
        assert set(known.sources) == {"arxiv:cs.CL", "arxiv:cs.AI"}


def test_the_first_sight_of_a_paper_never_changes() -> None:
    known = merge(paper(record()), record(version=2, announcement=Announcement.REPLACE), LATER)
    assert known.first_seen_at == NOW
    assert known.announced_on == date(2026, 6, 8)


def test_a_later_version_speaks_and_is_no_news() -> None:
    revised = record(version=2, announcement=Announcement.REPLACE, abstract="Tea.", title="On Teas", authors=("A", "B"))
    known = paper(record(), revised)
    assert (known.version, known.title, known.abstract, known.authors) == (2, "On Teas", "Tea.", ("A", "B"))
    assert known.announcement is Announcement.NEW
    assert changed(paper(record()), known) == ("title", "abstract", "authors")
    earlier = merge(known, record(), LATER)
    assert (earlier.version, earlier.abstract) == (2, "Tea.")


def test_of_one_version_the_longer_abstract_wins() -> None:
    whole = "We study tea. It is good."
    assert paper(record(abstract="We study"), record(abstract=whole)).abstract == whole
    assert paper(record(abstract=whole), record(abstract="We study")).abstract == whole


def test_a_paper_met_as_a_revision_is_not_made_news_by_another_source() -> None:
    revised = record(version=2, announcement=Announcement.REPLACE)
    journal = record(source="feed:https://j.example/rss", version=1, announcement=Announcement.NEW)
    assert paper(revised, journal).announcement is Announcement.REPLACE
    same_batch = record(source="arxiv:cs.AI", version=2, announcement=Announcement.CROSS)
    assert paper(revised, same_batch).announcement is Announcement.CROSS


def test_a_paper_has_an_address_even_when_its_source_gave_none() -> None:
    assert paper(record(url="https://journal.example/1")).url == "https://arxiv.org/abs/2606.06625"
    doi = frozenset({"doi:10.1371/x"})
    assert paper(record(keys=doi)).url == "https://doi.org/10.1371/x"
    assert paper(record(keys=doi, url="https://j.example/1")).url == "https://j.example/1"
    assert paper(
        record(keys=doi, url="https://j.example/1"), record(keys=doi, url="https://doi.org/10.1371/x")
    ).url == ("https://doi.org/10.1371/x")


def test_reformatting_is_no_change() -> None:
    before, after = paper(record(title="$\\alpha$-Tea  study")), paper(record(title="α-tea study"))
    assert changed(before, after) == ()


def test_a_record_without_id_and_link_is_known_by_its_content() -> None:
    assert content_key("On  Tea!", ("Ada Lovelace",)) == content_key("on tea", ("A. Lovelace",))
    assert content_key("On Tea", ()) != content_key("On Coffee", ())
    assert content_key("Introduction", ("A. Smith",)) != content_key("Introduction", ("B. Jones",))


@given(st.permutations([
    record(),
    record(source="arxiv:cs.AI", announcement=Announcement.CROSS, categories=("cs.CL", "cs.AI")),
    record(source="feed:https://j.example/rss", keys=frozenset({"arxiv:2606.06625", "doi:10.1/x"}), journal="J"),
    record(version=2, announcement=Announcement.REPLACE, abstract="A second text.", announced_on=date(2026, 6, 9)),
]))  # fmt: skip
def test_the_order_of_records_does_not_decide_what_is_known(records: list[Record]) -> None:
    known = paper(*records)
    assert known.keys == {"arxiv:2606.06625", "doi:10.1/x"}
    assert (known.version, known.abstract, known.journal) == (2, "A second text.", "J")
    assert set(known.categories) == {"cs.CL", "cs.AI"}
    assert known.primary_category == "cs.CL"
    assert len(known.sources) == 3
