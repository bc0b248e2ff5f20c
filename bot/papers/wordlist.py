"""Reads a table of words written as running text."""


def wordlist(text: str) -> frozenset[str]:
    """The words of ``text``, each once."""
    return frozenset(text.split())


def pairs(text: str) -> dict[str, str]:
    """The words of ``text`` taken two by two: what is looked up, and what is found."""
    words = text.split()
    return dict(zip(words[::2], words[1::2], strict=True))
