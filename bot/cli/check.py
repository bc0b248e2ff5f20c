"""``check``: what is missing for a real workspace, in words."""

import argparse
from collections.abc import Callable, Iterator

from bot import settings
from bot.cli import manifest
from bot.cli.serve import missing
from bot.settings import Settings, SettingsMistake

Finding = tuple[bool, str]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Whether to ask Slack too."""
    parser.add_argument("--offline", action="store_true", help="do not ask Slack whether the tokens work")


def run(options: argparse.Namespace) -> int:
    """Print one line a finding, ✓ or ✗; 1 when something is missing."""
    try:
        configured = settings.read()
    except SettingsMistake as mistakes:
        return _tell([(False, sentence) for sentence in mistakes.sentences])
    findings = [(True, "The settings can be read.")]
    findings += [(False, sentence) for sentence in missing(configured, listening=True)]
    for look in (_sources, _database, _guard, _parser, _model, _meaning):
        findings += look(configured)
    if not options.offline and configured.slack_bot_token.get_secret_value():
        findings += _slack(configured)
    return _tell(findings)


def _tell(findings: list[Finding]) -> int:
    for good, sentence in findings:
        print("✓" if good else "✗", sentence)
    wrong = sum(not good for good, _ in findings)
    print("\nAll is ready: python -m bot run" if not wrong else f"\n{wrong} to mend, then run this again.")
    return int(wrong > 0)


def _finding(good: str, look: Callable[[], object], *expected: type[Exception]) -> Finding:
    try:
        look()
    except expected as mistake:
        return False, str(mistake)
    return True, good


def _sources(configured: Settings) -> Iterator[Finding]:
    from bot.wiring.outside import source_labels

    names = configured.radar_sources
    yield _finding(f"{len(names)} sources: {', '.join(names)}.", lambda: source_labels(names), SettingsMistake)
    if not configured.radar_contact and configured.radar_replay is None:
        yield False, "RADAR_CONTACT is missing: give publishers an e-mail address to write to before they block you."


def _database(configured: Settings) -> Iterator[Finding]:
    from bot.ports.store import StoreFailure
    from bot.storage import open_store

    def look() -> None:
        store = open_store(configured.database_url, migrate=True)
        try:
            store.ready()
        finally:
            store.close()

    yield _finding("The database can be written.", look, StoreFailure)


def _guard(configured: Settings) -> Iterator[Finding]:
    from bot.clock import Clock
    from bot.fetching import GuardedFetcher
    from bot.ports.sources import SourceFailure

    fetcher = GuardedFetcher(contact=configured.radar_contact, clock=Clock())
    yield _finding("The fetcher refuses private addresses.", fetcher.self_test, SourceFailure, RuntimeError)


def _parser(configured: Settings) -> Iterator[Finding]:
    from bot.parsing import Parsers
    from bot.ports.sources import SourceFailure

    feed = b"<rss version='2.0'><channel><title>t</title><item><title>p</title><guid>1</guid></item></channel></rss>"
    with Parsers(workers=1) as parsers:
        look = lambda: parsers.run("bot.sources.feed:parse", feed)  # noqa: E731 - one look
        yield _finding("Feeds are parsed in a limited child process.", look, SourceFailure)


def _model(configured: Settings) -> Iterator[Finding]:
    if configured.anthropic_api_key.get_secret_value():
        budget = f"for at most ${configured.radar_llm_daily_usd:g} a day"
        yield True, f"Briefings are written by {configured.radar_model_briefing}, {budget}."
    else:
        yield True, "No ANTHROPIC_API_KEY: briefings will be made of the papers' own sentences, and say so."


def _meaning(configured: Settings) -> Iterator[Finding]:
    from bot.wiring.outside import semantics

    try:
        model = semantics(configured)
    except SettingsMistake as mistake:
        yield False, str(mistake)
    else:
        if model is not None:
            yield True, f"Papers are also ordered by meaning: {model.describe()}."


def _slack(configured: Settings) -> Iterator[Finding]:
    from slack_sdk.errors import SlackApiError, SlackClientError

    from bot.wiring.outside import slack_client

    client = slack_client(configured)
    try:
        answer = client.auth_test()
        yield True, f"Slack knows the bot token: {answer['user']} in {answer['team']}."
        yield from _scopes({name.lower(): value for name, value in answer.headers.items()}.get("x-oauth-scopes", ""))
        if configured.socket_mode:
            client.apps_connections_open(app_token=configured.slack_app_token.get_secret_value())
            yield True, "Slack opens a socket for the app token."
    except SlackApiError as refusal:
        yield False, f"Slack refused a token ({refusal.response['error']}): copy it again from the app's settings."
    except (SlackClientError, OSError) as failure:
        yield False, f"Slack could not be reached at {configured.slack_api_url} ({type(failure).__name__})."


def _scopes(granted: str) -> Iterator[Finding]:
    """Scopes the manifest asks for and the installed app lacks."""
    wanted = set(manifest.bot_scopes())
    lacking = sorted(wanted - {scope.strip() for scope in granted.split(",")})
    if not granted or not wanted:
        return
    if lacking:
        yield False, f"The app lacks {', '.join(lacking)}: paste manifest.yml into its settings and reinstall it."
    else:
        yield True, "The app has every scope of the manifest."
