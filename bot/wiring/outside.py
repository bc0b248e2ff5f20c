"""What a bot is wired to outside: Slack, the web or a recording of it, sources by name, and a language model."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from bot import registry
from bot.llm.extractive import Extractive
from bot.ports.model import LanguageModel
from bot.ports.semantics import Semantics
from bot.ports.sources import Enricher, Fetcher, HostTurns, Source
from bot.settings import Settings, SettingsMistake

if TYPE_CHECKING:
    from slack_sdk import WebClient

    from bot.benchmark.download import Download
    from bot.fetching import Identification


_NCBI = "eutils.ncbi.nlm.nih.gov"


def slack_client(settings: Settings) -> "WebClient":
    """The client for Slack's Web API; writes are never repeated by it, since a lost reply may hide a posted message."""
    from slack_sdk import WebClient

    return WebClient(
        token=settings.slack_bot_token.get_secret_value(),
        base_url=settings.slack_api_url,
        timeout=10,
        retry_handlers=[],
    )


def fetcher(
    settings: Settings, clock: Callable[[], datetime], turns: HostTurns | None = None, owner: str = ""
) -> Fetcher:
    """The way out to the web, proved to refuse this machine, or to a recording of it.

    ``turns`` are shared with the other processes of this bot, in which this one is called ``owner``.
    """
    from bot.fetching import GuardedFetcher, Limits, ReplayFetcher, intervals

    if settings.radar_replay is not None:
        return ReplayFetcher(settings.radar_replay, clock)
    guarded = GuardedFetcher(
        contact=settings.radar_contact,
        clock=clock,
        limits=Limits(intervals=intervals({_NCBI} if settings.ncbi_api_key.get_secret_value() else ())),
        turns=turns,
        owner=owner,
        known_as=_introductions(settings),
    )
    guarded.self_test()
    return guarded


def _introductions(settings: Settings) -> Mapping[str, "Identification"]:
    """How hosts that ask for it are told who we are; nothing goes to any other."""
    from bot.fetching import Identification

    mail = settings.radar_contact.removeprefix("mailto:")
    by_mail = {"mailto": mail} if "@" in mail else {}
    told = {
        "api.crossref.org": Identification(parameters=by_mail),
        _NCBI: Identification(parameters={"tool": "AcademicHubRadar"} | ({"email": mail} if by_mail else {})),
    }
    if key := settings.ncbi_api_key.get_secret_value():
        told[_NCBI] = Identification(parameters={**told[_NCBI].parameters, "api_key": key})
    if key := settings.openalex_api_key.get_secret_value():
        told["api.openalex.org"] = Identification(parameters={"api_key": key})
    if key := settings.semanticscholar_api_key.get_secret_value():
        told["api.semanticscholar.org"] = Identification(headers={"x-api-key": key})
    return told


def slack_files(settings: Settings, clock: Callable[[], datetime]) -> "Download":
    """Gets the files people drop; our token goes to the host that keeps them, and to no other."""
    from bot.benchmark.download import SLACK, Download
    from bot.fetching import GuardedFetcher, Identification

    token = settings.slack_bot_token.get_secret_value()
    here = settings.slack_api_url.removesuffix("/").removesuffix("/api")
    is_local = here.startswith("http://127.0.0.1")
    host, place = (here, f"{here}/files/") if is_local else ("files.slack.com", SLACK)
    known = {host: Identification(headers={"Authorization": f"Bearer {token}"})} if token else {}
    local = (here,) if is_local else ()
    return Download(partial(GuardedFetcher, contact="", clock=clock, loopback_origins=local, known_as=known), place)


def semantics(settings: Settings) -> Semantics | None:
    """Closeness in meaning by the model the settings name, or nothing.  Raises ``SettingsMistake``."""
    if settings.radar_semantic_model is None:
        return None
    from bot.semantic import ModelMistake, open_meanings

    try:
        return open_meanings(settings.radar_semantic_model, settings.radar_semantic_sha256)
    except ModelMistake as mistake:
        raise SettingsMistake((f"RADAR_SEMANTIC_MODEL cannot be used: {mistake}",)) from None


def source(name: str) -> Source:
    """The source a name such as ``arxiv:cs.CL`` stands for.  Raises ``UnknownAdapter`` or ``ValueError``."""
    made: Source = registry.adapter("bot.sources", name)
    return made


def enrichers(settings: Settings) -> tuple[Enricher, ...]:
    """Those who know more about papers: all but those that need a key we do not have; nobody in a recording."""
    if settings.radar_replay is not None:
        return ()
    keys = {"openalex": settings.openalex_api_key, "semanticscholar": settings.semanticscholar_api_key}
    without = {name for name, key in keys.items() if not key.get_secret_value()}
    modules = [registry.load("bot.sources", name) for name in registry.names("bot.sources") if name not in without]
    return tuple(module.Enricher() for module in modules if hasattr(module, "Enricher"))


def source_labels(names: tuple[str, ...]) -> Mapping[str, str]:
    """Each configured source's name and label.  Raises ``SettingsMistake`` naming every one that is none."""
    labels, mistakes = {}, []
    for name in names:
        try:
            adapter = source(name)
        except (registry.UnknownAdapter, ValueError) as mistake:
            mistakes.append(f"RADAR_SOURCES holds {name!r}: {mistake}")
        else:
            labels[adapter.name] = adapter.label
    if mistakes:
        raise SettingsMistake(tuple(mistakes))
    return labels


def language_model(settings: Settings, clock: Callable[[], datetime]) -> LanguageModel:
    """The language model the settings name; without a key, the papers' own sentences."""
    key = settings.anthropic_api_key.get_secret_value()
    if not key:
        return Extractive()
    from bot.llm.claude import Claude, Options

    return Claude(
        api_key=key,
        base_url=settings.anthropic_base_url,
        model=settings.radar_model_briefing,
        daily_usd=settings.radar_llm_daily_usd,
        clock=clock,
        options=Options(analysis_model=settings.radar_model_analysis),
    )
