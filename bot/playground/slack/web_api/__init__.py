"""The methods of the Web API, one subject a file, found by name in one table."""

from collections.abc import Mapping

from bot.playground.slack.web_api import (
    assistant,
    chat,
    conversations,
    files,
    history,
    people,
    reactions,
    session,
    unfurls,
    views,
)
from bot.playground.slack.web_api.methods import Method

METHODS: Mapping[str, Method] = {
    **session.METHODS,
    **chat.METHODS,
    **unfurls.METHODS,
    **conversations.METHODS,
    **history.METHODS,
    **people.METHODS,
    **views.METHODS,
    **reactions.METHODS,
    **assistant.METHODS,
    **files.METHODS,
}
