"""What was asked twice before it was done: emptying a radar, deleting a person's data."""

from dataclasses import replace

from slack_bolt import App

from bot.blocks import bold, code, line, paragraph
from bot.listeners.answering import tell
from bot.listeners.ears import Ears, Heard, listen
from bot.listeners.next_briefing import scheduled
from bot.ports.store import MarkKind
from bot.subscribers import Subscriber, SubscriberKind


def register(app: App, ears: Ears) -> None:
    """Hear the buttons that confirm."""
    app.action("radar_remove_all")(listen(ears, remove_all))
    app.action("radar_delete_me")(listen(ears, delete_me))


def remove_all(ears: Ears, heard: Heard) -> None:
    """Empty the person's radar, or that of the channel the button stands in."""
    heard.ack()
    named = str(heard.payload.get("value") or "")
    of_channel = named == heard.channel
    kind = SubscriberKind.CHANNEL if of_channel else SubscriberKind.PERSON
    subscriber = ears.store.subscribers.find(heard.team, kind, heard.channel if of_channel else heard.user)
    removed = _emptied(ears, subscriber)
    if removed:
        more = line("Begin again with ", code("/radar channel add …" if of_channel else "/radar add …"))
        tell(heard.respond, [paragraph(line(bold(f"Removed {removed} {'line' if removed == 1 else 'lines'}.")), more)])
    else:
        tell(heard.respond, [paragraph(line("There was nothing to remove. Nothing changed."))])


def delete_me(ears: Ears, heard: Heard) -> None:
    """Remove radar, feeds, marks and settings of the person who pressed."""
    heard.ack()
    subscriber = ears.store.subscribers.find(heard.team, SubscriberKind.PERSON, heard.user)
    _emptied(ears, subscriber)
    for kind in MarkKind:
        for paper_id in ears.store.marks.marked(heard.team, heard.user, kind):
            ears.store.marks.unmark(heard.team, heard.user, paper_id, kind)
    for feed in ears.store.sources.followed(heard.team, heard.user):
        ears.store.sources.unfollow(feed, heard.team, heard.user, ears.clock())
    if subscriber is not None:
        plain = Subscriber(
            id=subscriber.id,
            team=subscriber.team,
            kind=subscriber.kind,
            address=subscriber.address,
            created_at=subscriber.created_at,
        )
        scheduled(ears.store, replace(plain, paused=True), ears.clock())
    said = "Your radar, settings, feeds, saved papers and marks are deleted."
    tell(heard.respond, [paragraph(line(said, " Messages I posted stay in Slack until you delete them."))])


def _emptied(ears: Ears, subscriber: Subscriber | None) -> int:
    if subscriber is None:
        return 0
    ids = [query.id for query in ears.store.subscribers.queries(subscriber.id)]
    return ears.store.subscribers.remove_queries(subscriber.id, ids) if ids else 0
