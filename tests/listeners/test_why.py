"""Why a paper was found, and the one press that mends the line that found it."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import pytest

from bot.blocks import Button, buttons, message
from bot.papers import Record
from bot.ports.marks import MarkKind
from bot.ranking import Grade, Score
from tests.listeners.briefed import CLUB, GRACE, brief, lines, paper, press, press_offered, reader
from tests.listeners.conftest import Stage, absorb, record


@pytest.fixture
def proteins(stage: Stage, papers: Sequence[Record]) -> str:
    """A briefing of the paper on protein design, which `diffusion models` found; its timestamp."""
    stage.radar("add trust, diffusion models, policy")
    return brief(stage, (1, "diffusion models"))


def offered(stage: Stage) -> list[str]:
    """The labels of the buttons of the last private answer."""
    blocks = stage.slack.ephemerals()[-1]["blocks"]
    return [each["text"]["text"] for block in blocks if block["type"] == "actions" for each in block["elements"]]


def values(stage: Stage) -> list[Any]:
    """What the buttons of the last private answer send."""
    blocks = stage.slack.ephemerals()[-1]["blocks"]
    return [json.loads(each["value"]) for block in blocks if block["type"] == "actions" for each in block["elements"]]


def test_why_offers_to_leave_out_a_word_or_an_author(stage: Stage, proteins: str) -> None:
    answer = press(stage, "paper_why", proteins)
    assert "A press changes the line of your radar:" in answer
    assert "2  `diffusion models`" in answer
    assert offered(stage) == ["Leave out “protein”", "Mute Ada Lovelace"]  # the title would find it all the same


def test_a_press_changes_the_line_in_its_place_and_undo_restores_it(stage: Stage, proteins: str) -> None:
    press(stage, "paper_why", proteins)
    answer = press_offered(stage, "radar_repair_term")
    assert '`"diffusion models" AND NOT protein`' in answer
    assert "It was `diffusion models`" in answer
    assert "1 hit before, 0 hits now" in answer
    assert lines(stage) == ["trust", '"diffusion models" AND NOT protein', "policy"]
    assert "is again `diffusion models`" in press_offered(stage, "radar_unrepair")
    assert lines(stage) == ["trust", "diffusion models", "policy"]
    assert "That is done already" in press_offered(stage, "radar_unrepair")


def test_pressing_twice_changes_once(stage: Stage, proteins: str) -> None:
    press(stage, "paper_why", proteins)
    press_offered(stage, "radar_repair_term")
    assert "That is done already" in press_offered(stage, "radar_repair_term")
    assert lines(stage) == ["trust", '"diffusion models" AND NOT protein', "policy"]


def test_a_second_repair_of_a_line_that_was_changed_meanwhile_changes_nothing(stage: Stage, proteins: str) -> None:
    press(stage, "paper_why", proteins)
    press_offered(stage, "radar_repair_term")
    assert "changed in another way since then" in press_offered(stage, "radar_repair_author")
    assert lines(stage)[1] == '"diffusion models" AND NOT protein'


def test_a_muted_author_is_left_out_and_one_that_is_asked_for_cannot_be_muted(stage: Stage, proteins: str) -> None:
    press(stage, "paper_why", proteins)
    press_offered(stage, "radar_repair_author")
    assert lines(stage)[1] == '"diffusion models" AND NOT au:"Ada Lovelace"'
    stage.radar("add au:lovelace AND protein")
    ts = brief(stage, (1, "au:lovelace AND protein"))
    press(stage, "paper_why", ts)
    assert "Mute Grace Hopper" in offered(stage)
    assert "Mute Ada Lovelace" not in offered(stage)


def test_a_paper_found_by_its_abstract_can_be_left_to_the_title(stage: Stage, papers: Sequence[Record]) -> None:
    stage.radar("add (trust OR abs:fold) AND NOT survey")
    ts = brief(stage, (3, "trust"))
    press(stage, "paper_why", ts)
    assert "Only in the title" in offered(stage)
    answer = press_offered(stage, "radar_repair_title")
    assert lines(stage) == ["(ti:trust OR ti:fold) AND NOT survey"]
    assert "hits before, 0 hits now" in answer


def test_no_word_of_a_paper_that_was_liked_is_left_out(stage: Stage) -> None:
    both = (record(1, "Protein folding by diffusion models"), record(2, "Protein docking by diffusion models"))
    absorb(stage.store, *(both))
    stage.radar("add diffusion models")
    ts = brief(stage, (1, "diffusion models"), (2, "diffusion models"))
    press(stage, "paper_like", ts, 1)
    press(stage, "paper_why", ts, 2)
    assert offered(stage) == ["Leave out “docking”"]  # nor are the authors, whose other paper was liked


def test_a_line_at_its_limits_says_so_and_stays(stage: Stage, papers: Sequence[Record]) -> None:
    long = " OR ".join(["protein", *(f"{letter * 4}" for letter in "bcdefghijklmnopqrst")])
    stage.radar(f"add {long}")
    ts = brief(stage, (1, "protein"))
    answer = press(stage, "paper_why", ts)
    assert "Nothing more can be added to it. This query has 21 terms; 20 is the limit." in answer
    assert not offered(stage)
    assert lines(stage) == [long]


def test_a_name_that_cannot_be_typed_is_not_offered_for_muting(stage: Stage) -> None:
    absorb(stage.store, record(1, "Diffusion models of proteins", authors=('Ada "Countess" Lovelace',)))
    stage.radar("add diffusion models")
    press(stage, "paper_why", brief(stage, (1, "diffusion models")))
    assert not any(label.startswith("Mute") for label in offered(stage))


def test_a_line_that_was_removed_meanwhile_is_not_brought_back(stage: Stage, proteins: str) -> None:
    press(stage, "paper_why", proteins)
    stage.radar("remove 2")
    assert "no longer on the radar" in press_offered(stage, "radar_repair_term")
    assert lines(stage) == ["trust", "policy"]


def test_a_line_is_not_made_equal_to_another(stage: Stage, proteins: str) -> None:
    stage.radar('add -proteins "diffusion model"')
    press(stage, "paper_why", proteins)
    assert "is on your radar already as another line" in press_offered(stage, "radar_repair_term")
    assert lines(stage)[1] == "diffusion models"


def test_in_a_channel_a_press_mends_the_channels_line(stage: Stage, papers: Sequence[Record]) -> None:
    stage.radar("add diffusion models")
    stage.radar("channel add diffusion models", channel=CLUB)
    ts = brief(stage, (1, "diffusion models"), channel=CLUB)
    assert "of this channel's radar" in press(stage, "paper_why", ts, channel=CLUB, user=GRACE)
    press_offered(stage, "radar_repair_term", channel=CLUB, user=GRACE)
    assert lines(stage, CLUB) == ['"diffusion models" AND NOT protein']
    assert lines(stage) == ["diffusion models"]


def test_a_button_that_is_none_of_ours_changes_nothing(stage: Stage, proteins: str) -> None:
    for value in ("", "7", "[1,2]", '["1",2,"a","b"]', '{"a":1}', "[1,1,1,1]", '[99999,1,"a","b"]'):
        assert "nothing changed" in _foreign(stage, value)
    assert lines(stage) == ["trust", "diffusion models", "policy"]


def test_nobody_mends_the_line_of_somebody_else(stage: Stage, proteins: str) -> None:
    press(stage, "paper_why", proteins)
    mine = values(stage)[0]
    stage.radar("channel add policy", channel=CLUB)
    assert "nothing changed" in _foreign(stage, json.dumps(mine), user=GRACE)
    theirs = [reader(stage, CLUB).id, stage.store.subscribers.queries(reader(stage, CLUB).id)[0].id, "policy", "trust"]
    assert "nothing changed" in _foreign(stage, json.dumps(theirs))
    assert (lines(stage)[1], lines(stage, CLUB)) == ("diffusion models", ["policy"])


def _foreign(stage: Stage, value: str, user: str | None = None) -> str:
    """Press a button with such a value in a direct message."""
    made = message([buttons("odd", [Button("Press", "radar_repair_term", value or " ")])])
    team, place = stage.slack.workspace.team_id, stage.slack.channel(user or stage.slack.workspace.me)
    stage.store.deliveries.plan(f"odd{stage.now}", team, place, made, stage.now)
    stage.deliver()
    return press_offered(stage, "radar_repair_term", row="odd", user=user)


def test_typed_why_explains_the_score_and_offers_the_same(stage: Stage, papers: Sequence[Record]) -> None:
    stage.radar("add diffusion models")
    score = Score("diffusion models", 2.5, Grade.TITLE, 1.1, 1.0, 1.05, 1.3, ("protein", "design"))
    brief(stage, (1, "diffusion models"), parts=asdict(score))
    answer = stage.radar("why #1")
    assert "place 1 of the 1 that matched: rare words 2.50, in the title ×1.5, found by several lines ×1.10" in answer
    assert "votes of other readers ×1.05, like what was liked (protein, design) ×1.30." in answer
    assert "A press changes the line of your radar:" in answer
    press_offered(stage, "radar_repair_term")
    assert lines(stage) == ['"diffusion models" AND NOT protein']
    assert "No line of your radar matches it" in stage.radar("why #1")


def test_after_a_repair_why_says_that_no_line_matches_now(stage: Stage, proteins: str) -> None:
    press(stage, "paper_why", proteins)
    press_offered(stage, "radar_repair_term")
    assert "Not what you look for?" not in press(stage, "paper_why", proteins)


def test_a_muted_author_is_one_of_those_that_were_not_relevant(stage: Stage, papers: Sequence[Record]) -> None:
    absorb(stage.store, record(9, "Trust in models", authors=("Grace Hopper", "Alan Turing")))
    stage.radar("add diffusion models, trust")
    ts = brief(stage, (9, "trust"), (1, "diffusion models"))
    press(stage, "paper_dismiss", ts, 1)
    press(stage, "paper_why", ts, 2)
    assert "Mute Grace Hopper" in offered(stage)
    assert stage.store.marks.marked(stage.slack.workspace.team_id, stage.slack.workspace.me, MarkKind.NOT_RELEVANT) == [
        paper(stage, 9).id
    ]
