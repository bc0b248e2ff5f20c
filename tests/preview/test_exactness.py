"""What is counted from postings is what a plain look at every paper counts, and it is counted, not guessed."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.papers import Paper
from bot.preview import Preview
from bot.radar import Index, Query, QueryError, Reading, parse
from tests.preview.shelf import NOW, Shelf, paper, warmed
from tests.radar.papers_made import CORPUS, recorded

TEXTS = (
    "Matrices and galaxies",
    "Vision-language models (VLMs) see",
    "A VLM sees. Models of vision",
    "The Very Large Array (VLA) saw galaxies",
    "Vision-language-action (VLA) models",
    "Pre-training LLMs; behaviour of a matrix",
    "The LLM's pretraining behaviors",
    "language models with a gap",
)
ATOMS = (
    "matrice*", "galaxie*", "behaviour*", "VLM", "VLA", "LLM", "llm", "vision", '"vision language models"', "ti:VLM",
    '"language models"', '"a matrix"', "pretraining", "ti:LLM", 'ti:"vision language model"', "abs:galaxy", "cat:cs",
    '"vision language action"', '"language model*"', "au:lovelace", "src:arxiv", '"very large array"', "abs:matri*",
)  # fmt: skip


def made() -> list[Paper]:
    """Each text as a title over each other one as an abstract."""
    pairs = [(title, abstract) for title in TEXTS for abstract in TEXTS]
    return [paper(number, title, abstract) for number, (title, abstract) in enumerate(pairs)]


PAPERS = made()


@pytest.fixture(scope="module")
def preview() -> Preview:
    """A preview of all of them."""
    return warmed(PAPERS)


def counted(queries: list[Query], papers: list[Paper]) -> list[int]:
    """How many papers each query holds for, looked at one by one."""
    index = Index()
    for key, query in enumerate(queries):
        index.add(key, query)
    found = [key for each in papers for key in index.match(Reading(each))]
    return [found.count(key) for key in range(len(queries))]


def queries(texts: list[str]) -> list[Query]:
    """Those of the texts that are queries."""
    found: list[Query] = []
    for text in texts:
        try:
            found.append(parse(text))
        except QueryError:
            continue
    return found


@given(st.recursive(st.sampled_from(ATOMS), lambda part: st.builds(
    "({} {} {})".format, part, st.sampled_from(("AND", "OR", "NOT")), part), max_leaves=5))  # fmt: skip
@settings(max_examples=150, deadline=None)
def test_any_query_is_counted_as_by_a_plain_look(preview: Preview, text: str) -> None:
    for query in queries([text]):
        (found,) = preview.of([query], NOW)
        assert (found.hits, found.exact) == (counted([query], PAPERS)[0], True)


@pytest.mark.parametrize("text", ["matrice*", "galaxie*", "behaviour*", '"large arrays"', "models*"])
def test_a_beginning_finds_the_forms_that_papers_write(preview: Preview, text: str) -> None:
    assert preview.of([parse(text)], NOW)[0].hits == counted([parse(text)], PAPERS)[0] > 0


def test_papers_that_only_others_read_are_left_out_of_every_figure() -> None:
    papers = [paper(1, "privacy"), paper(2, "privacy models")]
    (found,) = Preview(Shelf(papers)).of([parse("privacy")], NOW, frozenset({"arxiv:cs.CL"}))  # type: ignore[arg-type]
    assert (found.hits, found.read, found.samples, found.hint) == (0, 0, (), "")


@pytest.mark.skipif(not CORPUS.exists(), reason="needs ../shared/fixtures/arxiv_corpus.jsonl.gz")
def test_real_papers_are_counted_as_by_a_plain_look() -> None:
    papers, draw = recorded(200), random.Random(11)
    words = [word for each in papers for word in each.title.split() if word.isalpha() and len(word) > 3]
    forms = ("{}", '"{} {}"', "{} AND {}", "{} OR {} NOT {}", "ti:{}", "abs:{} OR {}", "au:{}", "NOT {} {}")
    asked = queries([form.format(*draw.sample(words, 3)) for form in forms for _ in range(15)])
    asked += queries([f"{word[:5]}*" for word in draw.sample(words, 30)])
    preview = warmed(papers, papers[0].first_seen_at)
    found = [preview.of([query], papers[0].first_seen_at)[0].hits for query in asked]
    assert found == counted(asked, papers)
