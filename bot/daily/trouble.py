"""What is wrong with a source, decided from how it has been doing: silent, failing, or gone."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum

from bot.ports.store import SourceHealth

SHORTEST_SILENCE = timedelta(days=3)
SILENCE_WITHOUT_HABIT = timedelta(days=14)
BEYOND_HABIT = 1.5
FAILING_FOR = timedelta(days=3)
GIVEN_UP_AFTER = timedelta(days=14)
_WORKING_DAYS = 5


class TroubleKind(StrEnum):
    """What is wrong; the store remembers these words."""

    SILENT = "silent"
    FAILING = "failing"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong with a source and since when; ``give_up`` says that it is to be asked no more because of it."""

    kind: TroubleKind
    since: datetime
    give_up: bool = False


def trouble(health: SourceHealth, now: datetime) -> Trouble | None:
    """What is wrong with this source now, if anything.

    It is silent when it answers, but brought nothing new for half as long again as it ever took, and for three working
    days at least: no weekend makes a source silent. Without a habit yet that takes 14 days.
    """
    if health.stopped:
        return Trouble(TroubleKind.GONE, health.failing_since or health.since)
    if health.failing_since is not None:
        return _failing(health.failing_since, now, own=is_own(health))
    last = health.last_news_at or health.since
    return Trouble(TroubleKind.SILENT, last) if _is_silent(health.longest_gap, last, now) else None


def is_own(health: SourceHealth) -> bool:
    """Whether nobody but persons follow it, each for themselves."""
    return bool(health.followers) and all(user for _, user in health.followers)


def _failing(since: datetime, now: datetime, *, own: bool) -> Trouble | None:
    if own and now - since >= GIVEN_UP_AFTER:
        return Trouble(TroubleKind.GONE, since, give_up=True)
    return Trouble(TroubleKind.FAILING, since) if now - since >= FAILING_FOR else None


def _is_silent(habit: timedelta | None, last: datetime, now: datetime) -> bool:
    if habit is None:
        return now - last > SILENCE_WITHOUT_HABIT
    return now - last > habit * BEYOND_HABIT and _working_time(last, now) > SHORTEST_SILENCE


def _working_time(since: datetime, until: datetime) -> timedelta:
    """The time between two instants that was no weekend (in UTC)."""
    passed = timedelta()
    day = datetime.combine(since.astimezone(UTC).date(), time(), UTC)
    while day < until:
        following = day + timedelta(days=1)
        if day.weekday() < _WORKING_DAYS:
            passed += min(until, following) - max(since, day)
        day = following
    return passed
