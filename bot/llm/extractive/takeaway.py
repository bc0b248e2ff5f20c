"""Which sentence of an abstract says most of what a reader wants to know: a linear score over fifteen features."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from bot.grounding.words import containment, stems, weight
from bot.llm.extractive.sections import is_tail, preferred, without_label
from bot.ports.model import Excerpt

_CUE = re.compile(
    r"\b(?:we|(?:this|the present|our) (?:paper|work|study|article|letter|review|thesis)|here)\b[^.;]{0,40}?"
    r"\b(?:propos|present|introduc|show|develop|describ|demonstrat|investigat|report|stud(?:y|ie)|explor|address|"
    r"provid|deriv|prove|establish|design|find|found|examin|analy[sz]|compar|construct|offer|argue|suggest)",
    re.IGNORECASE,
)
_RESULT = re.compile(
    r"\b(?:results?|outperform\w*|achiev\w*|improv\w*|significant\w*|experiment\w*|demonstrat\w*|state-of-the-art|"
    r"found|find that|show that|reveal\w*|conclu\w*)\b",
    re.IGNORECASE,
)
_BACKGROUND = re.compile(
    r"\b(?:recent(?:ly)?|(?:has|have) (?:been|become|shown)|in recent years|widely|despite|remains?|"
    r"is an? (?:important|fundamental|key|popular|challenging|common)|many|typically|often|existing)\b",
    re.IGNORECASE,
)
_HOWEVER = re.compile(r"(?:however|but|yet|unfortunately|nevertheless|although|while)\b", re.IGNORECASE)
_LEANS = re.compile(
    r"(?:th(?:is|ese|ose|at|ey|eir|us|en)|it|its|such|both|moreover|furthermore"
    r"|additionally|also|specifically|in particular|to this end|for this|as a result|consequently|thus|hence"
    r"|therefore)\b",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"\b(?:we|our|this (?:paper|work|study|article|letter|review|thesis|note)|the (?:paper|present work|work deals)|"
    r"these notes|(?:is|are|was|were) (?:established|proved|proven|derived|studied|investigated|presented|introduced|"
    r"proposed|developed|shown|considered|characteri[sz]ed|analy[sz]ed))\b|(?-i:\bI\s[a-z])",
    re.IGNORECASE,
)
_OTHERS = re.compile(r"(?:while|despite|although|prior|previous|recent(?:ly)?|existing)\b", re.IGNORECASE)
_UNFIT = 1.0
_BEFORE = 0.5
_PREFERRED = 0.5


class Features(NamedTuple):
    """What is measured of one sentence; each field has a weight of the same name below."""

    first: float
    last: float
    place: float
    place_squared: float
    cue: float
    first_cue: float
    result: float
    background: float
    centroid: float
    title: float
    degree: float
    length: float
    length_squared: float
    however: float
    question: float


WEIGHTS = Features(
    first=0.026,
    last=-0.013,
    place=0.027,
    place_squared=-0.007,
    cue=0.023,
    first_cue=0.069,
    result=-0.008,
    background=-0.015,
    centroid=-0.029,
    title=0.157,
    degree=0.109,
    length=0.132,
    length_squared=-0.055,
    however=0.011,
    question=0.009,
)


def ranked(excerpt: Excerpt) -> list[int]:
    """Numbers of the sentences fit to stand alone, most telling first; none when there is no abstract."""
    sentences = excerpt.sentences
    wanted = preferred(sentences)
    before = _before_own(sentences)
    scores = {
        index + 1: _score(features)
        + (_PREFERRED if index in wanted else 0.0)
        - (_BEFORE if index in before else 0.0)
        - _penalty(sentences[index])
        for index, features in enumerate(measure(excerpt.title, sentences))
        if index + 1 not in excerpt.suspects
    }
    return sorted(scores, key=lambda number: (-scores[number], number))


def _before_own(sentences: Sequence[str]) -> frozenset[int]:
    """Indexes of the opening, and of what is said of others, before the authors first speak of their own work."""
    fit = [index for index, sentence in enumerate(sentences) if not _penalty(sentence)]
    own = [index for index in fit if _CUE.search(sentences[index]) or _OWN.search(sentences[index])]
    found = [i for i in fit if i and _RESULT.search(sentences[i]) and not _BACKGROUND.search(sentences[i])]
    first = next(iter(own or found), 0)
    return frozenset(
        index
        for index in range(first)
        if index == 0 or _OTHERS.match(sentences[index]) or sentences[index].rstrip().endswith("?")
    )


def findings(excerpt: Excerpt, order: Sequence[int]) -> tuple[int, int]:
    """Two sentences for the top of a briefing: what was found, and a further one; the takeaway where there is none."""
    texts = {number: excerpt.sentences[number - 1] for number in order[1:]}
    own = next((number for number, text in enumerate(excerpt.sentences, 1) if _CUE.search(text)), 0)
    alone = [number for number, text in texts.items() if not _LEANS.match(text) and not _penalty(text)]
    # What is said before the authors speak of themselves is about others.
    theirs = [number for number in alone if number >= own]
    found = [number for number in theirs if _RESULT.search(texts[number]) and not _BACKGROUND.search(texts[number])]
    headline = (found or theirs or order)[0]
    told = [number for number in theirs if number != headline and (number in found or _CUE.search(texts[number]))]
    return headline, (told or order)[0]


def measure(title: str, sentences: Sequence[str]) -> list[Features]:
    """The features of every sentence of an abstract."""
    bags = [frozenset(stems(sentence)) for sentence in sentences]
    whole: dict[str, int] = {}
    for bag in bags:
        for kind in bag:
            whole[kind] = whole.get(kind, 0) + 1
    cues = [bool(_CUE.search(sentence)) for sentence in sentences]
    head = frozenset(stems(title))
    first_cue = cues.index(True) if True in cues else -1
    return [
        _features(index, sentences, bags, cues[index], index == first_cue, head, whole)
        for index in range(len(sentences))
    ]


def _features(
    index: int,
    sentences: Sequence[str],
    bags: Sequence[frozenset[str]],
    cue: bool,
    first_cue: bool,
    head: frozenset[str],
    whole: dict[str, int],
) -> Features:
    sentence, bag, last = sentences[index], bags[index], len(sentences) - 1
    place = index / last if last else 0.0
    length = min(len(sentence.split()), 60) / 30
    others = [other for number, other in enumerate(bags) if number != index]
    return Features(
        first=float(index == 0),
        last=float(index == last),
        place=place,
        place_squared=place * place,
        cue=float(cue),
        first_cue=float(first_cue),
        result=float(bool(_RESULT.search(sentence))),
        background=float(bool(_BACKGROUND.search(sentence))),
        centroid=_centroid(bag, whole),
        title=containment(head, bag),
        degree=sum(_likeness(bag, other) for other in others) / len(others) if others else 0.0,
        length=length,
        length_squared=length * length,
        however=float(bool(_HOWEVER.match(sentence))),
        question=float(sentence.rstrip().endswith("?")),
    )


def _centroid(bag: frozenset[str], whole: dict[str, int]) -> float:
    total = sum(count * weight(kind) for kind, count in whole.items())
    return sum(whole[kind] * weight(kind) for kind in bag) / total if total else 0.0


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    shared = sum(weight(kind) for kind in one & other)
    either = sum(weight(kind) for kind in one | other)
    return shared / either if either else 0.0


def _score(features: Features) -> float:
    return sum(value * factor for value, factor in zip(features, WEIGHTS, strict=True))


def _penalty(sentence: str) -> float:
    """Tails and fragments are chosen only when there is nothing else."""
    return _UNFIT if is_tail(sentence) or len(without_label(sentence).split()) < 5 else 0.0
