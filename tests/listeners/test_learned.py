"""``/radar learned``: what was learnt is told in words, and forgotten when asked for, saved papers apart."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from bot.papers import Record
from bot.ports.marks import MarkKind
from tests.listeners.briefed import CLUB, GRACE, brief, paper, press, press_offered
from tests.listeners.conftest import Stage, absorb, record


@pytest.fixture
def told(stage: Stage, papers: Sequence[Record]) -> str:
    """A briefing of five papers, of which one is liked and one is not relevant; its timestamp."""
    absorb(stage.store, *(record(number, f"Robots and trust, part {number}", "Robots.") for number in (6, 7, 8)))
    stage.radar("add diffusion models, trust")
    ts = brief(stage, (1, "diffusion models"), (4, "trust"), (6, "trust"), (7, "trust"), (8, "trust"))
    press(stage, "paper_like", ts, 1)
    press(stage, "paper_dismiss", ts, 2)
    return ts


def test_who_said_nothing_is_told_how_to_begin(stage: Stage, papers: Sequence[Record]) -> None:
    assert "nothing your radar has learnt yet" in stage.radar("learned")
    stage.radar("add trust")
    assert "👎 Not relevant" in stage.radar("learned reset")
    assert "nothing this channel's radar has learnt yet" in stage.radar("channel learned", channel=CLUB)


def test_what_was_learnt_is_told_in_words_that_papers_use(stage: Stage, told: str) -> None:
    answer = stage.radar("learned")
    assert "From 1 paper liked, saved or asked about and 1 paper not relevant." in answer
    liked, against = (next(row for row in answer.splitlines() if row.startswith(word)) for word in ("For", "Against"))
    assert "protein" in liked
    assert "protein" not in against
    assert "survey" in against
    assert "may raise a paper's score up to" in answer
    assert "/radar learned reset" in answer


def test_saved_and_discussed_papers_teach_too(stage: Stage, told: str) -> None:
    press(stage, "paper_save", told, 3)
    discussion = stage.store.discussions.find(
        stage.slack.workspace.team_id, stage.slack.channel(stage.slack.workspace.me), told
    )
    assert discussion is not None
    stage.store.discussions.ask(discussion.id, "9.9", stage.slack.workspace.me, "what data?", stage.now)
    claim = stage.store.discussions.claim(stage.now, 60)
    assert claim is not None
    assert stage.store.discussions.answer(claim, "None.", [paper(stage, 7).id], (), stage.now)
    assert "From 3 papers liked, saved or asked about and 1 paper" in stage.radar("learned")


def test_reset_asks_first_and_then_forgets_all_but_saved_papers(stage: Stage, told: str) -> None:
    press(stage, "paper_save", told, 3)
    assert "Nothing is forgotten until you press" in stage.radar("learned reset")
    assert "From 2 papers" in stage.radar("learned")
    assert "Saved papers stay saved" in press_offered(stage, "radar_forget_learned")
    assert "nothing your radar has learnt yet" in stage.radar("learned")
    assert "Saved papers: 1" in stage.radar("saved")
    assert "There was nothing to forget" in press_offered(stage, "radar_forget_learned")
    stage.now += timedelta(seconds=1)
    press(stage, "paper_like", told, 1)
    assert "From 1 paper liked" in stage.radar("learned")


def test_a_channel_learns_from_everybody_and_forgets_without_taking_their_thumbs(stage: Stage, told: str) -> None:
    stage.radar("channel add diffusion models", channel=CLUB)
    ts = brief(stage, (1, "diffusion models"), channel=CLUB)
    press(stage, "paper_like", ts, channel=CLUB, user=GRACE)
    assert "From 1 paper liked" in stage.radar("channel learned", channel=CLUB)
    stage.radar("channel learned reset", channel=CLUB)
    answer = press_offered(stage, "radar_forget_learned", channel=CLUB)
    assert "Everybody keeps their own thumbs" in answer
    assert "nothing this channel's radar has learnt yet" in stage.radar("channel learned", channel=CLUB)
    team = stage.slack.workspace.team_id
    assert stage.store.marks.marked(team, GRACE, MarkKind.LIKED) == [paper(stage, 1).id]
    assert "From 1 paper liked" in stage.radar("learned")


def test_another_word_behind_it_is_explained_and_forgets_nothing(stage: Stage, told: str) -> None:
    assert "/radar learned reset" in stage.radar("learned everything")
    assert "From 1 paper liked" in stage.radar("learned")
