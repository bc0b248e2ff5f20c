"""What a person typed after ``/radar``: the verb and the rest, and the nearest verb to a word that is none."""

import difflib
import unicodedata
from collections.abc import Iterable

# Letters of other alphabets that look like ours; a verb typed with one is meant as it looks.
_LOOK_ALIKES = str.maketrans("авеікмнорѕстухԁһјԛԝαοντρ", "abeikmhopsctyxdhjqwaovtp")
_LONGEST = 30


def split(text: str) -> tuple[str, str]:
    """The first word, folded, and everything after it as it was typed."""
    head, *rest = text.split(None, 1) or [""]
    return fold(head), rest[0].strip() if rest else ""


def fold(word: str) -> str:
    """A word without case, width and invisible characters."""
    visible = "".join(letter for letter in word if unicodedata.category(letter) not in ("Cf", "Cs"))
    return unicodedata.normalize("NFKC", visible).casefold().strip()


def nearest(word: str, verbs: Iterable[str]) -> str:
    """The verb a word was probably meant to be, or an empty string."""
    known = list(verbs)
    plain = word[:_LONGEST].translate(_LOOK_ALIKES)
    close = [plain] if plain in known else difflib.get_close_matches(plain, known, n=1, cutoff=0.6)
    return close[0] if close else ""
