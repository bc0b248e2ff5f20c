"""Two records without a key in common are one work when title, first author and year agree, and only then."""

from dataclasses import replace
from datetime import date

import pytest

from bot.papers import Record, in_conflict, is_same_work, likeness

TITLE = "The role of α-synuclein in a mouse model of early disease"


def told(**changed: object) -> Record:
    plain = Record(
        source="biorxiv",
        keys=frozenset({"doi:10.1101/2026.01.02.1"}),
        title=TITLE,
        authors=("Jörg Müller", "Ada Lovelace"),
        published_on=date(2026, 1, 2),
    )
    return replace(plain, **changed)  # type: ignore[arg-type]


JOURNAL = {"source": "pubmed:mice", "keys": frozenset({"doi:10.1038/s41586-026-1", "pmid:1"})}


@pytest.mark.parametrize(
    "title",
    [
        TITLE,
        "The Role of alpha-Synuclein in a Mouse Model of Early Disease.",
        r"The role of $\alpha$-synuclein in a mouse model of early disease",
        "The role of α‐synuclein in a mouse model of early  disease",
    ],
)
@pytest.mark.parametrize("author", ["Jörg Müller", "J. Muller", "Müller Jörg"])
def test_a_preprint_and_its_article_are_one_work_however_they_are_spelt(title: str, author: str) -> None:
    article = told(title=title, authors=(author,), published_on=date(2027, 2, 1), **JOURNAL)
    assert is_same_work(told(), article)


@pytest.mark.parametrize(
    "changed",
    [
        {"title": "The role of β-synuclein in a mouse model of early disease"},
        {"authors": ("Anna Schmidt", "Jörg Müller")},
        {"authors": ()},
        {"published_on": date(2028, 1, 1)},
        {"published_on": None},
    ],
)
def test_title_author_and_year_must_all_agree(changed: dict[str, object]) -> None:
    assert not is_same_work(told(), told(**{**JOURNAL, **changed}))


@pytest.mark.parametrize(
    "title",
    [
        "Introduction",
        "Editorial",
        "Deep learning",
        "Reply to comments on a mouse model of early disease",
        "",
        "$x^2$",
        "Author Correction: The role of synuclein in a mouse model of early disease",
        "Erratum to the role of mice in it",
    ],
)
def test_titles_that_many_works_bear_tell_nothing(title: str) -> None:
    assert likeness(title) is None


def test_a_title_without_spaces_between_words_can_be_told_apart() -> None:
    assert likeness("基于深度学习的医学图像分割方法研究") is not None


@pytest.mark.parametrize(
    ("one", "other", "conflict"),
    [
        ("arxiv:2601.00001", "arxiv:2601.00002", True),
        ("pmid:1", "pmid:2", True),
        ("doi:10.1038/a", "doi:10.1016/b", True),
        ("doi:10.1101/2026.01.02.1", "doi:10.64898/2026.01.02.2", True),
        ("doi:10.1101/2026.01.02.1", "doi:10.1038/a", False),
        ("doi:10.1101/2026.01.02.1", "doi:10.21203/rs.3.rs-1", False),
        ("arxiv:2601.00001", "doi:10.1038/a", False),
        ("url:https://a.example/1", "url:https://a.example/2", False),
    ],
)
def test_keys_of_which_a_work_has_but_one_keep_works_apart(one: str, other: str, conflict: bool) -> None:
    assert in_conflict({one, other}) is conflict
    assert is_same_work(told(keys=frozenset({one})), told(keys=frozenset({other}))) is not conflict
