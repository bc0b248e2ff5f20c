"""Answering: the model proposes claims about the chosen papers, code checks them and shows the passages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.discussion.answers import Answer
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
    texts = full_texts or {}
    excerpts = tuple(excerpt(number, paper, texts.get(number, "")) for number, paper in papers.items())
    asked = _Question(question[:LONGEST_QUESTION], excerpts, tuple(history[-MOST_TURNS:]), Checker(excerpts))
    if not any(paper.sentences for paper in excerpts):
        return _about(Answer(AnswerStatus.NOT_IN_PAPER, writer=fallback.name), excerpts)
    if not model.is_model:
        return _about(_quoted(asked, fallback, f"{notices.NO_MODEL}, so I can only quote."), excerpts)
    try:
        written = _written(asked, model)
    except ModelFailure as failure:
        return _about(_quoted(asked, fallback, f"{notices.reason(failure.kind)}, so I can only quote."), excerpts)
    if written.status is AnswerStatus.NOT_IN_PAPER:
        return _about(replace(written, closest=_closest(asked, fallback)), excerpts)
    if not written.claims:
        quoted = _quoted(asked, fallback, "What the language model wrote could not be checked, so I quote instead.")
        return _about(replace(quoted, withheld=written.withheld), excerpts)
    return _about(written, excerpts)


@dataclass(frozen=True, slots=True)
class _Question:
    """What was asked, with all an answer may rest on."""

    text: str
    papers: tuple[Excerpt, ...]
    history: tuple[Exchange, ...]
    checker: Checker


def _written(asked: _Question, model: LanguageModel) -> Answer:
    """One proposal and at most one repair; claims that stand in either are kept in order."""
    draft = model.answer(asked.text, asked.papers, asked.history)
    standing, objections = _sift(draft, asked.checker)
    if objections:
        try:
            again = model.answer(asked.text, asked.papers, asked.history, objections)
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
    draft = fallback.answer(asked.text, asked.papers, asked.history)
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
    titles = {paper.number: clean(paper.title) for paper in papers}
    return replace(answer, papers=titles, note=" ".join(filter(None, notes)))


def _closest(asked: _Question, fallback: LanguageModel) -> Quote | None:
    draft = fallback.answer(asked.text, asked.papers, asked.history)
    copies = [copy for claim in draft.claims if (copy := asked.checker.copied(claim))]
    return copies[0].quotes[0] if copies else None
