"""The sentences of a report, for every place where it is read."""

from bot.benchmark.judging import Line, Missed, Why
from bot.benchmark.proposing import MOST_A_DAY, Proposal
from bot.benchmark.report import Report

EMPTY = "The radar is empty, so it finds none of them."
ALL_FOUND = "Nothing is missed."
HOW_IT_IS_COUNTED = "A paper counts as found when a line fits its title or abstract, whenever it appeared."


def counted(count: int, one: str, many: str = "") -> str:
    """A number and what it counts."""
    return f"{count:,} {one if count == 1 else many or f'{one}s'}"


def verdict(report: Report) -> str:
    """How many of the list the radar finds."""
    judged, found = report.judgement.judged, len(report.judgement.found)
    if not judged:
        return "None of the papers could be judged: only their ids are known."
    share = f" ({found / judged:.0%})" if judged > 1 else ""
    return f"The radar finds {found:,} of {counted(judged, 'paper')}{share}."


def listed(report: Report) -> str:
    """What was read in the file, and what of it could not be judged."""
    said = f"{report.listed.kind}, {counted(len(report.listed.papers), 'paper')}"
    nameless = len(report.judgement.nameless)
    if nameless:
        said += f"; of {nameless:,} only the id is known, so {'it is' if nameless == 1 else 'they are'} not counted"
    return f"{said}."


def left_out(report: Report) -> str:
    """That entries of the file say no paper; nothing when all do."""
    count = report.listed.left_out
    return f"{counted(count, 'entry', 'entries')} of the file {'was' if count == 1 else 'were'} left out:" * bool(count)


def line_result(line: Line) -> str:
    """What one line of the radar finds."""
    if not line.finds:
        return "finds none"
    alone = f", {line.alone:,} of them alone" if line.alone else ""
    return f"finds {line.finds:,}{alone}"


def reason(missed: Missed) -> str:
    """Why a paper is missed, without the line it is held against."""
    return {
        Why.NEAR: f"missed by one word: “{missed.words}”",
        Why.EXCLUDED: f"left out because it has {missed.words}",
        Why.LITTLE: "only its title is known, and no line fits that",
        Why.PARTLY: f"it has only a part, {missed.words} is not there",
        Why.APART: f"the words of “{missed.words}” are there, but not side by side",
        Why.NONE: "no line's words are there",
        Why.UNTOLD: "no line finds it",
    }[missed.why]


def proposal_result(proposal: Proposal) -> str:
    """What a proposed query would find, and bring."""
    more = "" if proposal.adds == proposal.finds else f", {proposal.adds:,} of them new"
    return f"finds {proposal.finds:,} of the missed{more}; {rate(proposal.a_day)}"


def rate(a_day: float | None) -> str:
    """What a query would bring, as a person says it."""
    if a_day is None:
        return "what it brings a day is not known yet"
    if a_day == 0:
        return "none of the recent papers"
    if a_day < 0.1:
        return "under 0.1 papers a day"
    return f"about {a_day:,.0f} papers a day" if a_day >= 10 else f"about {a_day:.1f} papers a day"


def proposed_from(report: Report) -> str:
    """What the rates rest on, or why nothing is proposed."""
    if not report.judgement.missed:
        return ""
    if not report.proposals:
        return (
            "No phrase of up to three words stands in enough of the missed papers "
            f"without bringing over {MOST_A_DAY:.0f} papers a day."
        )
    if not report.read:
        return "No papers of the last 30 days are known yet, so what these bring a day cannot be told."
    days = "the last day" if report.days == 1 else f"the last {report.days} days"
    return f"Rates are counted on {counted(report.read, 'paper')} of {days}."
