"""Notes on papers: each is read in a call of its own, and only notes that pass the checks are handed on."""

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor

from bot.briefing.sifting import line
from bot.grounding import Checker
from bot.llm.claude import prompts
from bot.llm.claude.asking import Desk
from bot.llm.claude.replies import Analysis, Note, analysis_schema
from bot.llm.claude.wire import Request
from bot.ports.model import Claim, Excerpt, ModelFailure, Objection

Notes = Mapping[int, Sequence[Note]]
_READERS = 4
_MOST_FINDINGS = 3


def read_all(
    desk: Desk, model: str, papers: Sequence[Excerpt], objections: Sequence[Objection]
) -> tuple[dict[int, list[Note]], dict[int, ModelFailure]]:
    """Notes by paper, the takeaway first; a paper that cannot be read never sinks the others."""
    with ThreadPoolExecutor(_READERS, thread_name_prefix="reader") as readers:
        found = {paper.number: readers.submit(_read, desk, model, paper, _about(paper, objections)) for paper in papers}
    notes: dict[int, list[Note]] = {}
    unread: dict[int, ModelFailure] = {}
    for number, future in found.items():
        try:
            notes[number] = future.result()
        except ModelFailure as failure:
            unread[number] = failure
    return notes, unread


def standing(papers: Sequence[Excerpt], notes: Notes) -> dict[int, list[Note]]:
    """The notes that pass the checks: nothing else of one paper may meet another."""
    checker = Checker(papers)
    found: dict[int, list[Note]] = {}
    for number, proposed in notes.items():
        verdicts = [checker.check(claimed(note), line(number), about=(number,)).claim for note in proposed]
        passed = [_note(claim.text, [f"P{q.paper}.s{q.sentence}" for q in claim.quotes]) for claim in verdicts if claim]
        if passed:
            found[number] = passed
    return found


def claimed(note: Note) -> Claim:
    """The note as a claim."""
    return Claim(note.text, note.refs)


def _read(desk: Desk, model: str, paper: Excerpt, objections: Sequence[Objection]) -> list[Note]:
    request = Request(
        model,
        prompts.instructions("analysis"),
        prompts.joined(prompts.paper_block(paper, alone=True), prompts.objections_block(objections)),
        analysis_schema(prompts.ids(paper, alone=True)),
    )
    reply = desk.ask(request, Analysis)
    limits = [reply.limits] if reply.limits else []
    return [_pointed(note, paper) for note in (reply.takeaway, *reply.findings[:_MOST_FINDINGS], *limits)]


def _about(paper: Excerpt, objections: Sequence[Objection]) -> list[Objection]:
    return [item for item in objections if item.part == line(paper.number)]


def _pointed(note: Note, paper: Excerpt) -> Note:
    """The note with the paper's number before the ids of its sentences."""
    return _note(note.text, [ref if "." in ref else f"{paper.ref}.{ref.strip()}" for ref in note.refs])


def _note(text: str, refs: Sequence[str]) -> Note:
    return Note(text=text, refs=tuple(refs))
