"""Turns of a thread, with a real store: each question is answered once, about the paper that is meant."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.discussion import Answer, Answerer
from bot.llm.extractive import Extractive
from bot.papers import Record
from bot.ports.delivery import Message
from bot.ports.model import AnswerDraft, AnswerStatus, Claim, LanguageModel
from bot.storage import SqlStore, open_store
from tests.briefing.minds import Proposing
from tests.grounding.shelf import NOW, SHELF


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlStore]:
    opened = open_store(f"sqlite:///{tmp_path / 'radar.sqlite3'}", migrate=True)
    yield opened
    opened.close()


@dataclass
class Thread:
    """A thread about one stored paper, and the answers given in it."""

    store: SqlStore
    model: LanguageModel
    answers: list[Answer] = field(default_factory=list)
    asked: int = 0

    def open(self, number: int = 1) -> int:
        records = [
            Record(source="arxiv:test", keys=frozenset({f"arxiv:2606.{n:05d}"}), title=t, abstract=a, categories=(c,))
            for n, (t, c, a) in enumerate(SHELF, start=1)
        ]
        ids = self.store.papers.absorb(records, NOW).new
        return self.store.discussions.open("T1", "C1", "1.1", NOW, paper_id=ids[number - 1]).id

    def ask(self, discussion: int, question: str) -> Answer:
        self.asked += 1
        assert self.store.discussions.ask(discussion, f"2.{self.asked}", "U1", question, NOW)
        assert Answerer(self.store, self.model, Extractive(), self._render, lambda: NOW).step()
        return self.answers[-1]

    def _render(self, answer: Answer) -> Sequence[Message]:
        self.answers.append(answer)
        return [Message(answer.text)]


def test_a_question_in_a_papers_thread_is_answered_from_that_paper(store: SqlStore) -> None:
    thread = Thread(store, Extractive())
    given = thread.ask(thread.open(4), "How many adults were followed?")
    assert "412 adults" in given.text
    assert list(given.papers.values()) == ["Tea drinking and sleep in office workers"]


def test_the_answer_is_planned_in_the_thread(store: SqlStore) -> None:
    thread = Thread(store, Extractive())
    thread.ask(thread.open(4), "How many adults were followed?")
    claim = store.deliveries.claim(NOW, 60)
    assert claim is not None
    assert (claim.team, claim.channel, claim.thread) == ("T1", "C1", "1.1")
    assert "412 adults" in claim.message.text


def test_when_there_is_nothing_to_answer_the_step_says_so(store: SqlStore) -> None:
    assert not Answerer(store, Extractive(), Extractive(), lambda answer: [], lambda: NOW).step()


def test_a_follow_up_is_asked_with_the_turns_before(store: SqlStore) -> None:
    draft = AnswerDraft(AnswerStatus.ANSWERED, (Claim("412 adults were followed for one year.", ("P1.s2",)),))
    model = Proposing([draft])
    thread = Thread(store, model)
    discussion = thread.open(4)
    first = thread.ask(discussion, "How many?")
    thread.ask(discussion, "and for how long?")
    assert model.histories == [(), (("How many?", first.text),)]


def test_a_paper_that_is_not_there_is_told_in_the_thread(store: SqlStore) -> None:
    thread = Thread(store, Extractive())
    given = thread.ask(thread.open(4), "what about #7?")
    assert given.status is None
    assert given.text.startswith("There is no paper #7 here. Say its number: #1 Tea drinking")


def test_a_question_that_broke_the_answerer_before_is_given_up_with_a_sentence(store: SqlStore) -> None:
    thread = Thread(store, Extractive())
    discussion = thread.open(4)
    assert store.discussions.ask(discussion, "2.9", "U1", "How many adults?", NOW)
    for _ in range(3):
        claim = store.discussions.claim(NOW, 60)
        assert claim is not None
        store.discussions.postpone(claim, NOW)
    assert Answerer(store, Extractive(), Extractive(), thread._render, lambda: NOW).step()
    assert "could not answer" in thread.answers[-1].text


@pytest.mark.parametrize("message", ["thanks!", "Thank you very much", "ok, thx"])
def test_thanks_are_answered_with_one_sentence(store: SqlStore, message: str) -> None:
    thread = Thread(store, Proposing([]))
    assert thread.ask(thread.open(4), message).text == "You are welcome."
