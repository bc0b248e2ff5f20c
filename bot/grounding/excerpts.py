"""A paper as numbered sentences, and pointers such as ``P3.s4`` back to them."""

import re
from collections.abc import Mapping, Sequence

from bot.grounding.claims import Quote
from bot.grounding.hints import MARK, addresses_machines
from bot.papers import Paper, display, display_title, sentences
from bot.ports.model import Excerpt

MOST_SENTENCES = 40
MOST_FULL_TEXT_SENTENCES = 1_200
_LONGEST_SENTENCE = 900
_REF = re.compile(r"^\W*(?:P\s*(?P<paper>\d{1,4})\W*)?s\s*(?P<sentence>\d{1,5})\W*$", re.IGNORECASE)


def excerpt(number: int, paper: Paper, full_text: str = "") -> Excerpt:
    """Number the sentences of a paper's abstract, or of its full text when there is one."""
    title = display_title(paper.title)
    source, most = (full_text, MOST_FULL_TEXT_SENTENCES) if full_text else (paper.abstract, MOST_SENTENCES)
    numbered = tuple(sentence[:_LONGEST_SENTENCE] for sentence in _sentences(source)[:most])
    suspects = {place for place, text in enumerate((title, *numbered)) if addresses_machines(text)}
    return Excerpt(number, title, paper.field, numbered, frozenset(suspects), complete=bool(full_text))


def _sentences(source: str) -> tuple[str, ...]:
    """Sentences; a forged mark of a prompt begins a new one, so that honest words before it stay usable."""
    return sentences(MARK.sub(r"\n\n\g<0>", display(source)))


def resolve(ref: str, excerpts: Mapping[int, Excerpt]) -> Quote | None:
    """The sentence a reference points to, or nothing when it is invented; ``s4`` alone will do for a single paper."""
    match = _REF.match(ref)
    if not match:
        return None
    if match["paper"]:
        number = int(match["paper"])
    elif len(excerpts) == 1:
        number = next(iter(excerpts))
    else:
        return None
    paper, place = excerpts.get(number), int(match["sentence"])
    if paper is None or not 1 <= place <= len(paper.sentences):
        return None
    return Quote(number, place, paper.sentences[place - 1])


def around(quotes: Sequence[Quote], excerpts: Mapping[int, Excerpt], reach: int = 1) -> str:
    """The cited sentences with their neighbours, without what was written for machines."""
    places = {
        (quote.paper, place)
        for quote in quotes
        for place in range(quote.sentence - reach, quote.sentence + reach + 1)
        if 1 <= place <= len(excerpts[quote.paper].sentences) and place not in excerpts[quote.paper].suspects
    }
    return "\n".join(excerpts[paper].sentences[place - 1] for paper, place in sorted(places))


def readable(paper: Excerpt) -> str:
    """Title and sentences, without what was written for machines."""
    texts = (paper.title, *paper.sentences)
    return "\n".join(text for place, text in enumerate(texts) if place not in paper.suspects)
