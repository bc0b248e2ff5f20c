"""The Web API of the loopback Slack: tokens, scopes, arguments, the log of calls."""

import json
from typing import Any

import httpx
import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.playground.slack import LoopbackSlack, Terms
from tests.playground.slack_lab import ADA, BOT, JOURNAL, client_of, error, with_scopes

# -- who is calling --


def test_auth_test_names_the_bot_and_its_team(slack: LoopbackSlack, client: WebClient) -> None:
    answer = client.auth_test()
    assert answer["user_id"] == BOT
    assert answer["bot_id"] == slack.workspace.bot_id
    assert answer["team_id"] == slack.workspace.team_id
    assert answer["url"].startswith("http://127.0.0.1:")


@pytest.mark.parametrize(("token", "code"), [(None, "not_authed"), ("xoxb-wrong", "invalid_auth")])
def test_a_call_needs_the_token(slack: LoopbackSlack, token: str | None, code: str) -> None:
    with pytest.raises(SlackApiError) as refused:
        WebClient(token, base_url=slack.api_url).auth_test()
    assert error(refused)["error"] == code


def test_each_kind_of_token_has_its_own_methods(slack: LoopbackSlack, client: WebClient) -> None:
    with pytest.raises(SlackApiError, match="not_allowed_token_type"):
        client.apps_connections_open(app_token=slack.bot_token)
    with pytest.raises(SlackApiError, match="not_allowed_token_type"):
        WebClient(slack.app_token, base_url=slack.api_url).auth_test()
    assert client.apps_connections_open(app_token=slack.app_token)["url"].startswith("ws://127.0.0.1:")


def test_an_unknown_method_is_called_unknown(client: WebClient) -> None:
    with pytest.raises(SlackApiError, match="unknown_method"):
        client.api_call("agents.sessions.setStatus", json={"channel": JOURNAL})


def test_api_test_answers_what_it_was_sent(slack: LoopbackSlack) -> None:
    assert WebClient(base_url=slack.api_url).api_test(foo="bar")["args"] == {"foo": "bar"}


def test_a_revoked_token_works_no_more(slack: LoopbackSlack, client: WebClient) -> None:
    slack.break_token("token_revoked")
    with pytest.raises(SlackApiError, match="token_revoked"):
        client.chat_postMessage(channel=JOURNAL, text="text")


def test_a_missing_scope_is_named_with_those_that_were_granted() -> None:
    with LoopbackSlack(manifest=with_scopes("commands", "chat:write")) as slack:
        client = client_of(slack)
        assert client.chat_postMessage(channel=JOURNAL, text="text")["ok"]
        with pytest.raises(SlackApiError) as refused:
            client.users_info(user=ADA)
        answer = error(refused)
        assert (answer["error"], answer["needed"]) == ("missing_scope", "users:read")
        assert answer["provided"] == "chat:write,commands"
        assert client.auth_test().headers["x-oauth-scopes"] == "chat:write,commands"


def test_granted_scopes_may_differ_from_the_manifest() -> None:
    with LoopbackSlack(manifest=with_scopes("chat:write"), terms=Terms(scopes=("users:read",))) as slack:
        assert client_of(slack).users_info(user=ADA)["ok"]
        with pytest.raises(SlackApiError, match="missing_scope"):
            client_of(slack).chat_postMessage(channel=JOURNAL, text="text")


def test_history_needs_the_scope_of_its_kind_of_conversation() -> None:
    with LoopbackSlack(manifest=with_scopes("channels:history", "im:write")) as slack:
        client = client_of(slack)
        assert client.conversations_history(channel=JOURNAL)["ok"]
        with pytest.raises(SlackApiError) as refused:
            client.conversations_history(channel=slack.channel(ADA))
        assert error(refused)["needed"] == "im:history"


# -- arguments --


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"text": "text"}, "missing required field: channel"),
        ({"channel": JOURNAL, "text": "text", "chanel": "x"}, "unknown argument: chanel"),
        ({"channel": JOURNAL, "text": 7}, "must be a string [json-pointer:/text]"),
        ({"channel": JOURNAL, "text": "text", "blocks": {"type": "divider"}}, "must be an array"),
        ({"channel": JOURNAL, "text": "text", "blocks": "[{"}, "must be valid JSON"),
        ({"channel": JOURNAL, "text": "text", "metadata": "[]"}, "must be an object"),
        ({"channel": JOURNAL, "text": "text", "unfurl_links": "no"}, "must be a boolean"),
        ({"channel": JOURNAL, "text": "text", "thread_ts": 17.5}, "must be a string [json-pointer:/thread_ts]"),
    ],
)
def test_wrong_arguments_are_told_one_by_one(client: WebClient, arguments: dict[str, Any], words: str) -> None:
    with pytest.raises(SlackApiError) as refused:
        client.api_call("chat.postMessage", json=arguments)
    answer = error(refused)
    assert answer["error"] == "invalid_arguments"
    assert words in answer["response_metadata"]["messages"][0]


def test_arguments_come_as_json_as_a_form_or_in_the_query(slack: LoopbackSlack) -> None:
    head = {"Authorization": f"Bearer {slack.bot_token}"}
    arguments = {"channel": JOURNAL, "text": "text"}
    with httpx.Client(trust_env=False, headers=head, base_url=slack.api_url) as web:
        assert web.post("chat.postMessage", json=arguments).json()["ok"]
        assert web.post("chat.postMessage", data={**arguments, "blocks": '[{"type":"divider"}]'}).json()["ok"]
        assert web.post("chat.postMessage", data=arguments, files={"x": b""}).json()["error"] == "invalid_arguments"
        assert web.get("users.info", params={"user": ADA}).json()["user"]["name"] == "ada"
    with httpx.Client(trust_env=False, base_url=slack.api_url) as web:
        assert web.post("auth.test", data={"token": slack.bot_token}).json()["ok"]


@pytest.mark.parametrize(
    ("body", "kind", "code"),
    [
        (b"{oops", "application/json", "invalid_json"),
        (b"[]", "application/json; charset=utf-8", "json_not_object"),
        (b"\xff\xfe", "application/x-www-form-urlencoded", "invalid_form_data"),
        (b"words", "text/plain", "invalid_post_type"),
    ],
)
def test_a_body_that_cannot_be_read_is_refused(slack: LoopbackSlack, body: bytes, kind: str, code: str) -> None:
    head = {"Authorization": f"Bearer {slack.bot_token}", "Content-Type": kind}
    with httpx.Client(trust_env=False) as web:
        answer = web.post(slack.api_url + "chat.postMessage", content=body, headers=head)
    assert answer.json()["error"] == code


def test_a_port_that_is_taken_is_named(slack: LoopbackSlack) -> None:
    port = int(slack.url.rpartition(":")[2])
    with pytest.raises(OSError, match=f"port {port} of 127.0.0.1 cannot be used"):
        LoopbackSlack(port=port)


def test_calls_are_logged_without_the_token(slack: LoopbackSlack, client: WebClient) -> None:
    client.chat_postMessage(channel=JOURNAL, text="text")
    call = slack.calls()[-1]
    assert (call.method, dict(call.arguments), call.error) == (
        "chat.postMessage",
        {"channel": JOURNAL, "text": "text"},
        "",
    )
    assert slack.bot_token not in json.dumps([dict(one.arguments) for one in slack.calls()])
