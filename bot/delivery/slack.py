"""Posts to Slack: the only code that writes messages there, and it writes each one once."""

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http.client import HTTPException
from socket import gaierror
from typing import Any
from urllib.error import URLError

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.blocks import answer_messages, briefing_messages
from bot.briefing import Briefing
from bot.digest import Digest
from bot.discussion import Answer
from bot.ports.delivery import Address, DeliveryFailure, Message, Posted, Refusal

EVENT_TYPE = "radar_delivery"
TIMEOUT = 10  # seconds for connecting and for each read; the longest a request can be in flight is twice this
_PAGES = 5
_LONGEST_WAIT = timedelta(hours=1)
_USUAL_WAIT = timedelta(seconds=30)
_SLACK_CLOCK_MARGIN = timedelta(seconds=30)

_PERHAPS_POSTED = {"fatal_error", "internal_error", "request_timeout", "service_unavailable"}
_LATER = {"ratelimited", "rate_limited", "message_limit_exceeded", "team_added_to_org", "accesslimited"}
_CONTENT = {
    "attachment_payload_limit_exceeded",
    "blocks_too_long",
    "cannot_reply_to_message",
    "invalid_arguments",
    "invalid_blocks",
    "invalid_blocks_format",
    "invalid_metadata_format",
    "invalid_metadata_schema",
    "metadata_too_large",
    "msg_blocks_too_long",
    "msg_too_long",
    "no_text",
    "restricted_action_thread_locked",
    # Only this message has no place any more; the conversation itself is open.
    "thread_not_found",
    "too_many_attachments",
}
_REVOKED = {
    "account_inactive",
    "app_uninstalled",
    "invalid_auth",
    "not_allowed_token_type",
    "not_authed",
    "org_login_required",
    "team_access_not_granted",
    "team_not_found",
    "token_expired",
    "token_revoked",
}


class SlackDelivery:
    """Posts, finds and takes back messages, and looks people up.

    Nothing is repeated here: the retries of Slack's own client post twice when only the reply was lost,
    so it gets a copy of ``client`` that has none.
    """

    def __init__(self, client: WebClient, timeout: int = TIMEOUT) -> None:
        self._client = WebClient(
            client.token, base_url=client.base_url, timeout=timeout, ssl=client.ssl, retry_handlers=[]
        )

    def post(self, address: Address, message: Message, delivery_id: str) -> Posted:
        """Post once, marked with ``delivery_id`` so that it can be found again."""
        arguments: dict[str, Any] = {
            "channel": address.channel,
            "text": message.text,
            "metadata": {"event_type": EVENT_TYPE, "event_payload": {"id": delivery_id}},
            "unfurl_links": False,
            "unfurl_media": False,
        }
        if message.blocks:
            arguments["blocks"] = list(message.blocks)
        if address.thread:
            arguments["thread_ts"] = address.thread
        reply = self._call("chat.postMessage", arguments)
        channel, ts = reply.get("channel"), reply.get("ts")
        if not isinstance(channel, str) or not isinstance(ts, str):
            raise DeliveryFailure(Refusal.UNKNOWN, "unreadable_reply")
        return Posted(channel, ts)

    def find(self, address: Address, delivery_id: str, since: datetime) -> Posted | None:
        """Look for a message marked with ``delivery_id`` that may have been posted after ``since``."""
        channel = self._conversation(address)
        method = "conversations.replies" if address.thread else "conversations.history"
        arguments: dict[str, Any] = {
            "channel": channel,
            "oldest": f"{(since - _SLACK_CLOCK_MARGIN).timestamp():.6f}",
            "include_all_metadata": True,
            "limit": 100,
        }
        if address.thread:
            arguments["ts"] = address.thread
        for _ in range(_PAGES):
            reply = self._call(method, arguments)
            for found in reply.get("messages") or ():
                if _carries(found, delivery_id):
                    return Posted(channel, str(found["ts"]))
            cursor = (reply.get("response_metadata") or {}).get("next_cursor")
            if not cursor:
                return None
            arguments["cursor"] = cursor
        # Too much was said to read it all: not found does not mean not there.
        raise DeliveryFailure(Refusal.UNKNOWN, "history_too_long")

    def retract(self, posted: Posted, team: str) -> None:
        """Take back our own second copy of a message."""
        try:
            self._call("chat.delete", {"channel": posted.channel, "ts": posted.ts})
        except DeliveryFailure as failure:
            if failure.code != "message_not_found":
                raise

    def zone_of(self, team: str, user: str) -> str:
        """The IANA time zone in a person's profile, or an empty string."""
        zone = self._person(user).get("tz")
        return zone if isinstance(zone, str) else ""

    def is_admin(self, team: str, user: str) -> bool:
        """Whether a person is an admin of the workspace; false when that cannot be found out."""
        person = self._person(user)
        return not person.get("deleted") and bool(person.get("is_admin") or person.get("is_owner"))

    def render(self, digest: Digest, briefing: Briefing) -> tuple[Message, ...]:
        """The messages of a digest: the parent first, then its thread."""
        return briefing_messages(digest, briefing)

    def render_answer(self, answer: Answer) -> tuple[Message, ...]:
        """The messages of an answer in a thread."""
        return answer_messages(answer)

    def _person(self, user: str) -> dict[str, Any]:
        try:
            person = self._call("users.info", {"user": user}).get("user")
        except DeliveryFailure:
            return {}
        return person if isinstance(person, dict) else {}

    def _conversation(self, address: Address) -> str:
        """History is read by conversation; a person's id stands for the direct message with them."""
        if not address.channel.startswith(("U", "W")):
            return address.channel
        reply = self._call("conversations.open", {"users": address.channel})
        return str((reply.get("channel") or {}).get("id", ""))

    def _call(self, method: str, arguments: dict[str, Any]) -> dict[str, Any]:
        reading = method.startswith(("conversations.", "users."))
        try:
            reply = self._client.api_call(
                method, params=arguments if reading else None, json=None if reading else arguments
            )
        except SlackApiError as error:
            raise _refused(error) from None
        except URLError as error:
            raise _unreachable(error) from None
        # A reply that is cut, late or no JSON object: whether the request took effect is not known.
        except (OSError, HTTPException, SlackClientError, ValueError, AttributeError) as error:
            raise DeliveryFailure(Refusal.UNKNOWN, type(error).__name__) from None
        return reply.data if isinstance(reply.data, dict) else {}


def refusal(code: str, status: int = 200) -> Refusal:
    """What follows from an error code of Slack.

    A code that is not known is a definite no: it is told once and waits for a person, like a closed conversation.
    """
    if status >= 500 or code in _PERHAPS_POSTED or not code.isidentifier():
        return Refusal.UNKNOWN
    if code in _LATER:
        return Refusal.LATER
    if code in _CONTENT:
        return Refusal.CONTENT
    return Refusal.REVOKED if code in _REVOKED else Refusal.PLACE


def waiting(asked: str, sent: str = "") -> timedelta:
    """How long ``Retry-After`` asks to wait, at least a second and at most an hour.

    It holds seconds or a date; a date counts from ``sent``, the date of the answer itself.
    """
    asked = asked.strip()
    if asked.isascii() and asked.isdigit():
        wait = timedelta(seconds=int(asked[:6])) if len(asked) < 7 else _LONGEST_WAIT
    else:
        try:
            wait = _instant(asked) - _instant(sent)
        except ValueError:
            return _USUAL_WAIT
    return min(max(wait, timedelta(seconds=1)), _LONGEST_WAIT)


def _instant(text: str) -> datetime:
    moment = parsedate_to_datetime(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _refused(error: SlackApiError) -> DeliveryFailure:
    response = error.response
    headers = {str(name).lower(): str(value) for name, value in response.headers.items()}
    code = str(response.get("error") or "") if isinstance(response.data, dict) else ""
    if response.status_code == 429 or code in _LATER:
        wait = waiting(headers.get("retry-after", ""), headers.get("date", ""))
        return DeliveryFailure(Refusal.LATER, "ratelimited", retry_after=wait)
    known = code if code.isidentifier() else f"http_{response.status_code}"
    return DeliveryFailure(refusal(code, response.status_code), known)


def _unreachable(error: URLError) -> DeliveryFailure:
    """No connection means that nothing was posted; anything later is uncertain."""
    if isinstance(error.reason, ConnectionRefusedError | gaierror):
        return DeliveryFailure(Refusal.LATER, "unreachable", retry_after=_USUAL_WAIT)
    reason = error.reason if isinstance(error.reason, BaseException) else error
    return DeliveryFailure(Refusal.UNKNOWN, type(reason).__name__)


def _carries(found: Any, delivery_id: str) -> bool:
    metadata = found.get("metadata") if isinstance(found, dict) else None
    if not isinstance(metadata, dict) or metadata.get("event_type") != EVENT_TYPE:
        return False
    return (metadata.get("event_payload") or {}).get("id") == delivery_id
