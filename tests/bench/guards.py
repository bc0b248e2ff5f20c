"""What the checks cost and catch on claims that people wrote: SciTLDR's summaries against their abstracts.

    python -m tests.bench.guards <folder with dev.jsonl and test.jsonl of SciTLDR-A>

Each summary is pinned on the two sentences that share most with it, in digests of fifteen papers.
"""

import json
import random
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from bot.grounding import Checker
from bot.grounding.words import containment, stems
from bot.ports.model import Claim, Excerpt

SIZE = 15


def pinned(text: str, number: int, sentences: list[str]) -> Claim:
    said = stems(text)
    order = sorted(range(len(sentences)), key=lambda n: -containment(said, set(stems(sentences[n]))))
    return Claim(text, tuple(f"P{number}.s{place + 1}" for place in order[:2]))


def main() -> None:
    """Print how many true summaries each check objects to, and how many pinned on a stranger are refused."""
    chance = random.Random(1)
    folder = Path(sys.argv[1])
    papers: list[Any] = [
        json.loads(line) for name in ("dev", "test") for line in (folder / f"{name}.jsonl").open(encoding="utf-8")
    ]
    chance.shuffle(papers)
    true, kinds, caught = 0, Counter[str](), 0
    for start in range(0, len(papers) - SIZE + 1, SIZE):
        shelf = papers[start : start + SIZE]
        checker = Checker(
            Excerpt(n, paper["title"] or "", "cs", tuple(paper["source"])) for n, paper in enumerate(shelf, start=1)
        )
        for number, paper in enumerate(shelf, start=1):
            for text in paper["target"]:
                true += 1
                verdict = checker.check(pinned(text, number, paper["source"]), "line")
                kinds.update({objection.kind for objection in verdict.objections} or {"none"})
                stranger = chance.choice([n for n in range(1, SIZE + 1) if n != number])
                wrong = pinned(text, stranger, shelf[stranger - 1]["source"])
                caught += checker.check(wrong, "line").claim is None
    print(f"{true} true claims; objected to:")
    for kind, count in kinds.most_common():
        print(f"  {kind:12}{100 * count / true:6.1f} %")
    print(f"pinned on another paper and refused: {100 * caught / true:.1f} %")


if __name__ == "__main__":
    main()
