"""Where sentences end, and where they do not."""

import pytest

from bot.papers import display, sentences


@pytest.mark.parametrize(
    "text",
    [
        "Smith et al. (2020) show it in Fig. 3, e.g. for C. elegans vs. E. coli.",
        "The value is 3.14, i.e. about 2.5 times the rest, cf. No. 5 and Sec. 2.",
        "It was found by J. R. R. Tolkien and D. Knuth in St. Louis.",
        "The test (see Fig. 2. Also Table 3) holds at p < 0.05.",
        "We report approx. 5% in the U.S. Army and at 10 a.m. in Eq. (4).",
        "It rose to 5.2 s.d. above the mean … and fell again.",
        "The genus Panthera sp. nov. is described here.",
        "We use the i.i.d. assumption and mmWave radar.",
    ],
)
def test_one_sentence_stays_one(text: str) -> None:
    assert sentences(text) == (text,)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("We find it. It holds. Does it? Yes! Good.", 5),
        ("It was shown by Smith et al. We extend it.", 2),
        ("We measure vitamin C. The level is low.", 2),
        ("It is 5 km. 3D models help. (See below.) Done.", 4),
        ("He said “we are done.” They left. See [2] for it.", 3),
        ("Wait... The end. And so on, etc. However, it works.", 4),
        ("First line\n\nsecond paragraph. Third", 3),
        ("causing error propagation.In this paper, we study it.", 2),
        ("patterns. mmWave radar works. α-attractors appear.", 3),
        ("这是第一句。这是第二句。", 2),
    ],
)
def test_sentences_are_told_apart(text: str, count: int) -> None:
    assert len(sentences(text)) == count


def test_a_label_stays_with_its_sentence() -> None:
    text = "BACKGROUND: Preterm birth is common. It matters.\n\nMethods. We looked at 5.2 million births."
    text += "\n\nResults:\n\nNone."
    assert sentences(display(text)) == (
        "BACKGROUND: Preterm birth is common.",
        "It matters.",
        "Methods. We looked at 5.2 million births.",
        "Results:\n\nNone.",
    )


def test_an_unclosed_bracket_does_not_swallow_the_rest() -> None:
    assert len(sentences("We test (a) and ( b. It works. It is fast.")) == 3
