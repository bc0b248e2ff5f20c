"""Models in memory that propose what a test tells them to."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.ports.model import (
    AnswerDraft,
    AnswerStatus,
    BriefingDraft,
    Excerpt,
    Exchange,
    ModelFailure,
    Objection,
)


@dataclass
class Proposing:
    """Proposes one draft a round and remembers the objections it was shown."""

    drafts: Sequence[BriefingDraft | AnswerDraft | ModelFailure]
    name: str = "test-model"
    is_model: bool = True
    rounds: list[Sequence[Objection]] = field(default_factory=list)
    histories: list[tuple[tuple[str, str], ...]] = field(default_factory=list)

    def brief(self, papers: Sequence[Excerpt], objections: Sequence[Objection] = ()) -> BriefingDraft:
        draft = self._next(objections)
        assert isinstance(draft, BriefingDraft)
        return draft

    def answer(
        self,
        question: str,
        papers: Sequence[Excerpt],
        history: Sequence[Exchange] = (),
        objections: Sequence[Objection] = (),
    ) -> AnswerDraft:
        self.histories.append(tuple((turn.question, turn.answer) for turn in history))
        draft = self._next(objections)
        assert isinstance(draft, AnswerDraft)
        return draft

    def _next(self, objections: Sequence[Objection]) -> BriefingDraft | AnswerDraft:
        self.rounds.append(objections)
        draft = self.drafts[min(len(self.rounds), len(self.drafts)) - 1]
        if isinstance(draft, ModelFailure):
            raise draft
        return draft


NOT_IN_PAPER = AnswerDraft(AnswerStatus.NOT_IN_PAPER)
