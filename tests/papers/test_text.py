"""The cleaner's table, case by case, on real strings."""

import json
from pathlib import Path

import pytest

from bot.papers import clean, clean_title, display, display_title, plain_text, sentences, urls

SHARED = Path(__file__).parents[3] / "shared" / "fixtures"


@pytest.mark.parametrize(
    "told",
    [
        "arXiv:2605.10592v2 Announce Type: replace Abstract: Aging combined sewer systems",
        "arXiv:2604.21935v1 Announce Type: new \nAbstract: Aging combined sewer systems",
        "arXiv:hep-th/9901001v3 Announce Type: replace-cross  Abstract: Aging combined sewer systems",
        "Announce Type: cross Abstract: Aging combined sewer systems",
        "Authors:\n\nAging combined sewer systems",
    ],
)
def test_what_the_feed_put_before_an_abstract_is_gone(told: str) -> None:
    assert clean(told) == "Aging combined sewer systems"


def test_an_announcement_inside_a_text_is_text() -> None:
    text = "We parse the words Announce Type: new Abstract: as they stand."
    assert clean(text) == text


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("essay scoring ``neurons'' and `immersion'", "essay scoring “neurons” and ‘immersion’"),
        ("a resolution of 0.1'' and don't", "a resolution of 0.1'' and don't"),
        (r"up to $1.6\times$ to $3.8\times$", "up to 1.6× to 3.8×"),
        (r"$\alpha$-synuclein at $10^{-3}$ and $T=0.5$", "α-synuclein at 10⁻³ and T=0.5"),
        (r"H$_2$O, CO$_2$, $M_\odot$, ${\rm M}_{\odot}$, $f_{\rm NL}$", "H₂O, CO₂, M⊙, M⊙, f_NL"),
        (r"$\mathbb{R}^n$, $\hat{x}_{ij}$, $90^\circ$, $O(n \log n)$", "ℝⁿ, x̂ᵢⱼ, 90°, O(n log n)"),
        (r"$\frac{a+1}{b}$ and $\sqrt{x+1}$ and $\gtrsim 2$", "(a+1)/b and √(x+1) and ≳ 2"),
        ("it costs $5 and $10, or from $20 to $30", "it costs $5 and $10, or from $20 to $30"),
        (r"\$4,500/task to GPT-5.2's \$1,503", "$4,500/task to GPT-5.2's $1,503"),
        ("Component~I and Component~II in Fig.~3", "Component\u00a0I and Component\u00a0II in Fig.\u00a03"),
        ("galaxies at z~2-7 with ~5% and (~450 ms)", "galaxies at z~2-7 with ~5% and (~450 ms)"),
        ("CC~BY~4.0, NGC~6681, as in~\\cite{Smith2020}", "CC\u00a0BY\u00a04.0, NGC\u00a06681, as in\u00a0[Smith2020]"),
        ("1--5 human--AI teams --- all of them", "1–5 human–AI teams — all of them"),
        ("run it with --help or <!-- a comment -->", "run it with --help or <!-- a comment -->"),
        (r"83\% of R\&D in a\_b, \#1", "83% of R&D in a_b, #1"),
        (r"Milovi\'c, Jovan\v{c}evi\'{c}, G\"odel, {\O}rsted, S\o ren", "Milović, Jovančević, Gödel, Ørsted, Søren"),
        (r"na\"{\i}ve and \c{C}elik and \L{}ukasz", "naïve and Çelik and Łukasz"),
        (r"\emph{in vivo} \textbf{a \texttt{b}} {\it c}", "in vivo a b c"),
        (r"\url{https://a.example/x_y--z}", "https://a.example/x_y--z"),
        (r"see \href{https://x.example/y}{our page}", "see our page (https://x.example/y)"),
        (r"https://github.com/foo\_bar~baz", "https://github.com/foo_bar~baz"),
        (r"C:\Users\me, \ours{} and \method", r"C:\Users\me, \ours and \method"),
        ("set {a, b} and 812{,}118 quasars", "set {a, b} and 812,118 quasars"),
        ("{beta}-catenin, 5 {+/-} 3 {degrees}C, {Delta}G", "β-catenin, 5 ± 3 °C, ΔG"),
        (r"\begin{equation} E = mc^2 \end{equation} holds", "E = mc² holds"),
    ],
)
def test_tex_reads_as_text(source: str, shown: str) -> None:
    assert display(source) == shown


def test_a_comparison_is_not_markup() -> None:
    assert display(clean("p<0.001 and a < b > c & d", html=True)) == "p<0.001 and a < b > c & d"


def test_paragraphs_stay_and_wrapped_lines_join() -> None:
    text = "The basis confines it\nto translation.\n  We introduce a non-\nlinear map.\n\nIt works."
    assert display(text) == "The basis confines it to translation.\n\nWe introduce a non-linear map.\n\nIt works."


def test_indented_lines_inside_a_sentence_are_no_paragraphs() -> None:
    assert display("resolving the initial\n  singularity through\n  a bounce.") == (
        "resolving the initial singularity through a bounce."
    )


def test_a_title_is_one_line_without_the_old_feeds_suffix() -> None:
    old = "MOEF: Modeling Occasion Evolution in\n  Frequency Domain. (arXiv:2112.13747v6 [cs.LG] UPDATED)"
    assert clean_title(old) == "MOEF: Modeling Occasion Evolution in Frequency Domain"
    assert display_title("A\n  B--C") == "A B–C"


def test_plos_html_becomes_labelled_paragraphs() -> None:
    html = "<p>by Kelly Hughes, Rui Wang</p>\n<h3>Background</h3><p>Preterm &lt;birth&gt; &amp;amp; <i>E. coli</i>.</p>"
    assert clean(html, html=True).startswith("by Kelly Hughes, Rui Wang\n\nBackground: Preterm <birth> &amp; E. coli.")


def test_a_flattened_byline_is_no_abstract() -> None:
    flat = "Authors:\n\nby Kelly Hughes, David Nguyen, Rui Wang Background Spontaneous preterm birth is the cause."
    assert clean(flat) == "Background: Spontaneous preterm birth is the cause."


def test_run_in_headings_become_labels() -> None:
    text = "BackgroundThe cause is unknown.ResultsWe find it. ConclusionsThis matters."
    assert display(text).split("\n\n") == [
        "Background: The cause is unknown.",
        "Results: We find it.",
        "Conclusions: This matters.",
    ]


def test_markup_is_dropped_and_entities_are_decoded_once() -> None:
    html = "<script>alert(1)</script><p onclick=a>10<sup>-3</sup> &amp;lt;b&amp;gt;<br/>CO<sub>2</sub></p>"
    html += "<style>p{}</style>"
    assert plain_text(html) == "10⁻³ &lt;b&gt;\nCO₂"


@pytest.mark.parametrize("text", ["<!channel> urgent", "<@U012ABCDEF> look", "<https://evil.example/login|arxiv.org>"])
def test_control_sequences_of_chats_stay_visible_text(text: str) -> None:
    assert plain_text(text) == text


def test_invisible_characters_are_gone_and_piles_of_marks_are_capped() -> None:
    assert clean("Hu\u200bman\u200d-AI inter\u00adaction\x00\x1b") == "Human-AI interaction"
    assert clean("Safe \u202eFDP.exe\u202c title \u2066x\u2069") == "Safe FDP.exe title x"
    assert clean("a\ud800b") == "a\ufffdb"
    assert len(clean("Z" + "\u0316\u0317\u0318" * 300 + "algo")) <= 8
    assert clean("👩\u200d💻 می\u200cخواهم") == "👩\u200d💻 می\u200cخواهم"


def test_the_stop_behind_an_address_is_the_sentences() -> None:
    text = "Project Page: https://showlab.github.io/ActionMap/. Code (https://x.example/a_(b)), too."
    assert urls(text) == ("https://showlab.github.io/ActionMap/", "https://x.example/a_(b)")


@pytest.mark.skipif(not SHARED.exists(), reason="the collected seed entries are not here")
def test_the_seeds_entries_read_like_their_arxiv_records() -> None:
    seed = SHARED / "seed_case" / "seed_entries_with_originals.jsonl"
    rows = map(json.loads, seed.read_text(encoding="utf-8").splitlines())
    pairs = [(row["seed_body"], row["arxiv_source_record"]["summary"]) for row in rows if row["arxiv_source_record"]]
    assert len(pairs) == 11
    for fed, recorded in pairs:
        assert display(clean(fed)).split() == display(clean(recorded)).split()
        assert [" ".join(s.split()) for s in sentences(display(clean(fed)))] == [
            " ".join(s.split()) for s in sentences(display(clean(recorded)))
        ]
