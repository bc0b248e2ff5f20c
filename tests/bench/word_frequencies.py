"""Counts in how many abstracts each stem occurs and writes the table that weighs words: run it when stems change.

    python -m tests.bench.word_frequencies

It reads the metadata of some 28,000 arXiv records (public domain) next to the repository.
"""

import gzip
import json
from collections import Counter
from pathlib import Path

from bot.grounding.words import stems

ROOT = Path(__file__).parents[2]
CORPUS = ROOT.parent / "shared" / "fixtures" / "arxiv_corpus.jsonl.gz"
TABLE = ROOT / "bot" / "grounding" / "frequencies.json"
LEAST = 25


def main() -> None:
    """Write the table."""
    counts: Counter[str] = Counter()
    papers = 0
    with gzip.open(CORPUS, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            counts.update(set(stems(record["title"] + ". " + record["abstract"])))
            papers += 1
    kept = {stem: count for stem, count in sorted(counts.items()) if count >= LEAST and stem.isalpha()}
    TABLE.write_text(
        json.dumps({"papers": papers, "counts": kept}, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8"
    )
    print(f"{len(kept)} stems of {papers} papers, {TABLE.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
