"""When a listener fails: an id for the log and the person, and no text of theirs anywhere."""

import logging
import secrets
from collections.abc import Mapping
from typing import Any

from slack_bolt import App, BoltResponse, Respond
from slack_sdk.errors import SlackClientError

from bot.ports.store import StoreFailure

log = logging.getLogger(__name__)

TRY_AGAIN = "I could not write that down just now, so nothing was changed. Please try again in a minute."


def register(app: App) -> None:
    """Tell the person that something failed, with an id that is in the log too."""

    @app.error
    def on_error(
        error: Exception, body: dict[str, Any], respond: Respond, response: BoltResponse | None
    ) -> BoltResponse | None:
        incident = secrets.token_hex(4)
        log.error("incident %s: %s at %s", incident, type(error).__name__, place_of(error))
        if isinstance(body.get("event"), dict):
            return None  # an event that was not written down is Slack's to send again
        known = isinstance(error, StoreFailure)
        sentence = f"Something went wrong on my side; it is noted as {incident}. Please try again."
        answer = refusal(body, TRY_AGAIN if known else sentence, respond)
        return answer if response is not None else None


def refusal(body: Mapping[str, Any], sentence: str, respond: Respond | None) -> BoltResponse:
    """The acknowledgement of an interaction that failed; where it has no room for the sentence, that comes apart."""
    if "command" in body:
        return BoltResponse(status=200, body={"text": sentence, "response_type": "ephemeral"})
    fields = body.get("view", {}).get("blocks", ()) if body.get("type") == "view_submission" else ()
    inputs = [str(block.get("block_id")) for block in fields if block.get("type") == "input"]
    if inputs:
        return BoltResponse(status=200, body={"response_action": "errors", "errors": {inputs[0]: sentence}})
    if respond is not None and body.get("response_url"):
        try:
            respond(text=sentence, response_type="ephemeral", replace_original=False)
        except (OSError, SlackClientError):
            log.warning("a failure could not be told")
    return BoltResponse(status=200, body="")


def place_of(error: BaseException) -> str:
    """Where it happened, without the message: an error's words may quote what people wrote."""
    frames = []
    trace = error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        frames.append(f"{code.co_filename.rpartition('/')[2]}:{trace.tb_lineno}")
        trace = trace.tb_next
    return " < ".join(reversed(frames[-6:]))
