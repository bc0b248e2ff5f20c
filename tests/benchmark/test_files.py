"""Reading lists as people keep them: what is understood of them, and what is said of the rest."""

import codecs

import pytest

from bot.benchmark.files import parse
from bot.benchmark.files.entries import PlainEntry


def only(text: str) -> PlainEntry:
    (found,) = parse(text.encode())["entries"]
    return found


def titles(text: str) -> list[str]:
    return [found["title"] for found in parse(text.encode())["entries"]]


def test_a_bibtex_entry_gives_title_authors_abstract_and_every_id() -> None:
    found = only(r"""
        @article{m2020, title = {{DNA} origami of G{\"o}del's \emph{caf\'e}}, author = "M{\"u}ller, Klaus and
        de la Cruz, Ana and {The ATLAS Collaboration} and others", abstract={It costs 50\%. $\alpha$-helices win.},
        doi = {https://doi.org/10.1371/JOURNAL.pmed.1000097}, eprint = {2401.00001v2}, archivePrefix = {arXiv},
        pmid = {123456}, journal = {Nature {P}hysics}}
    """)
    assert found["title"] == "DNA origami of Gödel's café"
    assert found["authors"] == ["Klaus Müller", "Ana de la Cruz", "The ATLAS Collaboration"]
    assert found["abstract"] == "It costs 50%. α-helices win."
    assert found["journal"] == "Nature Physics"
    assert found["keys"] == ["arxiv:2401.00001", "doi:10.1371/journal.pmed.1000097", "pmid:123456"]


def test_strings_and_pieces_joined_by_a_hash_are_put_together() -> None:
    found = only("""@string{net = "Neural " # {Networks}} @STRING(of = { of #1})
        @misc{a, title = "On " # NET # of # unknown}""")
    assert found["title"] == "On Neural Networks of #1unknown"


def test_strings_that_hold_each_other_twice_do_not_grow_without_end() -> None:
    doubled = "".join(f"@string{{a{n + 1} = a{n} # a{n}}}\n" for n in range(60))
    assert len(only(f"@string{{a0={{{'x' * 99}}}}}\n{doubled}@misc{{k, title=a60}}")["title"]) == 1_000


def test_nested_braces_brackets_comments_and_a_last_comma_are_read() -> None:
    text = """Notes before. @comment{ @article{no, title={No}} } @preamble{"x"}
        @article(one, title = {A {Deeply {Nested}} title},)
        @ARTICLE {two , TITLE={Two}
        }"""
    assert titles(text) == ["A Deeply Nested title", "Two"]


def test_a_broken_entry_costs_itself_alone_and_is_told_with_its_line() -> None:
    reply = parse(b"@misc{a, title={Never closed\n@misc{b, title={Good}}\n@misc{c title={No comma}}\n@misc{d, x={y}}")
    assert [found["title"] for found in reply["entries"]] == ["Good"]
    assert reply["left_out"] == 3
    assert "line 1 (“@misc{a, title={Never closed”) cannot be read" in reply["rejected"][0]
    assert "line 3" in reply["rejected"][1]
    assert reply["rejected"][2] == "The entry “d” in line 4 has neither a title nor an id."


def test_entries_under_one_name_and_fields_given_twice_all_count() -> None:
    assert titles("@misc{a, title={One}}\n@misc{a, title={Two}}\n@misc{b, title={First}, title={Second}}") == [
        "One",
        "Two",
        "First",
    ]


@pytest.mark.parametrize(
    ("field", "key"),
    [
        ("journal={arXiv preprint arXiv:2401.00001}", "arxiv:2401.00001"),
        ("url={https://arxiv.org/abs/cs/0102003}", "arxiv:cs/0102003"),
        ("eprint={123}, eprinttype={pubmed}", "pmid:123"),
        ("note={PMID: 77}", "pmid:77"),
        ("pmcid={PMC7383595}", "pmcid:PMC7383595"),
        ("url={https://journal.example/a?utm_source=x}", "url:https://journal.example/a"),
    ],
)
def test_an_id_is_found_wherever_people_put_it(field: str, key: str) -> None:
    assert only(f"@misc{{a, title={{T}}, {field}}}")["keys"] == [key]


def test_an_address_is_no_key_where_an_id_names_the_paper() -> None:
    found = only("@misc{a, title={T}, doi={10.1371/x}, url={https://journal.example/a}}")
    assert found["keys"] == ["doi:10.1371/x"]


RIS = """TY  - JOUR
TI  - Growing tea
  in cells
AU  - Lovelace, Ada
AU  - Hopper, G.
AB  - We grow <i>tea</i>.
DO  - 10.1371/journal.pmed.1000097
DB  - PubMed
AN  - 123456
UR  - https://journal.example/tea
ER  -

TY  - JOUR
AB  - No title, no id.
ER  -
TY  - CONF
T1  - Never ended
UR  - https://arxiv.org/abs/2401.00001v3
TY  - BOOK
TI  - The last
"""


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_ris_is_read_to_the_end_with_all_authors_whatever_ends_its_lines(ends: str) -> None:
    reply = parse(RIS.replace("\n", ends).encode())
    first = reply["entries"][0]
    assert reply["kind"] == "RIS"
    assert [found["title"] for found in reply["entries"]] == ["Growing tea in cells", "Never ended", "The last"]
    assert (first["authors"], first["abstract"]) == (["Ada Lovelace", "G. Hopper"], "We grow tea.")
    assert first["keys"] == ["doi:10.1371/journal.pmed.1000097", "pmid:123456"]
    assert reply["rejected"] == ["The entry that begins in line 13 has neither a title nor an id."]


def test_a_text_names_papers_by_any_id_or_link() -> None:
    text = """# my list
        1. 2401.00001v2
        - arXiv:cs/0102003
        https://doi.org/10.1371/journal.pmed.1000097.
        38012345
        PMID: 77
        PMC7383595
        https://www.journal.example/a?utm_source=mail
        see you tomorrow"""
    reply = parse(text.encode())
    assert [found["keys"] for found in reply["entries"]] == [
        ["arxiv:2401.00001"],
        ["arxiv:cs/0102003"],
        ["doi:10.1371/journal.pmed.1000097"],
        ["pmid:38012345"],
        ["pmid:77"],
        ["pmcid:PMC7383595"],
        ["url:https://journal.example/a"],
    ]
    assert reply["rejected"][0].startswith("Line 9 (“see you tomorrow”) names no paper: write an arXiv id")


@pytest.mark.parametrize(
    "body",
    [
        "@misc{a, title={Café}}".encode(),
        "@misc{a, title={Café}}".encode("latin-1"),
        codecs.BOM_UTF8 + "@misc{a, title={Café}}".encode(),
        "@misc{a, title={Café}}".encode("utf-16"),
    ],
)
def test_every_usual_way_to_write_letters_is_read(body: bytes) -> None:
    assert parse(body)["entries"][0]["title"] == "Café"


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (b" \n", "This file is empty."),
        (b"%PDF-1.7 and so on", "This is no text file."),
        (b"PK\x03\x04\0\0", "This is no text file."),
        (b"<!DOCTYPE html><html>2401.00001", "This is a web page"),
        (b"hello\nworld", "No paper was understood in this file. I read BibTeX"),
        (b"x" * (5 * 1024 * 1024 + 1), "5 MB is the limit"),
    ],
)
def test_what_is_no_reading_list_is_refused_in_a_sentence(body: bytes, told: str) -> None:
    with pytest.raises(ValueError, match=told.replace(".", r"\.")):
        parse(body)


def test_of_many_bad_lines_the_first_are_told_and_all_are_counted() -> None:
    reply = parse(("2401.00001\n" + "nothing\n" * 50).encode())
    assert (len(reply["rejected"]), reply["left_out"]) == (20, 50)


def test_a_list_of_more_papers_than_may_be_is_read_that_far() -> None:
    reply = parse("\n".join(f"pmid:{number}" for number in range(1, 10_002)).encode())
    assert len(reply["entries"]) == 10_000
    assert reply["rejected"] == ["A list may hold 10,000 papers; the rest of this one was not read."]
