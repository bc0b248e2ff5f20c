"""Turns: claim one open question of a thread, find out which paper is meant, answer it and save the answer."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.discussion.answering import MOST_TURNS, answer
from bot.discussion.answers import Answer
from bot.discussion.asking import is_thanks
from bot.discussion.choosing import Unclear, resolve
from bot.papers import Paper
from bot.ports.delivery import Message
from bot.ports.ledger import DiscussionRecord, TurnClaim
from bot.ports.model import Exchange, LanguageModel
from bot.ports.store import Store

LEASE_SECONDS = 300
MOST_ATTEMPTS = 3
_GIVEN_UP = "I could not answer this question. Ask it in other words, or ask about one paper by its number."
_WELCOME = "You are welcome."

Render = Callable[[Answer], Sequence[Message]]


@dataclass(frozen=True, slots=True)
class Answerer:
    """Answers questions one at a time; ``render`` turns an answer into messages for the place it is read."""

    store: Store
    model: LanguageModel
    fallback: LanguageModel
    render: Render
    clock: Callable[[], datetime]

    def step(self) -> bool:
        """Answer one open question; whether there was one."""
        claim = self.store.discussions.claim(self.clock(), LEASE_SECONDS)
        if claim is None:
            return False
        papers = self._papers(claim.discussion)
        given = self._answer(claim, papers)
        about = [papers[number].id for number in given.papers]
        self.store.discussions.answer(claim, given.text, about, self.render(given), self.clock())
        return True

    def _answer(self, claim: TurnClaim, papers: Mapping[int, Paper]) -> Answer:
        if claim.attempts > MOST_ATTEMPTS:
            return Answer(None, note=_GIVEN_UP)
        if is_thanks(claim.question):
            return Answer(None, note=_WELCOME)
        turns = self.store.discussions.history(claim.discussion.id, MOST_TURNS)
        numbers = {paper.id: number for number, paper in papers.items()}
        before = [numbers[key] for key in turns[-1].paper_ids if key in numbers] if turns else []
        focus = claim.discussion.focus or claim.discussion.paper_id
        meant = resolve(claim.question, papers, numbers.get(focus) if focus else None, before)
        if isinstance(meant, Unclear):
            return Answer(None, note=meant.sentence)
        history = [Exchange(turn.question, turn.answer) for turn in turns]
        chosen = {number: papers[number] for number in meant.numbers}
        return answer(claim.question, chosen, history, self.model, self.fallback)

    def _papers(self, discussion: DiscussionRecord) -> dict[int, Paper]:
        """The papers of the thread by number; one that is discussed without a number gets the next free one."""
        listed = self.store.digests.papers(discussion.digest_id) if discussion.digest_id is not None else ()
        numbered = {entry.number: self.store.papers.get(entry.paper_id) for entry in listed if entry.number > 0}
        found = {number: paper for number, paper in numbered.items() if paper is not None}
        for paper_id in (discussion.paper_id, discussion.focus):
            known = {paper.id for paper in found.values()}
            if paper_id is not None and paper_id not in known and (paper := self.store.papers.get(paper_id)):
                found[max(found, default=0) + 1] = paper
        return found
