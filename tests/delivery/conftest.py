"""A loopback Slack with faults to order, and the delivery that posts to it."""

from collections.abc import Iterator

import pytest
from slack_sdk import WebClient

from bot.delivery.slack import SlackDelivery
from bot.playground.slack import Faults, LoopbackSlack


@pytest.fixture(scope="module")
def faults() -> Faults:
    """What goes wrong next."""
    return Faults()


@pytest.fixture(scope="module")
def slack(faults: Faults) -> Iterator[LoopbackSlack]:
    """A Slack of this machine."""
    with LoopbackSlack(faults=faults) as running:
        yield running


@pytest.fixture
def delivery(slack: LoopbackSlack, faults: Faults) -> Iterator[SlackDelivery]:
    """The delivery; whatever a test ordered to go wrong must have gone wrong."""
    faults.clear()
    yield SlackDelivery(WebClient(slack.bot_token, base_url=slack.api_url), timeout=1)
    assert faults.left() == []
    faults.clear()
