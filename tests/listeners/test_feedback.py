"""The buttons under a paper, pressed in a briefing that was really written and posted."""

from collections.abc import Sequence

import pytest

from bot.blocks import briefing_messages, message, paper_buttons
from bot.briefing import Briefing
from bot.digest import Digest, Item
from bot.papers import Record
from bot.ports.ledger import NumberedPaper
from bot.ports.store import MarkKind
from bot.radar import matches, parse
from bot.subscribers import SubscriberKind
from tests.listeners.conftest import Stage


@pytest.fixture
def briefing(stage: Stage, papers: Sequence[Record]) -> str:
    """A briefing in the direct messages; its timestamp."""
    store, team, me = stage.store, stage.slack.workspace.team_id, stage.slack.workspace.me
    stage.radar("add diffusion models, trust")
    subscriber = store.subscribers.find(team, SubscriberKind.PERSON, me)
    assert subscriber is not None
    store.digests.open_extra(subscriber.id, stage.now.date(), "r1", stage.now)
    claim = store.digests.claim(stage.now, 60)
    assert claim is not None
    items = tuple(
        item(stage, number, key, query) for number, key, query in ((1, 1, "diffusion models"), (2, 4, "trust"))
    )
    digest = Digest(
        id=claim.id,
        subscriber=subscriber,
        local_date=claim.local_date,
        edition=0,
        made_at=stage.now,
        since=stage.now,
        items=items,
        read=5,
    )
    why = {str(each.paper.id): {"score": each.score, "queries": [each.matches[0].query]} for each in items}
    numbered = [NumberedPaper(each.number, each.paper.id) for each in items]
    assert store.digests.finish(claim, {"why": why}, numbered, briefing_messages(digest, Briefing(None)), stage.now)
    stage.deliver()
    stage.woken = 0
    posted = [one for one in stage.slack.bot_messages() if "thread_ts" not in one or one["thread_ts"] == one["ts"]]
    return str(posted[-1]["ts"])


def item(stage: Stage, number: int, key: int, query: str) -> Item:
    """A paper of the store in a digest."""
    paper = stage.store.papers.find(f"arxiv:2606.{key:05}")
    assert paper is not None
    match = matches(parse(query), paper)
    assert match is not None
    return Item(number, paper, (match,), 5.0 - number)


def press(stage: Stage, action: str, ts: str, number: int = 1) -> str:
    """Press a button under the paper of that number; what is answered privately."""
    posted = next(one for one in stage.slack.messages() if one["ts"] == ts)
    rows = [block["block_id"] for block in posted["blocks"] if block["type"] == "actions"]
    before = len(stage.slack.ephemerals())
    assert stage.slack.press(action, ts=ts, block_id=rows[number - 1]).ok
    stage.slack.wait_for(lambda: len(stage.slack.ephemerals()) > before)
    text: str = stage.slack.ephemerals()[-1]["text"]
    return text.replace("\u2060", "")


def saved(stage: Stage, kind: MarkKind = MarkKind.SAVED) -> int:
    """How many papers carry the reader's mark."""
    return len(stage.store.marks.marked(stage.slack.workspace.team_id, stage.slack.workspace.me, kind))


def test_save_keeps_a_paper_and_a_second_press_lets_it_go(stage: Stage, briefing: str) -> None:
    assert "Saved: <https://arxiv.org/abs/2606.00001|Diffusion models" in press(stage, "paper_save", briefing)
    assert saved(stage) == 1
    assert "No longer saved" in press(stage, "paper_save", briefing)
    assert saved(stage) == 0


def test_not_relevant_is_remembered_for_the_reader_alone(stage: Stage, briefing: str) -> None:
    assert "Noted as not relevant" in press(stage, "paper_dismiss", briefing, 2)
    assert saved(stage, MarkKind.NOT_RELEVANT) == 1
    assert stage.store.marks.marked(stage.slack.workspace.team_id, "U0GRACE001", MarkKind.NOT_RELEVANT) == []


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
    paper = stage.store.papers.find("arxiv:2606.00004")
    assert claim is not None
    assert paper is not None
    assert (claim.question, claim.discussion.focus) == ("what is trust?", paper.id)
    assert "about this paper already" in press(stage, "paper_discuss", briefing, 2)


def test_a_button_whose_paper_is_gone_changes_nothing(stage: Stage) -> None:
    team, place = stage.slack.workspace.team_id, stage.slack.channel(stage.slack.workspace.me)
    stage.store.deliveries.plan("odd", team, place, message([paper_buttons(9, 1, 987_654)]), stage.now)
    stage.deliver()
    ts = stage.slack.bot_messages()[-1]["ts"]
    for action in ("paper_save", "paper_dismiss", "paper_why", "paper_discuss"):
        assert "I no longer know this paper" in press(stage, action, ts)
