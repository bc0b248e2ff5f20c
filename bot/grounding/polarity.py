"""Which way a sentence points: a claim must not say *higher* where its source only says *lower*."""

import re
from functools import cache

from bot.grounding.words import fold, stem

_PAIRS = (
    (
        "increase increasing rise rising rose risen grow grew grown growth gain more enhance boost expand accelerate "
        "upregulate raise",
        "decrease decreasing fall falling fell fallen shrink reduce reduction drop decline less fewer diminish "
        "downregulate suppress",
    ),
    (
        "better improve improvement outperform superior best benefit beneficial exceed surpass advantage",
        "worse worsen underperform inferior worst degrade degradation harm harmful impair deteriorate disadvantage",
    ),
    (
        "higher high greater larger large bigger longer stronger strong",
        "lower low smaller small shorter weaker weak",
    ),
    ("faster fast quicker speed", "slower slow delay"),
    ("positive positively", "negative negatively inverse inversely"),
    ("can able capable possible enable succeed successful", "cannot unable incapable impossible prevent"),
    ("significant significantly", "insignificant nonsignificant"),
    ("effective effectively efficient efficiently", "ineffective inefficient"),
    ("associated association correlated correlation", "unrelated uncorrelated"),
    ("consistent confirm agree support", "inconsistent contradict refute disagree"),
    ("safe safety", "unsafe dangerous risk toxic"),
    ("stable stability", "unstable instability"),
    ("presence", "absence absent lack without"),
    ("known", "unknown"),
)
_NEGATIONS = frozenset(
    {"not", "no", "never", "neither", "nor", "cannot", "n't", "fail", "failed", "fails", "failing", "failure"}
)
_TURNS = _NEGATIONS | {"without", "hardly", "lack", "lacks", "lacking"}
_REACH = 3
_TOKEN = re.compile(r"n't\b|\w+(?=n't)|\w+")


def reversed_words(claim: str, source: str) -> tuple[str, ...]:
    """Words of direction in the claim that its source does not bear out; empty when they agree.

    A direction is borne out by any word of the same side, so *rises* rests on *increase*; a word that the source
    only uses negated (*did not improve*) bears nothing out.
    """
    said, meant = _directions(claim), _directions(source)
    sides = {side for _, side in meant}
    wrong = [
        word for word, (pair, side) in said if (pair, side) not in sides and (side == 1 or (pair, side ^ 1) in sides)
    ]
    if _negates(claim) and not _negates(source):
        wrong.append("not")
    return tuple(dict.fromkeys(wrong))


@cache
def _sides() -> dict[str, tuple[int, int]]:
    """Each word of direction's stem with its pair and side."""
    return {
        stem(word): (number, side)
        for number, pair in enumerate(_PAIRS)
        for side, family in enumerate(pair)
        for word in family.split()
    }


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(fold(text).replace("’", "'"))


def _directions(text: str) -> list[tuple[str, tuple[int, int]]]:
    """The words of direction with the side they point to, turned round where a negation stands before them."""
    tokens, found = _tokens(text), []
    for place, token in enumerate(tokens):
        pair_and_side = _sides().get(stem(token))
        if pair_and_side is not None:
            pair, side = pair_and_side
            before = tokens[max(0, place - _REACH) : place]
            found.append((token, (pair, side ^ 1 if _TURNS & set(before) else side)))
    return found


def _negates(text: str) -> bool:
    return bool(_NEGATIONS & set(_tokens(text)))
