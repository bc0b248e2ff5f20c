"""Every knob of the bot, read from the environment, with all mistakes told at once; secrets never show in a repr."""

import os
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, SecretStr, ValidationError

DEFAULT_SOURCES = "arxiv:cs.CL, arxiv:cs.CV, arxiv:cs.AI, arxiv:cs.LG, arxiv:quant-ph, arxiv:q-bio, arxiv:physics"


class SettingsMistake(Exception):  # noqa: N818 - a person's slip, told in sentences
    """Some settings cannot be used; ``sentences`` names each with what to do."""

    def __init__(self, sentences: tuple[str, ...]) -> None:
        super().__init__("\n".join(sentences))
        self.sentences = sentences


def _names(value: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in value.split(",") if part.strip())


def _aware(value: datetime) -> datetime:
    return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


def _token(prefix: str) -> AfterValidator:
    def check(secret: SecretStr) -> SecretStr:
        if secret.get_secret_value() and not secret.get_secret_value().startswith(prefix):
            raise ValueError(f"it should start with {prefix}")
        return secret

    return AfterValidator(check)


def _web_address(value: str) -> str:
    if value and not value.startswith(("https://", "http://127.0.0.1", "http://localhost")):
        raise ValueError("it should be an https:// address (or http:// on this machine)")
    return value


def _one_ascii_line(value: str) -> str:
    if not (value.isascii() and value.isprintable()):
        raise ValueError("it should be one line of plain ASCII, such as mailto:you@lab.example")
    return value


Names = Annotated[tuple[str, ...], BeforeValidator(_names)]
Instant = Annotated[datetime, AfterValidator(_aware)]
WebAddress = Annotated[str, AfterValidator(_web_address)]


class Settings(BaseModel):
    """What the environment says, checked.  Field names are the variables' names in lower case."""

    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True, populate_by_name=True)

    slack_bot_token: Annotated[SecretStr, _token("xoxb-")] = Field(
        SecretStr(""), description="The bot token of the installed app (xoxb-…)."
    )
    slack_app_token: Annotated[SecretStr, _token("xapp-")] = Field(
        SecretStr(""), description="The app-level token with connections:write (xapp-…); set it to use Socket Mode."
    )
    slack_signing_secret: SecretStr = Field(
        SecretStr(""), description="The signing secret; needed when Slack sends over HTTP, without an app token."
    )
    slack_api_url: WebAddress = Field(
        "https://slack.com/api/", description="Where Slack's Web API is; any server that speaks it will do."
    )
    database_url: str = Field(
        "sqlite:///radar.sqlite3", description="`sqlite:///file` or `postgresql://user:password@host/name`."
    )
    anthropic_api_key: SecretStr = Field(
        SecretStr(""), description="Without it, briefings are made of the papers' own sentences."
    )
    anthropic_base_url: WebAddress = Field("", description="Another server that speaks Anthropic's Messages API.")
    radar_model_analysis: str = Field(
        "",
        description="The model that reads each paper once; by default claude-haiku-5-5, elsewhere the one that writes.",
    )
    radar_model_briefing: str = Field("claude-sonnet-5-5", description="The model that writes briefings and answers.")
    radar_llm_daily_usd: float = Field(2.0, ge=0, description="The most a day's model calls may cost, in US dollars.")
    radar_sources: Names = Field(
        _names(DEFAULT_SOURCES),
        description="What everyone reads, separated by commas: `arxiv:<category>`, `biorxiv`, `medrxiv`, "
        "`plos:<journal>`, `europepmc:<query>`, `pubmed:<query>`, `hf-daily`, `feed:<address>`.",
    )
    radar_admins: Names = Field(
        (), description="Slack ids (`U…`) of people who look after the sources; workspace admins always may."
    )
    radar_contact: Annotated[str, AfterValidator(_one_ascii_line)] = Field(
        "", description="An e-mail or web address publishers can reach you at; part of the User-Agent."
    )
    ncbi_api_key: SecretStr = Field(
        SecretStr(""), description="With a key of NCBI, PubMed takes more requests a second."
    )
    openalex_api_key: SecretStr = Field(
        SecretStr(""), description="With a key of OpenAlex, abstracts and retractions it knows are added."
    )
    semanticscholar_api_key: SecretStr = Field(
        SecretStr(""), description="With a key of Semantic Scholar, abstracts it knows are added."
    )
    radar_semantic_model: Path | None = Field(
        None, description="A folder with a sentence-transformers model, to order papers by meaning too; needs numpy."
    )
    radar_semantic_sha256: str = Field("", description="The SHA-256 the model's weights must have.")
    radar_replay: Path | None = Field(None, description="A folder of recorded responses: nothing is fetched.")
    radar_clock: Instant | None = Field(None, description="Start the clock at this instant, such as 2026-06-08T05:00Z.")
    radar_log: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field("INFO", description="How much is logged.")
    port: int = Field(3000, ge=1, le=65535, description="Where `web` and `run` listen for signed requests.")

    @property
    def socket_mode(self) -> bool:
        """Whether Slack reaches us over a socket we open (no public address needed)."""
        return bool(self.slack_app_token.get_secret_value())


def read(environment: Mapping[str, str] | None = None) -> Settings:
    """Read the settings.  Raises ``SettingsMistake`` naming every variable that cannot be used."""
    given = os.environ if environment is None else environment
    named = {name: given.get(name.upper(), "").strip() for name in Settings.model_fields}
    values = {name: value for name, value in named.items() if value}
    try:
        return Settings.model_validate(values)
    except ValidationError as mistake:
        raise SettingsMistake(tuple(_sentence(error["loc"], error["msg"]) for error in mistake.errors())) from None


def _sentence(place: tuple[int | str, ...], message: str) -> str:
    what = message.removeprefix("Value error, ")
    return f"{str(place[0]).upper()} cannot be used: {what[0].lower()}{what[1:]}."
