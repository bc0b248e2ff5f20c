"""What is offered to type in the Messages tab."""

import logging

from slack_sdk.errors import SlackClientError

from bot.listeners.ears import Heard

log = logging.getLogger(__name__)

_PROMPTS = (
    {"title": "What is new for me?", "message": "What is new for me today?"},
    {"title": "How do I set up my radar?", "message": "help"},
)


def suggest(heard: Heard) -> None:
    """Offer what to type; without a thread, since an agent's tab shows it above all of them."""
    try:
        heard.client.assistant_threads_setSuggestedPrompts(
            channel_id=heard.payload["channel"], prompts=[dict(each) for each in _PROMPTS]
        )
    except (OSError, SlackClientError) as error:  # not every plan has it, and nothing depends on it
        log.debug("No prompts are offered: %s", error)
