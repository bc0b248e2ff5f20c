"""A message is posted once, in its order and at its pace, and what became of it is known."""

from dataclasses import replace

import pytest

from bot.ports.delivery import Message, Posted
from bot.ports.ledger import DeliveryRecord, DeliveryState
from bot.storage import SqlStore
from tests.storage.made import (
    HOUR,
    LEASE,
    MINUTE,
    NOON,
    SECOND,
    channel,
    claimed_message,
    finished_digest,
    posted_message,
)

PLANNED, SENDING, SENT = DeliveryState.PLANNED, DeliveryState.SENDING, DeliveryState.SENT
UNKNOWN, FAILED = DeliveryState.UNKNOWN, DeliveryState.FAILED
HELLO = Message("Hello", ({"type": "section", "text": {"type": "mrkdwn", "text": "*Hello*"}},))


def plan(store: SqlStore, key: str = "welcome:U1", place: str = "U1", message: Message = HELLO) -> str:
    planned = store.deliveries.plan(key, "T1", place, message, NOON)
    assert planned is not None
    return planned


def state(store: SqlStore, delivery_id: str) -> DeliveryState:
    found = store.deliveries.get(delivery_id)
    assert found is not None
    return found.state


def test_a_message_is_promised_once_for_a_key(store: SqlStore) -> None:
    plan(store)
    assert store.deliveries.plan("welcome:U1", "T1", "U1", Message("Again"), NOON) is None
    assert claimed_message(store).message == HELLO
    assert store.deliveries.get("nothing") is None


def test_a_message_goes_from_planned_over_sending_to_sent(store: SqlStore) -> None:
    planned = plan(store)
    assert state(store, planned) is PLANNED
    assert store.deliveries.oldest_open() == NOON
    claim = claimed_message(store)
    assert (claim.id, claim.team, claim.channel, claim.thread) == (planned, "T1", "U1", "")
    assert (claim.attempts, claim.posting_since, claim.digest_id) == (1, None, None)
    assert store.deliveries.posting(claim, NOON)
    assert state(store, planned) is SENDING
    assert store.deliveries.sent(claim, Posted("D1", "1.1"), NOON + SECOND)
    assert store.deliveries.get(planned) == DeliveryRecord(planned, SENT, "D1", "1.1", None, "")
    assert store.deliveries.oldest_open() is None
    assert store.deliveries.claim(NOON + HOUR, LEASE) is None


def test_who_records_first_wins_and_the_other_copy_is_not_accepted(store: SqlStore) -> None:
    plan(store)
    frozen = claimed_message(store)
    assert store.deliveries.posting(frozen, NOON)
    awake = claimed_message(store, NOON + MINUTE)
    assert awake.posting_since == NOON
    assert not store.deliveries.posting(frozen, NOON + MINUTE)
    assert store.deliveries.posting(awake, NOON + MINUTE)
    assert store.deliveries.sent(frozen, Posted("D1", "1.1"), NOON + MINUTE)
    assert not store.deliveries.sent(awake, Posted("D1", "2.2"), NOON + MINUTE)
    found = store.deliveries.get(awake.id)
    assert found is not None
    assert found.ts == "1.1"


def test_finding_the_copy_that_was_recorded_is_no_second_copy(store: SqlStore) -> None:
    plan(store)
    claim = posted_message(store, "1.1")
    assert store.deliveries.sent(claim, Posted("D1", "1.1"), NOON + MINUTE)
    assert not store.deliveries.sent(claim, Posted("D1", "1.2"), NOON + MINUTE)
    assert not store.deliveries.sent(replace(claim, id="nothing"), Posted("D1", "1.1"), NOON)


def test_after_an_attempt_of_unknown_end_the_next_one_knows_since_when(store: SqlStore) -> None:
    planned = plan(store)
    claim = claimed_message(store)
    assert store.deliveries.posting(claim, NOON)
    store.deliveries.later(claim, NOON + 30 * SECOND, "timeout", surely_not_posted=False)
    assert state(store, planned) is SENDING
    assert store.deliveries.claim(NOON + 29 * SECOND, LEASE) is None
    second = claimed_message(store, NOON + 30 * SECOND)
    assert second.posting_since == NOON
    assert store.deliveries.posting(second, NOON + 31 * SECOND)
    store.deliveries.later(second, NOON + MINUTE, "ratelimited", surely_not_posted=True)
    third = claimed_message(store, NOON + MINUTE)
    assert third.posting_since == NOON
    assert store.deliveries.posting(third, NOON + MINUTE)
    assert claimed_message(store, NOON + 2 * MINUTE).posting_since == NOON


def test_after_a_sure_refusal_nothing_is_uncertain(store: SqlStore) -> None:
    planned = plan(store)
    claim = claimed_message(store)
    assert store.deliveries.posting(claim, NOON)
    store.deliveries.later(claim, NOON + MINUTE, "ratelimited", surely_not_posted=True)
    assert state(store, planned) is PLANNED
    second = claimed_message(store, NOON + MINUTE)
    assert (second.posting_since, second.attempts) == (None, 2)


def test_a_refused_form_is_replaced_by_a_plainer_one(store: SqlStore) -> None:
    plan(store)
    claim = claimed_message(store)
    assert store.deliveries.posting(claim, NOON)
    store.deliveries.replace(claim, Message("plain"), NOON, "invalid_blocks")
    again = claimed_message(store, NOON + SECOND)
    assert (again.message, again.posting_since) == (Message("plain"), None)


@pytest.mark.parametrize("end", [UNKNOWN, FAILED])
def test_a_message_given_up_is_not_tried_again(store: SqlStore, end: DeliveryState) -> None:
    planned = plan(store)
    claim = claimed_message(store)
    store.deliveries.give_up(claim, end, "is_archived", NOON)
    assert store.deliveries.get(planned) == DeliveryRecord(planned, end, "U1", "", None, "is_archived")
    assert store.deliveries.claim(NOON + HOUR, LEASE) is None
    assert store.deliveries.oldest_open() is None


def test_a_message_thought_lost_may_turn_out_to_be_there_but_a_failed_one_not(store: SqlStore) -> None:
    lost, failed = plan(store, "a", "U1"), plan(store, "b", "U2")
    claims = {claim.id: claim for claim in (claimed_message(store), claimed_message(store))}
    store.deliveries.give_up(claims[lost], UNKNOWN, "timeout", NOON)
    store.deliveries.give_up(claims[failed], FAILED, "is_archived", NOON)
    assert store.deliveries.sent(claims[lost], Posted("D1", "1.1"), NOON)
    assert state(store, lost) is SENT
    assert not store.deliveries.sent(claims[failed], Posted("D2", "1.1"), NOON)


def test_without_the_fence_nothing_is_changed(store: SqlStore) -> None:
    planned = plan(store)
    stale = claimed_message(store)
    held = claimed_message(store, NOON + MINUTE)
    store.deliveries.later(stale, NOON, "stale", surely_not_posted=True)
    store.deliveries.replace(stale, Message("stale"), NOON, "stale")
    store.deliveries.give_up(stale, FAILED, "stale", NOON)
    assert state(store, planned) is PLANNED
    assert store.deliveries.claim(NOON + MINUTE, LEASE) is None
    assert store.deliveries.posting(held, NOON + MINUTE)


def test_details_follow_in_the_thread_of_the_posted_briefing_in_their_order(store: SqlStore) -> None:
    reader = channel(store, "U7")
    digest = finished_digest(store, reader, (), ["briefing", "one", "two"])
    parent = claimed_message(store)
    assert (parent.message, parent.channel, parent.digest_id) == (Message("briefing"), "U7", digest)
    assert store.deliveries.claim(NOON + 10 * SECOND, LEASE) is None
    assert store.deliveries.sent(parent, Posted("D7", "1.1"), NOON + 10 * SECOND)
    assert store.deliveries.claim(NOON + 10 * SECOND, LEASE) is None
    one = claimed_message(store, NOON + 11 * SECOND)
    assert (one.message, one.channel, one.thread) == (Message("one"), "D7", "1.1")
    store.deliveries.later(one, NOON + MINUTE, "ratelimited", surely_not_posted=True)
    assert store.deliveries.claim(NOON + 30 * SECOND, LEASE) is None
    texts = [posted_message(store, f"{n}.0", NOON + MINUTE + n * SECOND, "D7").message.text for n in range(2)]
    assert texts == ["one", "two"]


@pytest.mark.parametrize("end", [UNKNOWN, FAILED])
def test_when_the_briefing_ends_unposted_its_thread_ends_with_it(store: SqlStore, end: DeliveryState) -> None:
    finished_digest(store, channel(store), (), ["briefing", "one", "two"])
    store.deliveries.give_up(claimed_message(store), end, "x", NOON)
    assert store.deliveries.oldest_open() is None
    assert store.deliveries.claim(NOON + HOUR, LEASE) is None


def test_replies_under_a_posted_briefing_are_found(store: SqlStore) -> None:
    digest = finished_digest(store, channel(store), (), ["briefing", "detail"])
    posted_message(store, "1.1", NOON, "C1")
    posted_message(store, "1.2", NOON + SECOND, "C1")
    found = store.discussions.find("T1", "C1", "1.1")
    assert found is not None
    assert found.digest_id == digest
    assert store.discussions.find("T1", "C1", "1.2") is None


def test_one_message_a_second_in_a_conversation_and_others_go_on(store: SqlStore) -> None:
    for number in range(2):
        plan(store, f"a{number}", "C1")
    plan(store, "b", "C2")
    assert [claimed_message(store).channel for _ in range(2)] == ["C1", "C2"]
    assert store.deliveries.claim(NOON + SECOND * 0.9, LEASE) is None
    assert claimed_message(store, NOON + SECOND).channel == "C1"


def test_the_second_counts_from_the_post_and_not_from_the_claim(store: SqlStore) -> None:
    plan(store, "a", "C1")
    slow = claimed_message(store)
    plan(store, "b", "C1")
    assert store.deliveries.posting(slow, NOON + 5 * SECOND)
    assert store.deliveries.claim(NOON + 5.5 * SECOND, LEASE) is None
    assert claimed_message(store, NOON + 6 * SECOND).channel == "C1"


def test_a_clock_set_back_does_not_silence_a_conversation(store: SqlStore) -> None:
    plan(store, "a", "C1")
    store.deliveries.give_up(claimed_message(store, NOON + HOUR), FAILED, "x", NOON + HOUR)
    plan(store, "b", "C1")
    assert claimed_message(store, NOON).channel == "C1"


def test_messages_of_one_thread_keep_their_order_and_threads_do_not_wait_for_each_other(store: SqlStore) -> None:
    for number in range(2):
        for thread in ("1.1", "2.2"):
            store.deliveries.plan(f"{thread}/{number}", "T1", f"C{thread}", Message(str(number)), NOON, thread)
    first = [claimed_message(store) for _ in range(2)]
    assert {(claim.thread, claim.message.text) for claim in first} == {("1.1", "0"), ("2.2", "0")}
    assert store.deliveries.claim(NOON + 10 * SECOND, LEASE) is None
    assert store.deliveries.sent(first[0], Posted("C", "3.3"), NOON)
    assert claimed_message(store, NOON + 10 * SECOND).message.text == "1"


def test_hostile_text_is_stored_as_text(store: SqlStore) -> None:
    block = {"type": "section", "text": "a\0\ud800", "fields": ["\0", 1, None, True, {"\0": "x"}]}
    plan(store, "k\0" * 2_000, "C\0", Message("é\0\udcff'); DROP TABLE delivery;--", (block,)))
    claim = claimed_message(store)
    assert claim.channel == "C"
    assert claim.message.text == "é\ufffd'); DROP TABLE delivery;--"
    assert claim.message.blocks == ({"type": "section", "text": "a\ufffd", "fields": ["", 1, None, True, {"": "x"}]},)
    assert store.deliveries.plan("k\0" * 2_000, "T1", "C", HELLO, NOON) is None
