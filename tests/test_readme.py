"""The README: what it says of settings, commands and verbs is what the code has."""

import re

from bot.radar import parse, split
from tests.tools.readme_tables import README, filled

TEXT = README.read_text(encoding="utf-8")


def test_the_tables_are_those_of_the_code() -> None:
    assert filled(TEXT) == TEXT, "run: python -m tests.tools.readme_tables"


def test_every_query_in_the_readme_can_be_read() -> None:
    section = TEXT.split("### Queries", 1)[1].split("| |", 1)[0]
    examples = [text for text in re.findall(r"`([^`]{4,})`", section) if " " in text and "…" not in text]
    assert len(examples) >= 3
    for example in examples:
        for line in split(example):
            assert str(parse(line))


def test_the_picture_of_the_page_is_there() -> None:
    (picture,) = re.findall(r"!\[[^\]]*\]\(([^)]+)\)", TEXT)
    assert (README.parent / picture).stat().st_size > 10_000
