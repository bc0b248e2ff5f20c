"""The seam to whatever writes: it proposes claims that point at numbered sentences, and nothing else."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A paper as the model sees it: number, title, field and numbered sentences (``sentences[0]`` is ``s1``).

    ``suspects`` are the numbers of sentences that talk to a machine instead of a reader (0 is the title): no model
    is shown them and no claim may rest on them.  ``complete`` says that the sentences are the paper's full text.
    """

    number: int
    title: str
    field: str
    sentences: tuple[str, ...]
    suspects: frozenset[int] = frozenset()
    complete: bool = False

    @property
    def flagged(self) -> bool:
        """Whether some of its text is addressed to machines."""
        return bool(self.suspects)

    @property
    def ref(self) -> str:
        """How claims name the paper: ``P3``."""
        return f"P{self.number}"


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence with the sentences it rests on, each ``P3.s4``: paper 3, sentence 4."""

    text: str
    refs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Theme:
    """What joins papers of different fields."""

    title: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class BriefingDraft:
    """What a model proposes for a digest; ``lines`` maps a paper's number to its one-line takeaway.

    ``unread`` maps the number of a paper the model gave nothing for to the kind of failure.
    """

    headline: Claim | None = None
    themes: tuple[Theme, ...] = ()
    lines: Mapping[int, Claim] = field(default_factory=dict)
    read_first: tuple[int, Claim] | None = None
    unread: Mapping[int, str] = field(default_factory=dict)


class AnswerStatus(StrEnum):
    """Whether the paper says it."""

    ANSWERED = "answered"
    PARTLY = "partly"
    NOT_IN_PAPER = "not_in_paper"


@dataclass(frozen=True, slots=True)
class AnswerDraft:
    """What a model proposes as an answer."""

    status: AnswerStatus
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True)
class Objection:
    """Why a proposed claim cannot stand: the part it was meant for (``line 3``, ``headline``), its text, the reason.

    ``kind`` is the name of the check; ``reason`` is a sentence the model can act on.
    """

    part: str
    text: str
    kind: str
    reason: str


@dataclass(frozen=True, slots=True)
class Exchange:
    """An earlier question of the same thread with the answer that was given."""

    question: str
    answer: str


class ModelFailure(Exception):  # noqa: N818 - a failure of the world, not a mistake of ours
    """The model gave nothing usable; ``kind`` says why in one word, ``retry_after`` when to ask again, if ever."""

    def __init__(self, kind: str, *, retryable: bool = False, retry_after: timedelta | None = None) -> None:
        super().__init__(kind)
        self.kind = kind
        self.retryable = retryable
        self.retry_after = retry_after


class LanguageModel(Protocol):
    """Proposes briefings and answers.  Raises ``ModelFailure``; knows no reader, no link and no secret.

    ``objections`` lists what was wrong with the model's last proposal, for the one repair round.
    """

    name: str
    is_model: bool

    def brief(self, papers: Sequence[Excerpt], objections: Sequence[Objection] = ()) -> BriefingDraft:
        """Propose headline, themes, lines and what to read first for these papers."""

    def answer(
        self,
        question: str,
        papers: Sequence[Excerpt],
        history: Sequence[Exchange] = (),
        objections: Sequence[Objection] = (),
    ) -> AnswerDraft:
        """Propose an answer that rests on these papers alone."""
