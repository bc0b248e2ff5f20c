"""Makes text that others wrote harmless in Slack: no mention, no format, no link but the ones we build."""

import re
from urllib.parse import quote, urlsplit

_CONTROL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_SEQUENCE = re.compile(r"<(?=[!@#]|https?:|mailto:|tel:)", re.IGNORECASE)
_CALL = re.compile(r"@(?=channel|here|everyone|group)", re.IGNORECASE)
_MARKS = str.maketrans({"*": "∗", "~": "∼", "`": "ˋ"})
_EDGE_UNDERSCORE = re.compile(r"(?<!\w)_|_(?!\w)")
_QUOTE_LINE = re.compile(r"^(\s*)(?:>|&gt;)", re.MULTILINE)
_POSES_AS_ADDRESS = re.compile(r"https?:|www\.|\b[\w-]+\.[a-z]{2,}/", re.IGNORECASE)
_JOINER = "\u2060"  # shows nothing, and breaks a control sequence or a call in two


def calm(text: str) -> str:
    """Text without control, direction and invisible characters, in which no control sequence is whole.

    This form is for ``plain_text`` and ``rich_text``, where Slack parses nothing; the joiner is a second lock.
    """
    text = _SURROGATE.sub("\ufffd", _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))
    text = _SEQUENCE.sub(f"<{_JOINER}", text)
    return _CALL.sub(f"@{_JOINER}", text)


def escape(text: str) -> str:
    """Text as it must stand in ``mrkdwn``: cleaned, then ``&``, ``<`` and ``>`` written as entities, once."""
    return calm(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def inert(text: str) -> str:
    """Text for ``mrkdwn`` that shows as written: format marks become look-alikes, so none can take effect."""
    text = _EDGE_UNDERSCORE.sub("ˍ", text.translate(_MARKS))
    return escape(_QUOTE_LINE.sub(r"\1›", text))


def safe_url(url: str) -> str:
    """The address if it is plain ``http`` or ``https`` without a password, made safe for a link; else nothing."""
    url = _CONTROL.sub("", url.strip())
    try:
        parts = urlsplit(url)
        host, named = parts.hostname or "", parts.username is not None
    except ValueError:
        return ""
    if parts.scheme.lower() not in ("http", "https") or not host or named or len(url) > 2_000:
        return ""
    if _SURROGATE.search(url) or any(character.isspace() for character in parts.netloc):
        return ""
    return quote(url, safe="%/:=&?~#+!$,;'@()*[]-._")


def host_of(url: str) -> str:
    """The host an address leads to, for a reader."""
    return urlsplit(url).hostname or ""


def poses(label: str) -> bool:
    """Whether a label looks like an address, so that a link under it could mislead."""
    return bool(_POSES_AS_ADDRESS.search(label))


def link(url: str, label: str) -> str:
    """A ``mrkdwn`` link, or the label alone when the address may not be linked.

    A label that looks like an address itself is not linked; the host the link leads to stands behind it.
    """
    target = safe_url(url)
    shown = inert(label).replace("|", "¦").replace("\n", " ").strip()
    if not target or not shown:
        return shown
    target = target.replace("&", "&amp;")
    if poses(label):
        return f"{shown} (<{target}|{inert(host_of(target))}>)"
    return f"<{target}|{shown}>"
