"""The writer: notes on each paper alone, then a headline and themes from the notes that stood, and answers."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.briefing.sifting import line
from bot.llm.claude import prompts
from bot.llm.claude.asking import Desk
from bot.llm.claude.notes import Notes, claimed, read_all, standing
from bot.llm.claude.replies import Reading, Synthesis, answer_schema, synthesis_schema
from bot.llm.claude.spending import Budget, Ledger, MemoryLedger
from bot.llm.claude.wire import Request, Server, Wire
from bot.ports.model import (
    AnswerDraft,
    AnswerStatus,
    BriefingDraft,
    Excerpt,
    Exchange,
    ModelFailure,
    Objection,
    Theme,
)

ANALYSIS_MODEL = "claude-haiku-5-5"
WRITING_MODEL = "claude-sonnet-5-5"
_TOP = 0


@dataclass(frozen=True, slots=True)
class Options:
    """What is seldom changed: who reads the papers, how long to wait, where spending is written down.

    ``structured`` says whether the server honours reply schemas; by default only Anthropic's own is trusted to.
    """

    analysis_model: str = ""
    timeout: float = 60.0
    structured: bool | None = None
    ledger: Ledger | None = None
    wait: Callable[[float], None] = time.sleep


class Claude:
    """Anthropic's models, or any server that speaks their Messages API; safe to use from several threads.

    A cheap model reads one paper a call, so that no paper can speak to another; ``model`` writes what joins them from
    notes that passed the checks, and answers.  Equal requests are sent once, whoever they are for.
    """

    is_model = True

    def __init__(
        self,
        *,
        api_key: str,
        clock: Callable[[], datetime],
        base_url: str = "",
        model: str = WRITING_MODEL,
        daily_usd: float = 2.0,
        options: Options | None = None,
    ) -> None:
        chosen = options or Options()
        self._model = model
        self._analysis_model = chosen.analysis_model or (model if base_url else ANALYSIS_MODEL)
        self.name = " and ".join(dict.fromkeys((self._analysis_model, self._model)))
        structured = not base_url if chosen.structured is None else chosen.structured
        server = Server(api_key, base_url, chosen.timeout, structured)
        budget = Budget(daily_usd, chosen.ledger or MemoryLedger(), clock)
        self._desk = Desk(Wire(server, budget, clock), clock, chosen.wait)

    def brief(self, papers: Sequence[Excerpt], objections: Sequence[Objection] = ()) -> BriefingDraft:
        """Notes on every paper, and what joins them.  Raises ``ModelFailure`` when not one paper could be read."""
        readable = [paper for paper in papers if prompts.ids(paper)]
        notes, unread = read_all(self._desk, self._analysis_model, readable, objections)
        if not notes:
            raise next(iter(unread.values()), ModelFailure("garbled"))
        draft = BriefingDraft(
            lines={number: claimed(found[0]) for number, found in notes.items()},
            unread={number: failure.kind for number, failure in unread.items()},
        )
        lines = {line(paper.number) for paper in papers}
        general = [item for item in objections if item.part not in lines]
        return self._topped(draft, papers, standing(papers, notes), general)

    def answer(
        self,
        question: str,
        papers: Sequence[Excerpt],
        history: Sequence[Exchange] = (),
        objections: Sequence[Objection] = (),
    ) -> AnswerDraft:
        """An answer from the papers' sentences.  Raises ``ModelFailure``."""
        blocks = [prompts.paper_block(paper) for paper in papers]
        material = [*blocks, prompts.history_block(history), prompts.question_block(question)]
        request = Request(
            self._model,
            prompts.instructions("answer"),
            prompts.joined(*material, prompts.objections_block(objections)),
            answer_schema([ref for paper in papers for ref in prompts.ids(paper)]),
            effort="medium",
            max_tokens=6_000,
        )
        reply = self._desk.ask(request, Reading)
        return AnswerDraft(AnswerStatus(reply.status), tuple(claimed(note) for note in reply.claims))

    def close(self) -> None:
        """Let go of the connections; a later request opens new ones."""
        self._desk.close()

    def _topped(
        self, draft: BriefingDraft, papers: Sequence[Excerpt], notes: Notes, objections: Sequence[Objection]
    ) -> BriefingDraft:
        """The draft with headline, themes and what to read first; without them when that call fails."""
        if len(notes) < 2:
            return _alone(draft, notes)
        try:
            reply = self._join([paper for paper in papers if paper.number in notes], notes, objections)
        except ModelFailure as failure:
            return replace(draft, unread={**draft.unread, _TOP: failure.kind})
        first = reply.read_first
        number = next((paper.number for paper in papers if first and first.paper.strip() == paper.ref), None)
        return replace(
            draft,
            headline=claimed(reply.headline) if reply.headline else None,
            themes=tuple(Theme(theme.title, tuple(map(claimed, theme.claims))) for theme in reply.themes),
            read_first=(number, claimed(first.why)) if first and number is not None else None,
        )

    def _join(self, papers: Sequence[Excerpt], notes: Notes, objections: Sequence[Objection]) -> Synthesis:
        ids = dict.fromkeys(ref for found in notes.values() for note in found for ref in note.refs)
        blocks = [prompts.notes_block(paper, notes[paper.number]) for paper in papers]
        request = Request(
            self._model,
            prompts.instructions("synthesis"),
            prompts.joined(*blocks, prompts.objections_block(objections)),
            synthesis_schema(list(ids), [paper.ref for paper in papers]),
            effort="medium",
            max_tokens=6_000,
        )
        return self._desk.ask(request, Synthesis)


def _alone(draft: BriefingDraft, notes: Notes) -> BriefingDraft:
    """The top of a briefing on a single paper needs no further call."""
    for number, found in notes.items():
        finding = found[min(1, len(found) - 1)]
        return replace(draft, headline=claimed(finding), read_first=(number, claimed(found[0])))
    return draft
