"""What a query would have caught, in words."""

from collections.abc import Sequence

from bot.blocks import Part, Span, bold, code, italic, line, paragraph
from bot.blocks.limits import clip
from bot.blocks.naming import found, place, title
from bot.blocks.receipt import counted
from bot.blocks.spans import Line
from bot.papers import Paper
from bot.preview import Caught
from bot.radar import Evidence

_LISTED, _SAMPLED = 12, 3


def one_caught(caught: Caught, opening: str) -> list[Part]:
    """One query: how often it would have hit, samples, near misses and a hint."""
    lines = [line(bold(opening), code(str(caught.query))), line(rate(caught))]
    lines += [_sample(sample.paper, sample.match.evidence) for sample in caught.samples]
    parts = [paragraph(*lines)]
    if caught.near:
        missed = [_sample(near.paper, (near.evidence,)) for near in caught.near]
        parts.append(paragraph(line(italic("Missed by one word:")), *missed))
    return [*parts, paragraph(line(bold("Hint: "), *_hint(caught.hint, 400)))] if caught.hint else parts


def several_caught(caught: Sequence[Caught], opening: str) -> list[Part]:
    """Several queries: a line each, samples where there is room, and the hints of those that need one."""
    lines = [line(bold(f"{opening}{len(caught)} queries"))]
    for each in caught[:_LISTED]:
        lines.append(line("• ", code(str(each.query)[:120]), f" – {hits(each)}, {per_day(each)} a day"))
        if len(caught) <= _SAMPLED:
            lines += [line("   ", *_sample(sample.paper, sample.match.evidence)) for sample in each.samples[:2]]
    if len(caught) > _LISTED:
        lines.append(line(f"and {len(caught) - _LISTED} more, see ", code("/radar list")))
    hinted = [each for each in caught if each.hint][:3]
    hints = [line(bold("Hint for "), code(str(each.query)[:60]), ": ", *_hint(each.hint, 260)) for each in hinted]
    return [paragraph(*lines), *(paragraph(hint) for hint in hints)]


def rate(caught: Caught) -> str:
    """How often it would have hit, in a sentence."""
    if not caught.read:
        return "No papers have been read yet, so there is nothing to try it on."
    span = "the last day" if caught.days == 1 else f"the last {caught.days} days"
    if not caught.hits:
        return f"None of the {caught.read:,} papers of {span} matches."
    about = "" if caught.exact else "About "
    verb = "matches" if caught.hits == 1 else "match"
    return f"{about}{caught.hits:,} of the {caught.read:,} papers of {span} {verb}: {per_day(caught)} a day."


def hits(caught: Caught) -> str:
    """How many papers it would have found."""
    return ("" if caught.exact else "about ") + counted(caught.hits, "hit")


def per_day(caught: Caught) -> str:
    """A rate a person can read: whole when large, one decimal when small."""
    a_day = caught.a_day
    return f"{a_day:,.0f}" if a_day >= 10 or a_day == int(a_day) else f"{a_day:.1f}" if a_day >= 0.1 else "under 0.1"


def _hint(hint: str, most: int) -> Line:
    """A hint, and the line to type at its end so that it can be told from the sentence."""
    sentence, _, typed = hint.rpartition(": ")
    if not sentence or len(hint) > most:
        return line(clip(hint, most))
    return line(f"{sentence}: ", code(typed))


def _sample(paper: Paper, evidence: Sequence[Evidence]) -> Line:
    proof = f" – {found(evidence[0])}" if evidence else ""
    where = place(paper)
    return line("• ", Span(title(paper, 110), "", paper.url), f" ({where})" if where else "", proof)
