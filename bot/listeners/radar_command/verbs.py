"""A verb of ``/radar``: one decorated function; the registry finds it wherever it stands in this package."""

import importlib
import pkgutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.blocks import Part
from bot.listeners.ears import Ears, Heard
from bot.ports.store import StoredQuery
from bot.subscribers import Subscriber, SubscriberKind


@dataclass(frozen=True, slots=True)
class Asked:
    """A command to carry out: who asks, for which radar, and the words after the verb.

    ``channel`` is the channel whose radar is meant, or empty for the person's own.
    """

    ears: Ears
    heard: Heard
    rest: str
    now: datetime
    channel: str = ""

    @property
    def kind(self) -> SubscriberKind:
        """Whose radar is meant."""
        return SubscriberKind.CHANNEL if self.channel else SubscriberKind.PERSON

    @property
    def address(self) -> str:
        """The Slack id of the person or channel whose radar is meant."""
        return self.channel or self.heard.user

    def known(self) -> Subscriber | None:
        """The subscriber, if there is one; asking changes nothing."""
        return self.ears.store.subscribers.find(self.heard.team, self.kind, self.address)

    def subscriber(self) -> Subscriber:
        """The subscriber, made when new."""
        return self.ears.store.subscribers.ensure(self.heard.team, self.kind, self.address, self.now)

    def queries(self) -> Sequence[StoredQuery]:
        """The radar that is meant; empty for someone we do not know."""
        subscriber = self.known()
        return self.ears.store.subscribers.queries(subscriber.id) if subscriber else ()

    @property
    def whose(self) -> str:
        """How the radar is called in a sentence."""
        return "this channel's radar" if self.channel else "your radar"

    @property
    def command(self) -> str:
        """What a person types before a verb to reach the same radar."""
        return "/radar channel" if self.channel else "/radar"


Reply = Sequence[Part]
GROUPS = ("Radar", "Briefing", "Papers", "More")  # how help orders the verbs


@dataclass(frozen=True, slots=True)
class Verb:
    """One verb: how it is typed, what it does in one line, and the function that does it."""

    name: str
    usage: str
    about: str
    run: Callable[[Asked], Reply]
    group: str
    aliases: tuple[str, ...] = ()
    in_channels: bool = False


def verb(
    usage: str, about: str, *, group: str = "More", aliases: Sequence[str] = (), in_channels: bool = False
) -> Callable[[Callable[[Asked], Reply]], Verb]:
    """Make a function a verb; its name is the first word of ``usage``."""

    def made(run: Callable[[Asked], Reply]) -> Verb:
        return Verb(usage.split(maxsplit=1)[0], usage, about, run, group, tuple(aliases), in_channels)

    return made


def find_verbs() -> Mapping[str, Verb]:
    """Every verb of this package by the words it answers to, in the order of the modules' names."""
    package = importlib.import_module(__package__ or "")
    found: dict[str, Verb] = {}
    for module in pkgutil.iter_modules(package.__path__):
        members = vars(importlib.import_module(f"{package.__name__}.{module.name}"))
        for member in list(members.values()):
            if isinstance(member, Verb):
                found.update(dict.fromkeys((member.name, *member.aliases), member))
    return found
