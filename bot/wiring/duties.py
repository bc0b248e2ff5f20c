"""What the bot does by itself, duty by duty, and how many lanes each has."""

from dataclasses import dataclass

from bot.benchmark.dropped import DroppedLists
from bot.benchmark.looking_up import LookingUp
from bot.benchmark.running import Benchmark
from bot.blocks import plain
from bot.blocks.benchmark import benchmark_message
from bot.blocks.changes import change_message
from bot.blocks.notices import began_message, trouble_message
from bot.clock import Clock
from bot.daily.admins import Admins
from bot.daily.deliver import Courier
from bot.daily.follow import Follower
from bot.daily.watch import Watch
from bot.daily.write import Writer
from bot.daily.zones import learn_zones
from bot.delivery.slack import SlackDelivery
from bot.discussion import Answerer
from bot.listeners import Ears
from bot.llm.extractive import Extractive
from bot.ports.jobs import Duty
from bot.settings import Settings
from bot.wiring.outside import language_model, semantics, slack_files
from bot.wiring.reading import Reading


@dataclass(frozen=True, slots=True)
class Crew:
    """What the duties are made of."""

    settings: Settings
    clock: Clock
    reading: Reading
    delivery: SlackDelivery
    ears: Ears

    def duties(self) -> tuple[Duty, ...]:
        """Every duty: from reading sources to posting, and what goes on beside it."""
        return (*self._reading(), *self._writing(), *self._beside())

    def _reading(self) -> tuple[Duty, ...]:
        store, clock, reading = self.reading.store, self.clock, self.reading
        admins = Admins(store, self.delivery, self.settings.radar_admins)
        return (
            Duty("collect", reading.collector.step, lanes=2, idle=5),
            Duty("enrich", reading.enrichment.step, idle=30),
            Duty("follow", Follower(store, change_message, clock).step, idle=10),
            Duty("watch", Watch(store, clock, admins.now, trouble_message, began_message).step, idle=60),
        )

    def _writing(self) -> tuple[Duty, ...]:
        store, clock, delivery = self.reading.store, self.clock, self.delivery
        model, fallback = language_model(self.settings, clock), Extractive()
        writer = Writer(store, model, fallback, delivery.render, clock, semantics(self.settings))
        return (
            Duty("write", writer.step, lanes=2, idle=2),
            Duty("deliver", Courier(store, delivery, clock).step, lanes=4, idle=1),
            Duty("answer", Answerer(store, model, fallback, delivery.render_answer, clock).step, lanes=4, idle=2),
        )

    def _beside(self) -> tuple[Duty, ...]:
        store, clock = self.reading.store, self.clock
        return (
            Duty("preview", lambda: not self.ears.preview.warm(clock()), idle=30),
            Duty("reading lists", self._lists().step, idle=5),
            Duty("zones", lambda: learn_zones(store, self.delivery) > 0, idle=15),
        )

    def _lists(self) -> DroppedLists:
        reading, clock = self.reading, self.clock
        asked, web = reading.enrichment.enrichers, reading.collector.fetcher
        looking_up = LookingUp(reading.store.papers, asked, web, reading.parsers, clock)
        benchmark = Benchmark(reading.store.papers, looking_up, reading.parsers, clock)
        files, owner = slack_files(self.settings, clock), reading.collector.owner
        return DroppedLists(reading.store, benchmark, files, plain, benchmark_message, clock, owner)
