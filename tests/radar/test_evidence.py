"""Evidence: every match shows the words as the paper writes them, where they stand, strongest first."""

import pytest

from bot.papers import display, display_title
from bot.radar import Evidence, Index, Match, Reading, Term, matches, near_miss, parse
from bot.radar.meanings import others
from bot.radar.paths import paths
from bot.radar.words import Words
from tests.radar.papers_made import CORPUS, made, recorded


def found(query: str, title: str = "", abstract: str = "", authors: tuple[str, ...] = ()) -> Match:
    match = matches(parse(query), made(title, abstract, authors=authors))
    assert match is not None
    return match


@pytest.mark.parametrize(
    ("query", "text", "words"),
    [
        ("vision language model", "Big vision--language models win.", "vision–language models"),
        ("alpha-synuclein", "On ($\\alpha$-synuclein).", "α-synuclein"),
        ("H2O", "Clusters of H$_2$O.", "H₂O"),
        ("LLM", "“LLMs” are here.", "LLMs"),
        ("Cas9", "CRISPR/Cas9 works.", "Cas9"),
        ("multimodal", "a (multi-modal) net", "multi-modal"),
        ("immun*", "Immunities matter.", "Immunities"),
        ("matrix product", "Matrix\nproducts, again.", "Matrix products"),
        ("Schrodinger", 'The Schr\\"odinger equation', "Schrödinger"),
        ("C. elegans", "Worms (C. elegans) age.", "C. elegans"),
        ("beta1", "TGFβ1 rises", "TGFβ1"),
        ("fine", "a ﬁne day", "ﬁne"),
    ],
)
def test_the_words_are_those_a_reader_sees(query: str, text: str, words: str) -> None:
    for evidence in (*found(query, text).evidence, *found(query, "", text).evidence):
        assert evidence.words == words
        assert evidence.sentence[evidence.start : evidence.end] == words


def test_the_sentence_is_the_one_the_words_stand_in() -> None:
    match = found("scaling laws", "", "We study graphs. They obey scaling laws, e.g. in size. So what?")
    assert match.evidence == (
        Evidence("scaling laws", "abs", "scaling laws", "They obey scaling laws, e.g. in size.", 10, 22),
    )


def test_the_title_comes_before_the_abstract_and_longer_terms_before_shorter() -> None:
    match = found(
        'graphs AND "neural networks" AND au:smith AND cat:cs',
        "On neural networks and graphs",
        "Graphs and neural networks.",
        ("Jo Smith",),
    )
    assert [(evidence.field, evidence.term) for evidence in match.evidence] == [
        ("ti", "neural networks"),
        ("ti", "graphs"),
        ("abs", "neural networks"),
        ("abs", "graphs"),
        ("au", "smith"),
        ("cat", "cs"),
    ]
    assert match.evidence[4].words == match.evidence[4].sentence == "Jo Smith"


def test_what_is_excluded_and_what_is_not_there_gives_no_evidence() -> None:
    match = found("(graphs OR trees) NOT survey", "On graphs")
    assert [evidence.term for evidence in match.evidence] == ["graphs"]
    assert match.query == "(graphs OR trees) AND NOT survey"


def test_a_word_in_the_wrong_case_is_no_evidence_for_an_acronym() -> None:
    assert found("SAM", "", "Sam used SAM.").evidence[0].start == 9


def test_a_phrase_that_a_sentence_border_of_the_display_cuts_still_shows_its_words() -> None:
    (evidence,) = found("approx the bound", "", "We show approx. The bound holds.").evidence
    assert evidence.words == "approx. The bound"


@pytest.mark.parametrize(
    ("query", "text", "words"),
    [
        ("diffusion models", "Diffusion language models", "Diffusion language models"),
        ("graph neural network", "graph convolutional neural networks", "graph convolutional neural networks"),
        ('"diffusion models" AND protein', "Diffusion-based models of proteins", "Diffusion-based models"),
    ],
)
def test_a_near_miss_is_a_phrase_with_one_word_too_many(query: str, text: str, words: str) -> None:
    evidence = near_miss(parse(query), made("", text))
    assert evidence is not None
    assert evidence.words == words


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("diffusion models", "Diffusion models"),
        ("diffusion models", "Diffusion in language models"),
        ("diffusion models", "Diffusion. Some models"),
        ("diffusion models", "Models with diffusion"),
        ("diffusion", "Diffusion models"),
        ('"diffusion models" AND protein', "Diffusion language models"),
        ('"diffusion models" NOT language', "Diffusion language models"),
        ("au:smith", "Smith"),
    ],
)
def test_anything_else_is_no_near_miss(query: str, text: str) -> None:
    assert near_miss(parse(query), made("", text)) is None


@pytest.mark.skipif(not CORPUS.exists(), reason="the recorded corpus is not here")
def test_on_real_papers_every_match_shows_words_that_prove_it_in_a_text_a_reader_sees() -> None:
    index = Index()
    texts = ["model*", "neural network", "ti:galaxy OR abs:galaxy", "quantum", "LLM", "H2O OR CO2", "3D", "k-means"]
    texts += ["alpha", "Navier-Stokes", "state of the art", "tumor", '"time series"', "x-ray", "beta", "L2"]
    for key, text in enumerate(texts):
        index.add(key, parse(text))
    shown = hidden = 0
    for paper in recorded(120, every=230):
        seen = f"{display_title(paper.title)} {display(paper.abstract)}"
        for match in index.match(paper).values():
            assert match.evidence
            for evidence in match.evidence:
                assert evidence.sentence[evidence.start : evidence.end] == evidence.words
                spelt = (*paths(evidence.term), *others(Term(evidence.term), Reading(paper).definitions))
                assert any(Words(evidence.words).find(path) for path in spelt)
                shown += evidence.sentence in seen
                hidden += evidence.sentence not in seen
    assert shown > 100
    assert hidden <= shown / 100
