"""What a reader is told when the model could not be used, or a paper talks to machines."""

from collections.abc import Collection, Iterable, Mapping

from bot.ports.model import Excerpt

NO_MODEL = "No language model is configured"
_REASONS = {
    "budget": "Today's budget for the language model is spent",
    "refused": "The language model declined to write",
    "key": "The language model did not accept the key it was given",
    "unreachable": "The language model could not be reached",
    "slow": "The language model took too long",
    "unpaid": "The language model's account has no credit left",
    "overloaded": "The language model is overloaded",
    "throttled": "The language model asked us to wait",
    "unknown_model": "The language model that is configured does not exist",
}
_OTHERWISE = "The language model gave nothing usable"


def reason(kind: str) -> str:
    """Why the model was not used, as the beginning of a sentence."""
    return _REASONS.get(kind, _OTHERWISE)


def unread(kinds: Mapping[int, str]) -> str:
    """Which papers the model gave nothing for (0 is the top of the briefing), or an empty string."""
    if not kinds:
        return ""
    same = set(kinds.values())
    why = reason(same.pop()) if len(same) == 1 else _OTHERWISE
    numbers = [number for number in kinds if number]
    where = " and ".join(filter(None, ("the headline" if 0 in kinds else "", _numbers(numbers))))
    return f"{why} for {where}: the papers' own sentences stand there."


def flagged(papers: Iterable[Excerpt]) -> str:
    """Which papers hold text written for machines, or an empty string."""
    numbers = [paper.number for paper in papers if paper.flagged]
    if not numbers:
        return ""
    return f"⚠ {_numbers(numbers)} contains text addressed to AI systems, not to readers; it was left out."


def _numbers(numbers: Collection[int]) -> str:
    return " and ".join(f"#{number}" for number in sorted(numbers))
