"""Answering: the model proposes claims about the chosen papers, code checks them and shows the passages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.discussion.answers import Answer
from bot.discussion.asking import OVERVIEW, asks_nothing
from bot.discussion.choosing import MOST_PAPERS
from bot.discussion.record import recorded
from bot.grounding import CheckedClaim, Checker, Origin, Quote, excerpt, notices
from bot.grounding.plain import clean
from bot.papers import Paper
from bot.ports.model import AnswerDraft, AnswerStatus, Excerpt, Exchange, LanguageModel, ModelFailure, Objection

MOST_TURNS = 12
MOST_CLAIMS = 6
LONGEST_QUESTION = 1_000


def answer(
    question: str,
    papers: Mapping[int, Paper],
    history: Sequence[Exchange],
    model: LanguageModel,
    fallback: LanguageModel,
    full_texts: Mapping[int, str] | None = None,
) -> Answer:
    """Answer from these papers alone; ``fallback`` quotes when the model cannot, or nothing it wrote can be checked."""
    if told := recorded(question, papers):
        return Answer(None, papers={number: clean(paper.title) for number, paper in papers.items()}, note=told)
    texts = full_texts or {}
    excerpts = tuple(excerpt(number, paper, texts.get(number, "")) for number, paper in papers.items())
    asked = _Question(question[:LONGEST_QUESTION], excerpts, tuple(history[-MOST_TURNS:]), Checker(excerpts))
    return _about(_answered(asked, model, fallback), excerpts)


@dataclass(frozen=True, slots=True)
class _Question:
    """What was asked, with all an answer may rest on."""

    text: str
    papers: tuple[Excerpt, ...]
    history: tuple[Exchange, ...]
    checker: Checker

    @property
    def wanted(self) -> str:
        """The question as a search takes it: one that names nothing wants to know what the paper is about."""
        return OVERVIEW if asks_nothing(self.text) else self.text


def _answered(asked: _Question, model: LanguageModel, fallback: LanguageModel) -> Answer:
    if not any(paper.sentences for paper in asked.papers):
        return Answer(AnswerStatus.NOT_IN_PAPER, writer=fallback.name)
    if not model.is_model:
        return _quoted(asked, fallback, f"{notices.NO_MODEL}, so I can only quote.")
    try:
        written = _written(asked, model)
    except ModelFailure as failure:
        return _quoted(asked, fallback, f"{notices.reason(failure.kind)}, so I can only quote.")
    if written.status is AnswerStatus.NOT_IN_PAPER:
        return replace(written, closest=_closest(asked, fallback))
    if not written.claims:
        quoted = _quoted(asked, fallback, "What the language model wrote could not be checked, so I quote instead.")
        return replace(quoted, withheld=written.withheld)
    return written


def _written(asked: _Question, model: LanguageModel) -> Answer:
    """One proposal and at most one repair; claims that stand in either are kept in order."""
    text = asked.text if asked.history else asked.wanted
    draft = model.answer(text, asked.papers, asked.history)
    standing, objections = _sift(draft, asked.checker)
    if objections:
        try:
            again = model.answer(text, asked.papers, asked.history, objections)
        except ModelFailure:
            again = AnswerDraft(draft.status)
        repaired, _ = _sift(again, asked.checker)
        failed = {objection.part for objection in objections}
        standing |= {part: claim for part, claim in repaired.items() if part in failed}
    claims = tuple(standing[part] for part in sorted(standing))
    withheld = len({objection.part for objection in objections} - standing.keys())
    status = AnswerStatus.PARTLY if withheld and draft.status is AnswerStatus.ANSWERED else draft.status
    if status is AnswerStatus.NOT_IN_PAPER:
        claims = ()
    return Answer(status, claims, origin=Origin.MODEL, writer=model.name, withheld=withheld)


def _sift(draft: AnswerDraft, checker: Checker) -> tuple[dict[str, CheckedClaim], tuple[Objection, ...]]:
    standing: dict[str, CheckedClaim] = {}
    objections: list[Objection] = []
    for place, claim in enumerate(draft.claims[:MOST_CLAIMS], start=1):
        verdict = checker.check(claim, f"claim {place}")
        objections += verdict.objections
        if verdict.claim is not None:
            standing[f"claim {place}"] = verdict.claim
    return standing, tuple(objections)


def _quoted(asked: _Question, fallback: LanguageModel, note: str) -> Answer:
    draft = fallback.answer(asked.wanted, asked.papers, asked.history)
    copies = [copy for claim in draft.claims if (copy := asked.checker.copied(claim))]
    if draft.status is AnswerStatus.NOT_IN_PAPER or not copies:
        closest = copies[0].quotes[0] if copies else None
        return Answer(AnswerStatus.NOT_IN_PAPER, note=note, writer=fallback.name, closest=closest)
    return Answer(draft.status, tuple(copies), note=note, writer=fallback.name)


def _about(answer: Answer, papers: Sequence[Excerpt]) -> Answer:
    """The answer with the papers' titles and what a reader must know of them."""
    empty = not any(paper.sentences for paper in papers)
    known = "" if all(paper.complete for paper in papers) else "Only the abstract is available."
    notes = (answer.note, "Only the title is available." if empty else known, notices.flagged(papers))
    shown = {number for claim in answer.claims for number in claim.papers} if len(papers) > MOST_PAPERS else set()
    titles = {paper.number: clean(paper.title) for paper in papers if not shown or paper.number in shown}
    return replace(answer, papers=titles, note=" ".join(filter(None, notes)))


def _closest(asked: _Question, fallback: LanguageModel) -> Quote | None:
    draft = fallback.answer(asked.wanted, asked.papers, asked.history)
    copies = [copy for claim in draft.claims if (copy := asked.checker.copied(claim))]
    return copies[0].quotes[0] if copies else None
