"""The day: one briefing a date with everything unread, nothing twice, nothing lost, and a word about quiet days."""

from collections.abc import Sequence
from datetime import date, timedelta

from bot.briefing import Briefing
from bot.daily.due import open_due
from bot.daily.write import Writer
from bot.daily.zones import learn_zones
from bot.digest import Digest
from bot.llm.extractive import Extractive
from bot.papers import Announcement
from bot.ports.delivery import Message
from bot.subscribers import SubscriberKind
from tests.daily.conftest import TEAM, Day, paper


def test_a_reader_gets_one_briefing_at_the_hour_with_what_matched(day: Day) -> None:
    day.reader("diffusion models")
    day.read(paper(1, "Diffusion models for proteins"), paper(2, "A survey of trust"))
    day.run()
    assert day.parents() == []
    day.at(7)
    day.run()
    (text,) = day.parents()
    assert "Diffusion models for proteins" in text
    assert "A survey of trust" not in text
    assert "arXiv cs.CL 2 new" in text


def test_asking_again_and_again_opens_no_second_briefing_of_a_date(day: Day) -> None:
    reader = day.reader("diffusion models")
    day.read(paper(1, "Diffusion models for proteins"))
    day.at(7)
    day.run()
    day.run()
    day.save(reader, next_due_at=day.now)
    assert open_due(day.store, day.now) == 0
    day.run()
    assert len(day.parents()) == 1


def test_a_paper_is_told_once_and_one_that_comes_late_is_told_next(day: Day) -> None:
    day.reader("diffusion models")
    day.read(paper(1, "Diffusion models for proteins"))
    day.at(7)
    day.run()
    day.at(11)
    day.read(paper(1, "Diffusion models for proteins"), paper(2, "Late diffusion models"))
    day.at(7, days=1)
    day.run()
    _, second = day.parents()
    assert "Late diffusion models" in second
    assert "for proteins" not in second


def test_a_revision_is_no_news_but_is_said(day: Day) -> None:
    day.reader("diffusion models")
    day.read(paper(1, "Old diffusion models", announcement=Announcement.REPLACE, version=3))
    day.at(7)
    day.run()
    (text,) = day.parents()
    assert "new version" in text


def test_a_quiet_day_is_one_honest_line_or_nothing_as_the_reader_likes(day: Day) -> None:
    reader = day.reader("diffusion models")
    day.read(paper(1, "A survey of trust"))
    day.at(7)
    day.run()
    assert len(day.parents()) == 1
    day.save(reader, tells_quiet_days=False, next_due_at=day.now.replace(hour=7, minute=0) + timedelta(days=1))
    day.at(7, days=1)
    day.run()
    assert len(day.parents()) == 1


def test_a_briefing_waits_for_sources_that_are_being_read_but_not_for_ever(day: Day) -> None:
    day.reader("diffusion models")
    day.at(7)
    day.run()
    assert day.parents() == []
    day.at(7, 15)
    day.run()
    assert len(day.parents()) == 1


def test_a_second_briefing_that_is_asked_for_holds_only_what_is_unread(day: Day) -> None:
    reader = day.reader("diffusion models")
    day.read(paper(1, "Diffusion models for proteins"), paper(2, "A survey of trust"))
    day.at(7)
    day.run()
    day.store.subscribers.add_queries(reader.id, ["trust"], limit=50)
    assert day.store.digests.open_extra(reader.id, date(2026, 6, 8), "trigger-1", day.now) is not None
    assert day.store.digests.open_extra(reader.id, date(2026, 6, 8), "trigger-1", day.now) is None
    day.run()
    _, second = day.parents()
    assert "A survey of trust" in second
    assert "for proteins" not in second


def test_two_processes_write_one_briefing(day: Day) -> None:
    day.reader("diffusion models")
    day.read(paper(1, "Diffusion models for proteins"))
    day.at(7)
    open_due(day.store, day.now)
    other = Writer(day.store, Extractive(), Extractive(), day.delivery.render, day.clock)
    assert [day.writer.step(), other.step()] == [True, False]
    day.run()
    assert len(day.parents()) == 1


def test_after_a_long_absence_the_backlog_of_two_weeks_is_one_briefing(day: Day) -> None:
    day.reader("diffusion models")
    day.read(paper(1, "Diffusion models for proteins"))
    day.at(7)
    day.run()
    day.at(6, days=4)
    day.read(paper(2, "More diffusion models"))
    day.at(7, days=5)
    day.run()
    assert "More diffusion models" in day.parents()[-1]
    assert len(day.parents()) == 2


def test_what_counts_as_read_begins_where_the_last_briefing_ended(day: Day) -> None:
    day.reader("diffusion models")
    day.read(*[paper(number, f"A survey of trust {number}") for number in range(1, 8)])
    day.at(7)
    day.run()
    day.at(6, days=1)
    day.read(paper(9, "Diffusion models for proteins"), paper(10, "Trust again"))
    day.at(7)
    day.run()
    second = day.parents()[-1]
    assert "1 new of 2 read" in second
    assert "arXiv cs.CL 2 new" in second


def test_what_a_killed_process_was_writing_is_written_at_once_by_the_next(day: Day) -> None:
    day.reader("diffusion models")
    day.read(paper(1, "Diffusion models for proteins"))
    day.at(7)
    open_due(day.store, day.now)
    assert day.store.digests.claim(day.now, 300) is not None
    assert not day.writer.step()
    day.store.take_over(day.now)
    day.run()
    assert len(day.parents()) == 1


def test_a_zone_that_is_learnt_undoes_no_choice_made_meanwhile(day: Day) -> None:
    reader = day.store.subscribers.ensure(TEAM, SubscriberKind.PERSON, "U1", day.now)
    day.save(reader, zone="Asia/Tokyo", zone_source="chosen", paused=True)
    day.store.subscribers.learn_zone(reader.id, "Europe/Berlin", day.now)
    after = day.store.subscribers.get(reader.id)
    assert after is not None
    assert (after.zone, after.paused, after.next_due_at) == ("Asia/Tokyo", True, None)


def test_a_newcomer_gets_the_zone_of_the_profile_and_todays_briefing(day: Day) -> None:
    me = day.slack.workspace.me
    reader = day.store.subscribers.ensure(TEAM, SubscriberKind.PERSON, me, day.now)
    day.store.subscribers.add_queries(reader.id, ["diffusion models"], limit=50)
    day.read(paper(1, "Diffusion models for proteins"))
    day.at(7, 5)
    assert learn_zones(day.store, day.delivery) == 1
    after = day.store.subscribers.get(reader.id)
    assert after is not None
    assert after.zone == "Europe/Berlin"
    day.run()
    assert len(day.parents()) == 1


def test_what_comes_while_a_briefing_is_written_belongs_to_the_next(day: Day) -> None:
    day.reader("diffusion models")
    day.read(paper(1, "Diffusion models for proteins"))
    day.at(7)
    open_due(day.store, day.now)
    read_until = day.now

    def slowly(digest: Digest, briefing: Briefing) -> Sequence[Message]:
        day.now += timedelta(minutes=3)
        day.store.papers.absorb([paper(2, "Revised diffusion models", announcement=Announcement.REPLACE)], day.now)
        return day.delivery.render(digest, briefing)

    Writer(day.store, Extractive(), Extractive(), slowly, day.clock).step()
    day.now += timedelta(hours=1)
    reader = day.store.subscribers.ensure(TEAM, SubscriberKind.PERSON, day.slack.workspace.me, day.now)
    latest = day.store.digests.latest(reader.id)
    assert latest is not None
    assert latest.made_at == read_until
    day.store.digests.open_extra(reader.id, date(2026, 6, 8), "trigger-2", day.now)
    day.run()
    assert "new version" in day.parents()[-1]
    named = day.store.digests.latest_with_papers(reader.id)
    assert named is not None
    assert named.id == latest.id
