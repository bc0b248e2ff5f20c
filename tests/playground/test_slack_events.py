"""An unmodified bolt app on the loopback Slack over Socket Mode: what it hears, and how it acknowledges."""

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import pytest
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from bot.playground.slack import Ack, LoopbackSlack, Terms
from tests.playground.slack_lab import ADA, BOT, GENERAL, GRACE, JOURNAL, disconnected, until

NOTED = (
    "app_mention",
    "app_home_opened",
    "app_uninstalled",
    "link_shared",
    "member_joined_channel",
    "member_left_channel",
    "reaction_added",
    "tokens_revoked",
)


@dataclass(slots=True)
class Heard:
    """What the bot heard: events with their retry headers, and the bodies of commands."""

    events: list[dict[str, Any]] = field(default_factory=list)
    bodies: list[dict[str, Any]] = field(default_factory=list)
    retries: list[str] = field(default_factory=list)

    def texts(self) -> list[str]:
        return [one.get("text", "") for one in self.events]

    def kinds(self) -> list[str]:
        return [f"{one['type']}/{one.get('subtype', '')}".rstrip("/") for one in self.events]


@dataclass(slots=True)
class Desk:
    """A bot that runs, and the Slack that it runs on."""

    slack: LoopbackSlack
    app: App
    heard: Heard


def listen(app: App, heard: Heard) -> None:
    @app.middleware
    def remember(request: Any, body: dict[str, Any], next: Callable[[], Any]) -> Any:  # noqa: A002
        heard.bodies.append(body)
        heard.retries += request.headers.get("x-slack-retry-num", [])
        return next()

    @app.command("/radar")
    def radar(ack: Any, command: Mapping[str, str]) -> None:
        words = command["text"].split(" ", 1)
        if words[0] == "public":
            ack(response_type="in_channel", text="for all")
        elif words[0] == "blocks":
            ack(text="with blocks", blocks=[{"type": "divider"}])
        elif words[0] == "wrong":
            ack(text="wrong", blocks=[{"type": "divider", "colour": "red"}])
        else:
            ack(f"You said {command['text']}" if command["text"] else "")

    @app.event("message")
    def message(event: dict[str, Any]) -> None:
        heard.events.append(event)

    def note(event: dict[str, Any]) -> None:
        heard.events.append(event)

    for kind in NOTED:
        app.event(kind)(note)


def connected(slack: LoopbackSlack, ping: float = 10) -> tuple[Desk, SocketModeHandler]:
    client = WebClient(slack.bot_token, base_url=slack.api_url, retry_handlers=[])
    app = App(client=client, listener_executor=ThreadPoolExecutor(16), raise_error_for_unhandled_request=False)
    heard = Heard()
    listen(app, heard)
    handler = SocketModeHandler(app, slack.app_token, ping_interval=ping)
    handler.connect()
    slack.wait_for_connection()
    return Desk(slack, app, heard), handler


@pytest.fixture(scope="module")
def running() -> Iterator[Desk]:
    with LoopbackSlack() as slack:
        desk, handler = connected(slack)
        yield desk
        disconnected(slack, handler)


@pytest.fixture
def impatient() -> Iterator[Desk]:
    """A running bot on a Slack that waits a tenth of a second for each acknowledgement."""
    with LoopbackSlack(terms=Terms(ack_seconds=0.1)) as slack:
        desk, handler = connected(slack)
        yield desk
        disconnected(slack, handler)


@pytest.fixture
def desk(running: Desk) -> Desk:
    """The running bot, with nothing heard so far."""
    running.heard.events.clear()
    running.heard.bodies.clear()
    running.heard.retries.clear()
    return running


def settled(desk: Desk, count: int) -> list[dict[str, Any]]:
    """The events, once the bot's listeners, which run after the acknowledgement, have noted so many."""
    until(lambda: len(desk.heard.events) >= count)
    return desk.heard.events


# -- commands --


def test_a_command_is_answered_by_its_acknowledgement(desk: Desk) -> None:
    ack = desk.slack.command("add graphs")
    assert ack.ok
    assert ack.body == {"text": "You said add graphs"}
    whispered = desk.slack.ephemerals(ADA)[-1]
    assert (whispered["text"], whispered["channel"]) == ("You said add graphs", desk.slack.channel(ADA))


def test_the_payload_of_a_command_is_made_of_strings(desk: Desk) -> None:
    desk.slack.command("  list  ", channel="general", user=GRACE)
    body = desk.heard.bodies[-1]
    assert all(isinstance(value, str) for value in body.values())
    assert (body["text"], body["channel_name"], body["user_name"]) == ("list", "general", "grace")
    assert body["is_enterprise_install"] == "false"
    desk.slack.command("list")
    assert desk.heard.bodies[-1]["channel_name"] == "directmessage"


def test_a_command_may_be_answered_for_all_or_with_blocks_or_not_at_all(desk: Desk) -> None:
    desk.slack.command("public", channel=JOURNAL)
    assert desk.slack.messages(JOURNAL)[-1]["text"] == "for all"
    desk.slack.command("blocks")
    assert desk.slack.ephemerals(ADA)[-1]["blocks"][0]["type"] == "divider"
    before = len(desk.slack.ephemerals(ADA))
    assert desk.slack.command("").ok
    assert len(desk.slack.ephemerals(ADA)) == before


def test_a_wrong_acknowledgement_is_refused_with_its_reason(desk: Desk) -> None:
    ack = desk.slack.command("wrong")
    assert "invalid_blocks" in ack.error
    assert "unknown field: colour" in ack.error
    assert "unknown field: colour" in desk.slack.warnings[-1]


def test_each_of_many_commands_at_once_gets_its_own_answer(desk: Desk) -> None:
    coming = [desk.slack.send_command(f"q{number}") for number in range(100)]
    assert [one.result().body for one in coming] == [{"text": f"You said q{number}"} for number in range(100)]


# -- events --


def test_what_a_person_types_arrives_escaped_and_linked(desk: Desk) -> None:
    desk.slack.say("is a < b & c > d? see https://arxiv.org/abs/2401.00001v2?x=1&y=2, arxiv.org/abs/1 <!channel>")
    event = settled(desk, 1)[0]
    assert event["text"] == (
        "is a &lt; b &amp; c &gt; d? see <https://arxiv.org/abs/2401.00001v2?x=1&amp;y=2>, "
        "<http://arxiv.org/abs/1|arxiv.org/abs/1> &lt;!channel&gt;"
    )
    assert (event["user"], event["channel_type"], event["event_ts"]) == (ADA, "im", event["ts"])
    assert event["blocks"][0]["type"] == "rich_text"


def test_a_mention_in_a_channel_arrives_as_two_events(desk: Desk) -> None:
    desk.slack.mention("what is new?", channel=JOURNAL, user=GRACE)
    events = settled(desk, 2)
    assert sorted(desk.heard.kinds()) == ["app_mention", "message"]
    assert {one["text"] for one in events} == {f"<@{BOT}> what is new?"}
    assert len({one["ts"] for one in events}) == 1
    ids = [body["event_id"] for body in desk.heard.bodies]
    assert len(set(ids)) == 2


def test_at_and_a_name_is_a_mention_too(desk: Desk) -> None:
    desk.slack.say("@radar hello, mail me at a@radar or @nobody", channel=JOURNAL)
    settled(desk, 2)
    assert desk.heard.texts()[0] == f"<@{BOT}> hello, mail me at a@radar or @nobody"


def test_a_mention_in_a_dm_arrives_once(desk: Desk) -> None:
    desk.slack.say("@radar hello")
    settled(desk, 1)
    assert desk.heard.kinds() == ["message"]


def test_the_bot_hears_nothing_of_channels_it_has_not_joined(desk: Desk) -> None:
    desk.slack.mention("hello?", channel=GENERAL)
    assert desk.heard.bodies == []


def test_a_reply_names_its_thread(desk: Desk) -> None:
    parent = desk.slack.say("parent", channel=JOURNAL)
    reply = desk.slack.say("reply", channel=JOURNAL, thread_ts=parent["ts"])
    again = desk.slack.say("again", channel=JOURNAL, thread_ts=reply["ts"])
    assert again["thread_ts"] == parent["ts"]
    assert {one.get("thread_ts") for one in settled(desk, 3)} == {None, parent["ts"]}
    with pytest.raises(ValueError, match="not there any more"):
        desk.slack.say("reply", channel=JOURNAL, thread_ts="1.000001")


def test_edits_and_deletions_arrive_with_what_was_before(desk: Desk) -> None:
    message = desk.slack.say("first", channel=JOURNAL)
    desk.slack.edit(message, "second", channel=JOURNAL)
    desk.slack.delete(message, channel=JOURNAL)
    settled(desk, 3)
    assert desk.heard.kinds() == ["message", "message/message_changed", "message/message_deleted"]
    changed, deleted = desk.heard.events[1:]
    assert (changed["message"]["text"], changed["previous_message"]["text"]) == ("second", "first")
    assert deleted["deleted_ts"] == message["ts"]


def test_the_bots_own_messages_come_back_with_its_bot_id(desk: Desk) -> None:
    desk.app.client.chat_postMessage(channel=JOURNAL, text="mine", metadata={"event_type": "a", "event_payload": {}})
    ack = desk.slack.wait_for(lambda: next((one for one in desk.slack.acks if said(one) == "mine"), None))
    assert ack.ok
    assert ack.payload is not None
    assert ack.payload["event"]["bot_id"] == desk.slack.workspace.bot_id
    assert "metadata" not in ack.payload["event"]
    assert desk.heard.events == [], "bolt keeps a bot's own messages from it"


def said(ack: Ack) -> str:
    return str((ack.payload or {}).get("event", {}).get("text"))


def test_reactions_memberships_and_the_home_tab_are_told(desk: Desk) -> None:
    message = desk.slack.say("text", channel=JOURNAL)
    desk.slack.react("eyes", message, channel=JOURNAL)
    desk.slack.invite_bot(GENERAL)
    desk.slack.remove_bot(GENERAL)
    assert desk.slack.acks[-1].ok
    desk.slack.open_home()
    desk.slack.open_messages()
    settled(desk, 6)
    assert sorted(desk.heard.kinds()) == [
        "app_home_opened",
        "app_home_opened",
        "member_joined_channel",
        "member_left_channel",
        "message",
        "reaction_added",
    ]
    assert [one["tab"] for one in desk.heard.events if one["type"] == "app_home_opened"] == ["home", "messages"]


def test_an_event_carries_its_authorizations(desk: Desk) -> None:
    desk.slack.say("text")
    body = desk.heard.bodies[-1]
    assert body["authorizations"][0] == {
        "enterprise_id": None,
        "team_id": desk.slack.workspace.team_id,
        "user_id": BOT,
        "is_bot": True,
        "is_enterprise_install": False,
    }
    assert body["event_context"]
    assert isinstance(body["event_time"], int)


def test_a_raw_event_keeps_its_id_and_its_retry_headers(desk: Desk) -> None:
    event = {"type": "app_mention", "user": ADA, "text": "q", "ts": "1.000001", "channel": JOURNAL}
    for retry in range(3):
        assert desk.slack.deliver_event(event, event_id="Ev1", retry_num=retry, retry_reason="timeout").ok
    assert [body["event_id"] for body in desk.heard.bodies] == ["Ev1"] * 3
    assert desk.heard.retries == ["0", "1", "2"]


def test_an_event_that_nobody_handles_comes_once_more_and_is_noted(impatient: Desk) -> None:
    desk = impatient
    ack = desk.slack.deliver_event({"type": "channel_rename", "channel": {"id": JOURNAL}})
    assert (ack.attempts, ack.error) == (2, "no acknowledgement within 0.1 s")
    assert desk.heard.retries == ["0", "1"]
    first, second = desk.slack.acks[-2:]
    assert (first.attempts, second.attempts) == (1, 2)
