"""Everything that can go wrong with a model: the briefing is always whole, says what happened, and never waits long."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from bot.briefing import Briefing, Origin, compose
from bot.discussion import answer
from bot.llm.extractive import Extractive
from bot.ports.model import ModelFailure
from tests.fakes import anthropic_minds as minds
from tests.fakes.anthropic_api import Reply, Responder, error, message
from tests.grounding.shelf import excerpts, items, papers
from tests.llm.conftest import Desk, Open

OWN = Extractive()
ROWS = Path(__file__).parents[3] / "shared" / "adversarial" / "replies" / "llm.json"
THROTTLED = error(429, "rate_limit_error", retry_after="3600")
OVERLOADED = error(529, "overloaded_error")
WEB_PAGE = Reply(b"<html>gateway</html>", headers={"content-type": "text/html"})
NOT_JSON = Reply(b'{"id": "msg_1", "type": "mess', headers={"content-type": "application/json"})


def by_the_papers(written: Briefing) -> bool:
    """Whether every paper is listed with its own sentence."""
    return sorted(written.lines) == [1, 2, 3, 4] and {c.origin for c in written.lines.values()} == {Origin.EXTRACT}


def row(key: str) -> dict[str, object]:
    if not ROWS.exists():
        pytest.skip("the collection of replies is not beside the repository")
    return next(entry for entry in json.loads(ROWS.read_text("utf-8")) if entry["id"] == key)


@pytest.mark.parametrize(
    ("reply", "words", "most_calls"),
    [
        (THROTTLED, "asked us to wait", 4),
        (error(429, "rate_limit_error"), "asked us to wait", 12),
        (OVERLOADED, "overloaded", 12),
        (error(500, "api_error"), "could not be reached", 12),
        (error(503, "api_error"), "could not be reached", 12),
        (error(401, "authentication_error"), "key", 4),
        (error(403, "permission_error"), "key", 4),
        (error(402, "billing_error"), "no credit", 4),
        (error(404, "not_found_error"), "does not exist", 4),
        (error(400, "invalid_request_error"), "nothing usable", 4),
        (error(413, "request_too_large"), "nothing usable", 4),
        (WEB_PAGE, "nothing usable", 12),
        (NOT_JSON, "nothing usable", 12),
        (
            Reply(message("x").body, headers={"content-type": "application/json"}, cut_after=40),
            "could not be reached",
            12,
        ),
        (message("", stop_reason=None), "nothing usable", 12),
        (message("", stop_reason="refusal", content=[]), "declined", 4),
        (message("", stop_reason="model_context_window_exceeded"), "nothing usable", 4),
        (message("I am sorry, I cannot write JSON."), "nothing usable", 8),
        (message('{"papers": [{"id": "p1", "summary": "ok"}'), "nothing usable", 8),
        (message('{"takeaway": {"text": "cut', stop_reason="max_tokens"), "nothing usable", 8),
        (message('{"takeaway": "no note", "findings": 3}'), "nothing usable", 8),
    ],
)
def test_a_model_out_of_order_leaves_a_whole_briefing_and_a_reason(
    open_desk: Open, reply: Reply, words: str, most_calls: int
) -> None:
    desk = open_desk(minds.always(reply))
    written = compose(items(), desk.claude, OWN)
    assert by_the_papers(written)
    assert words in written.notice
    assert len(desk.api.requests) <= most_calls
    assert max(desk.waits, default=0) <= 8


def test_a_server_that_is_not_there_is_told(open_desk: Open) -> None:
    desk = open_desk(minds.faithful)
    desk.api.stop()
    written = compose(items(), desk.claude, OWN)
    assert by_the_papers(written)
    assert "could not be reached" in written.notice


def test_a_reply_that_drips_for_ever_is_given_up(open_desk: Open) -> None:
    slow = Reply(message("{}").body, headers={"content-type": "application/json"}, seconds_a_piece=0.05)
    desk = open_desk(minds.always(slow), timeout=0.2)
    written = compose(items(), desk.claude, OWN)
    assert by_the_papers(written)
    assert "took too long" in written.notice
    assert desk.waits == []


def test_a_reply_that_is_only_late_is_waited_for(open_desk: Open) -> None:
    def unhurried(body: minds.Body) -> Reply:
        whole = minds.faithful(body)
        return Reply(whole.body, headers=whole.headers, seconds_a_piece=0.001)

    written = compose(items(), open_desk(unhurried).claude, OWN)
    assert {claim.origin for claim in written.lines.values()} == {Origin.MODEL}


def test_a_passing_fault_is_tried_again(open_desk: Open) -> None:
    desk = open_desk(minds.in_turn(error(500, "api_error"), OVERLOADED, minds.faithful))
    written = compose(items(), desk.claude, OWN)
    assert {claim.origin for claim in written.lines.values()} == {Origin.MODEL}
    assert written.notice == ""


def test_a_short_wait_that_is_asked_for_is_kept(open_desk: Open) -> None:
    desk = open_desk(minds.in_turn(error(429, "rate_limit_error", retry_after="5"), minds.faithful))
    compose(items(), desk.claude, OWN)
    assert desk.waits == [5.0]


def test_a_long_wait_is_reported_not_slept(open_desk: Open) -> None:
    desk = open_desk(minds.always(THROTTLED))
    with pytest.raises(ModelFailure) as failure:
        desk.claude.brief(excerpts()[:1])
    assert (failure.value.kind, failure.value.retryable) == ("throttled", True)
    assert failure.value.retry_after == timedelta(hours=1)
    assert desk.waits == []


def test_after_failures_in_a_row_it_is_left_alone_for_a_while(open_desk: Open) -> None:
    desk = open_desk(minds.always(OVERLOADED))
    compose(items(), desk.claude, OWN)
    sent = len(desk.api.requests)
    assert by_the_papers(compose(items(), desk.claude, OWN))
    assert len(desk.api.requests) == sent


def test_a_reply_cut_for_length_is_asked_for_once_more_with_twice_the_room(open_desk: Open) -> None:
    desk = open_desk(minds.in_turn(message('{"takeaway', stop_reason="max_tokens"), minds.faithful))
    desk.claude.brief(excerpts()[:1])
    assert [body["max_tokens"] for body in desk.api.requests] == [4_000, 8_000]


def test_a_declined_paper_never_sinks_the_others(open_desk: Open) -> None:
    def squeamish(body: minds.Body) -> Reply:
        spikes = '<paper id="P1"' in minds.material(body)
        return message("", stop_reason="refusal", content=[]) if spikes else minds.faithful(body)

    desk = open_desk(squeamish)
    written = compose(items(), desk.claude, OWN)
    assert [written.lines[n].origin for n in (1, 2, 3, 4)] == [Origin.EXTRACT, *[Origin.MODEL] * 3]
    assert "declined to write for #1" in written.notice
    sent = len(desk.api.requests)
    compose(items(), desk.claude, OWN)
    assert len(desk.api.requests) == sent


def test_a_top_that_fails_leaves_the_lines(open_desk: Open) -> None:
    desk = open_desk(minds.by_task(synthesis=minds.always(error(400, "invalid_request_error"))))
    written = compose(items(), desk.claude, OWN)
    assert {claim.origin for claim in written.lines.values()} == {Origin.MODEL}
    assert written.headline is not None
    assert written.headline.origin is Origin.EXTRACT
    assert "for the headline" in written.notice


def test_the_days_budget_is_never_passed(open_desk: Open) -> None:
    desk = open_desk(minds.faithful, usd=0.03)
    written = compose(items(), desk.claude, OWN)
    assert "budget" in written.notice
    assert sorted(written.lines) == [1, 2, 3, 4]
    assert all(minds.task(body) == "analysis" for body in desk.api.requests)


def test_without_a_budget_nothing_is_sent(open_desk: Open) -> None:
    desk = open_desk(minds.faithful, usd=0.0)
    assert by_the_papers(compose(items(), desk.claude, OWN))
    assert desk.api.requests == []


@pytest.mark.parametrize("reply", [THROTTLED, OVERLOADED, WEB_PAGE, message("", stop_reason="refusal", content=[])])
def test_a_question_is_always_answered_with_at_least_a_quote(open_desk: Open, reply: Reply) -> None:
    desk = open_desk(minds.always(reply))
    given = answer("How many adults were followed?", {4: papers()[3]}, (), desk.claude, OWN)
    assert "412 adults" in given.text
    assert "so I can only quote" in given.note


SCRIPTS: dict[str, Callable[[dict[str, object]], Responder]] = {
    "l1": lambda entry: minds.always(THROTTLED),
    "l2": lambda entry: minds.always(OVERLOADED),
    "l3": lambda entry: minds.always(message('{"takeaway": {"text": "Part of it', stop_reason=None)),
    "l4": lambda entry: minds.always(message(str(entry["body"]))),
    "l5": lambda entry: minds.always(message("", stop_reason=str(entry["stop_reason"]), content=[])),
    "l6": lambda entry: minds.always(message(str(entry["body"]))),
    "l7": lambda entry: minds.always(message(str(entry["body"]), stop_reason=str(entry["stop_reason"]))),
    "l8": lambda entry: minds.always(message(str(entry["body"]))),
    "l9": lambda entry: minds.always(Reply(str(entry["http200"]).encode(), headers={"content-type": "text/html"})),
}


@pytest.mark.parametrize("key", sorted(SCRIPTS))
def test_every_collected_reply_leaves_every_paper_listed(open_desk: Open, key: str) -> None:
    desk: Desk = open_desk(SCRIPTS[key](row(key)))
    written = compose(items(), desk.claude, OWN)
    assert by_the_papers(written)
    assert written.notice
    assert "Part of it" not in str(written)
    assert "invented" not in str(written)
    assert max(desk.waits, default=0) <= 8


def test_every_collected_reply_has_a_script() -> None:
    row("l1")
    assert {entry["id"] for entry in json.loads(ROWS.read_text("utf-8"))} == set(SCRIPTS)
