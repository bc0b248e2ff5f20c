"""A small shelf of papers to write about, of four fields."""

from datetime import UTC, datetime

from bot.digest import Item
from bot.grounding import excerpt
from bot.papers import Announcement, Paper
from bot.ports.model import Excerpt

NOW = datetime(2026, 6, 12, 8, tzinfo=UTC)

SPIKES = (
    "Sorting spikes from dense electrode arrays with contrastive learning",
    "q-bio.NC",
    "Dense electrode arrays record thousands of neurons at once. Sorting their spikes by hand does not scale. "
    "We propose a contrastive learning method that sorts spikes without labels. "
    "On 12 recordings from mouse cortex it recovers 91.4% of the units found by experts. "
    "Accuracy drops when electrodes drift by more than 20 micrometres. "
    "The method may help closed-loop experiments in which labels are not available.",
)
GALAXIES = (
    "Contrastive learning of galaxy spectra without labels",
    "astro-ph.GA",
    "Spectroscopic surveys will observe millions of galaxies. We train a contrastive learning model on 2.3 million "
    "galaxy spectra without labels. The learned space separates star-forming from quiescent galaxies. "
    "It does not improve redshift estimates for faint objects. "
    "Outliers in the space include 14 candidate changing-look quasars.",
)
PROMPTS = (
    "Short prompts, long answers: what instruction length does to GPT-4o",
    "cs.CL",
    "Instructions to language models grow longer every year. We measure how the length of an instruction changes the "
    "answers of GPT-4o and of two open models. Longer instructions reduce factual errors by 8% but increase refusals "
    "threefold. The effect is smaller for the open models. We release the 3,000 instructions.",
)
TEA = (
    "Tea drinking and sleep in office workers",
    "medRxiv",
    "BACKGROUND: Sleep is often short in office workers. "
    "METHODS: We followed 412 adults in twelve offices for one year. "
    "RESULTS: Two cups of tea a day were associated with 18 minutes less sleep. The association was not significant in "
    "adults older than 60. CONCLUSIONS: Drinking tea late in the day may shorten sleep. "
    "© 2026 The Authors. All rights reserved.",
)
SHELF = (SPIKES, GALAXIES, PROMPTS, TEA)


def paper(number: int, title: str, category: str, abstract: str) -> Paper:
    return Paper(
        id=100 + number,
        keys=frozenset({f"arxiv:2606.{number:05d}"}),
        title=title,
        abstract=abstract,
        authors=("Ada Example",),
        categories=(category,),
        url=f"https://arxiv.org/abs/2606.{number:05d}",
        sources=("arxiv:test",),
        announcement=Announcement.NEW,
        version=1,
        first_seen_at=NOW,
    )


def papers(*works: tuple[str, str, str]) -> list[Paper]:
    return [paper(number, *work) for number, work in enumerate(works or SHELF, start=1)]


def items(*works: tuple[str, str, str]) -> list[Item]:
    return [Item(number, work, (), 1.0) for number, work in enumerate(papers(*works), start=1)]


def excerpts(*works: tuple[str, str, str]) -> list[Excerpt]:
    return [excerpt(number, work) for number, work in enumerate(papers(*works), start=1)]
