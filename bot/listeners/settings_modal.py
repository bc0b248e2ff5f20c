"""The form for time, days, zone and quiet days, with mistakes shown next to their field."""

from dataclasses import replace
from typing import Any

from slack_bolt import App

from bot.blocks.escaping import calm
from bot.listeners.ears import Ears, Heard, listen
from bot.listeners.home_tab import publish
from bot.listeners.next_briefing import scheduled
from bot.listeners.views import checkboxes, field, option, plain, typed
from bot.subscribers import Misunderstood, Subscriber, SubscriberKind, parse_time, parse_zone

CALLBACK = "radar_settings"
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_QUIET = "tell"


def register(app: App, ears: Ears) -> None:
    """Take in the form when it is sent."""
    app.view(CALLBACK)(listen(ears, submitted))


def open_settings(ears: Ears, heard: Heard) -> None:
    """Show the form; a trigger is good for three seconds, so nothing comes before."""
    subscriber = ears.store.subscribers.ensure(heard.team, SubscriberKind.PERSON, heard.user, ears.clock())
    heard.client.views_open(trigger_id=heard.trigger, view=form(subscriber))


def form(subscriber: Subscriber) -> dict[str, Any]:
    """The form, filled with what is set."""
    days = [option(name, str(number)) for number, name in enumerate(_DAYS, 1)]
    told = [option("Say so when nothing matched", _QUIET)]
    at = {"type": "timepicker", "action_id": "at", "initial_time": f"{subscriber.at:%H:%M}"}
    zone = {"type": "plain_text_input", "action_id": "zone", "initial_value": calm(subscriber.zone), "max_length": 60}
    chosen = [days[day - 1] for day in sorted(subscriber.days)]
    return {
        "type": "modal",
        "callback_id": CALLBACK,
        "title": plain("Briefing settings"),
        "submit": plain("Save"),
        "close": plain("Cancel"),
        "blocks": [
            field("at", "Time", at),
            field("days", "Days", checkboxes("days", days, chosen)),
            field("zone", "Time zone", zone, hint="A place of your zone, such as Europe/Berlin."),
            field("quiet", "Quiet days", checkboxes("quiet", told, told * subscriber.tells_quiet_days), optional=True),
        ],
    }


def submitted(ears: Ears, heard: Heard) -> None:
    """Store what was sent, or say next to each field what is wrong with it."""
    values = heard.payload["state"]["values"]
    errors: dict[str, str] = {}
    now = ears.clock()
    subscriber = ears.store.subscribers.ensure(heard.team, SubscriberKind.PERSON, heard.user, now)
    try:
        subscriber = replace(subscriber, at=parse_time(str(typed(values, "at", "selected_time"))))
    except Misunderstood as misunderstood:
        errors["at"] = misunderstood.sentence
    try:
        zone = parse_zone(str(typed(values, "zone", "value")))
        source = subscriber.zone_source if zone == subscriber.zone else "chosen"
        subscriber = replace(subscriber, zone=zone, zone_source=source)
    except Misunderstood as misunderstood:
        errors["zone"] = misunderstood.sentence
    days = frozenset(int(day["value"]) for day in typed(values, "days", "selected_options"))
    if not days:
        errors["days"] = "Choose at least one day, or pause the briefings with /radar pause."
    if errors:
        heard.ack(response_action="errors", errors=errors)
        return
    quiet = any(chosen["value"] == _QUIET for chosen in typed(values, "quiet", "selected_options"))
    scheduled(ears.store, replace(subscriber, days=days, tells_quiet_days=quiet), now)
    heard.ack()
    publish(ears, heard)
