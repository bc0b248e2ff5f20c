"""Sees in a record's own words that its paper was withdrawn: arXiv has no field for it in its feeds."""

import re

from bot.papers import Standing

_WORK = r"(?:paper|article|manuscript|submission|preprint|e-?print|work|note|version|document|letter)"
_IS = r"(?:has\s+been|have\s+been|had\s+been|is\s+being|is|was)\s+(?:\w+\s+)?withdrawn\b"
_STATED = re.compile(rf"\bth(?:is|e)\s+(?:\w+\s+)?{_WORK}\s+{_IS}", re.IGNORECASE)
_ABSTRACT = re.compile(
    rf"\W*(?:withdrawn\s*(?:$|[.:;,(]|by\b|due\b|because\b)|this\s+(?:\w+\s+)?{_WORK}\s+{_IS})", re.IGNORECASE
)
_COMMENT = re.compile(r"\W*withdrawn\b", re.IGNORECASE)


def standing(abstract: str, comment: str = "") -> Standing:
    """Withdrawn when the abstract opens with it or the comment states it; papers on withdrawn drugs are sound."""
    if _COMMENT.match(comment) or _STATED.search(comment):
        return Standing.WITHDRAWN
    return Standing.WITHDRAWN if _ABSTRACT.match(abstract) else Standing.SOUND
