"""Faults to order: what the official client sees when the line to Slack is bad, and what was done all the same."""

import threading
from collections.abc import Iterator, Mapping
from http.client import RemoteDisconnected
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_handlers import ConnectionErrorRetryHandler, ServerErrorRetryHandler

from bot.playground.slack import Fault, LoopbackSlack

ADA, JOURNAL = "U0ADA00001", "C0JOURNAL1"
POST = "chat.postMessage"


@pytest.fixture
def slack() -> Iterator[LoopbackSlack]:
    with LoopbackSlack() as slack:
        yield slack


def client_of(slack: LoopbackSlack, *, timeout: float = 30, handlers: Any = ()) -> WebClient:
    return WebClient(
        slack.bot_token,
        base_url=slack.api_url,
        retry_handlers=list(handlers),
        timeout=timeout,  # type: ignore[arg-type]
    )


def post(slack: LoopbackSlack, **more: Any) -> Any:
    return client_of(slack, **more).chat_postMessage(channel=JOURNAL, text="text")


def test_a_rate_limit_says_how_long_to_wait(slack: LoopbackSlack) -> None:
    slack.faults.add(POST, Fault.rate_limited(retry_after=2))
    with pytest.raises(SlackApiError) as refused:
        post(slack)
    assert refused.value.response.status_code == 429
    assert refused.value.response.headers["Retry-After"] == "2"
    assert slack.posts() == []
    assert slack.calls(POST)[-1].error == "http_429"
    assert post(slack)["ok"]


def test_a_server_error_is_a_page_of_html(slack: LoopbackSlack) -> None:
    slack.faults.add(POST, Fault.server_error(502))
    with pytest.raises(SlackApiError, match="non-JSON"):
        post(slack)
    assert slack.posts() == []


def test_an_error_code_of_choice(slack: LoopbackSlack) -> None:
    slack.faults.add(POST, Fault.error("fatal_error"), Fault.error("internal_error", accepted=True))
    with pytest.raises(SlackApiError, match="fatal_error"):
        post(slack)
    assert slack.posts() == []
    with pytest.raises(SlackApiError, match="internal_error"):
        post(slack)
    assert len(slack.posts()) == 1


def test_a_dropped_call_is_not_carried_out(slack: LoopbackSlack) -> None:
    slack.faults.add(POST, Fault.dropped())
    with pytest.raises(RemoteDisconnected):
        post(slack)
    assert slack.posts() == []


def test_an_accepted_call_stays_when_its_reply_is_lost(slack: LoopbackSlack) -> None:
    slack.faults.add(POST, Fault.accepted_then_dropped())
    with pytest.raises(RemoteDisconnected):
        post(slack)
    assert [one["text"] for one in slack.messages(JOURNAL)] == ["text"]
    assert [one.method for one in slack.posts()] == [POST]


@pytest.mark.parametrize(
    ("fault", "handler"),
    [
        (Fault.accepted_then_dropped(), ConnectionErrorRetryHandler()),
        (Fault.server_error(500, accepted=True), ServerErrorRetryHandler()),
    ],
)
def test_a_client_that_tries_again_posts_twice(slack: LoopbackSlack, fault: Fault, handler: Any) -> None:
    slack.faults.add(POST, fault)
    handler.interval_calculator = _Now()
    assert post(slack, handlers=[handler])["ok"]
    assert len(slack.posts(POST)) == 2


class _Now:
    """No waiting between two attempts."""

    def calculate_sleep_duration(self, current_attempt: int) -> float:
        return 0.0


def test_a_reply_after_the_time_out_leaves_the_post(slack: LoopbackSlack) -> None:
    gate = threading.Event()
    slack.faults.add(POST, Fault.accepted_then_delayed(until=gate))
    with pytest.raises(TimeoutError):
        post(slack, timeout=0.1)
    gate.set()
    assert len(slack.posts()) == 1


def test_a_call_may_be_accepted_after_the_client_gave_up(slack: LoopbackSlack) -> None:
    gate = threading.Event()
    slack.faults.add(POST, Fault.delayed(until=gate))
    with pytest.raises(TimeoutError):
        post(slack, timeout=0.1)
    assert slack.posts() == []
    gate.set()
    assert slack.wait_for_post("text").channel == JOURNAL


def test_a_delay_alone_only_takes_time(slack: LoopbackSlack) -> None:
    slack.faults.add(POST, Fault.delayed(0.01), Fault.accepted_then_delayed(0.01))
    assert post(slack)["ok"]
    assert post(slack)["ok"]


def test_the_nth_call_of_a_method_may_fail(slack: LoopbackSlack) -> None:
    slack.faults.nth(POST, 3, Fault.error("fatal_error"))
    client_of(slack).auth_test()
    post(slack)
    post(slack)
    with pytest.raises(SlackApiError, match="fatal_error"):
        post(slack)
    assert slack.faults.left() == []


def test_faults_may_be_kept_to_one_channel(slack: LoopbackSlack) -> None:
    slack.faults.add(POST, Fault.rate_limited(), channel=ADA)
    assert post(slack)["ok"]
    assert len(slack.faults.left()) == 1
    with pytest.raises(SlackApiError, match="ratelimited"):
        client_of(slack).chat_postMessage(channel=ADA, text="text")


def test_a_fault_may_last_until_it_is_cleared(slack: LoopbackSlack) -> None:
    slack.faults.always("*", Fault.error("token_revoked"))
    for _ in range(2):
        with pytest.raises(SlackApiError, match="token_revoked"):
            client_of(slack).auth_test()
    slack.faults.clear()
    assert client_of(slack).auth_test()["ok"]


def test_any_function_may_plan_the_faults() -> None:
    def plan(method: str, arguments: Mapping[str, Any]) -> Fault | None:
        return Fault.error("fatal_error") if arguments.get("text") == "unlucky" else None

    with LoopbackSlack(faults=plan) as slack:
        assert post(slack)["ok"]
        with pytest.raises(SlackApiError, match="fatal_error"):
            client_of(slack).chat_postMessage(channel=JOURNAL, text="unlucky")


def test_stopping_does_not_wait_for_a_call_that_is_held_up() -> None:
    slack = LoopbackSlack()
    slack.start()
    slack.faults.add(POST, Fault.delayed(60))
    failed: list[str] = []

    def give_up() -> None:
        try:
            post(slack)
        except (OSError, SlackApiError) as broken:
            failed.append(type(broken).__name__)

    thread = threading.Thread(target=give_up)
    thread.start()
    while slack.faults.left():
        thread.join(0.001)
    slack.stop()
    thread.join(10)
    assert not thread.is_alive()
    assert failed
