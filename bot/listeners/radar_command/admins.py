"""Who may change what everyone in a workspace reads."""

from slack_sdk import WebClient
from slack_sdk.errors import SlackClientError

from bot.blocks import Part, code, line, paragraph
from bot.listeners.radar_command.verbs import Asked

_SECONDS = 2  # a person is waiting, and Slack gives us three


def refused(asked: Asked) -> Part | None:
    """Why this person may not change what everyone reads; nothing when they may."""
    if asked.heard.user in asked.ears.admins:
        return None
    admin = _is_admin(asked.heard.client, asked.heard.user)
    if admin is None:
        return paragraph(
            line("Slack could not tell me just now whether you are an admin of this workspace, so nothing changed."),
            line("Please try again in a minute."),
        )
    return None if admin else _not_an_admin()


def _not_an_admin() -> Part:
    return paragraph(
        line("Only admins of this workspace can change what everyone reads. Nothing changed."),
        line("You can add a feed of your own: ", code("/radar feed add https://journal.example/feed.xml")),
    )


def _is_admin(client: WebClient, user: str) -> bool | None:
    """What Slack says; nothing when it cannot say."""
    quick = WebClient(client.token, base_url=client.base_url, timeout=_SECONDS, ssl=client.ssl, retry_handlers=[])
    try:
        reply = quick.users_info(user=user)
    except (OSError, SlackClientError, ValueError):
        return None
    person = reply.get("user")
    if not isinstance(person, dict):
        return None
    return not person.get("deleted") and any(person.get(role) for role in ("is_admin", "is_owner", "is_primary_owner"))
