"""Makes the bytes of a feed fit for a parser, or says in a sentence why they are no feed."""

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDE = ((b"<\0\0\0", "utf-32-le"), (b"\0\0\0<", "utf-32-be"), (b"<\0?\0", "utf-16-le"), (b"\0<\0?", "utf-16-be"))
_DECLARED = re.compile(rb"(<\?xml[^>]{0,200}?encoding\s*=\s*)([\"'])[^\"']{1,60}\2")
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_REFERENCE = re.compile(rb"&#(?:(\d{1,20})|[xX]([0-9A-Fa-f]{1,16}));")
_LONG_RUN = re.compile(rb"[A-Za-z0-9_.+@-]{1001,}")
_ROOT = re.compile(rb"<(?:\w+:)?(rss|rdf|feed|channel|redirect)\b", re.IGNORECASE)
_PAGE = re.compile(rb"<!doctype\s+html|<html\b|<body\b|<head\b", re.IGNORECASE)
LONGEST_RUN = 1000


def mended(body: bytes) -> bytes:
    """The bytes in a form no parser chokes on.  Raises ``ValueError`` with a sentence when they are no feed."""
    body = _narrow(body)
    _refuse_other_things(body)
    if b"iso-2022" not in body[:200].lower():
        body = _CONTROL.sub(b"", body)
    body = _REFERENCE.sub(_character, body)
    return _LONG_RUN.sub(lambda run: run[0][:LONGEST_RUN], body)


def _narrow(body: bytes) -> bytes:
    """UTF-16 and UTF-32 as UTF-8, so that one set of rules fits all."""
    for mark, encoding in _BOMS:
        if body.startswith(mark):
            return _as_utf8(body[len(mark) :], encoding)
    for start, encoding in _WIDE:
        if body.startswith(start):
            return _as_utf8(body, encoding)
    return body


def _as_utf8(body: bytes, encoding: str) -> bytes:
    text = body.decode(encoding, "replace").encode()
    return _DECLARED.sub(rb"\1\2utf-8\2", text, count=1)


def _refuse_other_things(body: bytes) -> None:
    start = body[:4096].lstrip(b"\xef\xbb\xbf \t\r\n\0")
    if not body.strip(b"\xef\xbb\xbf \t\r\n\0"):
        raise ValueError("The feed is empty: its address answered without any content.")
    if start.startswith((b"{", b"[")):
        raise ValueError("This is JSON, not an RSS or Atom feed.")
    if start.startswith(b"%PDF"):
        raise ValueError("This is a PDF, not an RSS or Atom feed.")
    root, page = _ROOT.search(body[:65536]), _PAGE.search(body[:4096])
    if page and not (root and root.start() < page.start()):
        raise ValueError("This is a web page (a login, an error or a check for robots?), not an RSS or Atom feed.")
    if start.startswith(b"\x1f\x8b"):
        raise ValueError("This is a compressed file, not an RSS or Atom feed.")
    if root is None and b"<" not in body[:65536]:
        raise ValueError("This is plain text, not an RSS or Atom feed.")


def _character(reference: re.Match[bytes]) -> bytes:
    """A reference to no character (a surrogate, beyond Unicode, a control) would stop the parser for all entries."""
    code = int(reference[1]) if reference[1] else int(reference[2], 16)
    if code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        return b"&#65533;"
    if code < 0x20 and code not in (9, 10, 13):
        return b""
    return reference[0]
