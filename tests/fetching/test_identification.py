"""Some hosts know us by a key: they alone are told, over a secure connection, and nobody else ever sees it."""

import logging
import shutil
import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.fetching import GuardedFetcher, Identification, Limits
from tests.fakes.certificates import certify, showing

from .scripted_server import ScriptedServer, reply
from .surroundings import HandClock, Names, RecordedNetwork, failure_of

pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is needed to make a certificate")

KEY = "s3cr3t/key+1"
SPELT = "s3cr3t%2Fkey%2B1"
KNOWN_AS = {
    "api.openalex.org": Identification(parameters={"api_key": KEY}),
    "api.semanticscholar.org": Identification(headers={"x-api-key": KEY}),
    "eutils.ncbi.nlm.nih.gov": Identification(
        parameters={"tool": "radar", "email": "you@lab.example", "api_key": KEY},
    ),
}


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh certificate for the hosts of this test that nobody but this test trusts, with its key."""
    return certify(tmp_path_factory.mktemp("known"), (*KNOWN_AS, "elsewhere.test"))


@pytest.fixture
def secure(certificate: Path) -> Iterator[ScriptedServer]:
    """A loopback server that stands for every host of this test."""
    with ScriptedServer({"/works": reply(200, b"content")}, tls=showing(certificate)) as running:
        yield running


@pytest.fixture
def fetcher(secure: ScriptedServer, clock: HandClock, certificate: Path) -> Iterator[GuardedFetcher]:
    """A fetcher that three hosts know by a key."""
    with GuardedFetcher(
        contact="",
        clock=clock,
        limits=Limits(failures_to_open=100),
        resolve=Names(["93.184.216.34"]),
        network=RecordedNetwork(secure.port),
        tls=ssl.create_default_context(cafile=certificate),
        stopwatch=clock,
        known_as=KNOWN_AS,
    ) as running:
        yield running


def test_a_host_is_told_its_key_and_the_rest_of_the_question_stays_as_it_was(
    secure: ScriptedServer, fetcher: GuardedFetcher
) -> None:
    question = "/works?filter=doi:10.1/a|10.1/b&q=a+AND+b&cursor=*&api_key=mine&empty="
    response = fetcher.get(f"https://api.openalex.org{question}")
    path, headers = secure.requests[0]
    assert path == f"/works?filter=doi:10.1/a|10.1/b&q=a+AND+b&cursor=*&empty=&api_key={SPELT}"
    assert "x-api-key" not in headers
    assert response.url == f"https://api.openalex.org{question}"
    assert KEY not in str(response)
    assert SPELT not in str(response)


def test_a_host_is_told_by_a_header_or_by_several_parameters(secure: ScriptedServer, fetcher: GuardedFetcher) -> None:
    fetcher.get("https://api.semanticscholar.org/works")
    fetcher.get("https://eutils.ncbi.nlm.nih.gov/works?db=pubmed")
    assert secure.requests[0][0] == "/works"
    assert secure.requests[0][1]["x-api-key"] == KEY
    assert secure.requests[1][0] == f"/works?db=pubmed&tool=radar&email=you%40lab.example&api_key={SPELT}"


@pytest.mark.parametrize(
    "url",
    [
        "https://elsewhere.test/works",
        "https://elsewhere.test/works?host=api.openalex.org",
        "https://API.openalex.org./works",
    ],
)
def test_no_other_host_is_told(secure: ScriptedServer, fetcher: GuardedFetcher, url: str) -> None:
    if "./" in url:
        failure_of(lambda: fetcher.get(url))  # another name, for which nobody vouches
    else:
        fetcher.get(url)
    assert SPELT not in str(secure.requests)
    assert KEY not in str(secure.requests)


def test_an_insecure_address_is_told_nothing(secure: ScriptedServer, clock: HandClock) -> None:
    with ScriptedServer({"/works": reply(200, b"content")}) as plain:
        fetcher = GuardedFetcher(
            contact="",
            clock=clock,
            resolve=Names(["93.184.216.34"]),
            network=RecordedNetwork(plain.port),
            tls=ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT),
            stopwatch=clock,
            known_as=KNOWN_AS,
        )
        with fetcher:
            fetcher.get("http://api.openalex.org/works")
            fetcher.get("http://api.semanticscholar.org/works")
        assert SPELT not in str(plain.requests)
        assert KEY not in str(plain.requests)


def test_a_redirect_to_another_host_does_not_carry_the_key_even_when_the_first_host_repeats_it(
    secure: ScriptedServer, fetcher: GuardedFetcher
) -> None:
    place = f"https://elsewhere.test/works?id=W1&api_key={SPELT}&mark={KEY}"
    secure.scripts["/moved"] = reply(301, b"", {"Location": place})
    response = fetcher.get("https://api.openalex.org/moved")
    assert secure.requests[1][1]["host"] == "elsewhere.test"
    assert secure.requests[1][0].startswith("/works?id=W1&mark=")
    for text in (str(secure.requests[1]), str(response)):
        assert KEY not in text
        assert SPELT not in text


def test_a_redirect_within_the_host_tells_the_key_once_again(secure: ScriptedServer, fetcher: GuardedFetcher) -> None:
    secure.scripts["/merged"] = reply(301, b"", {"Location": f"/works?api_key={SPELT}"})
    response = fetcher.get("https://api.openalex.org/merged")
    assert secure.requests[1][0] == f"/works?api_key={SPELT}"
    assert response.url == "https://api.openalex.org/works"


@pytest.mark.parametrize("status", [301, 400, 401, 404, 429, 500])
def test_no_failure_and_no_log_line_tells_the_key(
    secure: ScriptedServer, fetcher: GuardedFetcher, caplog: pytest.LogCaptureFixture, status: int
) -> None:
    secure.scripts["/broken"] = reply(status, f'{{"error": "the key {KEY} is wrong"}}'.encode())
    with caplog.at_level(logging.DEBUG):
        failures = [
            failure_of(lambda host=host: fetcher.get(f"https://{host}/broken"))  # type: ignore[misc]
            for host in KNOWN_AS
        ]
    told = [text for failure in failures for text in (failure.sentence, repr(failure), str(failure.__cause__))]
    for text in (*told, caplog.text):
        assert KEY not in text
        assert SPELT not in text


def test_an_answer_that_repeats_the_key_comes_back_without_it(secure: ScriptedServer, fetcher: GuardedFetcher) -> None:
    secure.scripts["/echo"] = reply(200, f'{{"asked": "{KEY}", "n": 1}}'.encode(), {"X-Asked": f"api_key={SPELT}"})
    response = fetcher.get("https://api.openalex.org/echo")
    assert KEY not in str(response)
    assert SPELT not in str(response)
    assert b'"n": 1' in response.body


def test_a_key_that_cannot_be_sent_is_refused_without_showing_it() -> None:
    for value in ("secret\r\nX-Evil: 1", "sécret", "", " secret"):
        with pytest.raises(ValueError, match="api_key") as refused:
            Identification(parameters={"api_key": value})
        assert "cret" not in str(refused.value)
    assert KEY not in repr(KNOWN_AS)
