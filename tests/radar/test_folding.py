"""Folding: a word and its other spellings become one token, and words that only look alike do not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.papers.wordlist import wordlist
from bot.radar.compounds import COMPOUNDS
from bot.radar.folding import BORDER, fold, surfaces
from bot.radar.paths import paths
from bot.radar.words import Words


def tokens(text: str) -> list[str]:
    return [token for surface in surfaces(text) for token in fold(surface)]


@pytest.mark.parametrize(
    ("plural", "singular"),
    [
        line.split()
        for line in """
        models model|galaxies galaxy|matrices matrix|nuclei nucleus|analyses analysis|hypotheses hypothesis|axes axis
        spectra spectrum|criteria criterion|phenomena phenomenon|bacteria bacterium|mitochondria mitochondrion
        vertices vertex|indices index|viruses virus|biases bias|lenses lens|gases gas|classes class|processes process
        boxes box|indexes index|niches niche|caches cache|branches branch|approaches approach|batches batch|meshes mesh
        cases case|databases database|diseases disease|responses response|sizes size|quizzes quiz|heroes hero
        movies movie|ties tie|strategies strategy|studies study|queries query|mice mouse|children child|women woman
        curves curve|waves wave|halves half|leaves leaf|metrics metric|heuristics heuristic|campuses campus
        supernovae supernova|nebulae nebula|formulae formula|algae alga|loci locus|stimuli stimulus|cortices cortex
        corpora corpus|genera genus|optima optimum|automata automaton|kilonovae kilonova|calories calorie
        optimizes optimize|fluxes flux|complexes complex|dialyses dialysis|syntheses synthesis|diagnoses diagnosis
        doses dose|toes toe|shoes shoe|vetoes veto|gpus gpu|plateaus plateau|menus menu|networks network|genes gene
        """.replace("\n", "|").split("|")
        if line.strip()
    ],
)
def test_a_plural_and_its_singular_are_one_token(plural: str, singular: str) -> None:
    assert tokens(plural) == tokens(singular)


@pytest.mark.parametrize(
    "word",
    sorted(
        wordlist(
            "bias lens physics mathematics series species news analysis virus chaos this across less gas corpus is"
        )
    ),
)
def test_a_word_that_only_ends_in_s_is_left_alone(word: str) -> None:
    assert tokens(word) == [word]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        line.split()
        for line in """
        operation operator|relative relation|generation generative|numeric numerical|adaptive adaptation
        physics physical|rag fragment|sam same|ion ionic|ode model|gan began|us use|cas case|axe axis|aids aid|sars sar
        general generally|optimal optimization|universe university|organ organization|policy police
        model modeling|dynamic dynamics
        """.replace("\n", "|").split("|")
        if line.strip()
    ],
)
def test_words_that_only_look_alike_stay_apart(first: str, second: str) -> None:
    assert tokens(first) != tokens(second)


@pytest.mark.parametrize(
    ("british", "american"),
    [
        line.split()
        for line in """
        tumour tumor|tumours tumors|behaviour behavior|colour color|centre center|fibres fibers|modelling modeling
        labelled labeled|optimisation optimization|optimise optimize|generalises generalizes|recognising recognizing
        analysed analyzed|anaemia anemia|leukaemia leukemia|ischaemic ischemic|haemoglobin hemoglobin|grey gray
        artefacts artifacts|catalogue catalog|sulphur sulfur|ageing aging|disc disk|programme program|oestrogen estrogen
        organisational organizational|unnormalised unnormalized|paediatric pediatric|neighbourhoods neighborhoods
        """.replace("\n", "|").split("|")
        if line.strip()
    ],
)
def test_british_and_american_spelling_are_one_token(british: str, american: str) -> None:
    assert tokens(british) == tokens(american)


@pytest.mark.parametrize(
    "word", sorted(wordlist("exercise precise noise rise wise promise otherwise disease raise premise rigorous four"))
)
def test_words_that_merely_look_british_are_left_alone(word: str) -> None:
    assert tokens(word) == [word]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("vision–language", "vision language"),
        ("vision-\nlanguage", "vision language"),
        ("and/or_x", "and or x"),
        ("naïve Schrödinger Ørsted Łódź", "naive schrodinger orsted lodz"),
        ('Schr\\"odinger Poincar\\\'{e} \\v{C}ech na{\\"\\i}ve', "schrodinger poincare cech naive"),
        ("$\\alpha$-synuclein α-synuclein", "alpha synuclein alpha synuclein"),
        ("TGFβ1 TGF-β1 IFNγ γδ ΛCDM", "tgf beta1 tgf beta1 ifn gamma gamma delta lambda cdm"),
        ("α's γ'δ β.5", "alpha gamma delta beta 5"),
        ("5 μm Δt σ-algebra", "5 mu m delta t sigma algebra"),
        ("H$_2$O H₂O CO$_{2}$ CO_2", "h2o h2o co2 co2"),
        ("$k$-means $C^*$-algebras $\\ell_1$", "k mean c algebra l1"),
        ("{\\em phase mixing} \\textbf{bold} \\emph{x}y", "phase mixing bold xy"),
        ("$\\mathcal{N}=4$ $10^{-3}$", "n 4 10 3"),
        ("Component~I", "component i"),
        ("3.5 1,000 v1.2.3 1,2,3", "3.5 1000 v1.2.3 1 2 3"),
        ("C++ C# F# R&D C", "c++ c# f# r d c"),
        ("U.S. e.g., i.e. C.elegans", "us eg ie c elegan"),
        ("5'-UTR 5′-UTR 3’UTR", "5 utr 5 utr 3 utr"),
        ("Alzheimer's Parkinson’s don't O'Neil", "alzheimer parkinson dont oneil"),
        ("LLMs GPUs CPUs LLM's", "llm gpu cpu llm"),
        ("(multi-modal), [x]; “quoted”", "multi modal x \n quoted"),
        ("a model. Code is", "a model \n code is"),
        ("C. elegans E. coli et al. vs. x", "c elegan e coli et al vs x"),
        ("(end.) Next! Why? so: yes; no", "end \n next \n why \n so \n yes \n no"),
        ("one\n  two", "one \n two"),
        ("one\n\ntwo", "one \n two"),
        ("line one\nline two", "line one line two"),
        ("pri\u200bvacy hu\u00adman \u202eabc", "privacy human abc"),
        ("ﬁne ＦＵＬＬ ½", "fine full 1 2"),
        ("強化学習 🤖", "強 化 学 習 🤖"),
    ],
)
def test_text_becomes_these_tokens(text: str, expected: str) -> None:
    assert tokens(text) == [token or BORDER for token in expected.split(" ") if token != ""]


def test_acronyms_are_known_by_their_capitals() -> None:
    words = Words("We use LLMs, U.S. data, AIDS and RAG; SAM is not Sam, GPT-4 is.")
    assert set(words.capitals.values()) == {"LLM", "US", "AIDS", "RAG", "SAM", "GPT"}
    assert [words.tokens[at] for at in words.capitals] == ["llm", "us", "aids", "rag", "sam", "gpt"]


@pytest.mark.parametrize(
    ("typed", "spellings"),
    [
        ("pre-training", {"pre training", "pretraining"}),
        ("pretraining", {"pretraining", "pre training"}),
        ("GPT-4o", {"gpt 4o", "gpt4o"}),
        ("3D", {"3d", "3 d"}),
        ("3-D", {"3 d", "3d"}),
        ("p53", {"p53"}),
        ("p-53", {"p 53", "p53"}),
        ("COVID-19", {"covid 19", "covid19"}),
        ("RAG", {"RAG"}),
        ("ΛCDM", {"lambda CDM", "lambdacdm"}),
        ("over time", {"over time"}),
        ("immun*", {"immun*"}),
        ("optimis*", {"optimis*", "optimiz*"}),
        ("Attention: a study", {"attention a study", "attention \n a study"}),
    ],
)
def test_a_term_is_looked_for_in_every_spelling(typed: str, spellings: set[str]) -> None:
    assert {" ".join(path) for path in paths(typed)} == spellings


LETTERS = st.text(st.sampled_from("aSsαβς'’.,1+#-_$\\{}^~ \nΩé\u0301強🤖<&*\"()"), max_size=40)


@settings(deadline=None, max_examples=400)
@given(st.one_of(LETTERS, st.text(max_size=400)))
def test_any_text_folds_and_its_borders_stay_in_step(text: str) -> None:
    words = Words(text)
    assert len(words.tokens) == len(words.plain)
    assert all(words.tokens)
    assert all((token == BORDER) == (plain == BORDER) for token, plain in zip(words.tokens, words.plain, strict=True))


@settings(deadline=None)
@given(st.text(st.characters(categories=["Ll", "Lu", "Lo", "Nd"]), min_size=1, max_size=12))
def test_capitals_make_no_other_token(word: str) -> None:
    once = tokens(word)
    assert [token for part in once for token in tokens(part)] or not once
    assert tokens(word.lower()) == tokens(word.casefold().lower()) or not word.isascii()


def test_long_runs_of_marks_do_not_slow_it_down() -> None:
    assert tokens("e" + "\u0301\u0323" * 50_000) == ["e"]
    assert len(tokens("e" + "\u0591\u05ae" * 2_000)) < 20


@pytest.mark.parametrize(
    "pair",
    [
        *("synopses synopsis", "thromboses thrombosis", "strata stratum", "taxa taxon", "sera serum", "atria atrium"),
        *("lemmata lemma", "tableaux tableau", "bronchi bronchus", "aortae aorta", "trellises trellis"),
        *("leucocytes leukocyte", "haemolytic hemolytic", "gynaecologist gynecologist", "dyspnoea dyspnea"),
        *("epicentre epicenter", "nanofibres nanofiber", "tumourigenic tumorigenic", "honourable honorable"),
        *("remodelling remodeling", "mislabelled mislabeled", "rasterisation rasterization", "oedema edema"),
        *("symmetrisation symmetrization", "revascularisation revascularization", "palaeolithic paleolithic"),
    ],
)
def test_a_rarer_plural_and_a_british_spelling_fold_to_the_common_form(pair: str) -> None:
    one, other = pair.split()
    assert tokens(one) == tokens(other)


@pytest.mark.parametrize("word", ["subspecies", "timeseries", "bases", "hour", "course", "exercise", "aesthetic"])
def test_a_word_that_only_looks_like_a_plural_or_british_is_kept(word: str) -> None:
    assert tokens(word) in ([word], ["base"])


def test_a_compound_table_entry_folds_to_the_words_it_is_made_of() -> None:
    for solid, parts in COMPOUNDS.items():
        assert tokens(solid) == [solid]
        assert tokens("-".join(parts)) == list(parts)
