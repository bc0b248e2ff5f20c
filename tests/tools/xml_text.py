"""Writes text into XML."""

from xml.sax.saxutils import escape


def escaped(text: str) -> str:
    """``text`` with ``&``, ``<`` and ``>`` escaped."""
    return escape(text)


def element(indent: int, name: str, text: str) -> str:
    """An element that holds nothing but text."""
    return f"{' ' * indent}<{name}>{escape(text)}</{name}>"
