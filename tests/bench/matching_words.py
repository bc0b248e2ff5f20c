"""Counts words that fool substring searches, against a whole-word search in the raw text."""

import re
from collections.abc import Sequence

from bot.papers import Paper
from bot.radar import Reading, matches, parse
from tests.bench.matching import told

ACRONYMS = ("SAM", "RAG", "ODE", "GAN", "NER")


def count(papers: Sequence[Paper]) -> None:
    """Compare the number of abstracts found."""
    readings = [Reading(one) for one in papers]
    texts = [f"{one.title}\n{one.abstract}" for one in papers]
    for acronym in ACRONYMS:
        whole = re.compile(rf"(?<![^\W_]){acronym}(?:s|'s|’s)?(?![^\W_])")
        wanted = {n for n, text in enumerate(texts) if whole.search(text)}
        found = {n for n, reading in enumerate(readings) if matches(parse(acronym), reading)}
        inside = sum(acronym.lower() in text.lower() for text in texts)
        print(f"      {acronym}: {len(found)} papers, whole words {len(wanted)}, substring {inside}")
        told(f"{acronym}: papers that differ from the whole-word search", len(found ^ wanted), 0, "papers")
    exact = sum("vision language model" in re.sub(r"\s+", " ", text.lower()) for text in texts)
    ours = sum(matches(parse("vision language model"), reading) is not None for reading in readings)
    told("'vision language model': papers found ÷ exact substring", ours / max(1, exact), 5, least=True)
