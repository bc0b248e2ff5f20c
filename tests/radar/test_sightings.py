"""Sightings tell what the evidence tells, without the evidence."""

import pytest

from bot.papers import Paper
from bot.radar import Reading, matches, parse
from bot.radar.sightings import Sighting, Sightings, Sought
from tests.radar.papers_made import made

TEXTS = {"ti", "abs"}


def told(line: str, paper: Paper) -> list[Sighting]:
    match = matches(parse(line), paper)
    assert match is not None
    return sorted(
        Sighting(one.term, one.field, *((one.words, one.sentence) if one.field in TEXTS else ("", "")))
        for one in match.evidence
    )


def seen(line: str, paper: Paper) -> list[Sighting]:
    return sorted(Sightings(Reading(paper)).of(Sought(parse(line))))


@pytest.mark.parametrize(
    ("line", "paper"),
    [
        ("graph", made("Graphs", "We like trees. A graph, two graphs.")),
        ("graph", made("x", "Trees. A (hyper-graph) here. A graph.")),
        ("vision language", made("Vision-language models", "Of vision. Vision–language.")),
        ("immun*", made("Of immunity", "An immune cell. Autoimmune.")),
        ("LLM", made("LLMs", "An llm. The LLM.")),
        ("ti:LLM", made("Large language models", "Large language models (LLMs) talk.")),
        ('"large language model"', made("LLMs", "Large language models (LLMs) talk.")),
        ('"vision language model" OR VLM', made("A VLM", "Voxel level maps (VLM). A vision language model.")),
        ("graph NOT tree", made("Graph", "Graphs.")),
        ("graph AND (net OR tree)", made("x", "Nets. A graph. Nets of graphs.")),
        ("alpha synuclein", made(r"$\\alpha$-synuclein", "α-synuclein folds. Alpha synuclein.")),
        ("schrödinger", made("x", "Schrodinger's cat.")),
        ("graph net", made("x", "We use e.g. graph nets, i.e. graph\\n nets; Fig. graph net.")),
        ("au:smith AND cat:cs", made("x", authors=["A. Smith"])),
        ("src:arxiv graph", made("Graph")),
        ("pretraining", made("Pre-training", "Pretraining. GPT-4.")),
        ("GPT4", made("GPT-4", "The GPT4.")),
    ],
)
def test_a_sighting_is_the_evidence_in_short(line: str, paper: Paper) -> None:
    assert seen(line, paper) == told(line, paper) != []


def test_what_is_not_there_is_not_sighted() -> None:
    assert seen("zebrafish OR au:smith", made("Graph")) == []
