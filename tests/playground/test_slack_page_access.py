"""What the page may not do, who may not ask, and which files may be read."""

import asyncio
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
import websockets

from bot.playground.slack import LoopbackSlack
from tests.playground.page_lab import playground
from tests.playground.slack_lab import (
    JOURNAL,
    client_of,
)


@pytest.fixture
def slack() -> Iterator[LoopbackSlack]:
    with playground() as slack:
        yield slack


@pytest.mark.parametrize(
    ("name", "asked", "words"),
    [
        ("say", {"conversation": JOURNAL, "text": " "}, "nothing to send"),
        ("say", {"conversation": "C0NOWHERE1", "text": "hello"}, "no such conversation"),
        ("say", {"conversation": JOURNAL, "text": "/other"}, "not a command"),
        ("say", {"conversation": JOURNAL, "text": "/radar", "thread_ts": "1.000001"}, "cannot be used in a thread"),
        ("say", {"conversation": JOURNAL, "text": "reply", "thread_ts": "1.000001"}, "not there any more"),
        ("act", {"conversation": JOURNAL, "ts": "1.000001", "action": {"action_id": "save"}}, "message is gone"),
        ("act", {"view_id": "V0NOWHERE", "action": {"action_id": "save"}}, "no longer open"),
        ("submit", {"view_id": "V0NOWHERE", "values": {}}, "no longer open"),
        ("control", {"id": "party"}, "no such button"),
        ("shortcut", {"callback_id": "discuss", "conversation": JOURNAL, "ts": "1.000001"}, "message is gone"),
    ],
)
def test_what_cannot_be_done_is_answered_with_a_sentence(
    slack: LoopbackSlack, web: httpx.Client, name: str, asked: dict[str, Any], words: str
) -> None:
    answer = web.post(f"{slack.url}/page/{name}", json=asked)
    assert answer.status_code == 400
    assert answer.json()["ok"] is False
    assert words in answer.json()["error"]


@pytest.mark.parametrize("body", [b"", b"{oops", b"[]"])
def test_a_request_has_to_be_an_object(slack: LoopbackSlack, web: httpx.Client, body: bytes) -> None:
    answer = web.post(f"{slack.url}/page/say", content=body)
    assert (answer.status_code, answer.json()["error"]) == (400, "The request must be a JSON object.")


# -- who may ask --


@pytest.mark.parametrize("path", ["/", "/page/state", "/page/say", "/api/auth.test"])
@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "rebound.example"},
        {"Host": "rebound.example:80"},
        {"Host": "[::1"},
        {"Host": ""},
        {"Origin": "https://evil.example"},
        {"Origin": "http://127.0.0.1:1"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1.evil.example"},
    ],
)
def test_foreign_pages_get_nothing(slack: LoopbackSlack, web: httpx.Client, path: str, headers: dict[str, str]) -> None:
    answer = web.post(slack.url + path, json={}, headers=headers)
    assert answer.status_code in (400, 403)
    assert "x-oauth-scopes" not in answer.headers
    assert slack.calls() == []


def test_a_foreign_page_cannot_listen(slack: LoopbackSlack) -> None:
    address = slack.url.replace("http", "ws") + "/page/live"

    async def listen() -> None:
        with pytest.raises(websockets.InvalidStatus):
            await websockets.connect(address, proxy=None, origin=websockets.Origin("https://evil.example"))

    asyncio.run(listen())


def test_localhost_is_this_machine_too(slack: LoopbackSlack, web: httpx.Client) -> None:
    port = slack.url.rpartition(":")[2]
    headers = {"Host": f"localhost:{port}", "Origin": f"http://localhost:{port}"}
    assert web.get(slack.url + "/page/state", headers=headers).status_code == 200


def test_the_page_and_its_files_come_with_strict_headers(slack: LoopbackSlack, web: httpx.Client) -> None:
    page = web.get(slack.url)
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert page.headers["x-content-type-options"] == "nosniff"
    script = web.get(slack.url + "/static/app.js")
    assert script.headers["content-type"] == "text/javascript; charset=utf-8"


@pytest.mark.parametrize(
    "path", ["/static/nothing.js", "/static/..%2fslack%2fserver.py", "/static/%2e%2e/slack/server.py", "/static/"]
)
def test_no_other_file_can_be_read(slack: LoopbackSlack, web: httpx.Client, path: str) -> None:
    assert web.get(slack.url + path).status_code == 404


def test_a_permalink_opens_its_conversation_on_the_page(slack: LoopbackSlack, web: httpx.Client) -> None:
    client = client_of(slack)
    ts = client.chat_postMessage(channel=JOURNAL, text="text")["ts"]
    link = client.chat_getPermalink(channel=JOURNAL, message_ts=ts)["permalink"]
    answer = web.get(link)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/#{JOURNAL}")
