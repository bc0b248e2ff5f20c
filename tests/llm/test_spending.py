"""What calls cost, and the guard of the day's budget."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.llm.claude.failures import wait_of
from bot.llm.claude.spending import DEAREST, FREE, PRICES, Budget, MemoryLedger, price_of
from bot.ports.model import ModelFailure
from tests.grounding.shelf import NOW


def budget(usd: float, now: list[datetime], ledger: MemoryLedger) -> Budget:
    return Budget(usd, ledger, lambda: now[0])


def test_a_call_costs_its_tokens() -> None:
    assert PRICES["claude-sonnet-5-5"].of(1_000_000, 100_000) == pytest.approx(3.0)


def test_a_long_prompt_makes_the_cheap_model_dearer() -> None:
    haiku = PRICES["claude-haiku-5-5"]
    assert haiku.of(100_001, 0) == pytest.approx(5 * haiku.of(100_000, 0), rel=1e-4)


def test_a_model_we_do_not_know_is_free_here_and_dear_elsewhere() -> None:
    assert price_of("llama-9", local=True) is FREE
    assert price_of("llama-9", local=False) is DEAREST
    assert price_of("claude-sonnet-5-5", local=True) is PRICES["claude-sonnet-5-5"]


def test_what_was_used_is_written_down() -> None:
    ledger = MemoryLedger()
    with budget(1.0, [NOW], ledger).call(PRICES["claude-sonnet-5-5"], 1_000, 1_000) as bill:
        bill.usd = 0.25
    assert ledger.spent(NOW.date()) == pytest.approx(0.25)


def test_a_call_that_fails_costs_nothing_and_frees_what_it_reserved() -> None:
    ledger = MemoryLedger()
    guard = budget(0.02, [NOW], ledger)
    for _ in range(5):
        with pytest.raises(ModelFailure, match="slow"), guard.call(PRICES["claude-sonnet-5-5"], 100, 1_500):
            raise ModelFailure("slow")
    assert ledger.spent(NOW.date()) == 0


def test_calls_under_way_count_as_if_they_cost_their_worst() -> None:
    guard = budget(0.03, [NOW], MemoryLedger())
    price = PRICES["claude-sonnet-5-5"]
    with guard.call(price, 100, 2_000), pytest.raises(ModelFailure, match="budget"), guard.call(price, 100, 2_000):
        pass


def test_a_spent_budget_says_when_the_next_day_begins() -> None:
    now, ledger = [datetime(2026, 6, 12, 22, tzinfo=UTC)], MemoryLedger()
    ledger.add(date(2026, 6, 12), 5.0)
    guard = budget(2.0, now, ledger)
    with pytest.raises(ModelFailure) as failure, guard.call(DEAREST, 100, 100):
        pass
    assert failure.value.retry_after == timedelta(hours=2)
    now[0] += timedelta(hours=2)
    with guard.call(DEAREST, 100, 100):
        pass


@pytest.mark.parametrize(
    ("header", "wait"),
    [
        ("5", timedelta(seconds=5)),
        ("0.5", timedelta(seconds=0.5)),
        ("Fri, 12 Jun 2026 08:01:00 GMT", timedelta(minutes=1)),
        ("99999999999", timedelta(hours=24)),
        ("1e400", None),
        ("-3", None),
        ("nan", None),
        ("Fri, 12 Jun 2020 08:01:00 GMT", None),
        ("soon", None),
        ("", None),
        (None, None),
    ],
)
def test_a_wait_is_read_in_every_form_and_absurd_ones_are_left_aside(
    header: str | None, wait: timedelta | None
) -> None:
    assert wait_of(header, NOW) == wait
