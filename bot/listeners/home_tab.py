"""Gathers what a person's Home tab shows, and shows it."""

from datetime import timedelta

from bot.listeners.ears import Ears, Heard
from bot.listeners.home_view import Dashboard, home_view
from bot.ports.store import MarkKind
from bot.subscribers import SubscriberKind

_SAVED = 8
_DAY = timedelta(days=1)


def publish(ears: Ears, heard: Heard) -> None:
    """Show the person's Home tab as things stand."""
    heard.client.views_publish(user_id=heard.user, view=home_view(dashboard(ears, heard)))


def dashboard(ears: Ears, heard: Heard) -> Dashboard:
    """All a person finds on the Home tab."""
    store, now = ears.store, ears.clock()
    subscriber = store.subscribers.find(heard.team, SubscriberKind.PERSON, heard.user)
    ids = store.marks.marked(heard.team, heard.user, MarkKind.SAVED)
    saved = [paper for paper_id in ids[:_SAVED] if (paper := store.papers.get(paper_id))]
    queries = store.subscribers.queries(subscriber.id) if subscriber else ()
    reports = store.sources.reports(now - _DAY, store.sources.readable(heard.team, heard.user))
    return Dashboard(subscriber, queries, saved, len(ids), reports, now)
