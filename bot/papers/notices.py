"""Tells from a title whether something is a paper, a notice about one, or a paper that was taken back."""

import re

from bot.papers.paper import Standing

_KINDS = (
    (Standing.RETRACTED, "(?:statement of |notice of )?(?:partial )?retraction(?: note| notice)?"),
    (Standing.WITHDRAWN, "(?:notice of )?withdrawal(?: note| notice)?|removal(?: notice)?"),
    (Standing.CONCERN, "(?:editorial )?expression of concern"),
    (
        Standing.CORRECTED,
        "(?:author|publisher|editorial) correction|corrections?|corrigend(?:um|a)|errat(?:um|a)|addend(?:um|a)",
    ),
)
# "Corrections to scaling" is a paper: a word that has another use needs a colon, a quotation or "et al." behind it.
_UNMISTAKABLE = (
    "corrigend(?:um|a)|errat(?:um|a)|(?:author|publisher) correction|(?:retraction|withdrawal) not(?:e|ice)"
    "|(?:editorial )?expression of concern"
)
_BEHIND = (
    r"\s*[:.]|\s*$|\s+[-–—]\s"
    r"|\s+(?:to|for|of|on)(?:\s+(?:the\s+)?(?:article|paper|manuscript))?\s*(?:[:“\"‘'«]|.{1,80}\bet al\b)"
)
_NOTICES = tuple(
    (
        standing,
        re.compile(rf"(?:{words})(?:{_BEHIND})", re.IGNORECASE),
        re.compile(rf"(?={_UNMISTAKABLE})(?:{words})\s+(?:to|for|on|of)\b", re.IGNORECASE),
        re.compile(rf".*\s[-–—]\s*(?:{words.upper()})\s*$", re.DOTALL),
    )
    for standing, words in _KINDS
)
_MARKS = (
    (Standing.RETRACTED, "retracted|RETRACTED|Retracted"),
    (Standing.WITHDRAWN, "withdrawn|WITHDRAWN|Withdrawn|REMOVED|TEMPORARY REMOVAL|Temporary removal"),
)
_WHAT = "(?: (?i:article|paper|chapter))?"
_TAKEN_BACK = tuple(
    (
        standing,
        re.compile(rf"\s*(?:[\[(](?:{words}){_WHAT}[\])]\s*[:.]?\s*|(?i:article )?(?:{words}){_WHAT}\s*:\s*)(?=\S)"),
        re.compile(rf"\s*(?:\s[-–—]\s*(?:{words.upper()})|[\[(](?:{words})[\])])\s*$"),
    )
    for standing, words in _MARKS
)
_FURNITURE = re.compile(
    r"(?:[^:]{0,60}\b)?(?:issue information|editorial board|table of contents|masthead|list of reviewers"
    r"|(?:cover and )?(?:front|back) matter|(?:inside )?(?:front |back )?cover (?:image|picture|art))"
    r"|contents|frontmatter|backmatter|in this issue|issue (?:contents|highlights)|about the cover|cover",
    re.IGNORECASE,
)


def notice(title: str) -> Standing | None:
    """What a notice with this title makes of the paper it is about; nothing when it is no notice."""
    for standing, *forms in _NOTICES:
        if any(form.match(title.strip()) for form in forms):
            return standing
    return None


def taken_back(title: str) -> tuple[Standing, str]:
    """What "RETRACTED: " or "WITHDRAWN: " at a title says of the paper, and the title without it."""
    for standing, beginning, end in _TAKEN_BACK:
        for mark in (beginning.match(title), end.search(title)):
            if mark and (rest := f"{title[: mark.start()]}{title[mark.end() :]}".strip()):
                return standing, rest
    return Standing.SOUND, title


def is_furniture(title: str) -> bool:
    """Whether this is a part of an issue, such as its cover or its list of editors."""
    return _FURNITURE.fullmatch(title.strip()) is not None
