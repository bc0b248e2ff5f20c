"""The signed HTTP endpoint: what Slack signed is answered, everything else is refused, and nothing is a 500."""

import hashlib
import hmac
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml
from slack_bolt import App
from slack_sdk import WebClient

from bot.clock import Clock
from bot.listeners import Ears, register_all
from bot.listeners.endpoint import endpoint
from bot.playground.slack import LoopbackSlack
from bot.playground.slack.serving import Serving
from bot.ports.store import Store, StoreFailure
from tests.listeners.conftest import MANIFEST, said

RECORDED = Path(__file__).parents[3] / "shared" / "adversarial" / "events" / "signatures.json"
CASES = [
    {"id": "good", "timestamp": "now", "signature": "valid", "expect": 200},
    {"id": "forged", "timestamp": "now", "signature": "v0=00", "expect": 401},
    {"id": "stale", "timestamp": "now-301", "signature": "valid", "expect": 401},
    {"id": "no number", "timestamp": "abc", "signature": "v0=x", "expect": 401},
    {"id": "unsigned", "timestamp": None, "signature": None, "expect": 401},
    {"id": "not ASCII", "timestamp": "now", "signature": "v0=é", "expect": 401},
]


@dataclass
class Site:
    """A bot behind HTTP, and the Slack that signs what it sends there."""

    url: str
    slack: LoopbackSlack
    store: Store
    broken: bool = False

    def ready(self) -> None:
        """Whether the store can be written, or what this test says."""
        if self.broken:
            raise StoreFailure("The disk is full: free some space.")
        self.store.ready()

    def post(self, body: str, timestamp: str, signature: str | None) -> httpx.Response:
        """Send an event with these headers."""
        headers: dict[bytes, bytes] = {b"Content-Type": b"application/json"}
        if signature is not None:
            headers[b"X-Slack-Request-Timestamp"] = timestamp.encode()
            headers[b"X-Slack-Signature"] = signature.encode()
        return httpx.post(f"{self.url}/slack/events", content=body, headers=headers, trust_env=False)

    def signed(self, body: str, timestamp: str) -> str:
        """The signature Slack would give it."""
        base = f"v0:{timestamp}:{body}".encode()
        return "v0=" + hmac.new(self.slack.signing_secret.encode(), base, hashlib.sha256).hexdigest()


@pytest.fixture
def site(store: Store) -> Iterator[Site]:
    serving = Serving(0)
    url = f"http://127.0.0.1:{serving.port}"
    manifest = yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))
    with LoopbackSlack(manifest=manifest, events_url=f"{url}/slack/events") as slack:
        client = WebClient(slack.bot_token, base_url=slack.api_url, retry_handlers=[])
        app = App(client=client, signing_secret=slack.signing_secret, raise_error_for_unhandled_request=False)
        register_all(app, Ears(store=store, clock=Clock(), wake=lambda: None))
        built = Site(url, slack, store)
        serving.start(endpoint(app, built.ready))
        yield built
        serving.stop()


def test_a_command_is_answered_over_signed_http(site: Site) -> None:
    assert "diffusion models" in said(site.slack.command("add diffusion models"))
    assert "diffusion models" in said(site.slack.command("list"))


def status_of(site: Site, case: dict[str, Any]) -> int:
    body = json.dumps({"type": "url_verification", "challenge": "hello"})
    now = str(int(time.time()))
    timestamp = {"now": now, "now-301": str(int(now) - 301)}.get(case["timestamp"], case["timestamp"])
    signature = site.signed(body, timestamp) if case["signature"] == "valid" else case["signature"]
    return site.post(body, timestamp or "", signature).status_code


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["id"]))
def test_only_what_slack_signed_just_now_is_let_in(site: Site, case: dict[str, Any]) -> None:
    assert status_of(site, case) == case["expect"]


@pytest.mark.skipif(not RECORDED.exists(), reason="the collected signatures are not here")
def test_every_collected_signature_gets_its_status(site: Site) -> None:
    for case in json.loads(RECORDED.read_text(encoding="utf-8")):
        assert status_of(site, case) == case["expect"], case


@pytest.mark.parametrize("body", ["{bad json", "[]", "null", '"text"', ""])
def test_a_body_that_is_no_envelope_is_refused_in_words(site: Site, body: str) -> None:
    now = str(int(time.time()))
    answer = site.post(body, now, site.signed(body, now))
    assert answer.status_code == 400
    assert "Traceback" not in answer.text


def test_a_flood_is_refused(site: Site) -> None:
    body = "x" * (1 << 21)
    now = str(int(time.time()))
    assert site.post(body, now, site.signed(body, now)).status_code == 413


def test_operators_see_whether_it_lives_and_is_ready(site: Site) -> None:
    assert httpx.get(f"{site.url}/livez", trust_env=False).text == "alive"
    assert httpx.get(f"{site.url}/readyz", trust_env=False).status_code == 200
    site.broken = True
    answer = httpx.get(f"{site.url}/readyz", trust_env=False)
    assert (answer.status_code, answer.text) == (503, "The disk is full: free some space.")
