"""What a reader of a briefing sees."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.blocks import briefing_messages
from bot.briefing import Briefing, Origin
from bot.digest import SourceReport
from tests.blocks.lint import breaches, shown
from tests.blocks.papers_made import claim, made_briefing, made_digest, made_item, made_match, made_paper


def test_the_parent_says_date_counts_headline_themes_papers_and_what_to_read_first() -> None:
    digest = made_digest([made_item(n) for n in (1, 2, 3)], [made_item(0, made_paper(n)) for n in (4, 5)])
    parent = briefing_messages(digest, made_briefing())[0]
    seen = shown(parent)
    assert "Radar · Friday 12 June 2026 · 5 new of 367 read" in seen
    assert "Two fields meet over sampling." in seen
    assert "(#1, #3)" in seen
    assert "◆ \nSampling" in seen
    assert "Ada Lovelace, Grace Hopper · arXiv · cs.CL" in seen
    assert "Read first: #2. " in seen
    assert breaches(parent) == []


def test_a_line_copied_from_a_paper_stands_in_quotation_marks_and_the_writer_is_named() -> None:
    parent = briefing_messages(made_digest([made_item(1), made_item(2)]), made_briefing())[0]
    assert "It shows X." in shown(parent)
    assert "“We found Y.”" in shown(parent)
    assert "Written by claude-sonnet-5-5" in shown(parent)
    assert "lines in “ ” are copied" in shown(parent)


def test_without_a_model_the_briefing_says_so() -> None:
    copied = {1: claim("We found Y.", (1, 1), origin=Origin.EXTRACT)}
    briefing = Briefing(headline=None, lines=copied, notice="No language model is configured.")
    parent = briefing_messages(made_digest([made_item(1)]), briefing)[0]
    assert "Written by no model: sentences copied from the papers" in shown(parent)
    assert "No language model is configured." in shown(parent)


def test_each_paper_has_its_buttons_with_digest_and_paper() -> None:
    parent = briefing_messages(made_digest([made_item(1), made_item(2)]), made_briefing())[0]
    rows = [block for block in parent.blocks if block["type"] == "actions"]
    pressed = [(element["action_id"], element["value"]) for element in rows[1]["elements"]]
    wanted = ("paper_discuss", "paper_save", "paper_like", "paper_dismiss", "paper_why")
    assert pressed == [(action, "7:102") for action in wanted]
    assert rows[1]["elements"][0]["accessibility_label"] == "Discuss paper 2"


def test_the_receipt_accounts_for_every_source_match_and_withheld_claim() -> None:
    digest = made_digest([made_item(1)], [made_item(0, made_paper(n)) for n in (4, 5)])
    seen = shown(briefing_messages(digest, made_briefing())[0])
    assert (
        "arXiv cs.LG 164 new, bioRxiv 203, Nature: failed since 06:00 → "
        "3 matched, 1 shown, 2 in the thread; 2 claims withheld"
    ) in seen


def test_a_source_that_failed_days_ago_is_told_with_its_day() -> None:
    sources = (SourceReport("x", "Nature", "failed", 0, datetime(2026, 6, 10, 4, 0, tzinfo=UTC)),)
    seen = shown(briefing_messages(made_digest([made_item(1)], sources=sources), made_briefing())[0])
    assert "Nature: failed since Wed 10 Jun 06:00" in seen


@pytest.mark.parametrize(
    ("state", "told"),
    [("quiet", "X: no batch today"), ("late", "X: late, 3 new so far"), ("partial", "X 3 new, incomplete (cut)")],
)
def test_every_state_of_a_source_has_words(state: str, told: str) -> None:
    sources = (SourceReport("x", "X", state, 3, None, "cut"),)
    assert told in shown(briefing_messages(made_digest([made_item(1)], sources=sources), made_briefing())[0])


def test_with_many_sources_those_in_trouble_are_named_and_the_others_summed_up() -> None:
    fine = [SourceReport(f"s{n}", f"Journal {n}", "ok", 2) for n in range(30)]
    broken = SourceReport("b", "Broken", "failed")
    seen = shown(briefing_messages(made_digest([made_item(1)], sources=(*fine, broken)), made_briefing())[0])
    assert "Broken: failed" in seen
    assert "17 more sources 34 new" in seen


def test_the_thread_holds_abstracts_with_the_sentences_claims_rest_on() -> None:
    messages = briefing_messages(made_digest([made_item(n) for n in (1, 2, 3)]), made_briefing())
    thread = "\n".join(shown(message) for message in messages[1:])
    assert "We study problem 1. It is solved." in thread
    assert "“Sentence 3 of paper 1.”" in thread
    assert "“Sentence 4 of paper 2.”" in thread


def test_nothing_that_matched_is_dropped_without_a_word() -> None:
    rest = [made_item(0, made_paper(n, title=f"Matching paper number {n}")) for n in range(10, 260)]
    messages = briefing_messages(made_digest([made_item(1)], rest), made_briefing())
    thread = "\n".join(shown(message) for message in messages[1:])
    named = sum(f"Matching paper number {n}" in thread for n in range(10, 260))
    assert "Matched too (250)" in thread
    assert "and 210 more: " in thread
    assert f"and {250 - named} more that are not listed" in thread
    assert len(messages) < 12
    assert all(breaches(message) == [] for message in messages)


def test_new_versions_get_one_line_each() -> None:
    updated = [made_item(0, made_paper(9, title="An old friend", version=3))]
    messages = briefing_messages(made_digest([made_item(1)], updated=tuple(updated)), made_briefing())
    assert "1 new version of papers you know" in shown(messages[0])
    assert "v3  <https://arxiv.org/abs/2606.00009|An old friend>" in messages[-1].text


def test_papers_that_do_not_fit_the_parent_follow_in_the_thread_with_their_buttons() -> None:
    long = [made_item(n, made_paper(n, title=f"{n} " + "A very long title " * 20)) for n in range(1, 11)]
    long = [replace(item, matches=tuple(made_match(f"{n} " + "word " * 30) for n in range(3))) for item in long]
    lines = {n: claim(f"Takeaway {n}. " + "It says much. " * 60, (n, 1)) for n in range(1, 11)}
    messages = briefing_messages(made_digest(long), made_briefing(lines=lines))
    rows = [block["block_id"] for message in messages for block in message.blocks if block["type"] == "actions"]
    assert rows == [f"paper:7:{100 + n}" for n in range(1, 11)]
    assert "in the thread." in shown(messages[0])
    assert all(breaches(message) == [] for message in messages)


def test_several_queries_that_found_a_paper_are_all_told() -> None:
    matches = [made_match(f"query{n}", f"word{n}", "abs") for n in range(6)]
    seen = shown(briefing_messages(made_digest([made_item(1, None, *matches)]), made_briefing())[0])
    assert "query0" in seen
    assert " – “word2” in the abstract" in seen
    assert "; and 3 more queries" in seen


def test_a_quiet_day_is_one_honest_line() -> None:
    fine = (SourceReport("a", "arXiv", "ok", 367),)
    messages = briefing_messages(made_digest([], sources=fine), Briefing(None))
    assert len(messages) == 1
    assert "Nothing for you today: none of 367 new papers matched your 2 queries." in shown(messages[0])
    assert breaches(messages[0]) == []


def test_a_quiet_day_with_a_failed_source_does_not_claim_that_nothing_is_new() -> None:
    seen = shown(briefing_messages(made_digest([]), Briefing(None))[0])
    assert "Something may be missing: Nature could not be read completely" in seen


def test_when_no_source_could_be_reached_the_briefing_does_not_say_nothing_new() -> None:
    sources = (SourceReport("a", "arXiv", "failed"), SourceReport("b", "bioRxiv", "failed"))
    seen = shown(briefing_messages(made_digest([], sources=sources, read=0), Briefing(None))[0])
    assert "The sources could not be reached" in seen
    assert "Nothing for you" not in seen


def test_the_text_for_screen_readers_holds_what_the_blocks_show() -> None:
    digest = made_digest([made_item(n) for n in (1, 2, 3)])
    for message in briefing_messages(digest, made_briefing()):
        for piece in shown(message).split("\n"):
            skipped = piece in ("Discuss", "Save", "👍 More like this", "👎 Not relevant", "Why") or piece.startswith(
                "https://"
            )
            assert skipped or piece.strip() in message.text


def test_messages_are_plain_json() -> None:
    for message in briefing_messages(made_digest([made_item(1)]), made_briefing()):
        assert json.loads(json.dumps(message.blocks)) == list(message.blocks)
