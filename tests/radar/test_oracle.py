"""The matcher agrees with a slow oracle on real papers and on queries of all shapes."""

import random

import pytest

from tests.bench.oracle import disagreements, trees_of
from tests.radar.papers_made import CORPUS, recorded


@pytest.mark.skipif(not CORPUS.exists(), reason="the recorded corpus is not here")
def test_each_query_finds_exactly_the_papers_that_regular_expressions_find() -> None:
    papers = recorded(250, every=110)
    trees = trees_of(papers, random.Random(7), 600)
    wrong, agreed = disagreements(papers, trees)
    assert len(trees) == 600
    assert agreed > 2_000
    assert wrong == []
