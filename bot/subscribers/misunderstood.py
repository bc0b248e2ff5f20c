"""What a person is told when a time, a day or a zone cannot be understood."""

import unicodedata


class Misunderstood(Exception):  # noqa: N818 - said to the person, not to a programmer
    """A setting that cannot be understood; ``sentence`` says what is wrong and what to write instead."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def plain(text: str) -> str:
    """What a person typed, in lower case on one line, with the digits of any script as 0 to 9."""
    text = unicodedata.normalize("NFKC", text[:200])
    digits = (str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text if c.isprintable() or c.isspace())
    return " ".join("".join(digits).casefold().split())


def quoted(text: str) -> str:
    """A little of what was typed, to say back."""
    shown = " ".join("".join(c for c in text[:200] if c.isprintable() or c.isspace()).split())
    return f'"{shown[:39]}…"' if len(shown) > 40 else f'"{shown}"'
