"""The sockets themselves: refreshed, broken, crowded, talked to by hand; and what the manifest lets through."""

import asyncio
import json
import threading
from typing import Any

import pytest
import websockets
from slack_sdk import WebClient

from bot.playground.slack import LoopbackSlack, Terms
from tests.playground.slack_lab import (
    GENERAL,
    JOURNAL,
    by_hand,
    disconnected,
)
from tests.playground.test_slack_events import connected, settled

# -- what the manifest asks for --


def test_only_the_events_of_the_manifest_are_delivered() -> None:
    manifest = {
        "features": {"slash_commands": [{"command": "/radar"}], "unfurl_domains": ["arxiv.org"]},
        "settings": {"event_subscriptions": {"bot_events": ["message.im", "link_shared"]}},
    }
    with LoopbackSlack(manifest=manifest) as slack:
        desk, handler = connected(slack)
        slack.mention("hello", channel=JOURNAL)
        assert desk.heard.bodies == []
        slack.say("hello")
        slack.say("read export.arxiv.org/abs/1 and https://notarxiv.org/x", channel=GENERAL)
        settled(desk, 2)
        assert desk.heard.kinds() == ["message", "link_shared"]
        assert desk.heard.events[1]["links"] == [{"url": "http://export.arxiv.org/abs/1", "domain": "arxiv.org"}]
        with pytest.raises(ValueError, match="/other is not a command of this app"):
            slack.command(command="/other")
        assert slack.open_home().error == "the app does not listen to app_home_opened"
        disconnected(slack, handler)


def test_an_uninstalled_app_is_told_and_may_do_nothing_more() -> None:
    with LoopbackSlack() as slack:
        desk, handler = connected(slack)
        slack.uninstall()
        assert [body["event"]["type"] for body in desk.heard.bodies] == ["tokens_revoked", "app_uninstalled"]
        with pytest.raises(Exception, match="account_inactive"):
            desk.app.client.auth_test()
        disconnected(slack, handler)


# -- connections --


def test_the_bot_comes_back_after_a_refresh() -> None:
    with LoopbackSlack() as slack:
        _, handler = connected(slack)
        slack.refresh_connections()
        assert slack.command("at once").ok
        assert slack.connections == 1
        disconnected(slack, handler)


def test_the_bot_comes_back_after_a_broken_connection() -> None:
    with LoopbackSlack() as slack:
        _, handler = connected(slack, ping=0.1)
        slack.drop_connections()
        slack.wait_for(lambda: slack.connections == 0)
        assert slack.command("kept until somebody connects").ok
        disconnected(slack, handler)


def test_each_envelope_goes_to_one_of_several_connections() -> None:
    with LoopbackSlack() as slack:
        first, one = connected(slack)
        second, other = connected(slack)
        slack.wait_for_connection(2)
        acks = [slack.send_command(str(number)) for number in range(40)]
        assert all(ack.result().ok for ack in acks)
        assert len(first.heard.bodies) + len(second.heard.bodies) == 40
        assert first.heard.bodies
        assert second.heard.bodies
        disconnected(slack, one)
        disconnected(slack, other)


def test_a_command_without_any_connection_says_so() -> None:
    with LoopbackSlack(terms=Terms(ack_seconds=0.05)) as slack:
        assert slack.command("anybody?").error == "the bot is not connected"


def test_a_command_without_acknowledgement_fails_after_its_time() -> None:
    with LoopbackSlack(terms=Terms(ack_seconds=0.1)) as slack:
        failed = threading.Event()

        async def ignore(socket: "websockets.ClientConnection") -> None:
            envelope = json.loads(await socket.recv())
            assert await asyncio.to_thread(failed.wait, 10)
            await socket.send(json.dumps({"envelope_id": envelope["envelope_id"]}))

        thread = by_hand(slack, ignore)
        ack = slack.command("add graphs")
        assert (ack.error, ack.attempts) == ("no acknowledgement within 0.1 s", 1)
        assert ack.seconds >= 0.1
        failed.set()
        thread.join()
        slack.wait_for(lambda: slack.warnings)
        assert slack.warnings[0].startswith("late acknowledgement")


def test_a_broken_connection_sends_the_event_to_the_next_one() -> None:
    with LoopbackSlack() as slack:
        seen: list[dict[str, Any]] = []

        async def hang_up(socket: "websockets.ClientConnection") -> None:
            seen.append(json.loads(await socket.recv()))

        async def answer(socket: "websockets.ClientConnection") -> None:
            seen.append(json.loads(await socket.recv()))
            await socket.send(json.dumps({"envelope_id": seen[-1]["envelope_id"]}))

        first = by_hand(slack, hang_up)
        coming = slack.send_event({"type": "message", "text": "t"}, event_id="Ev7")
        first.join()
        second = by_hand(slack, answer)
        ack = coming.result()
        second.join()
        assert (ack.ok, ack.attempts) == (True, 2)
        assert [one["payload"]["event_id"] for one in seen] == ["Ev7", "Ev7"]
        assert [one["retry_attempt"] for one in seen] == [0, 1]
        assert seen[0]["envelope_id"] != seen[1]["envelope_id"]


def test_frames_that_slack_would_not_understand_are_noted() -> None:
    with LoopbackSlack() as slack:

        async def babble(socket: "websockets.ClientConnection") -> None:
            envelope = json.loads(await socket.recv())
            await socket.send("{oops")
            await socket.send(json.dumps({"envelope_id": "unknown"}))
            await socket.send(json.dumps({"envelope_id": envelope["envelope_id"], "payload": {"text": "hm"}}))
            await socket.send(json.dumps({"envelope_id": envelope["envelope_id"]}))

        thread = by_hand(slack, babble)
        assert slack.deliver_event({"type": "message", "text": "t"}).ok
        thread.join()
        slack.wait_for(lambda: len(slack.warnings) == 4)
        frame, unknown, payload, repeated = slack.warnings
        assert "not an acknowledgement" in frame
        assert "unknown or repeated" in unknown
        assert "with a payload" in payload
        assert "unknown or repeated" in repeated


def test_a_ticket_opens_one_connection() -> None:
    with LoopbackSlack() as slack:
        address = WebClient(base_url=slack.api_url).apps_connections_open(app_token=slack.app_token)["url"]

        async def twice() -> None:
            async with websockets.connect(address, proxy=None):
                with pytest.raises(websockets.InvalidStatus):
                    await websockets.connect(address, proxy=None)

        asyncio.run(twice())


def test_an_eleventh_connection_is_sent_away() -> None:
    with LoopbackSlack() as slack:
        client = WebClient(base_url=slack.api_url)

        async def crowd() -> str:
            sockets = []
            for _ in range(11):
                address = client.apps_connections_open(app_token=slack.app_token)["url"]
                sockets.append(await websockets.connect(address, proxy=None))
            last = json.loads(await sockets[-1].recv())
            await asyncio.gather(*(socket.close() for socket in sockets))
            return str(last["reason"])

        assert asyncio.run(crowd()) == "too_many_websockets"
