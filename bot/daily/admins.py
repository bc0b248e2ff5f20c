"""Who looks after the sources: the people the settings name, else the workspace's admins among those who read."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.ports.delivery import Directory
from bot.ports.store import Store

MOST_ASKED_ABOUT = 40


@dataclass(frozen=True, slots=True)
class Admins:
    """Finds the people to tell when a source that everyone reads is in trouble; ``named`` are Slack ids."""

    store: Store
    directory: Directory
    named: tuple[str, ...] = ()

    def now(self) -> Sequence[tuple[str, str]]:
        """Team and user of each; nobody who never spoke to the bot is written to unless the settings name them."""
        persons = [(person.team, person.address) for person in self.store.subscribers.persons(MOST_ASKED_ABOUT)]
        if self.named:
            return [(team, user) for team in sorted({team for team, _ in persons}) for user in self.named]
        return [(team, user) for team, user in persons if self.directory.is_admin(team, user)]
