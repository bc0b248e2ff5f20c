"""Who is in the workspace and where they talk: a description, as a value."""

from dataclasses import dataclass

BOT_USER = "U0RADARBOT1"


@dataclass(frozen=True, slots=True)
class User:
    """A person or a bot."""

    id: str
    name: str
    real_name: str
    tz: str = "Etc/UTC"
    locale: str = "en-US"
    email: str = ""
    is_bot: bool = False
    is_admin: bool = False
    deleted: bool = False


@dataclass(frozen=True, slots=True)
class Channel:
    """A public or private channel with its members."""

    id: str
    name: str
    members: tuple[str, ...]
    is_private: bool = False
    is_archived: bool = False
    purpose: str = ""


@dataclass(frozen=True, slots=True)
class Workspace:
    """One team with its people, its channels and the installed app."""

    users: tuple[User, ...]
    channels: tuple[Channel, ...]
    me: str
    bot_user: str = BOT_USER
    bot_id: str = "B0RADARBOT1"
    app_id: str = "A0RADARAPP1"
    team_id: str = "T0RADARLAB1"
    name: str = "Radar Lab"
    domain: str = "radar-lab"


def default_workspace() -> Workspace:
    """A small lab: Ada, her colleague Grace, the bot, and two channels, of which the bot has joined one."""
    ada = User("U0ADA00001", "ada", "Ada Lindqvist", "Europe/Berlin", "en-GB", "ada@lab.example", is_admin=True)
    grace = User("U0GRACE001", "grace", "Grace Okafor", "America/New_York", "en-US", "grace@lab.example")
    radar = User(BOT_USER, "radar", "Radar", is_bot=True)
    people = (ada.id, grace.id)
    return Workspace(
        users=(ada, grace, radar),
        channels=(
            Channel("C0GENERAL1", "general", people, purpose="News for everybody"),
            Channel("C0JOURNAL1", "journal-club", (*people, radar.id), purpose="What we read"),
        ),
        me=ada.id,
    )
