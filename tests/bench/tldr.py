"""How close the one-line takeaway comes to what people wrote: ROUGE on SciTLDR, best of the references.

    python -m tests.bench.tldr <folder with test.jsonl of SciTLDR-A>

Words are compared by our own stems, so that the figures stand near, not beside, those of other scripts.
"""

import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from bot.grounding.words import fold, stem
from bot.llm.extractive.takeaway import ranked
from bot.ports.model import Excerpt

Pick = Callable[[Any], int]


def tokens(text: str) -> list[str]:
    return [stem(word) for word in "".join(c if c.isalnum() else " " for c in fold(text)).split()]


def overlap(size: int, one: Sequence[str], other: Sequence[str]) -> float:
    """The F-measure of shared runs of ``size`` words."""
    left, right = (Counter(zip(*(text[n:] for n in range(size)), strict=False)) for text in (one, other))
    shared = (left & right).total()
    return 2 * shared / (left.total() + right.total()) if shared else 0.0


def longest(one: Sequence[str], other: Sequence[str]) -> float:
    """The F-measure of the longest common subsequence."""
    row = [0] * (len(other) + 1)
    for token in one:
        before = row[:]
        for place, their in enumerate(other, start=1):
            row[place] = before[place - 1] + 1 if token == their else max(before[place], row[place - 1])
    return 2 * row[-1] / (len(one) + len(other)) if row[-1] else 0.0


def scores(sentence: str, references: Sequence[str]) -> tuple[float, float, float]:
    said, wanted = tokens(sentence), [tokens(reference) for reference in references]
    measures = (lambda r: overlap(1, said, r), lambda r: overlap(2, said, r), lambda r: longest(said, r))
    one, two, run = (max(map(measure, wanted)) for measure in measures)
    return one, two, run


def ours(paper: Any) -> int:
    order = ranked(Excerpt(1, paper["title"] or "", "", tuple(paper["source"])))
    return order[0] - 1 if order else 0


def best(paper: Any) -> int:
    return max(range(len(paper["source"])), key=lambda n: scores(paper["source"][n], paper["target"])[0])


def main() -> None:
    """Print the table."""
    lines = (Path(sys.argv[1]) / "test.jsonl").read_text("utf-8").splitlines()
    papers = [json.loads(line) for line in lines]
    picks: dict[str, Pick] = {"first sentence": lambda paper: 0, "ours": ours, "best possible": best}
    print(f"{len(papers)} papers        R1    R2    RL   ms a paper")
    for name, pick in picks.items():
        began = time.perf_counter()
        chosen = [pick(paper) for paper in papers]
        spent = (time.perf_counter() - began) / len(papers) * 1000
        rows = [scores(paper["source"][n], paper["target"]) for paper, n in zip(papers, chosen, strict=True)]
        figures = [100 * sum(row[column] for row in rows) / len(rows) for column in range(3)]
        print(f"{name:18}" + "".join(f"{figure:6.1f}" for figure in figures) + f"{spent:8.1f}")


if __name__ == "__main__":
    main()
