"""A briefing as JSON and back, so that what was paid for survives a crash."""

from collections.abc import Mapping
from typing import Any

from bot.briefing.written import Briefing, CheckedTheme
from bot.grounding import CheckedClaim, Origin, Quote

_FORM = 1


def to_json(briefing: Briefing) -> dict[str, Any]:
    """The briefing as plain lists, texts and numbers."""
    first = briefing.read_first
    return {
        "form": _FORM,
        "headline": _claim_out(briefing.headline),
        "themes": [
            {
                "title": theme.title,
                "origin": theme.origin.value,
                "claims": [_claim_out(claim) for claim in theme.claims],
            }
            for theme in briefing.themes
        ],
        "lines": {str(number): _claim_out(claim) for number, claim in briefing.lines.items()},
        "read_first": {"paper": first[0], "why": _claim_out(first[1])} if first else None,
        "writer": briefing.writer,
        "withheld": briefing.withheld,
        "notice": briefing.notice,
    }


def from_json(saved: Mapping[str, Any]) -> Briefing:
    """The briefing that was saved.  Raises ``ValueError`` for anything else."""
    try:
        return _briefing(saved)
    except (KeyError, TypeError, AttributeError) as mistake:
        raise ValueError(f"this is not a saved briefing: {mistake!r}") from mistake


def _briefing(saved: Mapping[str, Any]) -> Briefing:
    if saved["form"] != _FORM:
        raise ValueError(f"a briefing of form {saved['form']} cannot be read")
    first = saved["read_first"]
    return Briefing(
        headline=_claim_in(saved["headline"]) if saved["headline"] else None,
        themes=tuple(
            CheckedTheme(theme["title"], tuple(map(_claim_in, theme["claims"])), Origin(theme["origin"]))
            for theme in saved["themes"]
        ),
        lines={int(number): _claim_in(claim) for number, claim in saved["lines"].items()},
        read_first=(first["paper"], _claim_in(first["why"])) if first else None,
        writer=saved["writer"],
        withheld=saved["withheld"],
        notice=saved["notice"],
    )


def _claim_out(claim: CheckedClaim | None) -> dict[str, Any] | None:
    if claim is None:
        return None
    quotes = [[quote.paper, quote.sentence, quote.text] for quote in claim.quotes]
    return {"text": claim.text, "origin": claim.origin.value, "quotes": quotes}


def _claim_in(saved: Mapping[str, Any]) -> CheckedClaim:
    quotes = tuple(Quote(paper, sentence, text) for paper, sentence, text in saved["quotes"])
    return CheckedClaim(saved["text"], quotes, Origin(saved["origin"]))
