"""Messages about what became of a paper: a new version, a journal, a retraction."""

from bot.blocks.limits import clip
from bot.blocks.naming import title
from bot.blocks.packing import message
from bot.blocks.parts import Part, paragraph, quotation
from bot.blocks.spans import Line, Span, bold, line
from bot.papers import Paper, Standing, display, doi_key, is_journal_doi
from bot.ports.changes import Change, ChangeKind
from bot.ports.delivery import Message

_TITLE, _SENTENCE, _JOURNAL = 200, 500, 120
_SPOKEN = {
    Standing.CORRECTED: ("corrected", "Read the correction before you rely on it."),
    Standing.CONCERN: ("put under an expression of concern", "Its publisher doubts it: read the notice first."),
    Standing.WITHDRAWN: ("withdrawn", "What was said of it here may no longer hold: do not rely on it."),
    Standing.RETRACTED: ("retracted", "What was said of it here no longer holds: do not rely on it."),
}


def change_message(change: Change, paper: Paper) -> Message | None:
    """What became of the paper, for those who know it; nothing when no reader would see a difference."""
    match change.kind:
        case ChangeKind.VERSION:
            parts = _version(change, paper)
        case ChangeKind.PUBLISHED:
            parts = [_published(change, paper)]
        case ChangeKind.STANDING:
            parts = _standing(change, paper)
    return message(parts) if parts else None


def _version(change: Change, paper: Paper) -> list[Part]:
    changed = [name for name in ("title", "abstract", "authors") if name in change.changed]
    if not changed and not change.added:
        return []
    version = change.detail.rpartition("→")[2].strip() or f"v{paper.version}"
    said = f" – {clip(version, 20)} is out"
    said += f": {_listed([f'the {name}' for name in changed])} changed." if changed else "."
    parts = [paragraph(line(_titled(paper), said))]
    if change.added:
        new = [line(f"“{clip(' '.join(display(one).split()), _SENTENCE)}”") for one in change.added[:2]]
        parts.append(paragraph(line("New in it:")) + quotation(*new))
    return parts


def _published(change: Change, paper: Paper) -> Part:
    found = doi_key(change.detail)
    keys = sorted(key for key in paper.keys if is_journal_doi(key))
    doi = (found or next(iter(keys), "")).partition(":")[2]
    journal = "" if found else clip(" ".join(display(change.detail or paper.journal).split()), _JOURNAL)
    where: Line = line(" in ", bold(journal)) if journal else ()
    address: Line = line(": ", Span(f"doi:{doi}", url=f"https://doi.org/{doi}")) if doi else line(".")
    return paragraph(line(_titled(paper), " is now published", *where, *address))


def _standing(change: Change, paper: Paper) -> list[Part]:
    try:
        word, advice = _SPOKEN[Standing(change.detail)]
    except (ValueError, KeyError):
        return []
    return [paragraph(line(_titled(paper), " has been ", bold(word), f". {advice}"))]


def _titled(paper: Paper) -> Span:
    return bold(title(paper, _TITLE), paper.url)


def _listed(names: list[str]) -> str:
    """Several names as one says them, with "and" before the last."""
    shown = ", ".join(names[:-1])
    return f"{shown} and {names[-1]}" if shown else names[-1]
