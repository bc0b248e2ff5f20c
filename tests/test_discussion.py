"""Discussions: which paper is meant, and answers that show their passages."""

from dataclasses import replace
from datetime import date

import pytest

from bot.discussion import Chosen, Unclear, answer, resolve
from bot.grounding import Origin
from bot.llm.extractive import Extractive
from bot.ports.model import AnswerDraft, AnswerStatus, Claim, Exchange, ModelFailure
from tests.briefing.minds import NOT_IN_PAPER, Proposing
from tests.grounding.shelf import papers

OWN = Extractive()
SHELF = dict(enumerate(papers(), start=1))


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        ("#3", (3,)),
        ("3", (3,)),
        ("3?", (3,)),
        ("What about #2?", (2,)),
        ("2: how many galaxies?", (2,)),
        ("tell me about paper 2", (2,)),
        ("paper two, please", (2,)),
        ("the second", (2,)),
        ("What did the second paper find?", (2,)),
        ("and the last one?", (4,)),
        ("the last", (4,)),
        ("the 3rd one", (3,)),
        ("compare 2 and 4", (2, 4)),
        ("compare #1 with #3", (1, 3)),
        ("2 vs 4", (2, 4)),
        ("What do papers 1, 2 and 4 share?", (1, 2, 4)),
        ("the difference between the first paper and the third paper", (1, 3)),
        ("what do all the papers have in common?", (1, 2, 3, 4)),
        ("how did the tea drinking paper measure sleep?", (4,)),
        ("galaxy spectra: how many?", (2,)),
        ("Is “Short prompts, long answers” peer reviewed?", (3,)),
    ],
)
def test_the_paper_is_found_by_number_place_or_title(question: str, numbers: tuple[int, ...]) -> None:
    assert resolve(question, SHELF) == Chosen(numbers)


@pytest.mark.parametrize(
    "question",
    [
        "How many adults took part?",
        "What does the second author say?",
        "Did the first experiment work?",
        "Is 12 enough?",
        "were there 3 groups",
        "does it use galaxy data?",
    ],
)
def test_a_question_without_a_paper_is_about_the_one_in_focus(question: str) -> None:
    assert resolve(question, SHELF, focus=1) == Chosen((1,))


def test_a_number_moves_the_focus() -> None:
    assert resolve("and #2?", SHELF, focus=4) == Chosen((2,))


def test_this_one_is_compared_with_another() -> None:
    assert resolve("compare it with #2", SHELF, focus=4) == Chosen((4, 2))


def test_the_only_paper_is_meant() -> None:
    assert resolve("what is new here?", {7: SHELF[1]}) == Chosen((7,))


def test_both_are_the_two_of_before_or_the_only_two() -> None:
    assert resolve("which of both is larger?", SHELF, before=(2, 4)) == Chosen((2, 4))
    assert resolve("compare both", {1: SHELF[1], 2: SHELF[2]}) == Chosen((1, 2))


def test_when_it_cannot_be_told_the_papers_are_listed() -> None:
    meant = resolve("How many adults took part?", SHELF)
    assert isinstance(meant, Unclear)
    assert meant.sentence.startswith("Which paper do you mean? Say its number: #1 Sorting spikes")
    assert "#4 Tea drinking" in meant.sentence


def test_a_number_that_is_not_there_is_told() -> None:
    meant = resolve("#9?", SHELF)
    assert isinstance(meant, Unclear)
    assert meant.sentence.startswith("There is no paper #9 here.")


def test_too_many_papers_at_once_are_refused() -> None:
    many = dict.fromkeys(range(1, 8), SHELF[1])
    meant = resolve("summarise all papers", many)
    assert isinstance(meant, Unclear)
    assert "at most 4" in meant.sentence


def test_without_a_model_the_passage_is_quoted() -> None:
    given = answer("How many adults were followed?", {4: SHELF[4]}, (), OWN, OWN)
    assert given.claims[0].quotes[0].text.startswith("METHODS: We followed 412 adults")
    assert given.origin is Origin.EXTRACT
    assert given.papers == {4: "Tea drinking and sleep in office workers"}
    assert given.note == "No language model is configured, so I can only quote. Only the abstract is available."


def test_without_a_model_an_overview_is_quoted() -> None:
    given = answer("What is this about?", {1: SHELF[1]}, (), OWN, OWN)
    assert "We propose a contrastive learning method that sorts spikes without labels." in given.text


def test_without_a_model_two_papers_are_both_quoted() -> None:
    given = answer("compare 1 and 2", {1: SHELF[1], 2: SHELF[2]}, (), OWN, OWN)
    assert {number for claim in given.claims for number in claim.papers} == {1, 2}


def test_without_a_model_what_is_not_there_is_not_found() -> None:
    given = answer("What is the capital of France?", {1: SHELF[1]}, (), OWN, OWN)
    assert given.status is AnswerStatus.NOT_IN_PAPER
    assert "no passage about this" in given.text


def test_a_follow_up_without_words_of_its_own_is_about_the_question_before() -> None:
    before = (Exchange("How do the refusals change?", "They increase."),)
    given = answer("why?", {3: SHELF[3]}, before, OWN, OWN)
    assert given.claims


TRUE = Claim("412 adults in twelve offices were followed for one year.", ("P4.s2",))
FALSE = Claim("421 adults in twelve offices were followed for one year.", ("P4.s2",))


def test_an_answer_shows_the_passages_it_rests_on() -> None:
    given = answer("who?", {4: SHELF[4]}, (), Proposing([AnswerDraft(AnswerStatus.ANSWERED, (TRUE,))]), OWN)
    assert (given.status, given.origin, given.writer) == (AnswerStatus.ANSWERED, Origin.MODEL, "test-model")
    assert TRUE.text in given.text
    assert "“METHODS: We followed 412 adults in twelve offices for one year.” (#4)" in given.text


def test_a_claim_that_cannot_be_checked_is_withheld() -> None:
    drafts = [AnswerDraft(AnswerStatus.ANSWERED, (TRUE, FALSE))]
    given = answer("who?", {4: SHELF[4]}, (), Proposing(drafts), OWN)
    assert [claim.text for claim in given.claims] == [TRUE.text]
    assert given.withheld == 1
    assert given.status is AnswerStatus.PARTLY


def test_a_claim_is_repaired_once() -> None:
    drafts = [AnswerDraft(AnswerStatus.ANSWERED, (FALSE,)), AnswerDraft(AnswerStatus.ANSWERED, (TRUE,))]
    model = Proposing(drafts)
    given = answer("who?", {4: SHELF[4]}, (), model, OWN)
    assert [claim.text for claim in given.claims] == [TRUE.text]
    assert given.withheld == 0
    assert [objection.kind for objection in model.rounds[1]] == ["number"]


def test_when_nothing_stands_the_paper_is_quoted_instead() -> None:
    given = answer(
        "How many adults?", {4: SHELF[4]}, (), Proposing([AnswerDraft(AnswerStatus.ANSWERED, (FALSE,))]), OWN
    )
    assert given.origin is Origin.EXTRACT
    assert "could not be checked" in given.note
    assert given.withheld == 1


def test_not_in_the_paper_is_an_answer_with_the_closest_passage() -> None:
    given = answer("Did adults drink coffee?", {4: SHELF[4]}, (), Proposing([NOT_IN_PAPER]), OWN)
    assert given.status is AnswerStatus.NOT_IN_PAPER
    assert given.claims == ()
    assert given.closest is not None
    assert "Drinking" in given.closest.text
    assert given.text.startswith("This is not in the paper.")


def test_a_model_that_fails_leads_to_quotes_with_the_reason() -> None:
    given = answer("How many adults?", {4: SHELF[4]}, (), Proposing([ModelFailure("budget")]), OWN)
    assert given.origin is Origin.EXTRACT
    assert given.note.startswith("Today's budget for the language model is spent, so I can only quote.")


def test_a_paper_without_text_is_told() -> None:
    bare = papers(("Only a title", "cs.CL", ""))[0]
    given = answer("What is it about?", {1: bare}, (), Proposing([NOT_IN_PAPER]), OWN)
    assert given.status is AnswerStatus.NOT_IN_PAPER
    assert given.note == "Only the title is available."


def test_the_full_text_is_used_when_there_is_one() -> None:
    given = answer(
        "Were the mice awake?", {1: SHELF[1]}, (), OWN, OWN, {1: "All mice were awake. They ran on a wheel."}
    )
    assert given.claims[0].text == "All mice were awake."
    assert "Only the abstract" not in given.note


def test_a_rare_word_of_one_other_title_moves_the_focus() -> None:
    named = papers(("MotionEnhancer: sharper motion from video", "cs.CV", "We sharpen motion."))[0]
    shelf = {**SHELF, 5: named}
    assert resolve("How does MotionEnhancer work?", shelf, focus=2) == Chosen((5,))
    assert resolve("how does it differ from MotionEnhancer?", shelf, focus=2) == Chosen((2, 5))
    assert resolve("Does it help office workers?", shelf, focus=2) == Chosen((2,))


@pytest.mark.parametrize("question", ["#9999", "compare #1 and #9999", "what about #9999?", "#" + "9" * 6000])
def test_a_long_number_that_is_not_there_is_told(question: str) -> None:
    meant = resolve(question, SHELF, focus=1)
    assert isinstance(meant, Unclear)
    assert meant.sentence.startswith("There is no paper #9999")


def test_a_number_before_a_question_names_the_paper() -> None:
    assert resolve("2 what results?", SHELF, focus=1) == Chosen((2,))


def test_which_paper_looks_at_every_paper() -> None:
    shelf = {**SHELF, 5: SHELF[1], 6: SHELF[2]}
    for question in ("which paper is about tea drinking?", "Which of these is about quasars?", "any paper on sleep?"):
        assert resolve(question, shelf, focus=3) == Chosen((1, 2, 3, 4, 5, 6))
    assert resolve("which of these methods is better?", shelf, focus=3) == Chosen((3,))


def test_which_paper_is_answered_by_the_papers_that_speak_of_it() -> None:
    shelf = {1: SHELF[1], 2: SHELF[2], 3: SHELF[3], 4: SHELF[1], 5: SHELF[2], 6: SHELF[4]}
    given = answer("which of these is about sleep in adults?", shelf, (), OWN, OWN)
    assert list(given.papers) == [6]


@pytest.mark.parametrize("message", ["#1", "the first", "paper 1", "what about #1?", "tell me more", "1.", "1 please"])
def test_a_message_that_asks_nothing_is_told_what_the_paper_is_about(message: str) -> None:
    before = (Exchange("Is there a redshift?", "No."),)
    given = answer(message, {1: SHELF[1]}, before, OWN, OWN)
    assert given.status is AnswerStatus.ANSWERED
    assert given.claims == answer("what is #1 about?", {1: SHELF[1]}, (), OWN, OWN).claims


RECORDED = replace(
    SHELF[3], authors=("Ada Leaf", "Bo Cup", "Cy Pot"), published_on=date(2026, 6, 8), url="https://tea.example/3"
)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("who are the authors of #3?", "is by Ada Leaf, Bo Cup and Cy Pot."),
        ("who wrote it?", "is by Ada Leaf, Bo Cup and Cy Pot."),
        ("Authors?", "is by Ada Leaf, Bo Cup and Cy Pot."),
        ("when was it published?", "was published on 8 June 2026."),
        ("link?", "is at https://tea.example/3"),
        ("can you send me the link to paper 3 please", "is at https://tea.example/3"),
    ],
)
def test_what_the_record_knows_is_told_without_a_model(question: str, told: str) -> None:
    given = answer(question, {3: RECORDED}, (), Proposing([]), OWN)
    assert given.text.startswith("#3 “Short prompts, long answers")
    assert given.text.endswith(told)
    assert list(given.papers) == [3]


@pytest.mark.parametrize(
    "question", ["who wrote the instructions?", "when was the model released?", "where is the bias?"]
)
def test_a_question_about_the_work_is_not_taken_for_one_about_the_record(question: str) -> None:
    assert answer(question, {3: RECORDED}, (), OWN, OWN).status is not None


def test_a_record_without_authors_says_so() -> None:
    given = answer("who wrote it?", {1: replace(SHELF[1], authors=())}, (), OWN, OWN)
    assert given.text.endswith("are not in its record.")
