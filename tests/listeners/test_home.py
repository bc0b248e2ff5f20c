"""The Home tab, its forms, the welcome, and the message shortcut."""

from collections.abc import Sequence
from datetime import time
from typing import Any

import pytest
import yaml

from bot.papers import Record
from bot.ports.store import MarkKind
from bot.subscribers import Subscriber, SubscriberKind
from tests.blocks.lint import strings
from tests.listeners.conftest import MANIFEST, Stage

CLUB = "journal-club"


def home(stage: Stage) -> str:
    """What the Home tab shows once it was opened."""
    before = len(stage.slack.posts("views.publish"))
    assert stage.slack.open_home().ok
    stage.slack.wait_for(lambda: len(stage.slack.posts("views.publish")) > before)
    view = stage.slack.home()
    assert view is not None
    return "\n".join(strings(view["blocks"]))


def me(stage: Stage) -> Subscriber:
    """The person at the screen."""
    found = stage.store.subscribers.find(stage.slack.workspace.team_id, SubscriberKind.PERSON, stage.slack.workspace.me)
    assert found is not None
    return found


def published(stage: Stage, act: Any) -> str:
    """Do something and see the Home tab after it."""
    before = len(stage.slack.posts("views.publish"))
    assert act().ok
    stage.slack.wait_for(lambda: len(stage.slack.posts("views.publish")) > before)
    view = stage.slack.home()
    assert view is not None
    return "\n".join(strings(view["blocks"]))


def modal(stage: Stage, act: Any) -> dict[str, Any]:
    """Do something and see the form that opens."""
    before = len(stage.slack.posts("views.open"))
    assert act().ok
    stage.slack.wait_for(lambda: len(stage.slack.posts("views.open")) > before)
    view = stage.slack.modal()
    assert view is not None
    return dict(view)


def test_a_newcomer_is_welcomed_once_and_finds_an_empty_radar(stage: Stage) -> None:
    assert "Nothing is on your radar yet" in home(stage)
    home(stage)
    stage.slack.open_messages()
    stage.deliver()
    place = stage.slack.channel(stage.slack.workspace.me)
    welcomes = [post for post in stage.slack.posts("chat.postMessage", channel=place) if post.message]
    assert "Welcome to your research radar." in str(welcomes[-1].message)
    assert stage.store.deliveries.oldest_open() is None


def test_the_tab_shows_radar_next_briefing_saved_papers_and_sources(stage: Stage, papers: Sequence[Record]) -> None:
    stage.radar("add privacy, <https://x.example|y>")
    stage.radar("add privacy, trust")
    stage.radar("timezone Europe/Berlin")
    stage.store.sources.enrol({"arxiv:cs.CL": "arXiv cs.CL"}, stage.now)
    paper = stage.store.papers.find("arxiv:2606.00003")
    assert paper is not None
    stage.store.marks.mark(stage.slack.workspace.team_id, stage.slack.workspace.me, paper.id, MarkKind.SAVED, stage.now)
    shown = home(stage)
    for part in (
        "On your radar: 2 lines",
        "Next briefing: tomorrow at 09:00 (Europe/Berlin)",
        "Saved papers: 1",
        "arXiv cs.CL",
    ):
        assert part in shown


def test_a_line_is_removed_by_its_button(stage: Stage) -> None:
    stage.radar("add privacy, trust")
    home(stage)
    view = stage.slack.home()
    assert view is not None
    block = next(block["block_id"] for block in view["blocks"] if block.get("text", {}).get("text") == "privacy")
    shown = published(stage, lambda: stage.slack.press("home_remove", view=view, block_id=block))
    assert "On your radar: 1 line" in shown


def test_lines_are_added_in_a_form_that_explains_mistakes(stage: Stage) -> None:
    home(stage)
    modal(stage, lambda: stage.slack.press("home_add", view=stage.slack.home()))
    ack = stage.slack.submit({"query": "(privacy AND"})
    assert isinstance(ack.body, dict)
    assert "bracket" in ack.body["errors"]["query"]
    shown = published(stage, lambda: stage.slack.submit({"query": "privacy\ndiffusion models"}))
    assert "On your radar: 2 lines" in shown
    assert me(stage).next_due_at is not None


def test_settings_are_shown_kept_and_mistakes_stand_at_their_field(stage: Stage) -> None:
    stage.radar("add privacy")
    view = modal(stage, lambda: stage.slack.send_command("settings").result())
    assert view["callback_id"] == "radar_settings"
    ack = stage.slack.submit({"zone": "Mars/Phobos"})
    assert isinstance(ack.body, dict)
    assert "Mars/Phobos" in ack.body["errors"]["zone"]
    change = {"zone": "america/new_york", "at": "07:45", "days": ["1", "5"], "quiet": []}
    shown = published(stage, lambda: stage.slack.submit(change))
    assert "usually Mon, Fri at 07:45" in shown
    kept = me(stage)
    assert (kept.zone, kept.zone_source, kept.at) == ("America/New_York", "chosen", time(7, 45))
    assert (kept.days, kept.tells_quiet_days) == (frozenset({1, 5}), False)


def test_settings_sent_unchanged_change_nothing(stage: Stage) -> None:
    stage.radar("add privacy")
    before = me(stage)
    modal(stage, lambda: stage.slack.send_command("settings").result())
    published(stage, lambda: stage.slack.submit({}))
    assert me(stage) == before


def test_settings_open_from_the_tab_too(stage: Stage) -> None:
    home(stage)
    assert (
        modal(stage, lambda: stage.slack.press("home_settings", view=stage.slack.home()))["title"]["text"]
        == "Briefing settings"
    )


def test_fifty_long_lines_fit_the_tab(stage: Stage) -> None:
    for start in range(0, 50, 10):
        stage.radar("add " + ", ".join(f"{'long words here ' * 8}number{n}" for n in range(start, start + 10)))
    assert "On your radar: 50 lines" in home(stage)


@pytest.mark.parametrize(
    ("text", "channel", "told"),
    [
        ("see https://arxiv.org/abs/2606.00001 today", CLUB, "Opened a thread about Diffusion models"),
        ("no link here", CLUB, "There is no arXiv or DOI link"),
        ("see https://arxiv.org/abs/2501.00001", CLUB, "I do not know that paper"),
        ("see https://arxiv.org/abs/2606.00001 today", "general", "I am not in this channel"),
    ],
)
def test_the_shortcut_opens_a_thread_or_says_why_not(
    stage: Stage, papers: Sequence[Record], text: str, channel: str, told: str
) -> None:
    said = stage.slack.say(text, channel=channel)
    before = len(stage.slack.ephemerals())
    assert stage.slack.shortcut("discuss_paper", message=said, channel=channel).ok
    stage.slack.wait_for(lambda: len(stage.slack.ephemerals()) > before)
    assert told in stage.slack.ephemerals()[-1]["text"]
    stage.deliver()
    replies = stage.slack.bot_messages(channel, thread_ts=said["ts"])
    assert len(replies) == (1 if told.startswith("Opened") else 0)


def test_every_event_the_manifest_asks_for_has_a_listener_of_its_own() -> None:
    manifest = yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))
    heard = {"message.channels", "message.groups", "message.im", "app_mention", "app_home_opened"}
    assert set(manifest["settings"]["event_subscriptions"]["bot_events"]) == heard
