"""Words that fool a matcher: what must be found, and what only looks like it."""

import pytest

from bot.radar import matches, parse
from tests.radar.papers_made import made

FOUND = [
    ("vision language model", "Scaling vision-language models"),
    ("vision-language", "A vision language task"),
    ("SAM", "We extend SAM to video."),
    ("sam", "We extend SAM to video."),
    ("LLM", "LLMs are few-shot learners"),
    ("llm", "LLMs are few-shot learners"),
    ("GANs", "A GAN for faces"),
    ("C. elegans", "Ageing in C. elegans is slow."),
    ("C. elegans", "Ageing in C.elegans is slow."),
    ("α-synuclein", "Aggregates of $\\alpha$-synuclein"),
    ("alpha-synuclein", "Aggregates of α-synuclein"),
    ("k-means", "Faster $k$-means clustering"),
    ("kmeans", "Faster k-means clustering"),
    ("3D reconstruction", "3-D reconstruction from one image"),
    ("3-D reconstruction", "3D reconstruction from one image"),
    ("naive Bayes", "A naïve Bayes classifier"),
    ("naïve Bayes", 'A na\\"{\\i}ve Bayes classifier'),
    ("COVID-19", "Forecasts of Covid-19 waves"),
    ("COVID-19", "Forecasts of COVID 19 waves"),
    ("GPT-4o", "We ask GPT-4o to judge"),
    ("gpt4o", "We ask GPT-4o to judge"),
    ("GPT-4", "GPT4 and its kin"),
    ("CRISPR/Cas9", "A CRISPR-Cas9 screen"),
    ("CRISPR", "A CRISPR/Cas9 screen"),
    ("p53", "Loss of p53 in tumours"),
    ("P53", "Loss of p53 in tumours"),
    ("5'-UTR", "Structure of the 5′-UTR"),
    ("van der Waals", "Layered van-der-Waals magnets"),
    ("TGF-beta1", "TGFβ1 signalling"),
    ("ΛCDM", "Tensions of the Lambda-CDM model"),
    ("H2O", "Clusters of H$_2$O"),
    ("matrix", "Random matrices"),
    ("active galactic nucleus", "Active galactic nuclei"),
    ("tumour", "Imaging of tumors"),
    ("optimization", "Bayesian optimisation"),
    ("disk galaxy", "The discs of disc galaxies"),
    ("C++", "Bindings to C++ code"),
    ("U.S. economy", "Shocks to the US economy"),
    ("Schrödinger equation", 'The Schr\\"odinger equation'),
    ("Poincare", "A Poincar\\'e inequality"),
    ("Alzheimer", "Alzheimer's disease"),
    ("human-AI interaction", "Hu\u200bman\u2013AI interaction"),
    ("pretraining", "pre-trained by pre-training"),
    ("multi-modal", "Multimodal agents"),
    ("immun*", "Immunity and immunisation"),
    ("behaviour*", "Behavioral cloning"),
    ("state of the art", "a state-of-the-art model"),
    ("Navier-Stokes", "The Navier–Stokes equations"),
    ("Attention: a study", "Attention: A Study"),
    ("強化学習", "深層強化学習の応用"),
    ("🤖", "Robots 🤖 everywhere"),
    ("machine vs human", "Machine vs. human play"),
    ("NLP", "USING NLP IN THE CLINIC"),
]

MISSED = [
    ("rag", "Fragment storage and dragging"),
    ("RAG", "A rag doll"),
    ("SAM", "We thank Sam for the same data"),
    ("ion", "Ionic and million"),
    ("ODE", "A model of code"),
    ("US economy", "It helps us; economy matters"),
    ("IT", "it is good"),
    ("cell", "Cellular excellence"),
    ("operation", "An operator operates"),
    ("generation model", "A generative model, generated models"),
    ("numeric", "A numerical method"),
    ("relative", "A relation of relatedness"),
    ("C++", "Written in C and C#"),
    ("p53", "with probability p = 53"),
    ("GPT-4", "We used GPT-3.5"),
    ("GPT-3", "We used GPT-3.5"),
    ("diffusion models", "We study diffusion. Models follow."),
    ("diffusion models", "Latent diffusion; models"),
    ("diffusion models", "Diffusion in language models"),
    ("training", "pretraining only"),
    ("line", "an online service"),
    ("setup", "we set up a test"),
    ("overtime", "change over time"),
    ("analysis", "we analyze"),
    ("AIDS", "hearing aids and first aid"),
    ("SARS", "synthetic aperture radar (SAR)"),
    ("immun*", "Autoimmune"),
    ("physics", "physical laws"),
    ("beta", "TGFβ1 is beta1"),
    ("cs", "statistics cs.CL"[:10]),
]


@pytest.mark.parametrize(("query", "text"), FOUND)
def test_what_a_reader_would_call_the_same_words_is_found(query: str, text: str) -> None:
    assert matches(parse(query), made("", text)) is not None
    assert matches(parse(query), made(text)) is not None


@pytest.mark.parametrize(("query", "text"), MISSED)
def test_what_only_looks_alike_is_not_found(query: str, text: str) -> None:
    assert matches(parse(query), made("", text)) is None


def test_a_phrase_does_not_cross_from_the_title_into_the_abstract() -> None:
    assert matches(parse("diffusion models"), made("Latent diffusion", "Models of it")) is None


def test_a_phrase_does_not_cross_a_paragraph() -> None:
    assert matches(parse("diffusion models"), made("", "About diffusion\n  Models")) is None
    assert matches(parse("diffusion models"), made("", "About diffusion\nmodels")) is not None
