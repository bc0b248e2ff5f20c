"""How a paper is named to a reader: title, authors, where it appeared, and why it matched."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from bot.blocks.escaping import host_of
from bot.blocks.limits import clip
from bot.blocks.spans import Line, Span, bold, code, italic, line
from bot.papers import Paper, Standing, display, display_title, is_journal_doi, is_preprint
from bot.radar import Evidence, Match, Reading
from bot.ranking import GRADE_FACTOR, Grade
from bot.ranking.stems import stem

TITLE_CHARACTERS = 250
_SERVERS = {"arxiv": "arXiv", "biorxiv": "bioRxiv", "medrxiv": "medRxiv"}
_INDEXES = {"europepmc": "Europe PMC", "pubmed": "PubMed", "plos": "PLOS"}
_WARNINGS = {
    Standing.CONCERN: "Under an expression of concern",
    Standing.WITHDRAWN: "Withdrawn",
    Standing.RETRACTED: "Retracted",
}
_HOW_SCORED = (
    "Rare words count more than common ones, the title more than the abstract, new papers more than older ones."
)
_FACTORS = {"several": "found by several lines", "fresh": "age", "popular": "votes of other readers"}
_FIELDS = {
    "ti": "title",
    "title": "title",
    "abs": "abstract",
    "abstract": "abstract",
    "au": "authors",
    "cat": "categories",
    "src": "source",
}


def title(paper: Paper, limit: int = TITLE_CHARACTERS) -> str:
    """The title as a reader should see it, on one line."""
    return clip(" ".join(display_title(paper.title).split()), limit) or "(no title)"


def byline(paper: Paper) -> str:
    """The authors: all of up to three, otherwise the first two *et al.*"""
    names = [clip(" ".join(display_title(name).split()), 40) for name in paper.authors[:3]]
    if len(paper.authors) > 3:
        return ", ".join(names[:2]) + " et al."
    return ", ".join(filter(None, names))


def place(paper: Paper) -> str:
    """Where it appeared and its primary category."""
    kinds = [source.partition(":")[0] for source in paper.sources]
    feeds = [host_of(source.partition(":")[2]) for source in paper.sources if source.startswith("feed:")]
    servers, indexes = ([names[kind] for kind in kinds if kind in names] for names in (_SERVERS, _INDEXES))
    where = next(filter(None, (*servers, display(paper.journal), *indexes, *feeds)), "")
    return " · ".join(filter(None, (clip(where, 60), clip(paper.primary_category, 30))))


def titled(number: int, paper: Paper, limit: int = TITLE_CHARACTERS) -> Line:
    """The paper's number, when it has one, and its linked title."""
    prefix = bold(f"{number}  ") if number else Span("")
    return line(prefix, Span(title(paper, limit), "bold" if number else "", paper.url))


def about(paper: Paper) -> str:
    """Authors and place on one line."""
    return " · ".join(filter(None, (byline(paper), place(paper))))


def described(paper: Paper) -> Line:
    """Authors and place, before them a warning when the work was taken back, behind them a preprint's article."""
    warning = _WARNINGS.get(paper.standing)
    dois = sorted(key.partition(":")[2] for key in paper.keys if is_journal_doi(key))
    article = Span("")
    if dois and any(map(is_preprint, paper.keys)):
        journal = clip(" ".join(display(paper.journal).split()), 60) or "a journal"
        article = Span(f"published in {journal}", url=f"https://doi.org/{dois[0]}")
    told = about(paper)
    return line(bold(f"{warning}. ") if warning else "", told, " · " if told and article.text else "", article)


def why(matches: Sequence[Match]) -> Line:
    """Which queries found the paper, and the words that prove it."""
    spans: list[Span] = [italic("Why: ")]
    for number, match in enumerate(matches[:3]):
        spans.append(Span("; " if number else ""))
        spans.extend(_because(match))
    if len(matches) > 3:
        more = len(matches) - 3
        spans.append(Span(f"; and {more} more {'query' if more == 1 else 'queries'}"))
    return line(*spans)


def spoken_why(matches: Sequence[Match]) -> str:
    """The same as one plain sentence."""
    return "".join(span.text for span in why(matches))


def found(evidence: Evidence) -> str:
    """One proof in words: “diffusion model” in the title."""
    return f"“{clip(evidence.words, 60)}” in the {_FIELDS.get(evidence.field, clip(evidence.field, 20))}"


def scored(noted: Mapping[str, Any], paper: Paper) -> list[str]:
    """A paper's place among those of its digest, and what its score is made of, in sentences.

    ``noted`` gives for each paper's id its ``score`` and, if they were kept, its ``parts`` by their names.
    """
    scores = {key: float(each["score"]) for key, each in noted.items() if each.get("score") is not None}
    own = scores.get(str(paper.id))
    if own is None:
        return []
    place_ = sorted(scores.values(), reverse=True).index(own) + 1
    parts = noted[str(paper.id)].get("parts")
    made_of = ", ".join(_made_of(parts, paper)) if isinstance(parts, Mapping) else ""
    said = f"Its score is {own:.1f}, place {place_} of the {len(scores)} that matched"
    return [f"{said}: {made_of}." if made_of else f"{said}. {_HOW_SCORED}"]


def as_written(stems: Iterable[str], papers: Iterable[Paper]) -> list[str]:
    """Stems as these papers write them; those that none has are left out."""
    written: dict[str, Counter[str]] = {}
    for reading in map(Reading, papers):
        for words in (reading.title, reading.abstract):
            for token, plain in zip(words.tokens, words.plain, strict=True):
                written.setdefault(stem(token), Counter())[plain] += 1
    return [
        max(found.items(), key=lambda pair: (pair[1], pair[0]))[0] for each in stems if (found := written.get(each))
    ]


def _made_of(parts: Mapping[str, Any], paper: Paper) -> Iterator[str]:
    """Each part of a score that counts: the words first, then what they are multiplied by."""
    yield f"rare words {parts['words']:.2f}" if isinstance(parts.get("words"), int | float) else "its words"
    for grade in (each for each in Grade if each == parts.get("grade")):
        yield f"{grade} ×{GRADE_FACTOR[grade]:g}"
    for name, told in _FACTORS.items():
        factor = parts.get(name)
        if isinstance(factor, int | float) and round(factor, 2) != 1:
            yield f"{told} ×{factor:.2f}"
    liked = parts.get("liked")
    if isinstance(liked, int | float) and round(liked, 2) != 1:
        reasons = ", ".join(as_written(parts.get("reasons") or (), [paper]))
        near = f" ({reasons})" if reasons and liked > 1 else ""
        yield f"{'like' if liked > 1 else 'unlike'} what was liked{near} ×{liked:.2f}"


def _because(match: Match) -> tuple[Span, ...]:
    proofs: list[str] = []
    for evidence in match.evidence:
        proof = found(evidence)
        if proof not in proofs:
            proofs.append(proof)
    said = ", ".join(proofs[:2])
    return (code(clip(match.query, 80)), Span(f" – {said}" if said else ""))
