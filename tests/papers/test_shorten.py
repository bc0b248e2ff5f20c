"""Cutting for show."""

from bot.papers import grapheme_boundary, shorten


def test_a_cut_ends_at_a_sentence() -> None:
    text = "The first sentence is whole. The second one is much too long to be shown here at all."
    assert shorten(text, 50) == "The first sentence is whole. …"


def test_a_cut_inside_a_sentence_ends_at_a_word() -> None:
    assert shorten("one two three four five six seven", 20) == "one two three four…"
    assert shorten("short", 5) == "short"


def test_a_long_word_is_cut_between_characters_as_readers_see_them() -> None:
    family = "👩\u200d👩\u200d👧"
    assert shorten("xxxx" + family * 3, 7) == "xxxx…"
    assert shorten("e\u0301" * 10, 6).replace("…", "").count("e") == shorten("e\u0301" * 10, 6).count("\u0301")
    flags = "🇩🇪🇫🇷🇮🇹"
    assert grapheme_boundary(flags, 3) == 2
