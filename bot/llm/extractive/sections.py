"""The labelled parts of a structured abstract, and the tails that publishers append to any abstract."""

import re
from collections.abc import Sequence

_LABEL = re.compile(
    r"^(?:(?:the )?(?P<label>"
    r"(?:scientific |general |plain |study |main |key |primary |clinical |author(?:'s|s'|s)? )?"
    r"(?:background|introduction|context|importance|rationale|objectives?|aims?|purpose|questions?|hypothes[ie]s|"
    r"motivation|methods?|methodology|materials?|patients|participants|subjects|design|settings?|interventions?|"
    r"data sources?|measure(?:ment)?s|outcomes?(?: measures?)?|approach|procedures?|results?|findings?|"
    r"conclusions?|interpretation|significance|implications?|discussion|relevance|limitations?|"
    r"availability|contact|funding|registration|trial registration|summary)"
    r"(?: ?(?:and|&|/|,) ?[a-z ]{3,40})?)\s*(?:[:—]|\.\s|\s-\s|\n|$)\s*)",
    re.IGNORECASE,
)
_CONCLUDING = re.compile(r"conclusion|interpretation|significance|implication|relevance", re.IGNORECASE)
_FINDING = re.compile(r"result|finding|discussion|outcome", re.IGNORECASE)
_TAIL = re.compile(
    r"^\W*(?:©|\(c\)\s|copyright\b|crown copyright|all rights reserved|\d{4} the authors?\b"
    r"|(?:published|reproduced) (?:by|with)\b"
    r"|this (?:article|paper|work|preprint) is (?:protected|licen[sc]ed|distributed|published under|made available)"
    r"|(?:the )?(?:authors?|author\(s\)) (?:declare|have no)"
    r"|(?:clinical ?trials?(?:\.gov)?|prospero|trial registration)\b"
    r"|(?:supplementary|supporting) (?:information|data|materials?)\b|keywords?\b|funding\b|contact\b"
    r"|\d+ pages\b|(?:accepted|to appear|submitted) (?:at|in|to|for)\b)",
    re.IGNORECASE,
)
_OFFER = re.compile(
    r"\b(?:code|data(?:sets?)?|models?|weights|software|demo|videos?|project (?:page|website)|implementation)\b"
    r".{0,80}\b(?:available|released?|found|open[- ]?sourced?|accessible)\b.{0,40}(?:https?:|www\.|github|\bat\b|\.$)"
    r"|https?://|\bgithub\.",
    re.IGNORECASE,
)


def without_label(sentence: str) -> str:
    """The sentence without the label of its section: ``RESULTS: We found …`` → ``We found …``."""
    return sentence[_end_of_label(sentence) :].strip() or sentence


def is_tail(sentence: str) -> bool:
    """Whether it speaks of rights, registrations or where the code is, and not of the work."""
    return bool(_TAIL.search(sentence) or _OFFER.search(sentence))


def preferred(sentences: Sequence[str]) -> frozenset[int]:
    """Indexes of the sentences in the concluding section, else of the findings; none when there are no labels."""
    sections = _sections(sentences)
    if len(set(sections) - {""}) < 2:
        return frozenset()
    for wanted in (_CONCLUDING, _FINDING):
        chosen = frozenset(
            index
            for index, (label, sentence) in enumerate(zip(sections, sentences, strict=True))
            if wanted.search(label) and _end_of_label(sentence) < len(sentence.strip()) and not is_tail(sentence)
        )
        if chosen:
            return chosen
    return frozenset()


def _sections(sentences: Sequence[str]) -> list[str]:
    found, label = [], ""
    for sentence in sentences:
        label = _match_label(sentence) or label
        found.append(label)
    return found


def _match_label(sentence: str) -> str:
    return sentence[: _end_of_label(sentence)].strip(" :.—-\n")


def _end_of_label(sentence: str) -> int:
    match = _LABEL.match(sentence)
    if not match:
        return 0
    label, rest = match["label"], sentence[match.end() :]
    looks_like_one = label.isupper() or ":" in match[0] or not rest or "\n" in match[0]
    return match.end() if looks_like_one else 0
