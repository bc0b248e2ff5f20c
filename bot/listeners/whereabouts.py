"""Where something was said: whether it is a channel, and whether we can speak there."""

from collections.abc import Mapping
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

_SECONDS = 2  # a person is waiting, and Slack gives us three
_NOT_THERE = {"channel_not_found", "not_in_channel", "is_archived"}


def is_direct(channel: str, payload: Mapping[str, Any]) -> bool:
    """Whether a conversation is between one person and somebody else."""
    return channel.startswith("D") or payload.get("channel_name") == "directmessage"


def is_member(client: WebClient, channel: str) -> bool:
    """Whether the bot is in a channel; when Slack does not say, posting will tell."""
    quick = WebClient(client.token, base_url=client.base_url, timeout=_SECONDS, ssl=client.ssl, retry_handlers=[])
    try:
        reply = quick.conversations_info(channel=channel)
    except SlackApiError as error:
        return str(error.response.get("error")) not in _NOT_THERE
    except (OSError, SlackClientError, ValueError):
        return True
    described = reply.get("channel") or {}
    return bool(described.get("is_member", True)) and not described.get("is_archived", False)
