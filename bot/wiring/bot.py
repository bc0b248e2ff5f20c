"""The bot, assembled: settings become what listens, what works and what they share."""

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler

from bot.clock import Clock
from bot.daily.due import open_due
from bot.delivery.slack import SlackDelivery
from bot.jobs.embedded import Embedded
from bot.listeners import Ears, register_all, resume
from bot.ports.jobs import Duty, Jobs
from bot.ports.store import Store
from bot.scheduler import Scheduler
from bot.settings import Settings
from bot.wiring.duties import Crew
from bot.wiring.outside import slack_client, source_labels
from bot.wiring.reading import Reading, open_reading

LISTENERS = 32  # Bolt's default of 5 made a command wait 3 s while 5 listeners were busy
SOCKET_READERS = 32
REDELIVERED_AFTER = timedelta(minutes=2)
INBOX_KEPT = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Bot:
    """The whole bot, wired: what listens, what works, and what they share."""

    settings: Settings
    clock: Clock
    store: Store
    jobs: Jobs
    scheduler: Scheduler
    app: App
    duties: tuple[Duty, ...]
    reading: Reading

    def enrol(self) -> None:
        """Make the sources the settings name the ones that are read."""
        self.store.sources.enrol(source_labels(self.settings.radar_sources), self.clock())

    def work(self) -> None:
        """Begin to read sources, write and post."""
        self.enrol()
        if self.settings.database_url.startswith("sqlite"):
            self.store.take_over(self.clock())
        self.jobs.start(self.duties)
        self.scheduler.start()

    def listen(self) -> Callable[[], None]:
        """Connect to Slack over a socket; answers how to hang up."""
        token = self.settings.slack_app_token.get_secret_value()
        handler = SocketModeHandler(
            self.app, token, web_client=self.app.client, concurrency=SOCKET_READERS, ping_interval=3
        )
        handler.connect()

        def hang_up() -> None:
            # What arrives while the socket closes cannot be acknowledged: Slack delivers it again, nobody need worry.
            self.app.logger.setLevel(logging.CRITICAL)
            handler.close()

        return hang_up

    def stop(self, seconds: float = 25.0) -> bool:
        """Begin nothing new, end what is in hand and let go of everything; whether all of it ended in time."""
        self.scheduler.stop()
        ended = self.jobs.stop(seconds)
        self.reading.close()
        return ended


def build(settings: Settings, clock: Clock | None = None) -> Bot:
    """Wire a bot from settings; nothing runs yet."""
    clock = clock or Clock(settings.radar_clock)
    reading = open_reading(settings, clock)
    store, client, jobs = reading.store, slack_client(settings), Embedded()
    app = App(
        client=client,
        signing_secret=settings.slack_signing_secret.get_secret_value() or None,
        listener_executor=ThreadPoolExecutor(LISTENERS, thread_name_prefix="listener"),
        raise_error_for_unhandled_request=False,
    )
    ears = Ears(store=store, clock=clock, wake=jobs.wake, admins=frozenset(settings.radar_admins))
    register_all(app, ears)
    duties = Crew(settings, clock, reading, SlackDelivery(client), ears).duties()
    tick = partial(_tick, store, app, jobs.wake, clock)
    return Bot(settings, clock, store, jobs, Scheduler(tick), app, duties, reading)


def _tick(store: Store, app: App, wake: Callable[[], None], clock: Clock) -> None:
    now = clock()
    open_due(store, now)
    resume(app, store, now - REDELIVERED_AFTER)
    store.inbox.forget(now - INBOX_KEPT)
    wake()
