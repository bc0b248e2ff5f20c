"""Reading back: history, threads, conversations and people."""

from datetime import UTC, datetime
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.playground.slack import LoopbackSlack, User
from tests.playground.slack_lab import ADA, BOT, GENERAL, GRACE, JOURNAL, METADATA, Clock


def test_history_is_read_newest_first_page_by_page(client: WebClient) -> None:
    sent = [client.chat_postMessage(channel=JOURNAL, text=f"m{number}")["ts"] for number in range(5)]
    seen: list[str] = []
    cursor = ""
    for expected in (2, 2, 1):
        page = client.conversations_history(channel=JOURNAL, limit=2, cursor=cursor or None)
        cursor = page["response_metadata"]["next_cursor"]
        assert len(page["messages"]) == expected
        assert page["has_more"] == bool(cursor)
        seen += [one["ts"] for one in page["messages"]]
    assert seen == sent[::-1]


def test_the_client_walks_through_pages_by_itself(client: WebClient) -> None:
    for number in range(5):
        client.chat_postMessage(channel=JOURNAL, text=f"m{number}")
    pages = client.conversations_history(channel=JOURNAL, limit=2)
    assert [len(page["messages"]) for page in pages] == [2, 2, 1]


def test_history_is_cut_at_its_bounds(client: WebClient) -> None:
    a, b, c = [client.chat_postMessage(channel=JOURNAL, text=name)["ts"] for name in "abc"]

    def read(**bounds: Any) -> str:
        messages = client.conversations_history(channel=JOURNAL, **bounds)["messages"]
        return "".join(one["text"] for one in messages)

    assert read(oldest=a) == "cb"
    assert read(oldest=a, inclusive=True) == "cba"
    assert read(latest=c) == "ba"
    assert read(oldest=b, latest=b, inclusive=True) == "b"
    assert read(oldest="1783328400") == "cb"
    with pytest.raises(SlackApiError, match="invalid_ts_oldest"):
        read(oldest="yesterday")
    with pytest.raises(SlackApiError, match="invalid_cursor"):
        read(cursor="nonsense")
    with pytest.raises(SlackApiError, match="invalid_limit"):
        read(limit=5000)


def test_metadata_is_shown_to_those_who_ask(client: WebClient) -> None:
    parent = client.chat_postMessage(channel=JOURNAL, text="text", metadata=METADATA)["ts"]
    client.chat_postMessage(channel=JOURNAL, text="reply", thread_ts=parent, metadata=METADATA)
    for asked in (None, True):
        front = client.conversations_history(channel=JOURNAL, include_all_metadata=asked)["messages"]
        thread = client.conversations_replies(channel=JOURNAL, ts=parent, include_all_metadata=asked)["messages"]
        assert [one.get("metadata") for one in [*front, *thread]] == [METADATA if asked else None] * 3


def test_replies_come_with_their_parent_oldest_first(client: WebClient) -> None:
    parent = client.chat_postMessage(channel=JOURNAL, text="p")["ts"]
    a, b = [client.chat_postMessage(channel=JOURNAL, text=name, thread_ts=parent)["ts"] for name in "ab"]

    def read(**more: Any) -> str:
        messages = client.conversations_replies(channel=JOURNAL, **{"ts": parent, **more})["messages"]
        return "".join(one["text"] for one in messages)

    assert read() == "pab"
    assert read(ts=b) == "pab"
    assert read(oldest=a) == "pb"
    assert read(limit=1) == "pa"
    with pytest.raises(SlackApiError, match="thread_not_found"):
        read(ts="1.000001")


def test_the_bot_reads_only_where_it_is(client: WebClient) -> None:
    with pytest.raises(SlackApiError, match="not_in_channel"):
        client.conversations_history(channel=GENERAL)
    with pytest.raises(SlackApiError, match="channel_not_found"):
        client.conversations_history(channel="C0NOWHERE1")


def test_conversations_are_described_and_listed(slack: LoopbackSlack, client: WebClient) -> None:
    journal = client.conversations_info(channel=JOURNAL, include_num_members=True)["channel"]
    assert (journal["name"], journal["is_member"], journal["num_members"]) == ("journal-club", True, 3)
    dm = client.conversations_info(channel=slack.channel(ADA))["channel"]
    assert (dm["is_im"], dm["user"]) == (True, ADA)
    names = [one["name"] for one in client.conversations_list()["channels"]]
    assert names == ["general", "journal-club"]
    assert [one["id"] for one in client.conversations_list(types="im")["channels"]] == [slack.channel(ADA)]
    assert [one["id"] for one in client.users_conversations()["channels"]] == [JOURNAL]
    assert client.conversations_members(channel=JOURNAL)["members"] == [ADA, GRACE, BOT]
    with pytest.raises(SlackApiError, match="invalid_types"):
        client.conversations_list(types="everything")


def test_opening_a_dm_answers_its_id(slack: LoopbackSlack, client: WebClient) -> None:
    assert client.conversations_open(users=[GRACE])["channel"] == {"id": slack.channel(GRACE)}
    assert client.conversations_open(users=GRACE, return_im=True)["channel"]["user"] == GRACE
    with pytest.raises(SlackApiError, match="user_not_found"):
        client.conversations_open(users="U0NOBODY01")


def test_people_have_a_zone_an_offset_and_a_language(clock: Clock, client: WebClient) -> None:
    summer = client.users_info(user=ADA, include_locale=True)["user"]
    assert (summer["tz"], summer["tz_offset"], summer["locale"]) == ("Europe/Berlin", 7200, "en-GB")
    assert "locale" not in client.users_info(user=ADA)["user"]
    clock.now = datetime(2026, 12, 6, tzinfo=UTC)
    assert client.users_info(user=ADA)["user"]["tz_offset"] == 3600
    assert [one["name"] for one in client.users_list()["members"]] == ["ada", "grace", "radar"]
    with pytest.raises(SlackApiError, match="user_not_found"):
        client.users_info(user="U0NOBODY01")


def test_people_can_join_while_the_bot_runs(slack: LoopbackSlack, client: WebClient) -> None:
    slack.add_user(User("U0NEW00001", "new", "New Person", "Asia/Kathmandu"))
    assert client.users_info(user="U0NEW00001")["user"]["tz_offset"] == 20_700
