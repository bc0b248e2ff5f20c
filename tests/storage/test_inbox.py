"""What Slack told us is kept once, until it is handled, and its text no longer."""

from bot.storage import SqlStore
from tests.storage.made import DAY, HOUR, NOON, SECOND

BODY = {"event": {"text": "a question\0\ud800", "ts": "1.1"}, "list": [1, None]}
KEPT = {"event": {"text": "a question\ufffd", "ts": "1.1"}, "list": [1, None]}


def test_an_envelope_is_received_once(store: SqlStore) -> None:
    assert store.inbox.receive("Ev1", "event", BODY, NOON)
    assert not store.inbox.receive("Ev1", "event", {"other": 1}, NOON + SECOND)
    assert store.inbox.unfinished(NOON + HOUR, 10) == [("Ev1", "event", KEPT)]


def test_what_is_not_finished_is_listed_oldest_first_until_it_is_done(store: SqlStore) -> None:
    for number in (3, 1, 2):
        store.inbox.receive(f"Ev{number}", "event", {"n": number}, NOON + number * SECOND)
    assert [key for key, _, _ in store.inbox.unfinished(NOON + 3 * SECOND, 10)] == ["Ev1", "Ev2"]
    assert [key for key, _, _ in store.inbox.unfinished(NOON + HOUR, 2)] == ["Ev1", "Ev2"]
    store.inbox.done("Ev1", NOON + HOUR)
    assert [key for key, _, _ in store.inbox.unfinished(NOON + HOUR, 10)] == ["Ev2", "Ev3"]


def test_a_handled_envelope_is_remembered_without_its_text(store: SqlStore) -> None:
    store.inbox.receive("Ev1", "event", BODY, NOON)
    store.inbox.done("Ev1", NOON)
    store.inbox.done("never seen", NOON)
    assert store.inbox.unfinished(NOON + DAY, 10) == []
    assert not store.inbox.receive("Ev1", "event", BODY, NOON + HOUR)
    assert store.inbox.unfinished(NOON + DAY, 10) == []


def test_an_envelope_without_a_body_is_done_at_once(store: SqlStore) -> None:
    assert store.inbox.receive("Ev1", "event", None, NOON)
    assert not store.inbox.receive("Ev1", "event", None, NOON)
    assert store.inbox.unfinished(NOON + DAY, 10) == []
    assert store.inbox.forget(NOON + SECOND) == 1


def test_old_keys_are_forgotten_and_open_envelopes_never(store: SqlStore) -> None:
    for key, handled_at in (("old", NOON), ("new", NOON + DAY)):
        store.inbox.receive(key, "event", BODY, NOON)
        store.inbox.done(key, handled_at)
        store.inbox.done(key, NOON + 2 * DAY)
    store.inbox.receive("open", "event", BODY, NOON - DAY)
    assert store.inbox.forget(NOON + HOUR) == 1
    assert store.inbox.forget(NOON + HOUR) == 0
    assert store.inbox.receive("old", "event", BODY, NOON + HOUR)
    assert not store.inbox.receive("new", "event", BODY, NOON + HOUR)
    assert "open" in [key for key, _, _ in store.inbox.unfinished(NOON, 10)]
