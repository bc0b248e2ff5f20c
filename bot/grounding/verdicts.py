"""Words of blame and praise: a claim may use only those its source uses of itself."""

from functools import cache

from bot.grounding.words import stem, words

_VERDICTS = (
    "retracted retraction withdrawn fraud fraudulent fabricated fabrication falsified plagiarised plagiarism "
    "misconduct hoax fake bogus debunked flawed unethical illegal dishonest "
    "groundbreaking revolutionary breakthrough landmark unprecedented outstanding brilliant excellent exceptional "
    "seminal impressive stunning extraordinary transformative"
)


def verdicts(claim: str, source: str) -> tuple[str, ...]:
    """Words of blame or praise in the claim that are not its source's own."""
    foreign = _stems() - {stem(word) for word in words(source)}
    return tuple(dict.fromkeys(word for word in words(claim) if stem(word) in foreign))


@cache
def _stems() -> frozenset[str]:
    return frozenset(stem(word) for word in _VERDICTS.split())
