"""The buttons under a paper, pressed in a briefing that was really written and posted."""

from collections.abc import Sequence

import pytest

from bot.blocks import message, paper_buttons
from bot.papers import Record
from bot.ports.marks import MarkKind
from tests.listeners.briefed import CLUB, GRACE, brief, lines, paper, press, press_offered, reader
from tests.listeners.conftest import MONDAY, Stage, absorb, record

SAVED, LIKED, NOT_RELEVANT = MarkKind.SAVED, MarkKind.LIKED, MarkKind.NOT_RELEVANT


@pytest.fixture
def briefing(stage: Stage, papers: Sequence[Record]) -> str:
    """A briefing in the direct messages; its timestamp."""
    stage.radar("add diffusion models, trust")
    return brief(stage, (1, "diffusion models"), (4, "trust"))


@pytest.fixture
def cells(stage: Stage) -> str:
    """Six papers that one line found: four of batteries, two of biology; the timestamp of their briefing."""
    batteries = [record(number, f"Battery pack {number} of fuel cells", "Battery power.") for number in range(11, 15)]
    biology = [record(number, f"How living cells divide, part {number}", "Mitosis at work.") for number in (21, 22)]
    absorb(stage.store, *batteries, *biology)
    stage.radar("add cells")
    return brief(stage, *((number, "cells") for number in (11, 12, 13, 14, 21, 22)))


def marked(stage: Stage, kind: MarkKind, user: str = "") -> list[int]:
    """Ids of the papers that carry somebody's mark."""
    workspace = stage.slack.workspace
    return list(stage.store.marks.marked(workspace.team_id, user or workspace.me, kind))


def test_save_keeps_a_paper_and_a_second_press_lets_it_go(stage: Stage, briefing: str) -> None:
    assert "Saved: <https://arxiv.org/abs/2606.00001|Diffusion models" in press(stage, "paper_save", briefing)
    assert marked(stage, SAVED) == [paper(stage, 1).id]
    assert "No longer saved" in press(stage, "paper_save", briefing)
    assert marked(stage, SAVED) == []


def test_the_buttons_say_what_they_do_to_the_eye_and_to_the_ear(stage: Stage, briefing: str) -> None:
    posted = next(one for one in stage.slack.messages() if one["ts"] == briefing)
    row = next(block["elements"] for block in posted["blocks"] if block["type"] == "actions")
    shown = [button["text"]["text"] for button in row]
    assert shown == ["Discuss", "Save", "👍 More like this", "👎 Not relevant", "Why"]
    assert [button["accessibility_label"] for button in row][2:4] == [
        "More papers like paper 1",
        "Mark paper 1 as not relevant",
    ]


def test_not_relevant_is_remembered_for_the_reader_alone(stage: Stage, briefing: str) -> None:
    assert "Noted as not relevant" in press(stage, "paper_dismiss", briefing, 2)
    assert marked(stage, NOT_RELEVANT) == [paper(stage, 4).id]
    assert marked(stage, NOT_RELEVANT, GRACE) == []


def test_a_like_and_a_not_relevant_exclude_each_other_and_each_can_be_taken_back(stage: Stage, briefing: str) -> None:
    assert "More like this: <https://arxiv.org/abs/2606.00001|Diffusion" in press(stage, "paper_like", briefing)
    assert "/radar learned" in press(stage, "paper_dismiss", briefing)
    assert (marked(stage, LIKED), marked(stage, NOT_RELEVANT)) == ([], [paper(stage, 1).id])
    press(stage, "paper_like", briefing)
    assert (marked(stage, LIKED), marked(stage, NOT_RELEVANT)) == ([paper(stage, 1).id], [])
    assert "No longer liked" in press(stage, "paper_like", briefing)
    assert (marked(stage, LIKED), marked(stage, NOT_RELEVANT)) == ([], [])


def test_a_press_in_a_channel_counts_for_its_radar_once_a_person(stage: Stage, papers: Sequence[Record]) -> None:
    stage.radar("channel add trust", channel=CLUB)
    ts = brief(stage, (4, "trust"), channel=CLUB)
    assert "this channel's next briefings" in press(stage, "paper_like", ts, channel=CLUB)
    press(stage, "paper_like", ts, channel=CLUB, user=GRACE)
    press(stage, "paper_dismiss", ts, channel=CLUB, user=GRACE)
    heard = stage.store.marks.of_subscriber(reader(stage, CLUB).id, (LIKED, NOT_RELEVANT), MONDAY.replace(year=2025))
    assert sorted(mark.kind for mark in heard) == [LIKED, NOT_RELEVANT]


def test_why_shows_the_words_that_prove_the_match_and_the_score(stage: Stage, briefing: str) -> None:
    answer = press(stage, "paper_why", briefing)
    assert "“Diffusion models” in the title" in answer
    assert "place 1 of the 2 that matched" in answer


def test_a_hostile_title_stays_text_in_a_private_answer(stage: Stage, briefing: str) -> None:
    answer = press(stage, "paper_why", briefing, 2)
    assert "&lt;!channel&gt;" in answer
    assert "<!channel>" not in answer


def test_discuss_chooses_the_paper_and_the_next_question_is_about_it(stage: Stage, briefing: str) -> None:
    posted = next(one for one in stage.slack.messages() if one["ts"] == briefing)
    rows = [block["block_id"] for block in posted["blocks"] if block["type"] == "actions"]
    assert stage.slack.press("paper_discuss", ts=briefing, block_id=rows[1]).ok
    stage.wait()
    stage.deliver()
    assert "Discussing #2 A survey of" in stage.slack.bot_messages(thread_ts=briefing)[-1]["text"]
    stage.slack.say("what is trust?", thread_ts=briefing)
    stage.wait(2)
    claim = stage.store.discussions.claim(stage.now, 60)
    assert claim is not None
    assert (claim.question, claim.discussion.focus) == ("what is trust?", paper(stage, 4).id)
    assert "about this paper already" in press(stage, "paper_discuss", briefing, 2)


def test_a_button_whose_paper_is_gone_changes_nothing(stage: Stage) -> None:
    team, place = stage.slack.workspace.team_id, stage.slack.channel(stage.slack.workspace.me)
    stage.store.deliveries.plan("odd", team, place, message([paper_buttons(9, 1, 987_654)]), stage.now)
    stage.deliver()
    ts = stage.slack.bot_messages()[-1]["ts"]
    for action in ("paper_save", "paper_like", "paper_dismiss", "paper_why", "paper_discuss"):
        assert "I no longer know this paper" in press(stage, action, ts)


def test_the_third_not_relevant_of_one_line_proposes_what_would_have_prevented_them(stage: Stage, cells: str) -> None:
    press(stage, "paper_like", cells, 5)
    assert "left out" not in press(stage, "paper_dismiss", cells, 1)
    assert "left out" not in press(stage, "paper_dismiss", cells, 2)
    answer = press(stage, "paper_dismiss", cells, 3)
    assert "found this and two more papers that were not relevant: `cells`" in answer
    assert "left out the three, and not the one you liked: `cells AND NOT battery`" in answer
    changed = press_offered(stage, "radar_repair_term")
    assert "6 hits before, 2 hits now" in changed
    assert lines(stage) == ["cells AND NOT battery"]


@pytest.mark.parametrize(("liked", "said"), [((4,), ""), ((4, 5), "but also 1 of the 2 you liked: `ti:trust`")])
def test_a_repair_that_costs_liked_papers_says_so_and_one_that_costs_most_is_not_proposed(
    stage: Stage, liked: Sequence[int], said: str
) -> None:
    things = ("zebras", "kettles", "violins", "owls")
    studies = [
        record(30 + number, f"Study {thing}", f"Trust and {thing}", authors=(f"Author {thing.title()}",))
        for number, thing in enumerate(things, 1)
    ]
    absorb(stage.store, *studies, record(35, "Trust itself", authors=("Author Five",)))
    stage.radar("add trust")
    ts = brief(stage, *((number, "trust") for number in (31, 32, 33, 34, 35)))
    for number in liked:
        press(stage, "paper_like", ts, number)
    answers = [press(stage, "paper_dismiss", ts, number) for number in (1, 2, 3)]
    assert said in answers[-1]
    assert ("left out" in answers[-1]) is bool(said)


def test_a_repair_is_proposed_once_a_cause(stage: Stage, cells: str) -> None:
    for number in (1, 2):
        press(stage, "paper_dismiss", cells, number)
    assert "left out" in press(stage, "paper_dismiss", cells, 3)
    assert "No longer marked" in press(stage, "paper_dismiss", cells, 3)
    assert "left out" not in press(stage, "paper_dismiss", cells, 3)
    assert "left out" not in press(stage, "paper_dismiss", cells, 4)


def test_marks_of_more_than_a_month_ago_propose_nothing(stage: Stage, cells: str) -> None:
    press(stage, "paper_dismiss", cells, 1)
    press(stage, "paper_dismiss", cells, 2)
    stage.now = stage.now.replace(month=8)
    assert "left out" not in press(stage, "paper_dismiss", cells, 3)


def test_three_that_share_nothing_propose_nothing(stage: Stage) -> None:
    titles = ("On zebras and trust", "On kettles and trust", "On violins and trust")
    named = ((number, title, (f"Author {title[3:9].title()}",)) for number, title in enumerate(titles, 31))
    absorb(stage.store, *(record(number, title, "Trust.", authors=who) for number, title, who in named))
    stage.radar("add ti:trust")
    ts = brief(stage, *((number, "ti:trust") for number in (31, 32, 33)))
    answers = [press(stage, "paper_dismiss", ts, number) for number in (1, 2, 3)]
    assert not any("left out" in answer for answer in answers)


def test_in_a_channel_three_people_can_cause_a_proposal_together(stage: Stage) -> None:
    named = ((number, f"Battery {number} of fuel cells", (f"Author {chr(number + 60)}ote",)) for number in (11, 12, 13))
    absorb(stage.store, *(record(number, title, authors=who) for number, title, who in named))
    stage.radar("channel add cells", channel=CLUB)
    ts = brief(stage, *((number, "cells") for number in (11, 12, 13)), channel=CLUB)
    press(stage, "paper_dismiss", ts, 1, channel=CLUB)
    press(stage, "paper_dismiss", ts, 2, channel=CLUB, user=GRACE)
    assert "of this channel's radar found this" in press(stage, "paper_dismiss", ts, 3, channel=CLUB)
    press_offered(stage, "radar_repair_term", channel=CLUB)
    assert lines(stage, CLUB) == ["cells AND NOT battery"]
