"""The values of BibTeX fields: pieces in braces or quotes, names of strings, joined by ``#``."""

from collections.abc import Iterator, Mapping

LONGEST = 100_000


def resolved(raw: str, strings: Mapping[str, str]) -> str:
    """The value that stands there; strings that hold strings never make it longer than ``LONGEST``."""
    value = ""
    for piece in _pieces(raw):
        value += _one(piece, strings)
        if len(value) > LONGEST:
            return value[:LONGEST]
    return value


def _one(piece: str, strings: Mapping[str, str]) -> str:
    for opening, closing in (("{", "}"), ('"', '"')):
        if len(piece) > 1 and piece.startswith(opening) and piece.endswith(closing):
            return piece[1:-1]
    return strings.get(piece.lower(), piece)


def _pieces(raw: str) -> Iterator[str]:
    """The pieces between the ``#`` that stand outside braces and quotes."""
    if "#" not in raw:
        yield raw.strip()
        return
    start, depth, quoted = 0, 0, False
    for at, character in enumerate(raw):
        if character == "\\":
            continue
        if character in "{}":
            depth += 1 if character == "{" else -1
        elif character == '"' and not depth:
            quoted = not quoted
        elif character == "#" and not depth and not quoted:
            yield raw[start:at].strip()
            start = at + 1
    yield raw[start:].strip()
