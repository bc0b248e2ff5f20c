"""Posting, changing and deleting messages, as the official client does it."""

from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.playground.slack import Channel, LoopbackSlack, Terms
from tests.playground.slack_lab import ADA, BOT, GENERAL, GRACE, JOURNAL, METADATA, Clock, client_of, with_scopes


def test_a_message_is_stored_as_it_was_written(slack: LoopbackSlack, client: WebClient) -> None:
    sent = client.chat_postMessage(channel=JOURNAL, text="a &lt; b <https://arxiv.org|x> & <@U0ADA00001>")
    stored = slack.messages(JOURNAL)[-1]
    assert stored["text"] == "a &lt; b <https://arxiv.org|x> & <@U0ADA00001>"
    assert (stored["user"], stored["bot_id"], stored["ts"]) == (BOT, slack.workspace.bot_id, sent["ts"])
    assert slack.posts()[-1].method == "chat.postMessage"
    assert slack.posts()[-1].ts == sent["ts"]


def test_time_stamps_grow_even_when_the_clock_stands_still(client: WebClient) -> None:
    stamps = [client.chat_postMessage(channel=JOURNAL, text="text")["ts"] for _ in range(5)]
    assert stamps == sorted(set(stamps))
    assert stamps[0].startswith("1783328400.")


def test_posting_to_a_person_opens_their_dm(slack: LoopbackSlack, client: WebClient) -> None:
    sent = client.chat_postMessage(channel=GRACE, text="hello")
    assert sent["channel"] == slack.channel(GRACE)
    assert sent["channel"].startswith("D")
    assert [one["text"] for one in slack.messages(GRACE)] == ["hello"]
    assert slack.messages(ADA) == []


@pytest.mark.parametrize(
    ("channel", "code"),
    [("C0NOWHERE1", "channel_not_found"), (GENERAL, "not_in_channel"), ("C0SECRET01", "channel_not_found")],
)
def test_the_bot_posts_only_where_it_may(slack: LoopbackSlack, client: WebClient, channel: str, code: str) -> None:
    slack.add_channel(Channel("C0SECRET01", "secret", (ADA,), is_private=True))
    with pytest.raises(SlackApiError, match=code):
        client.chat_postMessage(channel=channel, text="text")


def test_an_archived_channel_takes_nothing(slack: LoopbackSlack, client: WebClient) -> None:
    slack.archive(JOURNAL)
    with pytest.raises(SlackApiError, match="is_archived"):
        client.chat_postMessage(channel=JOURNAL, text="text")


def test_a_public_scope_lets_the_bot_post_without_joining() -> None:
    with LoopbackSlack(manifest=with_scopes("chat:write", "chat:write.public")) as slack:
        assert client_of(slack).chat_postMessage(channel=GENERAL, text="text")["ok"]


def test_the_bot_can_be_invited_and_sent_away(slack: LoopbackSlack, client: WebClient) -> None:
    with pytest.raises(SlackApiError, match="not_in_channel"):
        client.chat_postMessage(channel=GENERAL, text="text")
    client.conversations_join(channel=GENERAL)
    assert client.chat_postMessage(channel=GENERAL, text="text")["ok"]


def test_a_deactivated_person_has_no_dm(slack: LoopbackSlack, client: WebClient) -> None:
    slack.deactivate(GRACE)
    with pytest.raises(SlackApiError, match="channel_not_found"):
        client.chat_postMessage(channel=GRACE, text="text")
    with pytest.raises(SlackApiError, match="user_disabled"):
        client.conversations_open(users=GRACE)
    assert client.users_info(user=GRACE)["user"]["deleted"] is True


def test_a_reply_joins_the_thread_of_its_parent(slack: LoopbackSlack, client: WebClient) -> None:
    parent = client.chat_postMessage(channel=JOURNAL, text="parent")["ts"]
    reply = client.chat_postMessage(channel=JOURNAL, text="reply", thread_ts=parent)
    assert reply["message"]["thread_ts"] == parent
    first, second = slack.messages(JOURNAL, thread_ts=parent)
    assert (first["reply_count"], first["latest_reply"], second["text"]) == (1, reply["ts"], "reply")
    with pytest.raises(SlackApiError, match="thread_not_found"):
        client.chat_postMessage(channel=JOURNAL, text="reply", thread_ts="1.000001")


def test_a_reply_to_a_reply_goes_to_the_parent_and_is_noted(slack: LoopbackSlack, client: WebClient) -> None:
    parent = client.chat_postMessage(channel=JOURNAL, text="parent")["ts"]
    reply = client.chat_postMessage(channel=JOURNAL, text="reply", thread_ts=parent)["ts"]
    assert client.chat_postMessage(channel=JOURNAL, text="again", thread_ts=reply)["message"]["thread_ts"] == parent
    assert reply in slack.warnings[-1]


def test_a_broadcast_reply_stands_in_the_channel_too(client: WebClient) -> None:
    parent = client.chat_postMessage(channel=JOURNAL, text="parent")["ts"]
    client.chat_postMessage(channel=JOURNAL, text="quiet", thread_ts=parent)
    client.chat_postMessage(channel=JOURNAL, text="loud", thread_ts=parent, reply_broadcast=True)
    texts = [one["text"] for one in client.conversations_history(channel=JOURNAL)["messages"]]
    assert texts == ["loud", "parent"]


def test_an_update_replaces_what_it_names(slack: LoopbackSlack, client: WebClient) -> None:
    blocks = [{"type": "divider"}]
    ts = client.chat_postMessage(channel=JOURNAL, text="before", blocks=blocks, metadata=METADATA)["ts"]
    client.chat_update(channel=JOURNAL, ts=ts, text="after")
    changed = slack.messages(JOURNAL)[-1]
    assert (changed["text"], changed["blocks"][0]["type"]) == ("after", "divider")
    assert changed["metadata"] == METADATA
    assert changed["edited"]["user"] == BOT
    client.chat_update(channel=JOURNAL, ts=ts, text="after", blocks=[], metadata={})
    assert slack.messages(JOURNAL)[-1]["blocks"] == []


def test_only_its_own_messages_can_the_bot_change(slack: LoopbackSlack, client: WebClient) -> None:
    ts = slack.say("mine", channel=GENERAL)["ts"]
    with pytest.raises(SlackApiError, match="cant_update_message"):
        client.chat_update(channel=GENERAL, ts=ts, text="yours")
    with pytest.raises(SlackApiError, match="cant_delete_message"):
        client.chat_delete(channel=GENERAL, ts=ts)
    with pytest.raises(SlackApiError, match="message_not_found"):
        client.chat_update(channel=JOURNAL, ts="1.000001", text="text")


def test_a_deleted_message_is_gone_and_one_with_replies_leaves_a_tombstone(
    slack: LoopbackSlack, client: WebClient
) -> None:
    lone = client.chat_postMessage(channel=JOURNAL, text="lone")["ts"]
    client.chat_delete(channel=JOURNAL, ts=lone)
    assert slack.messages(JOURNAL) == []
    parent = client.chat_postMessage(channel=JOURNAL, text="parent")["ts"]
    client.chat_postMessage(channel=JOURNAL, text="reply", thread_ts=parent)
    client.chat_delete(channel=JOURNAL, ts=parent)
    assert [one.get("subtype") for one in slack.messages(JOURNAL)] == ["tombstone", None]
    with pytest.raises(SlackApiError, match="message_not_found"):
        client.chat_update(channel=JOURNAL, ts=parent, text="text")


def test_a_deleted_reply_is_no_longer_counted(slack: LoopbackSlack, client: WebClient) -> None:
    parent = client.chat_postMessage(channel=JOURNAL, text="parent")["ts"]
    replies = [client.chat_postMessage(channel=JOURNAL, text="r", thread_ts=parent)["ts"] for _ in range(2)]
    client.chat_delete(channel=JOURNAL, ts=replies[1])
    assert slack.messages(JOURNAL)[0]["reply_count"] == 1
    assert slack.messages(JOURNAL)[0]["latest_reply"] == replies[0]


def test_an_ephemeral_is_seen_by_one_and_cannot_be_changed(slack: LoopbackSlack, client: WebClient) -> None:
    ts = client.chat_postEphemeral(channel=JOURNAL, user=GRACE, text="psst")["message_ts"]
    assert [one["text"] for one in slack.ephemerals(GRACE)] == ["psst"]
    assert slack.ephemerals() == []
    assert client.conversations_history(channel=JOURNAL)["messages"] == []
    with pytest.raises(SlackApiError, match="message_not_found"):
        client.chat_update(channel=JOURNAL, ts=ts, text="text")
    with pytest.raises(SlackApiError, match="user_not_in_channel"):
        client.chat_postEphemeral(channel=JOURNAL, user="U0STRANGER", text="psst")


def test_a_permalink_leads_to_the_message(slack: LoopbackSlack, client: WebClient) -> None:
    parent = client.chat_postMessage(channel=JOURNAL, text="parent")["ts"]
    reply = client.chat_postMessage(channel=JOURNAL, text="reply", thread_ts=parent)["ts"]
    link = client.chat_getPermalink(channel=JOURNAL, message_ts=reply)["permalink"]
    assert link == f"{slack.url}/archives/{JOURNAL}/p{reply.replace('.', '')}?thread_ts={parent}&cid={JOURNAL}"
    with pytest.raises(SlackApiError, match="message_not_found"):
        client.chat_getPermalink(channel=JOURNAL, message_ts="1.000001")


def test_links_are_unfurled_where_they_were_shared(slack: LoopbackSlack, client: WebClient) -> None:
    message = slack.say("see https://arxiv.org/abs/2401.00001?a=1&b=2", channel=JOURNAL, wait=False)
    url = "https://arxiv.org/abs/2401.00001?a=1&b=2"
    client.chat_unfurl(channel=JOURNAL, ts=message["ts"], unfurls={url: {"blocks": [{"type": "divider"}]}})
    assert slack.messages(JOURNAL)[-1]["attachments"][0]["from_url"] == url
    wrong: list[tuple[dict[str, dict[str, Any]], str]] = [
        ({"https://example.org": {}}, "cannot_unfurl_url"),
        ({}, "missing_unfurls"),
        ({url: {"blocks": [{"type": "x"}]}}, "invalid_unfurls_format"),
    ]
    for unfurls, code in wrong:
        with pytest.raises(SlackApiError, match=code):
            client.chat_unfurl(channel=JOURNAL, ts=message["ts"], unfurls=unfurls)
    with pytest.raises(SlackApiError, match="cannot_find_message"):
        client.chat_unfurl(channel=JOURNAL, ts="1.000001", unfurls={url: {}})


def test_a_channel_takes_one_message_a_second_after_a_burst(clock: Clock) -> None:
    with LoopbackSlack(clock=clock, terms=Terms(posts_per_second=1, burst=2)) as slack:
        client = client_of(slack)
        for _ in range(2):
            client.chat_postMessage(channel=JOURNAL, text="text")
        with pytest.raises(SlackApiError, match="ratelimited") as refused:
            client.chat_postMessage(channel=JOURNAL, text="text")
        assert refused.value.response.status_code == 429
        assert refused.value.response.headers["Retry-After"] == "1"
        assert client.chat_postMessage(channel=ADA, text="another channel")["ok"]
        clock.forward(1)
        assert client.chat_postMessage(channel=JOURNAL, text="text")["ok"]
