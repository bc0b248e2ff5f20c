"""Which paper of a thread a question is about: by number, by title, or the one that is being discussed."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.grounding.words import stems, weight
from bot.papers import Paper, display_title, shorten

MOST_PAPERS = 4
_ORDINALS = {
    name: place
    for place, names in enumerate(
        ("first 1st", "second 2nd", "third 3rd", "fourth 4th", "fifth 5th", "sixth 6th", "seventh 7th", "eighth 8th",
         "ninth 9th", "tenth 10th"),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_CARDINALS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_SPELLED = {word: place for place, word in enumerate(_CARDINALS, start=1)}
_PAPER = r"(?:papers?|articles?|preprints?|stud(?:y|ies)|items?|entr(?:y|ies)|numbers?|nos?\.?|nr\.?)"
_COUNT = r"(?:\d{1,3}|" + "|".join(_SPELLED) + r")"
_LIST = rf"#?\s?{_COUNT}(?:(?:\s*,\s*|\s*(?:and|&|or|to|with|vs\.?|versus)\s+|\s*,\s*and\s+)#?{_COUNT}\b)*"
_HASH = re.compile(r"#\s?(\d+)\b")
_MOST_DIGITS = 12  # a longer number is no paper's, and Python refuses to read one of thousands
_NAMED = re.compile(rf"\b{_PAPER}\s+(?P<list>{_LIST})\b", re.IGNORECASE)
_COMPARED = re.compile(
    rf"\b(?:compar\w*|contrast|between|versus|vs\.?|differ\w*|relat\w*|combine|link\w*)\b[^\d#]{{0,30}}?(?P<list>{_LIST})\b|"
    rf"(?P<pair>#?\d{{1,3}}\s+(?:vs\.?|versus|and)\s+#?\d{{1,3}})\b",
    re.IGNORECASE,
)
_ASKING = r"(?:what|how|why|who|whose|which|when|where|tell|explain|summari[sz]e)"
_BARE = re.compile(rf"^\W*(?P<list>{_LIST})(?:\s*[?.!]*\s*$|\s*[:;,–—-]\s|[?.!]*\s+(?={_ASKING}\b))", re.IGNORECASE)
_ORDINAL = re.compile(
    rf"\b(?P<name>{'|'.join(_ORDINALS)}|last|latter|former)(?:\s+(?:one|{_PAPER})\b|\s*[?.!,:]*\s*$|\s*[:,]\s)",
    re.IGNORECASE,
)
_BOTH = re.compile(r"\bboth(?:\s+of\s+(?:them|these|those))?\b|\bthe two\b|\bthese two\b", re.IGNORECASE)
_ALL = re.compile(
    rf"\b(?:all|each|every|any)\b(?:\s+of)?(?:\s+(?:the|these|those))?\s*(?:{_PAPER}|of them\b|them\b)", re.IGNORECASE
)
_COMPARING = re.compile(r"\b(?:compar\w*|contrast|versus|vs\.?|differ\w*|relat\w*)\b", re.IGNORECASE)
_WHICH = re.compile(
    r"\b(?:which|any|what)\s+(?:other\s+)?(?:of\s+(?:all\s+)?(?:(?:the|these|those|your)\s+)?)?(?:papers?|articles?|preprints?)\b|"
    r"\bwhich\s+(?:ones?|of\s+(?:these|those|them))\s+(?:is|are|was|were|do|does|did|has|have|had|can|could|would|should|"
    r"deals?|talks?|speaks?|use[sd]?|studie[sd]|study|mentions?|covers?|reports?|shows?|finds?|found|concerns?|about)\b",
    re.IGNORECASE,
)
_TELLING = 4.5
_DISTINCTIVE = 6.0
_NAME = re.compile(r"\b\w+[A-Z0-9]\w*\b")  # beside "it" only a word spelled as a name leads away
_THIS = re.compile(r"\b(?:this|it|that|its)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Chosen:
    """The numbers of the papers a question is about."""

    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Unclear:
    """It cannot be told which paper is meant; ``sentence`` asks."""

    sentence: str


def resolve(
    question: str, papers: Mapping[int, Paper], focus: int | None = None, before: Sequence[int] = ()
) -> Chosen | Unclear:
    """Choose papers by number, then by title, then the one in ``focus``, then the only one; else ask.

    ``before`` are the numbers the last answer was about, for *both*.
    """
    named = _numbers(question, papers, focus)
    missing = [number for number in named if number not in papers]
    if missing:
        return Unclear(f"There is no paper #{missing[0]} here. {_offer(papers)}")
    chosen = named or _together(question, papers, before) or _titled(question, papers, focus)
    sought = not named and asks_which(question)
    if not chosen and focus is not None and focus in papers:
        chosen = (focus,)
    if not chosen and len(papers) == 1:
        chosen = tuple(papers)
    if len(chosen) > MOST_PAPERS and not sought:
        return Unclear(f"I can take at most {MOST_PAPERS} papers at once: name the ones you mean.")
    return Chosen(chosen) if chosen else Unclear(f"Which paper do you mean? {_offer(papers)}")


def asks_which(question: str) -> bool:
    """Whether the papers are to be searched for one, as in *which of these is about sleep?*"""
    return bool(_WHICH.search(question))


def without_choice(question: str) -> str:
    """The question without the words that only say which paper is meant."""
    for pattern in (_HASH, _NAMED, _ORDINAL):
        question = pattern.sub(" ", question)
    return _BARE.sub(" ", question)


def _numbers(question: str, papers: Mapping[int, Paper], focus: int | None) -> tuple[int, ...]:
    """The papers named by number or place, in the order they are named."""
    found = [(match.start(), _value(match[1])) for match in _HASH.finditer(question)]
    for pattern in (_NAMED, _COMPARED, _BARE):
        for match in pattern.finditer(question):
            listed = next(group for group in match.groupdict().values() if group is not None)
            found += [(match.start() + place, number) for place, number in enumerate(_listed(listed))]
    found += [(match.start(), _place(match["name"].casefold(), papers)) for match in _ORDINAL.finditer(question)]
    numbers = tuple(dict.fromkeys(number for _, number in sorted(found)))
    compares = _COMPARING.search(question) and _THIS.search(question)
    if len(numbers) == 1 and compares and focus is not None and focus not in numbers:
        return (focus, *numbers)
    return numbers


def _value(digits: str) -> int:
    return int((digits.lstrip("0") or "0")[:_MOST_DIGITS])


def _listed(text: str) -> list[int]:
    return [_SPELLED[token] if token in _SPELLED else int(token) for token in re.findall(_COUNT, text.casefold())]


def _place(name: str, papers: Mapping[int, Paper]) -> int:
    numbers = sorted(papers)
    if name in ("last", "latter", "former"):
        return numbers[0 if name == "former" else -1] if numbers else 0
    return _ORDINALS[name]


def _together(question: str, papers: Mapping[int, Paper], before: Sequence[int]) -> tuple[int, ...]:
    """The papers that *both* or *all of them* stand for."""
    if _BOTH.search(question):
        known = tuple(number for number in before if number in papers)
        if len(known) == 2:
            return known
        return tuple(papers) if len(papers) == 2 else ()
    return tuple(papers) if _ALL.search(question) or asks_which(question) else ()


def _titled(question: str, papers: Mapping[int, Paper], focus: int | None) -> tuple[int, ...]:
    """The paper whose title the question quotes; when one is in focus, it takes a run of three words or a rare one."""
    least = 3 if focus is not None else 1
    asked = stems(question)
    runs = {number: _longest_run(asked, stems(display_title(paper.title))) for number, paper in papers.items()}
    order = sorted(runs, key=lambda number: runs[number], reverse=True)
    if not order or runs[order[0]][0] < least or runs[order[0]][1] < _TELLING:
        return _moved(question, papers, focus)
    alone = len(order) == 1 or runs[order[1]] < runs[order[0]]
    return (order[0],) if alone else ()


def _moved(question: str, papers: Mapping[int, Paper], focus: int | None) -> tuple[int, ...]:
    """The one other paper whose title alone holds a rare word of the question that the one in focus does not use."""
    if focus is None or focus not in papers:
        return ()
    known = {*stems(papers[focus].title), *stems(papers[focus].abstract)}
    said = " ".join(_NAME.findall(question)) if _THIS.search(question) else question
    rare = {kind for kind in stems(said) if weight(kind) >= _DISTINCTIVE} - known
    titles = {number: set(stems(display_title(paper.title))) for number, paper in papers.items()}
    holders = [[number for number, title in titles.items() if kind in title] for kind in rare]
    meant = {held[0] for held in holders if len(held) == 1}
    if len(meant) != 1:
        return ()
    return (focus, *meant) if _COMPARING.search(question) else tuple(meant)


def _longest_run(asked: Sequence[str], title: Sequence[str]) -> tuple[int, float]:
    """The longest run of the title's words that stands in the question, and what its words weigh."""
    best = (0, 0.0)
    for start in range(len(asked)):
        for place in range(len(title)):
            length = 0
            while asked[start + length : start + length + 1] == title[place + length : place + length + 1] != []:
                length += 1
            best = max(best, (length, sum(weight(kind) for kind in asked[start : start + length])))
    return best


def _offer(papers: Mapping[int, Paper]) -> str:
    listed = ", ".join(
        f"#{number} {shorten(display_title(paper.title), 60)}" for number, paper in sorted(papers.items())[:10]
    )
    return f"Say its number: {listed}." if listed else "There is no paper in this thread."
