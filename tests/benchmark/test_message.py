"""A report in one message that Slack takes, whatever is in it."""

import pytest

from bot.benchmark.judging import judge
from bot.benchmark.looking_up import Knowledge, Listed
from bot.benchmark.proposing import Proposal
from bot.benchmark.reading_list import ReadingList
from bot.benchmark.report import Report
from bot.blocks.benchmark import benchmark_message
from bot.blocks.limits import MESSAGE_BLOCKS, MESSAGE_CHARACTERS
from bot.playground.slack.strict.messages import check_message
from bot.playground.slack.strict.rules import Problems
from bot.ports.delivery import Message
from bot.radar import parse
from tests.benchmark.shelf import paper

HOSTILE = "<!channel> <@U1> *bold* `code` https://evil.example/ \u202e" + "long " * 300


def report(papers: int, queries: int, title: str = "Tea", rejected: int = 0) -> Report:
    listed = [Listed(paper(n, f"{title} {n}"), Knowledge.FILE) for n in range(papers)]
    lines = [parse(f"word{n} AND tea AND ({' OR '.join(['something'] * 5)})") for n in range(queries)]
    proposals = tuple(Proposal(parse(f"proposed line {n}"), 3, 2, 0.5) for n in range(5))
    told = tuple(f"{title} sentence {n}" for n in range(rejected))
    read = ReadingList(f"{title}.bib", "BibTeX", tuple(each.paper for each in listed), told, rejected)
    return Report(read, judge(listed, lines), proposals if papers else (), (title,) * 3, 9_000, 30)


def text(message: Message) -> str:
    problems = Problems()
    check_message({"text": message.text, "blocks": [dict(block) for block in message.blocks]}, problems)
    assert not problems.messages
    return message.text


@pytest.mark.parametrize(("papers", "queries", "rejected"), [(0, 0, 0), (1, 1, 1), (60, 50, 20), (600, 3, 20)])
@pytest.mark.parametrize("title", ["Tea", HOSTILE])
def test_any_report_is_one_message_that_slack_takes(papers: int, queries: int, rejected: int, title: str) -> None:
    made = benchmark_message(report(papers, queries, title, rejected))
    assert "<!channel>" not in text(made)
    assert len(made.blocks) <= MESSAGE_BLOCKS
    assert len(made.text) <= MESSAGE_CHARACTERS


def test_what_is_left_out_is_counted() -> None:
    told = text(benchmark_message(report(40, 20)))
    assert "Missed: 40 papers, 15 of them shown" in told
    assert "and 5 more lines" in told


def test_each_proposed_line_has_a_button_that_carries_it() -> None:
    blocks = benchmark_message(report(3, 1)).blocks
    pressed = [each["value"] for block in blocks if block["type"] == "actions" for each in block["elements"]]
    assert pressed == [f"proposed line {n}" for n in range(5)]
