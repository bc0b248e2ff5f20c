"""One key for every way to name a paper."""

import pytest

from bot.papers import arxiv_key, category, doi_key, find_links, identify, pmid_key, url_key, version_of


@pytest.mark.parametrize(
    "text",
    [
        "2606.06625",
        "2606.06625v3",
        "arXiv:2606.06625",
        "oai:arXiv.org:2606.06625v1",
        "http://arxiv.org/abs/2606.06625v2",
        "https://www.arxiv.org/pdf/2606.06625v2.pdf",
        "https://export.arxiv.org/abs/2606.06625",
        "https://arxiv.org/html/2606.06625v1#S2",
        "10.48550/arXiv.2606.06625",
        "https://doi.org/10.48550/arXiv.2606.06625",
        "https://huggingface.co/papers/2606.06625",
    ],
)
def test_every_name_of_an_arxiv_paper_is_one_key(text: str) -> None:
    assert arxiv_key(text) == identify(text) == "arxiv:2606.06625"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("hep-th/9901001v2", "arxiv:hep-th/9901001"),
        ("math.GT/0309136", "arxiv:math/0309136"),
        ("https://arxiv.org/abs/astro-ph/0608001", "arxiv:astro-ph/0608001"),
        ("0704.0001", "arxiv:0704.0001"),
        ("2613.00001", None),
        ("1234", None),
        ("2606.06625 and more", "arxiv:2606.06625"),
        ("foo/9901001", None),
    ],
)
def test_old_ids_and_what_is_no_id(text: str, key: str | None) -> None:
    assert arxiv_key(text) == key


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("10.1371/Journal.pmed.1000097", "doi:10.1371/journal.pmed.1000097"),
        ("https://dx.doi.org/10.4039/tce.2021.38?rft_dat=source%3Ddrss", "doi:10.4039/tce.2021.38"),
        ("doi:10.1101/2023.12.16.571984", "doi:10.1101/2023.12.16.571984"),
        ("https://www.biorxiv.org/content/10.64898/2026.01.19.700241v1.full", "doi:10.64898/2026.01.19.700241"),
        ("10.26434/chemrxiv-2024-abcde/v1", "doi:10.26434/chemrxiv-2024-abcde"),
        ("https://onlinelibrary.wiley.com/doi/full/10.1002/tax.12650?af=R", "doi:10.1002/tax.12650"),
        (
            "https://journals.plos.org/plosone/article?id=10.1371/journal.pone.0258454",
            "doi:10.1371/journal.pone.0258454",
        ),
        ("https://pubs.acs.org/jacsat/article/doi/10.1021/jacs.6c12595/5291658/A-Title", "doi:10.1021/jacs.6c12595"),
        ("(10.1016/S0140-6736(20)30183-5).", "doi:10.1016/s0140-6736(20)30183-5"),
        ("10.1/x", None),
        ("no doi here", None),
    ],
)
def test_every_way_to_write_a_doi_is_one_key(text: str, key: str | None) -> None:
    assert doi_key(text) == key


def test_an_address_has_one_spelling() -> None:
    assert url_key("HTTP://www.Example.org:80/a/?utm_source=x&rss=1&id=7#top") == "url:https://example.org/a?id=7"
    assert url_key("https://example.org/a?id=7") == "url:https://example.org/a?id=7"
    assert url_key("javascript:alert(1)") is None
    assert url_key("http://[bad") is None


def test_versions_and_pubmed_ids_are_read() -> None:
    assert [version_of(text) for text in ("2503.12749v2", "2503.12749", "hep-th/9901001v11")] == [
        2,
        1,
        11,
    ]
    assert version_of("http://biorxiv.org/cgi/content/short/2023.12.16.571984v3?rss=1") == 3
    assert version_of("https://www.biorxiv.org/content/10.64898/2026.01.19.700241v2") == 2
    assert (
        pmid_key("https://pubmed.ncbi.nlm.nih.gov/34929406/?utm_source=x")
        == pmid_key("pubmed:34929406")
        == "pmid:34929406"
    )


@pytest.mark.parametrize(
    ("typed", "canonical"),
    [("CS.CL", "cs.CL"), ("Quant-PH", "quant-ph"), ("COND-MAT.MTRL-SCI", "cond-mat.mtrl-sci"), ("math.ag", "math.AG"),
     ("Physics.Bio-Ph", "physics.bio-ph"), ("astro-ph.ga", "astro-ph.GA"), ("q-bio", "q-bio")],
)  # fmt: skip
def test_a_category_is_spelt_as_arxiv_spells_it(typed: str, canonical: str) -> None:
    assert category(typed) == canonical


def test_papers_are_found_in_what_people_type() -> None:
    text = (
        "What about <https://arxiv.org/abs/2606.06625v1|this>, arXiv:2503.12749, 2606.06633 and doi.org stuff: "
        "https://doi.org/10.1371/journal.pmed.1000097). Also 10.1038/s41586-024-07735-z, PMID: 123, again 2606.06625."
    )
    assert find_links(text) == (
        "arxiv:2606.06625",
        "arxiv:2503.12749",
        "arxiv:2606.06633",
        "doi:10.1371/journal.pmed.1000097",
        "doi:10.1038/s41586-024-07735-z",
        "pmid:123",
    )


@pytest.mark.parametrize(
    "text", ["I paid 1234.56789 for it", "version 2606.066251", "call 2606.0662-5", "https://x.example/2606.06625x"]
)
def test_numbers_are_not_papers(text: str) -> None:
    assert find_links(text) == ()
