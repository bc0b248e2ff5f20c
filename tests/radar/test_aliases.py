"""Acronyms: what papers define, what is offered for a query, and where an acronym does not count."""

import csv

import pytest

from bot.radar import Index, matches, parse
from bot.radar.aliases import Aliases
from bot.radar.definitions import definitions, folded
from tests.radar.papers_made import CORPUS, SHARED, made, recorded

ACRONYMS = SHARED / "relevance" / "acronyms.tsv"


@pytest.mark.parametrize(
    ("text", "acronym", "long_form"),
    [
        ("We train vision-language models (VLMs) on it.", "VLM", "vision-language models"),
        ("Large Language Models (LLMs) can reason.", "LLM", "Large Language Models"),
        ("We use low-rank adaptation (LoRA) here.", "LoRA", "low-rank adaptation"),
        ("An active galactic nucleus (AGN; Type 1) is seen.", "AGN", "active galactic nucleus"),
        ("Messenger RNA (mRNA) is short. RAG (retrieval-augmented generation) helps.", "RAG", "retrieval-augmented"),
        ("patients with non-small cell lung cancer (NSCLC)", "NSCLC", "non-small cell lung cancer"),
        ("The electrocardiogram (ECG) shows it", "ECG", "electrocardiogram"),
        ("principal component analysis\n(PCA)", "PCA", "principal component analysis"),
        ("a \\emph{neural radiance field} (NeRF)", "NeRF", "neural radiance field"),
        ("the Very Large Array (VLA, in New Mexico)", "VLA", "Very Large Array"),
    ],
)
def test_a_text_says_what_its_acronyms_stand_for(text: str, acronym: str, long_form: str) -> None:
    told = {one.acronym: one.long_form for one in definitions(text)}
    assert told[acronym].startswith(long_form)


@pytest.mark.parametrize(
    "text",
    [
        "no bracket at all",
        "a figure (see below), a table (3)",
        "a score (F1) of nothing",
        "the city (NYC) is big",
        "It ends here. Zoo (VLM) opens",
        "an LLM (LLM) twice",
        "(VLM) first",
        "in Bonn (Germany) and (USA)",
    ],
)
def test_a_bracket_that_defines_nothing_is_left_alone(text: str) -> None:
    assert definitions(text) == ()


VISION = made("", "We study vision-language models (VLMs). VLMs see.", number=1)
ACTION = [made("", "A vision-language-action (VLA) policy moves.", number=n) for n in range(10, 16)]
ARRAY = [made("", "The Very Large Array (VLA) saw a jet.", number=n) for n in range(20, 24)]


def test_a_phrase_is_offered_its_acronym_and_an_acronym_its_phrase_only_where_it_is_clear() -> None:
    known = Aliases.of([VISION] * 4 + ACTION + ARRAY)
    (offered,) = known.offer(parse("vision language model"))
    assert (offered.acronym, offered.long_form, offered.seen) == ("VLM", "vision-language models", 4)
    assert offered.dominance == 1
    assert not offered.ambiguous
    assert known.offer(parse("VLM")) == known.offer(parse("vlms")) == (offered,)


def test_an_acronym_of_several_meanings_is_asked_about_with_each_of_them() -> None:
    known = Aliases.of([VISION] * 4 + ACTION + ARRAY)
    asked = known.offer(parse("VLA"))
    assert [(one.long_form, one.seen, one.ambiguous) for one in asked] == [
        ("vision-language-action", 6, True),
        ("very large array", 4, True),
    ]
    assert next(one.long_form for one in known.offer(parse("very large array"))) == "very large array"
    assert all(one.ambiguous for one in known.offer(parse("very large array")))


def test_nothing_is_offered_for_what_is_unknown_or_named_already() -> None:
    known = Aliases.of([VISION] * 4)
    assert known.offer(parse("graph")) == ()
    assert known.offer(parse('"vision language model" OR VLM')) == ()
    assert Aliases.of([VISION] * 2).offer(parse("VLM")) == ()
    assert Aliases().offer(parse("au:vlm OR graph")) == ()


def test_in_a_paper_that_defines_an_acronym_each_form_stands_for_the_other() -> None:
    short = made("VLMs at work", "We test vision-language models (VLMs).")
    long = made("Vision-language models at work", "Vision-language models (VLMs) see.")
    undefined = made("VLMs at work", "We test a vision-language model.")
    index = Index()
    for key, text in enumerate(("ti:VLM", 'ti:"vision language model"', "ti:vlms")):
        index.add(key, parse(text))
    assert set(index.match(short)) == set(index.match(long)) == {0, 1, 2}
    assert set(index.match(undefined)) == {0, 2}
    found = matches(parse("vision language model"), short)
    assert found is not None
    assert [(one.field, one.words) for one in found.evidence] == [("ti", "VLMs"), ("abs", "vision-language models")]


def test_an_acronym_beside_its_long_form_does_not_count_where_the_paper_defines_it_otherwise() -> None:
    query = parse('"vision-language-action" OR VLA')
    assert matches(query, ACTION[0]) is not None
    assert matches(query, made("", "A VLA picks fruit.")) is not None
    assert matches(query, ARRAY[0]) is None
    assert matches(parse("VLA"), ARRAY[0]) is not None
    assert matches(parse('"vision-language-action" OR VLA OR jet'), ARRAY[0]) is not None
    both = matches(query, made("A vision-language-action model", "The Very Large Array (VLA) is far."))
    assert both is not None
    assert [one.term for one in both.evidence] == ["vision-language-action"]


@pytest.mark.skipif(not (CORPUS.exists() and ACRONYMS.exists()), reason="the recorded corpus is not here")
def test_on_real_papers_the_frequent_acronyms_mean_what_a_larger_count_says() -> None:
    known = Aliases.of(recorded(1_500, every=18))
    with ACRONYMS.open(encoding="utf-8") as lines:
        rows = [row for row in csv.DictReader(lines, delimiter="\t") if float(row["share_of_acronym"]) >= 0.9]
    told = {row["acronym"]: row["long_form_folded"] for row in rows if int(row["definitions"]) >= 250}
    seen = {acronym: known.meanings(acronym) for acronym in told}
    counted = {acronym: meanings[0] for acronym, meanings in seen.items() if meanings and meanings[0].seen >= 5}
    wrong = [a for a, one in counted.items() if "".join(folded(one.long_form)) != "".join(folded(told[a]))]
    assert len(counted) >= 12
    assert wrong == []
    assert not any(one.ambiguous for one in counted.values() if one.dominance >= 0.9)


def test_a_phrase_that_only_shares_letters_with_an_acronym_is_not_its_meaning() -> None:
    paper = made("", "We show augmented reality (AR) glasses.")
    assert matches(parse('AR OR "accurate prediction"'), paper) is not None
