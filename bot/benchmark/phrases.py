"""Phrases that stand in papers and could be queries: one to three words of a title or an abstract."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from bot.papers import Paper
from bot.papers.wordlist import wordlist
from bot.radar import Query, readable
from bot.radar.checks import STOP_WORDS
from bot.radar.folding import BORDER, acronym_of, fold

LONGEST = 3
MOST_MINED = 500  # papers; the phrases of more are the same ones
MOST = 400
_FEW = 6  # so few papers may share no phrase at all: then those of single titles are tried
_EDGES = "\"'()[]{}<>.,;:!?*“”‘’«»…"
_ENDS = tuple(".,;:!?)]}")
_BEGINS = tuple("([{")
_WORD = re.compile(r"[^\W_](?:[\w'’+.-]*[\w+])?")
# Words that tell how a paper is written, not what it is about: no phrase begins or ends with one.
_BESIDE = wordlist("""
    able accordingly account achieve across addition additional additionally address adopt advance aim allow alone
    along already also although among analyse analyze another any apply appropriate around assess associated assume
    available aware based because become before being benefit best better beyond both bring broad build but capable
    carry case certain challenge challenging clear combine common commonly comparable compare comparison complete
    comprehensive compute conclude conclusion conduct consider consistent consistently contain contribute
    contribution could create critical crucial current currently day demonstrate depend derive describe despite
    determine develop different difficult directly discuss distinct diverse draw due during each early easy
    effective effectively efficient efficiently effort either employ enable end enhance enough ensure entire
    especially essential establish estimate evaluate even examine example excellent existing experimental explain
    exploit explore extend extensive extensively extract face fact fail final finally find finding first five focus
    follow formulate found four full fully fundamental further furthermore gain generally generate give given goal
    good great grow guide handle hard help here higher highlight highly hold however identify illustrate implement
    implication important importance improve improved improvement include including increase increasing increasingly
    indicate initial insight instance instead integrate introduce introduction investigate issue key kind known lack
    largely larger last latter lead leading least less leverage like likely limitation limited little lower made
    main mainly maintain make making manner many mean might modern moreover motivate much must name namely necessary
    need never new next novel now number numerous observe obtain obtained offer often one only operate original
    other otherwise outcome outperform overall overcome own paper particular particularly past perform place play
    poor pose possible potential potentially practical precise present previous previously primary principle produce
    promise promising proper propose proposed prove provide purpose raise rapid rather reach recent recently reduce
    reduction relate related relative relatively rely remain remaining report require requirement research
    researcher respect respectively rest resulting reveal review rich right run same second see seek select sense
    serve several show shown significant significantly similar similarly simply simultaneously since situation so
    solve some specifically still strong substantial substantially success successful successfully such suggest
    suitable systematic systematically take that therefore thereby third three through throughout thus together top
    total toward towards traditional train treat two typical typically under understand understanding unique up upon
    usage use used useful user using usually validate various vary vast very via way well whereas whether while wide
    widely without yet yield yielding year study finetune github https http www com
""")
# Words that every field has: good in company, and of no help alone or among themselves.
_WEAK = wordlist("""
    ability accuracy algorithm analysis application approach architecture area art aspect assumption average
    background baseline basis behavior behaviour benchmark body capability change class code complex component
    concept condition context control cost data dataset datum deep degree density design detail development
    difference direction distribution domain effect efficiency energy environment error evaluation event evidence
    experiment factor feature few field form framework function future gap general group growth high human idea
    image impact implementation individual information input interaction interest knowledge language large learning
    length level limit line local long loss low mapping measure measurement mechanism method methodology mode model
    multiple natural nature network neural objective observation open optimal order output parameter part path
    pattern performance perspective phase point policy population position power practice prediction prior problem
    procedure process processing property quality question range rate real region relation relationship
    representation resource response result role rule sample scale scenario scheme scope score selection sequence
    series set setting shape share short simple simulation single size small solution source space specific stage
    standard state step strategy strength structure subject support system target task technique term test
    text theory time tool training transfer transition type unified value variable variety version view weight work
    world zero
""")


@dataclass(slots=True)
class Seen:
    """A phrase, the papers it stands in, those with it in their title, and how it is written."""

    papers: set[int] = field(default_factory=set)
    titles: set[int] = field(default_factory=set)
    written: Counter[str] = field(default_factory=Counter)

    @property
    def weight(self) -> int:
        """What speaks for trying it: papers, and titles once more."""
        return len(self.papers) + len(self.titles)


def candidates(papers: Sequence[Paper]) -> list[Query]:
    """Queries to try for these papers, the most promising first; each finds another set of papers."""
    seen = _seen(papers[:MOST_MINED])
    least = 1 if len(papers) < _FEW else 2
    wanted = [found for found in seen.values() if len(found.papers) >= 2 or (least == 1 and found.titles)]
    wanted.sort(key=lambda found: (-found.weight, min(found.written)))
    queries = (_query(found) for found in wanted[: 2 * MOST])
    once = {query.key: query for query in queries if query}
    return list(once.values())[:MOST]


def _seen(papers: Sequence[Paper]) -> dict[tuple[str, ...], Seen]:
    seen: defaultdict[tuple[str, ...], Seen] = defaultdict(Seen)
    for number, paper in enumerate(papers):
        for text, is_title in ((paper.title, True), (paper.abstract, False)):
            for words in phrases(text):
                found = seen[tuple(token for word in words for token in fold(word) if token != BORDER)]
                found.papers.add(number)
                found.written[" ".join(words)] += 1
                if is_title:
                    found.titles.add(number)
    return seen


def phrases(text: str) -> Iterator[tuple[str, ...]]:
    """The phrases of a text: words side by side with no mark between them, of which both ends say something."""
    for run in _runs(text.split()):
        for start in range(len(run)):
            for end in range(start + 1, min(start + LONGEST, len(run)) + 1):
                words = tuple(run[start:end])
                if _says_something(words):
                    yield words


def _runs(surfaces: Iterable[str]) -> Iterator[list[str]]:
    """Words that follow one another with no mark between them."""
    run: list[str] = []
    for surface in surfaces:
        word = surface.strip(_EDGES)
        if surface.startswith(_BEGINS) or not _WORD.fullmatch(word):
            yield run
            run = []
        if _WORD.fullmatch(word):
            run.append(word)
            if surface.endswith(_ENDS):
                yield run
                run = []
    yield run


def _says_something(words: tuple[str, ...]) -> bool:
    """Whether both ends may stand there, and some word is its field's own."""
    if not all(_is_word(word) and not _among(word, _BESIDE) for word in (words[0], words[-1])):
        return False
    if not any(_is_word(word) and not _among(word, _BESIDE) and not _among(word, _WEAK) for word in words):
        return False
    return len(words) > 1 or len(words[0]) > 4 or bool(acronym_of(words[0]))


def _is_word(word: str) -> bool:
    return len(word) > 1 and any(character.isalpha() for character in word)


def _among(word: str, known: frozenset[str]) -> bool:
    tokens = (token for token in fold(word) if token != BORDER)
    return all(any(form in known or form in STOP_WORDS for form in _forms(token)) for token in tokens)


def _forms(token: str) -> Iterator[str]:
    """The word, and what it may be a form of: ``compared`` and ``comparing`` are ``compare``."""
    yield token
    for ending in ("ed", "ing", "ly"):
        if token.endswith(ending):
            stem = token.removesuffix(ending)
            yield from (stem, f"{stem}e", stem[:-1])


def _query(found: Seen) -> Query | None:
    """The phrase as a query, in small letters where any paper writes it so; nothing when it cannot be one."""
    text = min(found.written, key=lambda form: (sum(map(str.isupper, form)), -found.written[form], form))
    words = (word if _keeps_capitals(word) else word.lower() for word in text.split())
    return readable(f'"{" ".join(words)}"')


def _keeps_capitals(word: str) -> bool:
    return any(map(str.isupper, word[1:]))
