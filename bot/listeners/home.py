"""The Home tab: shown when it is opened, changed by its buttons; and the first word to a newcomer."""

from dataclasses import replace

from slack_bolt import App

from bot.blocks import Part, bold, code, line, message, paragraph
from bot.listeners.ears import Ears, Heard, listen
from bot.listeners.home_tab import dashboard, publish
from bot.listeners.home_view import ADD_QUERY, query_form
from bot.listeners.lines import MOST_LINES, add_lines, read_lines
from bot.listeners.next_briefing import scheduled
from bot.listeners.prompts import suggest
from bot.listeners.settings_modal import open_settings
from bot.listeners.views import typed
from bot.subscribers import SubscriberKind


def register(app: App, ears: Ears) -> None:
    """Hear the tab being opened, and its buttons."""
    app.event("app_home_opened")(listen(ears, opened))
    app.action("home_remove")(listen(ears, remove))
    app.action("home_add")(listen(ears, add))
    app.action("home_settings")(listen(ears, settings))
    app.view(ADD_QUERY)(listen(ears, added))


def opened(ears: Ears, heard: Heard) -> None:
    """Show the tab, or offer prompts; whoever opens the app for the first time is welcomed, once."""
    if heard.payload.get("tab") == "home":
        publish(ears, heard)
    if not dashboard(ears, heard).queries:
        key = f"welcome:{heard.team}:{heard.user}"
        said = message([welcome()])
        if ears.store.deliveries.plan(key, heard.team, heard.user, said, ears.clock()):
            ears.wake()
    if heard.payload.get("tab") == "messages":
        suggest(heard)


def add(ears: Ears, heard: Heard) -> None:
    """Open the form for new lines."""
    heard.ack()
    heard.client.views_open(trigger_id=heard.trigger, view=query_form())


def settings(ears: Ears, heard: Heard) -> None:
    """Open the settings."""
    heard.ack()
    open_settings(ears, heard)


def added(ears: Ears, heard: Heard) -> None:
    """Add the lines of the form, or say what is wrong in it."""
    read = read_lines(str(typed(heard.payload["state"]["values"], "query", "value")))
    if read.mistakes or not read.queries:
        said = read.mistakes[0].sentence if read.mistakes else "Write at least one word to look for."
        heard.ack(response_action="errors", errors={"query": said})
        return
    now = ears.clock()
    subscriber = ears.store.subscribers.ensure(heard.team, SubscriberKind.PERSON, heard.user, now)
    if subscriber.next_due_at is None and not subscriber.paused:
        subscriber = scheduled(ears.store, replace(subscriber), now)
    if add_lines(ears.store, subscriber.id, read.queries).full:
        full = f"A radar holds at most {MOST_LINES} lines, so none was added."
        heard.ack(response_action="errors", errors={"query": full})
        return
    heard.ack()
    publish(ears, heard)


def remove(ears: Ears, heard: Heard) -> None:
    """Remove one line; only lines of the person's own radar can be named."""
    heard.ack()
    subscriber = ears.store.subscribers.find(heard.team, SubscriberKind.PERSON, heard.user)
    value = str(heard.payload.get("value") or "")
    if subscriber is not None:
        own = [query.id for query in ears.store.subscribers.queries(subscriber.id) if str(query.id) == value]
        ears.store.subscribers.remove_queries(subscriber.id, own)
    publish(ears, heard)


def welcome() -> Part:
    """The first word to a newcomer."""
    return paragraph(
        line(bold("Welcome to your research radar.")),
        line("I read the day's new papers and brief you once a day on those that match your queries, "),
        line("with what connects them and what to read first. Every claim shows the sentence it rests on."),
        line("Begin here or in any channel: ", code("/radar add diffusion models")),
        line("Try one first: ", code('/radar test "graph neural" OR GNN')),
        line("Then have a briefing at once: ", code("/radar now")),
    )
