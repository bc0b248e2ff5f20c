"""Prints by how many bytes a process grows when an index takes in the phrases of a file."""

import gc
import sys
from pathlib import Path

from bot.radar import Index, Query, Term

PAGE = 4096


def resident() -> int:
    """The bytes of memory in use, as Linux counts them."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * PAGE


def main(file: str) -> None:
    """Build the queries first, so that only the index is measured."""
    queries = [Query(Term(phrase)) for phrase in Path(file).read_text(encoding="utf-8").splitlines()]
    index = Index()
    gc.collect()
    before = resident()
    for key, query in enumerate(queries):
        index.add(key, query)
    gc.collect()
    print(resident() - before)


if __name__ == "__main__":
    main(sys.argv[1])
