"""Posting to a strict Slack that fails in every way Slack fails."""

import logging
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from slack_sdk import WebClient

from bot.blocks import plain
from bot.briefing import Briefing
from bot.delivery.slack import SlackDelivery, refusal, waiting
from bot.discussion import Answer
from bot.playground.slack import Fault, Faults, LoopbackSlack
from bot.ports.delivery import Address, DeliveryFailure, Refusal
from bot.ports.model import AnswerStatus
from tests.blocks.papers_made import claim, made_briefing, made_digest, made_item, made_paper
from tests.blocks.test_hostile import KNOWN, everywhere

CLUB = "journal-club"


@pytest.fixture
def place(slack: LoopbackSlack) -> Address:
    """A channel the bot is in."""
    return Address(slack.workspace.team_id, slack.channel(CLUB))


def since() -> datetime:
    """A little while ago."""
    return datetime.now(UTC) - timedelta(minutes=1)


def test_a_briefing_is_accepted_and_its_thread_follows_it(
    slack: LoopbackSlack, delivery: SlackDelivery, place: Address
) -> None:
    digest = made_digest([made_item(n) for n in range(1, 6)], [made_item(0, made_paper(n)) for n in range(6, 90)])
    parent, *thread = delivery.render(digest, made_briefing())
    posted = delivery.post(place, parent, "d-1")
    for number, message in enumerate(thread):
        delivery.post(Address(place.team, posted.channel, posted.ts), message, f"d-1-{number}")
    assert len(slack.messages(CLUB, thread_ts=posted.ts)) == 1 + len(thread)
    assert slack.warnings == []


def test_whatever_others_write_a_strict_slack_accepts_it(
    slack: LoopbackSlack, delivery: SlackDelivery, place: Address
) -> None:
    for number, text in enumerate((KNOWN[0], KNOWN[2], KNOWN[11], KNOWN[16], KNOWN[19], "")):
        for part, message in enumerate(everywhere(text)):
            delivery.post(place, message, f"hostile-{number}-{part}")
    assert slack.warnings == []


def test_a_long_briefing_and_a_long_answer_are_accepted(delivery: SlackDelivery, place: Address) -> None:
    items = [
        made_item(n, made_paper(n, title="A rather long title " * 12, abstract="It is so. " * 600))
        for n in range(1, 11)
    ]
    lines = {n: claim("It says a lot. " * 40, (n, 1)) for n in range(1, 11)}
    said = tuple(claim("It says a lot. " * 100, (1, n)) for n in range(9))
    messages = [
        *delivery.render(made_digest(items, items * 20), made_briefing(lines=lines)),
        *delivery.render(made_digest([]), Briefing(None)),
        *delivery.render_answer(Answer(AnswerStatus.PARTLY, said, {1: "A title"}, "Only the abstract is available.")),
    ]
    for number, message in enumerate(messages):
        delivery.post(place, message, f"long-{number}")


def test_a_message_is_found_again_by_its_mark_alone(
    slack: LoopbackSlack, delivery: SlackDelivery, place: Address
) -> None:
    posted = delivery.post(place, plain("Here."), "mark-1")
    reply = delivery.post(Address(place.team, place.channel, posted.ts), plain("There."), "mark-2")
    assert delivery.find(place, "mark-1", since()) == posted
    assert delivery.find(Address(place.team, place.channel, posted.ts), "mark-2", since()) == reply
    assert delivery.find(place, "mark-3", since()) is None
    assert delivery.find(place, "mark-1", datetime.now(UTC) + timedelta(minutes=5)) is None


def test_a_direct_message_is_found_by_the_persons_id(slack: LoopbackSlack, delivery: SlackDelivery) -> None:
    to_ada = Address(slack.workspace.team_id, slack.workspace.me)
    posted = delivery.post(to_ada, plain("For you."), "dm-1")
    assert posted.channel.startswith("D")
    assert delivery.find(to_ada, "dm-1", since()) == posted


def test_nothing_unfurls_and_the_mark_holds_an_opaque_id(
    slack: LoopbackSlack, delivery: SlackDelivery, place: Address
) -> None:
    delivery.post(place, plain("Quiet."), "opaque-1")
    sent = slack.calls("chat.postMessage")[-1].arguments
    assert (sent["unfurl_links"], sent["unfurl_media"]) == (False, False)
    assert sent["metadata"] == {"event_type": "radar_delivery", "event_payload": {"id": "opaque-1"}}


@pytest.mark.parametrize(
    "fault",
    [Fault.accepted_then_dropped(), Fault.server_error(accepted=True), Fault.error("fatal_error", accepted=True)],
    ids=["dropped", "http 500", "fatal_error"],
)
def test_a_lost_reply_is_uncertain_posts_once_and_is_found(
    slack: LoopbackSlack,
    delivery: SlackDelivery,
    faults: Faults,
    place: Address,
    fault: Fault,
    request: pytest.FixtureRequest,
) -> None:
    name = f"lost-{request.node.callspec.id.replace('_', ' ')}"
    faults.add("chat.postMessage", fault)
    with pytest.raises(DeliveryFailure) as failed:
        delivery.post(place, plain(name), name)
    assert failed.value.refusal is Refusal.UNKNOWN
    found = delivery.find(place, name, since())
    assert found is not None
    assert sum((post.message or {}).get("text") == name for post in slack.posts("chat.postMessage")) == 1


def test_a_reply_that_does_not_come_in_time_is_uncertain(
    slack: LoopbackSlack, delivery: SlackDelivery, faults: Faults, place: Address
) -> None:
    over = threading.Event()
    faults.add("chat.postMessage", Fault.accepted_then_delayed(until=over))
    with pytest.raises(DeliveryFailure) as failed:
        delivery.post(place, plain("late"), "late-1")
    over.set()
    assert failed.value.refusal is Refusal.UNKNOWN
    assert delivery.find(place, "late-1", since()) is not None


def test_too_many_requests_wait_as_long_as_slack_asks(delivery: SlackDelivery, faults: Faults, place: Address) -> None:
    faults.add("chat.postMessage", Fault.rate_limited(7), Fault.rate_limited(90_000), Fault.rate_limited("soon"))
    waits = []
    for _ in range(3):
        with pytest.raises(DeliveryFailure) as failed:
            delivery.post(place, plain("x"), "pace-1")
        assert failed.value.refusal is Refusal.LATER
        waits.append(failed.value.retry_after)
    assert waits == [timedelta(seconds=7), timedelta(hours=1), timedelta(seconds=30)]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("msg_too_long", Refusal.CONTENT),
        ("invalid_blocks", Refusal.CONTENT),
        ("msg_blocks_too_long", Refusal.CONTENT),
        ("thread_not_found", Refusal.CONTENT),
        ("not_in_channel", Refusal.PLACE),
        ("channel_not_found", Refusal.PLACE),
        ("is_archived", Refusal.PLACE),
        ("restricted_action", Refusal.PLACE),
        ("user_disabled", Refusal.PLACE),
        ("never_heard_of", Refusal.PLACE),
        ("token_revoked", Refusal.REVOKED),
        ("account_inactive", Refusal.REVOKED),
        ("invalid_auth", Refusal.REVOKED),
        ("internal_error", Refusal.UNKNOWN),
        ("request_timeout", Refusal.UNKNOWN),
        ("service_unavailable", Refusal.UNKNOWN),
        ("ratelimited", Refusal.LATER),
    ],
)
def test_each_error_code_leads_to_what_follows_from_it(
    delivery: SlackDelivery, faults: Faults, place: Address, code: str, expected: Refusal
) -> None:
    faults.add("chat.postMessage", Fault.error(code))
    with pytest.raises(DeliveryFailure) as failed:
        delivery.post(place, plain("x"), "code-1")
    assert (failed.value.refusal, failed.value.code) == (expected, code)
    assert refusal(code) is expected


def test_places_that_are_closed_to_us_are_told_by_the_real_thing(slack: LoopbackSlack, delivery: SlackDelivery) -> None:
    for channel in ("C0NOWHERE", slack.channel("general")):
        with pytest.raises(DeliveryFailure) as failed:
            delivery.post(Address(slack.workspace.team_id, channel), plain("x"), "closed-1")
        assert failed.value.refusal is Refusal.PLACE


@pytest.mark.parametrize("body", ["<html>", "[]", "null", '{"ok":true}', ""])
def test_a_reply_that_cannot_be_read_is_uncertain(
    delivery: SlackDelivery, faults: Faults, place: Address, body: str
) -> None:
    faults.add("chat.postMessage", Fault(when="after", status=200, body=body))
    with pytest.raises(DeliveryFailure) as failed:
        delivery.post(place, plain("x"), "odd-1")
    assert failed.value.refusal is Refusal.UNKNOWN


def test_where_nobody_listens_nothing_was_posted() -> None:
    nobody = SlackDelivery(WebClient("xoxb-x", base_url="http://127.0.0.1:1/api/"), timeout=1)
    with pytest.raises(DeliveryFailure) as failed:
        nobody.post(Address("T1", "C1"), plain("x"), "nobody-1")
    assert failed.value.refusal is Refusal.LATER


def test_our_second_copy_is_taken_back_once_and_for_all(
    slack: LoopbackSlack, delivery: SlackDelivery, place: Address
) -> None:
    posted = delivery.post(place, plain("twice"), "copy-1")
    delivery.retract(posted, place.team)
    delivery.retract(posted, place.team)
    assert delivery.find(place, "copy-1", since()) is None


def test_a_history_that_cannot_be_read_is_not_an_empty_one(
    delivery: SlackDelivery, faults: Faults, place: Address
) -> None:
    faults.add("conversations.history", Fault.error("missing_scope"))
    with pytest.raises(DeliveryFailure):
        delivery.find(place, "mark-1", since())


def test_a_zone_comes_from_the_profile_or_is_unknown(
    slack: LoopbackSlack, delivery: SlackDelivery, faults: Faults
) -> None:
    team, ada = slack.workspace.team_id, slack.workspace.me
    assert delivery.zone_of(team, ada) == "Europe/Berlin"
    assert delivery.zone_of(team, "U0NOBODY") == ""
    faults.add("users.info", Fault.server_error())
    assert delivery.zone_of(team, ada) == ""


def test_logs_hold_neither_texts_nor_tokens(
    slack: LoopbackSlack, delivery: SlackDelivery, faults: Faults, place: Address, caplog: pytest.LogCaptureFixture
) -> None:
    faults.add("chat.postMessage", Fault.dropped(), Fault.server_error(), Fault.error("invalid_auth"))
    with caplog.at_level(logging.INFO):
        for _ in range(3):
            with pytest.raises(DeliveryFailure):
                delivery.post(place, plain("a private matter"), "log-1")
    assert "private" not in caplog.text
    assert slack.bot_token not in caplog.text


@pytest.mark.parametrize(
    ("asked", "seconds"),
    [("3", 3), ("0", 1), ("-5", 30), ("", 30), ("nan", 30), ("99999999999999999999", 3600), ("٣", 30)],
)
def test_odd_waits_are_put_into_bounds(asked: str, seconds: int) -> None:
    assert waiting(asked) == timedelta(seconds=seconds)


def test_a_wait_until_a_date_counts_from_the_date_of_the_answer() -> None:
    answered, until = "Fri, 12 Jun 2026 07:00:00 GMT", "Fri, 12 Jun 2026 07:02:00 GMT"
    assert waiting(until, answered) == timedelta(minutes=2)
    assert waiting(answered, until) == timedelta(seconds=1)
    assert waiting(until, "") == timedelta(seconds=30)


def test_only_this_module_writes_messages() -> None:
    bot = Path(__file__).parents[2] / "bot"
    writers = [
        path.relative_to(bot).as_posix()
        for path in bot.rglob("*.py")
        if "playground" not in path.parts
        and any(word in path.read_text("utf-8") for word in ("chat_post", "chat.post"))
    ]
    assert writers == ["delivery/slack.py"]
