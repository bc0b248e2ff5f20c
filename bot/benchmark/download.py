"""Gets a file that was dropped in Slack, from Slack and from nowhere else."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass

from bot.ports.sources import Fetcher, SourceFailure

SLACK = "https://files.slack.com/"


@dataclass(frozen=True, slots=True)
class Download:
    """Fetches private files; what ``opened`` gives shows our token to their host, and is closed after each file.

    ``place`` is how their addresses begin.
    """

    opened: Callable[[], AbstractContextManager[Fetcher]]
    place: str = SLACK

    def get(self, url: str) -> bytes:
        """The bytes of a file.  Raises ``SourceFailure`` with a sentence."""
        if not url.startswith(self.place):
            raise SourceFailure("blocked", "It is kept outside Slack. Save it to your computer and drop it here.")
        with self.opened() as fetcher:
            response = fetcher.get(url, accept="*/*")
        if "text/html" in response.headers.get("content-type", "").lower():
            # Slack answers a token without the scope with its sign-in page, as a success.
            sentence = "Slack showed a sign-in page instead of it: the app needs the scope files:read and a reinstall."
            raise SourceFailure("refused", sentence)
        return response.body
