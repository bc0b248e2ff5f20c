"""Fields: authors, categories and sources, title and abstract."""

import pytest

from bot.radar import matches, parse
from tests.radar.papers_made import made

PAPER = made(
    "Scaling laws for graphs",
    "We measure neural scaling.",
    authors=(
        "Klaus Müller",
        "Yann LeCun",
        "ATLAS Collaboration",
        "Johannes van der Waals",
        "García-Molina, Héctor",
        "Li X",
    ),
    categories=("cs.CL", "astro-ph.CO", "math.AG"),
    sources=("arxiv:cs.CL", "feed:https://www.nature.com/nature.rss"),
    journal="Nature Physics",
)


@pytest.mark.parametrize(
    "query",
    [
        *(
            "au:müller",
            "au:mueller",
            "au:Muller",
            'au:"Müller, K"',
            'au:"K. Mueller"',
            'au:"Mueller K"',
            'au:"Klaus Müller"',
        ),
        *("au:lecun", "au:LeCun", 'au:"Y. LeCun"', 'au:"yann lecun"', 'au:"LeCun, Yann A."'),
        *("au:atlas", 'au:"ATLAS Collaboration"', "au:waals", 'au:"van der Waals"', 'au:"J. van der Waals"'),
        *(
            "au:garcia-molina",
            'au:"johannes van der waals"',
            "au:molina",
            'au:"H. García-Molina"',
            'au:"X. Li"',
            "au:li",
        ),
        *("cat:cs", "cat:cs.CL", "cat:CS.cl", "cat:cs.*", "cat:astro-ph", "cat:math.AG"),
        *("src:arxiv", "src:arxiv:cs", "src:arxiv:cs.CL", "src:nature", 'src:"nature physics"', "src:nature.com"),
        *("ti:graph", "abs:neural", 'ti:"scaling laws"', "ti:scaling abs:scaling", "scaling NOT au:hinton"),
        *("cat:cs AND NOT cat:cs.CV", "(au:hinton OR au:lecun) graphs"),
    ],
)
def test_a_field_finds_what_it_names(query: str) -> None:
    assert matches(parse(query), PAPER) is not None


@pytest.mark.parametrize(
    "query",
    [
        *('au:"P. Müller"', 'au:"Peter Müller"', "au:mull", "au:klaus", "au:cun", 'au:"Y. Li"', "au:scaling", "au:van"),
        *("cat:cs.C", "cat:cs.AI", "cat:math-ph", "cat:ph", "cat:astro", "src:cs.CL", "src:biorxiv", "src:physics"),
        *("ti:neural", "abs:graph", "lecun", "graphs NOT au:lecun", "cat:cs NOT cat:math", "ti:scaling abs:laws"),
    ],
)
def test_a_field_finds_nothing_else(query: str) -> None:
    assert matches(parse(query), PAPER) is None


def test_a_journal_section_is_a_category_too() -> None:
    paper = made("x", categories=("Cell Biology", "neuroscience"))
    assert matches(parse('cat:"cell biology"'), paper) is not None
    assert matches(parse("cat:cell_biology"), paper) is not None
    assert matches(parse("cat:cell"), paper) is None


def test_tex_in_a_name_is_read() -> None:
    assert matches(parse("au:Erdős"), made(authors=["Paul Erd\\H{o}s"])) is not None
    assert matches(parse("au:polya"), made(authors=["G. P\\'olya"])) is not None
