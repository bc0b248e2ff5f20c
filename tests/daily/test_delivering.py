"""Delivering: whatever goes wrong between the bot and Slack, each message is there once, or somebody is told."""

from datetime import timedelta

import pytest

from bot.playground.slack import Fault
from bot.ports.delivery import Address, Message
from bot.ports.ledger import DeliveryState
from tests.daily.conftest import TEAM, Day

HELLO = Message("hello", ({"type": "section", "text": {"type": "plain_text", "text": "hello"}},))


def plan(day: Day, key: str = "k", channel: str = "journal-club") -> str:
    delivery = day.store.deliveries.plan(key, TEAM, day.slack.channel(channel), HELLO, day.now)
    assert delivery is not None
    return delivery


def state(day: Day, delivery: str) -> DeliveryState:
    record = day.store.deliveries.get(delivery)
    assert record is not None
    return record.state


@pytest.mark.parametrize(
    "fault",
    [
        Fault.accepted_then_dropped(),
        Fault.dropped(),
        Fault.server_error(500),
        Fault.server_error(503, accepted=True),
        Fault.error("fatal_error"),
        Fault.error("internal_error", accepted=True),
        Fault.rate_limited(2),
        Fault.rate_limited("Mon, 08 Jun 2026 06:10:00 GMT"),
        Fault.rate_limited("soon"),
    ],
    ids=lambda fault: f"{fault.named}-{fault.when}-{fault.body[:40]}{dict(fault.headers).get('Retry-After', '')}",
)
def test_a_message_whose_end_is_unclear_or_late_is_there_once(day: Day, fault: Fault) -> None:
    day.faults.add("chat.postMessage", fault)
    delivery = plan(day)
    for _ in range(4):
        day.run()
    assert day.parents("journal-club") == ["hello"]
    assert state(day, delivery) is DeliveryState.SENT


def test_nothing_is_sent_again_before_an_earlier_request_can_have_ended(day: Day) -> None:
    day.faults.add("chat.postMessage", Fault.dropped())
    plan(day)
    assert day.courier.step()
    day.now += timedelta(seconds=20)
    while day.courier.step():
        pass
    assert len(day.slack.calls("chat.postMessage")) == 1


def test_without_a_look_at_the_history_an_unclear_message_is_not_sent_again(day: Day) -> None:
    day.faults.add("chat.postMessage", Fault.accepted_then_dropped())
    day.faults.always("conversations.history", Fault.error("missing_scope"))
    delivery = plan(day)
    for _ in range(3):
        day.run()
    assert day.parents("journal-club") == ["hello"]
    assert state(day, delivery) is DeliveryState.UNKNOWN


@pytest.mark.parametrize("code", ["invalid_blocks", "msg_blocks_too_long"])
def test_a_form_slack_refuses_is_sent_as_plain_text_once(day: Day, code: str) -> None:
    day.faults.add("chat.postMessage", Fault.error(code))
    delivery = plan(day)
    day.run()
    (message,) = day.slack.bot_messages("journal-club")
    assert message["text"] == "hello"
    assert not message.get("blocks")
    assert state(day, delivery) is DeliveryState.SENT


@pytest.mark.parametrize("code", ["not_in_channel", "is_archived", "restricted_action", "a_code_nobody_knows"])
def test_a_closed_channel_is_paused_and_its_owner_told_once(day: Day, code: str) -> None:
    reader = day.reader("diffusion models", channel="journal-club")
    day.read()
    day.faults.always("chat.postMessage", Fault.error(code), channel=reader.address)
    day.at(7)
    day.run()
    day.at(7, days=1)
    day.run()
    after = day.store.subscribers.get(reader.id)
    assert after is not None
    assert after.paused
    (told,) = day.parents()
    assert code.replace("_", " ") in told
    assert "/radar channel resume" in told


def test_a_revoked_token_stops_all_calls_for_an_hour(day: Day) -> None:
    day.faults.always("chat.postMessage", Fault.error("token_revoked"))
    plan(day)
    day.run()
    assert len(day.slack.calls("chat.postMessage")) == 1


def test_one_channel_that_is_rate_limited_holds_up_no_other(day: Day) -> None:
    closed = day.slack.channel("journal-club")
    day.faults.always("chat.postMessage", Fault.rate_limited(600), channel=closed)
    plan(day, "slow")
    delivery = plan(day, "quick", day.slack.workspace.me)
    day.run()
    assert state(day, delivery) is DeliveryState.SENT


def test_of_two_copies_the_later_one_is_taken_back(day: Day) -> None:
    plan(day)
    frozen = day.store.deliveries.claim(day.now, lease_seconds=1)
    assert frozen is not None
    assert day.store.deliveries.posting(frozen, day.now)
    day.now += timedelta(minutes=2)
    while day.courier.step():
        day.now += timedelta(seconds=40)
    assert day.parents("journal-club") == ["hello"]
    posted = day.delivery.post(Address(TEAM, day.slack.channel("journal-club")), HELLO, frozen.id)
    assert not day.store.deliveries.sent(frozen, posted, day.now)
    day.delivery.retract(posted, TEAM)
    assert day.parents("journal-club") == ["hello"]
