"""An unmodified bolt app on the loopback Slack over signed HTTP, behind a plain web server."""

import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from slack_bolt import App, BoltRequest
from slack_sdk import WebClient
from slack_sdk.signature import SignatureVerifier

from bot.playground.slack import LoopbackSlack, Terms

ADA, JOURNAL = "U0ADA00001", "C0JOURNAL1"


@dataclass(slots=True)
class Request:
    """One request as it came over the wire."""

    headers: dict[str, str]
    body: str


@dataclass(slots=True)
class Site:
    """A web server; `answer` says what each request gets: status, headers, body."""

    seen: list[Request] = field(default_factory=list)
    answer: Callable[[Request], tuple[int, dict[str, str], str]] = lambda _request: (200, {}, "")
    url: str = ""


def serve(site: Site) -> ThreadingHTTPServer:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            request = Request({name.lower(): value for name, value in self.headers.items()}, body)
            site.seen.append(request)
            status, headers, text = site.answer(request)
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(text.encode())))
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, *_words: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    site.url = f"http://127.0.0.1:{server.server_port}/slack/events"
    return server


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    server = serve(site)
    yield site
    server.shutdown()
    server.server_close()


def bolt(slack: LoopbackSlack) -> App:
    client = WebClient(slack.bot_token, base_url=slack.api_url, retry_handlers=[])
    app = App(client=client, signing_secret=slack.signing_secret)

    @app.command("/radar")
    def radar(ack: Any, command: Mapping[str, str], client: WebClient) -> None:
        if command["text"] == "open":
            ack()
            client.views_open(trigger_id=command["trigger_id"], view=MODAL)
        else:
            ack(f"You said {command['text']}")

    @app.view("settings")
    def settings(ack: Any, view: dict[str, Any]) -> None:
        ack(response_action="errors", errors={"query": view["state"]["values"]["query"]["it"]["value"]})

    @app.event("message")
    def message(event: dict[str, Any], client: WebClient) -> None:
        client.chat_postMessage(channel=event["channel"], text=f"echo {event['text']}")

    return app


MODAL = {
    "type": "modal",
    "callback_id": "settings",
    "title": {"type": "plain_text", "text": "Settings"},
    "submit": {"type": "plain_text", "text": "Save"},
    "blocks": [
        {
            "type": "input",
            "block_id": "query",
            "label": {"type": "plain_text", "text": "Query"},
            "element": {"type": "plain_text_input", "action_id": "it"},
        }
    ],
}


def dispatch(app: App, request: Request) -> tuple[int, dict[str, str], str]:
    headers: dict[str, Any] = dict(request.headers)
    answer = app.dispatch(BoltRequest(body=request.body, headers=headers))
    return answer.status, {name: values[0] for name, values in answer.headers.items()}, answer.body or ""


@pytest.fixture
def slack(site: Site) -> Iterator[LoopbackSlack]:
    with LoopbackSlack(events_url=site.url) as slack:
        app = bolt(slack)
        site.answer = lambda request: dispatch(app, request)
        yield slack


def test_a_command_comes_as_a_signed_form(slack: LoopbackSlack, site: Site) -> None:
    ack = slack.command("add graphs & <b>")
    assert (ack.ok, ack.body) == (True, {"text": "You said add graphs & <b>"})
    request = site.seen[0]
    assert request.headers["content-type"] == "application/x-www-form-urlencoded"
    assert "text=add+graphs+%26+%3Cb%3E" in request.body
    assert SignatureVerifier(slack.signing_secret).is_valid_request(request.body, request.headers)


def test_an_event_comes_as_signed_json_and_is_answered(slack: LoopbackSlack, site: Site) -> None:
    slack.say("hello")
    assert site.seen[0].headers["content-type"] == "application/json"
    assert slack.wait_for_post("echo hello").channel == slack.channel(ADA)


def test_a_modal_comes_as_a_form_with_a_payload(slack: LoopbackSlack, site: Site) -> None:
    slack.command("open")
    slack.wait_for(slack.modal)
    ack = slack.submit({"query": "too wide"})
    assert ack.body == {"response_action": "errors", "errors": {"query": "too wide"}}
    assert site.seen[-1].body.startswith("payload=%7B")


def test_the_address_proves_itself(slack: LoopbackSlack, site: Site) -> None:
    status, body = slack.verify_url()
    assert status == 200
    assert '"challenge"' in body
    site.answer = lambda _request: (404, {}, "")
    assert slack.verify_url()[0] == 404


def test_another_secret_does_not_open_the_app(site: Site) -> None:
    with LoopbackSlack(events_url=site.url, terms=Terms(retry_delays=())) as slack, LoopbackSlack() as other:
        app = bolt(other)
        site.answer = lambda request: dispatch(app, request)
        assert slack.command("add graphs").error == "http status 401"


def test_a_failed_event_comes_again_with_its_reason(site: Site) -> None:
    with LoopbackSlack(events_url=site.url, terms=Terms(retry_delays=(0.0, 0.0, 0.0))) as slack:
        statuses = iter([500, 404, 200])
        site.answer = lambda _request: (next(statuses), {}, "")
        ack = slack.deliver_event({"type": "message", "text": "t"}, event_id="Ev1")
        assert (ack.ok, ack.attempts) == (True, 3)
    assert [one.headers.get("x-slack-retry-num") for one in site.seen] == [None, "1", "2"]
    assert site.seen[1].headers["x-slack-retry-reason"] == "http_error"
    assert len({one.body for one in site.seen}) == 1


def test_a_header_stops_the_retries(site: Site) -> None:
    with LoopbackSlack(events_url=site.url) as slack:
        site.answer = lambda _request: (500, {"X-Slack-No-Retry": "1"}, "")
        ack = slack.deliver_event({"type": "message", "text": "t"})
    assert (ack.error, len(site.seen)) == ("http status 500", 1)


def test_commands_are_never_sent_again(site: Site) -> None:
    with LoopbackSlack(events_url=site.url) as slack:
        site.answer = lambda _request: (500, {}, "")
        assert slack.command("add graphs").error == "http status 500"
    assert len(site.seen) == 1


def test_a_slow_answer_is_no_acknowledgement(site: Site) -> None:
    slow = threading.Event()

    def wait(_request: Request) -> tuple[int, dict[str, str], str]:
        slow.wait(5)
        return 200, {}, ""

    with LoopbackSlack(events_url=site.url, terms=Terms(ack_seconds=0.1, retry_delays=())) as slack:
        site.answer = wait
        assert slack.command("add graphs").error == "no acknowledgement within 0.1 s"
        slow.set()


def test_an_address_where_nobody_listens_is_told() -> None:
    with LoopbackSlack(events_url="http://127.0.0.1:9/none", terms=Terms(retry_delays=())) as slack:
        assert slack.command("add graphs").error == "connection failed: ConnectError"


@pytest.mark.parametrize(
    ("kind", "body", "expected"),
    [
        ("text/plain", "words", {"text": "words"}),
        ("application/json", '{"text":"words"}', {"text": "words"}),
        ("application/json", "", None),
        ("application/json", "{}", None),
    ],
)
def test_an_acknowledgement_is_read_by_its_content_type(
    site: Site, kind: str, body: str, expected: dict[str, str] | None
) -> None:
    with LoopbackSlack(events_url=site.url) as slack:
        site.answer = lambda _request: (200, {"Content-Type": kind}, body)
        assert slack.command("add graphs").body == expected


def test_an_acknowledgement_that_is_not_json_is_refused(site: Site) -> None:
    with LoopbackSlack(events_url=site.url) as slack:
        site.answer = lambda _request: (200, {"Content-Type": "application/json"}, "{oops")
        assert slack.command("add graphs").error == "the acknowledgement is not valid JSON"
