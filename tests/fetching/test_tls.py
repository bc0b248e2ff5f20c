"""Secure connections: made under the host's own name, and only with a certificate that holds."""

import shutil
import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.fetching import GuardedFetcher, Limits
from tests.fakes.certificates import certify, showing

from .scripted_server import ScriptedServer, reply
from .surroundings import HandClock, Names, RecordedNetwork, failure_of

pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is needed to make a certificate")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh certificate for pub.test that nobody but this test trusts, with its key."""
    return certify(tmp_path_factory.mktemp("tls"), ["pub.test"])


@pytest.fixture
def secure(certificate: Path) -> Iterator[ScriptedServer]:
    """A loopback server that shows the certificate of pub.test."""
    with ScriptedServer({"/": reply(200, b"content")}, tls=showing(certificate)) as running:
        yield running


def _fetcher(server: ScriptedServer, clock: HandClock, trusted: Path | None) -> GuardedFetcher:
    return GuardedFetcher(
        contact="",
        clock=clock,
        resolve=Names(["93.184.216.34"]),
        network=RecordedNetwork(server.port),
        tls=ssl.create_default_context(cafile=trusted) if trusted else None,
        stopwatch=clock,
    )


def test_a_pinned_connection_is_secured_under_the_name_and_not_the_address(
    secure: ScriptedServer, clock: HandClock, certificate: Path
) -> None:
    with _fetcher(secure, clock, certificate) as fetcher:
        assert fetcher.get("https://pub.test/").body == b"content"
        failure = failure_of(lambda: fetcher.get("https://other.test/"))
    assert failure.kind == "tls"
    assert failure.sentence == "The certificate of other.test could not be verified."


def test_a_certificate_nobody_vouches_for_is_refused(secure: ScriptedServer, clock: HandClock) -> None:
    with _fetcher(secure, clock, None) as fetcher:
        assert failure_of(lambda: fetcher.get("https://pub.test/")).kind == "tls"
    assert secure.requests == []


def test_a_certificate_named_in_the_environment_is_not_trusted(
    secure: ScriptedServer, clock: HandClock, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with _fetcher(secure, clock, None) as fetcher:
        assert failure_of(lambda: fetcher.get("https://pub.test/")).kind == "tls"


def test_a_secure_page_does_not_lead_to_an_insecure_one(
    secure: ScriptedServer, clock: HandClock, certificate: Path
) -> None:
    secure.scripts["/down"] = reply(302, b"", {"Location": "http://pub.test/"})
    secure.scripts["/across"] = reply(302, b"", {"Location": "https://pub.test/"})
    with _fetcher(secure, clock, certificate) as fetcher:
        failure = failure_of(lambda: fetcher.get("https://pub.test/down"))
        assert fetcher.get("https://pub.test/across").body == b"content"
    assert failure.kind == "redirects"
    assert "insecure" in failure.sentence


def test_a_secure_server_that_drips_ends_at_the_deadline(secure: ScriptedServer, certificate: Path) -> None:
    secure.scripts["/slow"] = secure.drip(b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n", b"<")
    clock = HandClock()
    fetcher = GuardedFetcher(
        contact="",
        clock=clock,
        limits=Limits(seconds=0.4),
        resolve=Names(["93.184.216.34"]),
        network=RecordedNetwork(secure.port),
        tls=ssl.create_default_context(cafile=certificate),
    )
    with fetcher:
        assert failure_of(lambda: fetcher.get("https://pub.test/slow")).kind == "timeout"
