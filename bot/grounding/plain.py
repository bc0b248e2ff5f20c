"""Plain sentences only: what a model writes is cleaned of what cannot be seen and refused when it holds an address."""

import html
import re
import unicodedata

from bot.papers import shorten
from bot.papers.scrub import scrub

MOST_CHARACTERS = 420
_FEWEST_WORDS = 4
_SELECTOR = re.compile("[\ufe00-\ufe0f]")  # variation selectors can spell out hidden bytes
_POINTER = re.compile(r"\s*[\[(]\s*(?:P\d+(?:\.?s\d+)?|s\d+)(?:\s*[,;–-]\s*(?:P\d+(?:\.?s\d+)?|s\d+))*\s*[\])]")
_EMPHASIS = re.compile(r"\*\*|__|`+|(?<!\w)[*_](?=\w)|(?<=\w)[*_](?!\w)|^(?:[-•*#>]+|\d+\.)\s+")
_HOSTS = (
    "com|org|net|edu|gov|mil|int|info|biz|name|io|ai|app|dev|co|me|ly|gg|gl|sh|to|tv|cc|ws|xyz|page|link|site|online|top|"
    "shop|club|icu|live|cloud|tech|example|test|invalid|localhost|onion|uk|de|fr|nl|it|es|pl|ru|cn|jp|kr|in|br|eu|ch|us"
)
_FORBIDDEN = (
    ("a link", r"\b[a-z][a-z0-9+.-]{1,20}:/?/|\b(?:javascript|data|mailto|tel|slack|file):\S|\bwww\.\S"),
    ("an e-mail address", r"[\w.+-]+@[\w-]+\.\w"),
    ("a web address", rf"\b[\w-]+(?:\.[\w-]+)*\.(?:{_HOSTS})\b(?![.\w-])|\b[\w-]+\.[a-z]{{2,}}/\S"),
    ("an identifier", r"\b10\.\d{4,9}/\S|\barxiv\s*:|(?<![\d.])\d{2}(?:0[1-9]|1[0-2])\.\d{4,5}(?:v\d+)?(?![\d.])"),
    ("a mention", r"(?<!\w)[@#]\w|<[@#!/a-z]|(?<![\w.])@(?:channel|here|everyone)\b"),
    ("markup", r"\]\s*[\[(]|^\s*\[\w+\]:|<[^<>\s][^<>]*>|[{}\\|]|```"),
    ("a reference inside the text", r"\bP\d+\.?s\d+\b|\[P\d+\]"),
)
_PATTERNS = tuple((name, re.compile(pattern, re.IGNORECASE)) for name, pattern in _FORBIDDEN)


def clean(text: str) -> str:
    """The text on one line without controls, invisible characters, entities, emphasis marks and inline pointers."""
    for _ in range(2):  # entities may be written twice, to be decoded into something live later
        text = html.unescape(text)
    bare = _EMPHASIS.sub("", _POINTER.sub("", " ".join(_SELECTOR.sub("", scrub(text)).split())))
    return shorten(" ".join(bare.split()), MOST_CHARACTERS)


def faults(text: str) -> tuple[str, ...]:
    """What a cleaned text holds that only code may write; empty when it is plain."""
    folded = unicodedata.normalize("NFKC", text)
    return tuple(name for name, pattern in _PATTERNS if pattern.search(text) or pattern.search(folded))


def is_sentence(text: str) -> bool:
    """Whether it has enough words to say something."""
    return len(re.findall(r"[^\W\d_]{2,}", text)) >= _FEWEST_WORDS
