"""Which sentences of a paper speak of what was asked: BM25, with a few words for the usual kinds of question."""

import re
from collections import Counter
from collections.abc import Sequence

from bot.grounding.words import stem, stems, weight
from bot.llm.extractive.takeaway import ranked
from bot.ports.model import AnswerStatus, Excerpt, Exchange

MOST_PASSAGES = 3
_K1, _B = 1.2, 0.6
_ENOUGH, _SOME = 0.6, 0.25
_KINDS = (
    (
        "limit limitation weakness caveat drawback shortcoming",
        r"limitation|caveat|future work|fail|restrict|cannot|does not|do not|remains?\b|however|drawback",
    ),
    (
        "method how approach technique procedure",
        r"we (?:use|propose|introduce|develop|combine|train|appl|employ)|method|approach|by \w+ing|using",
    ),
    (
        "result find found finding conclusion conclude outcome discover",
        r"we (?:find|found|show|demonstrate|observe)|result|conclu|reveal|outperform|achiev",
    ),
    (
        "data dataset sample participant patient subject cohort benchmark",
        r"data|sample|participant|patient|cohort|benchmark|subjects|mice|n ?= ?\d",
    ),
    ("why motivation problem goal aim purpose", r"because|challeng|problem|aim|goal|however|lack|need|remain|importan"),
    ("code software available github repository", r"code\b|available|github|software|open[- ]source|https?:"),
)
_GENERAL = re.compile(
    r"\b(?:summar\w*|tl;?dr|overview|gist|in a nutshell|contribution"
    r"|main (?:point|idea|message|contribution)|key (?:point|idea|finding|takeaway)s?"
    r"|what (?:is|'s|was|does|do|did) (?:it|this|that|they|the (?:paper|authors?|study))\b.{0,20}\s*\??$"
    r"|tell me (?:more )?about|explain (?:it|this)|compare|difference)",
    re.IGNORECASE,
)

Place = tuple[Excerpt, int]


def find(
    question: str, papers: Sequence[Excerpt], history: Sequence[Exchange] = ()
) -> tuple[AnswerStatus, tuple[Place, ...]]:
    """The passages to quote, and whether they cover what was asked; the closest one when they do not."""
    asked, cues = _understood(question)
    if not asked and not cues and history and not _GENERAL.search(question):
        asked, cues = _understood(history[-1].question)
    if not asked:
        return _usual(cues, papers)
    scores = _scores(asked, papers)
    best = _best(scores, cues, papers)
    covered = _coverage(asked, best)
    if covered >= _SOME:
        return (AnswerStatus.ANSWERED if covered >= _ENOUGH else AnswerStatus.PARTLY), tuple(best)
    return AnswerStatus.NOT_IN_PAPER, tuple(best[:1])


def _understood(question: str) -> tuple[frozenset[str], tuple[re.Pattern[str], ...]]:
    """What is asked for by name, and what kinds of sentence the question wants."""
    asked, cues = set(stems(question)), []
    for kind, cue in _KINDS:
        names = {stem(word) for word in kind.split()}
        if names & (asked | {stem(word) for word in question.casefold().split()}):
            asked -= names
            cues.append(re.compile(rf"\b(?:{cue})", re.IGNORECASE))
    general = _GENERAL.search(question)
    if general:
        asked -= set(stems(general[0]))
    return frozenset(asked), tuple(cues)


def _scores(asked: frozenset[str], papers: Sequence[Excerpt]) -> dict[tuple[int, int], float]:
    """BM25 of every sentence that shares a word with the question; rarity is the literature's, not the paper's."""
    bags = {
        (index, place): Counter(stems(sentence))
        for index, paper in enumerate(papers)
        for place, sentence in enumerate(paper.sentences, start=1)
        if place not in paper.suspects
    }
    usual = sum(map(Counter.total, bags.values())) / max(1, len(bags)) or 1.0
    scores = {place: _bm25(asked, bag, usual) for place, bag in bags.items()}
    return {place: score for place, score in scores.items() if score > 0}


def _bm25(asked: frozenset[str], bag: Counter[str], usual: float) -> float:
    room = _K1 * (1 - _B + _B * bag.total() / usual)
    return sum(weight(kind) * bag[kind] * (_K1 + 1) / (bag[kind] + room) for kind in asked if kind in bag)


def _best(
    scores: dict[tuple[int, int], float], cues: Sequence[re.Pattern[str]], papers: Sequence[Excerpt]
) -> list[Place]:
    """The best passages, one of each paper first, in reading order."""

    def rank(place: tuple[int, int]) -> tuple[float, int, int]:
        sentence = papers[place[0]].sentences[place[1] - 1]
        wanted = any(cue.search(sentence) for cue in cues)
        return (-scores[place] * (1.3 if wanted else 1.0), *place)

    order = sorted(scores, key=rank)
    floor = 0.4 * scores[order[0]] if order else 0.0
    leaders = [next(place for place in order if place[0] == index) for index in sorted({place[0] for place in order})]
    if len(papers) > MOST_PASSAGES:  # not every paper can be quoted: those that speak most of it are
        leaders = sorted((place for place in leaders if scores[place] >= floor), key=rank)
    chosen = dict.fromkeys([*leaders, *(place for place in order if scores[place] >= floor)])
    return [(papers[index], place) for index, place in list(chosen)[:MOST_PASSAGES]]


def _coverage(asked: frozenset[str], places: Sequence[Place]) -> float:
    found = {kind for paper, place in places for kind in stems(paper.sentences[place - 1])}
    total = sum(map(weight, asked))
    return sum(weight(kind) for kind in asked & found) / total if total else 0.0


def _usual(cues: Sequence[re.Pattern[str]], papers: Sequence[Excerpt]) -> tuple[AnswerStatus, tuple[Place, ...]]:
    """Passages for a question that names nothing: those of the wanted kind, else the most telling ones."""
    each = max(1, MOST_PASSAGES // max(1, len(papers)))
    places: list[Place] = []
    for paper in papers:
        order = ranked(paper)
        fitting = [place for place in order if not cues or any(cue.search(paper.sentences[place - 1]) for cue in cues)]
        places += [(paper, place) for place in sorted(fitting[:each])]
    if places:
        return (AnswerStatus.PARTLY if cues else AnswerStatus.ANSWERED), tuple(places)
    told = [(paper, order[0]) for paper in papers if (order := ranked(paper))]
    return AnswerStatus.NOT_IN_PAPER, tuple(told[:1])
