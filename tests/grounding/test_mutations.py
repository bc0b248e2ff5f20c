"""How much the checks catch, on real abstracts: sentences claimed as they are, and then spoiled one way at a time."""

import gzip
import json
import random
import re
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

import pytest

from bot.grounding import Checker, excerpt
from bot.ports.model import Claim, Excerpt
from tests.grounding.shelf import paper

CORPUS = Path(__file__).parents[3] / "shared" / "fixtures" / "arxiv_corpus.jsonl.gz"
FLIPS = {
    "increase": "decrease", "increases": "decreases", "improve": "worsen", "improves": "worsens", "higher": "lower",
    "lower": "higher", "better": "worse", "outperforms": "underperforms", "reduces": "raises", "faster": "slower",
    "improved": "degraded", "more": "less", "larger": "smaller", "can": "cannot", "enables": "prevents",
}  # fmt: skip
_FIGURE = re.compile(r"(?<![\w.,-])\d+(?:\.\d+)?(?=%|\s|,\s)(?![\w-])")
Spoil = Callable[[str, random.Random], str | None]

pytestmark = pytest.mark.skipif(
    not CORPUS.exists(), reason="the collection of real papers is not beside the repository"
)


def digests(count: int, size: int = 10) -> Iterator[list[Excerpt]]:
    """Digests of real papers, spread over months and fields."""
    with gzip.open(CORPUS, "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in islice(lines, 0, 28_000, 28_000 // (count * size))]
    for start in range(0, count * size, size):
        shelf = records[start : start + size]
        yield [
            excerpt(number, paper(number, record["title"], record["categories"][0], record["abstract"]))
            for number, record in enumerate(shelf, start=1)
        ]


@pytest.fixture(scope="module")
def shelves() -> list[list[Excerpt]]:
    return list(digests(16))


def another_number(text: str, chance: random.Random) -> str | None:
    figures = list(_FIGURE.finditer(text))
    if not figures:
        return None
    figure = chance.choice(figures)
    changed = float(figure[0]) * 1.7 + 3
    spelled = f"{changed:.1f}" if "." in figure[0] else str(int(changed))
    return text[: figure.start()] + spelled + text[figure.end() :]


def the_other_way(text: str, chance: random.Random) -> str | None:
    words = [word for word in FLIPS if re.search(rf"\b{word}\b", text)]
    if not words:
        return None
    word = chance.choice(words)
    return re.sub(rf"\b{word}\b", FLIPS[word], text, count=1)


def share(shelves: list[list[Excerpt]], judge: Callable[[Checker, Excerpt, int], bool | None]) -> tuple[float, int]:
    """The share of sentences for which ``judge`` says yes, and of how many."""
    verdicts = [
        verdict
        for shelf in shelves
        for checker in [Checker(shelf)]
        for work in shelf
        for number in range(1, len(work.sentences) + 1)
        if (verdict := judge(checker, work, number)) is not None
    ]
    return sum(verdicts) / len(verdicts), len(verdicts)


def stands(checker: Checker, text: str, *refs: str) -> bool:
    return checker.check(Claim(text, refs), "line").claim is not None


def test_papers_own_sentences_stand(shelves: list[list[Excerpt]]) -> None:
    standing, tried = share(
        shelves, lambda checker, work, n: stands(checker, work.sentences[n - 1], f"{work.ref}.s{n}")
    )
    assert tried > 500
    assert standing > 0.93


@pytest.mark.parametrize(("spoil", "least"), [(another_number, 0.93), (the_other_way, 0.85)])
def test_spoiled_sentences_are_refused(shelves: list[list[Excerpt]], spoil: Spoil, least: float) -> None:
    chance = random.Random(7)

    def refused(checker: Checker, work: Excerpt, number: int) -> bool | None:
        text, ref = work.sentences[number - 1], f"{work.ref}.s{number}"
        spoiled = spoil(text, chance) if stands(checker, text, ref) else None
        return None if spoiled is None else not stands(checker, spoiled, ref)

    caught, tried = share(shelves, refused)
    assert tried > 100
    assert caught >= least


def test_claims_pinned_on_another_paper_are_refused(shelves: list[list[Excerpt]]) -> None:
    chance = random.Random(7)

    def refused(checker: Checker, work: Excerpt, number: int) -> bool:
        stranger = chance.choice([n for n in range(1, 11) if n != work.number])
        return not stands(checker, work.sentences[number - 1], f"P{stranger}.s1", f"P{stranger}.s2")

    caught, _ = share(shelves, refused)
    assert caught > 0.98
