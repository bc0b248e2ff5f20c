"""What a checked claim is: a sentence, who wrote it, and the sentences of a paper it rests on."""

from dataclasses import dataclass
from enum import StrEnum


class Origin(StrEnum):
    """Who wrote a line: the model (checked), or the paper itself (a sentence copied out)."""

    MODEL = "model"
    EXTRACT = "extract"


@dataclass(frozen=True, slots=True)
class Quote:
    """The sentence a claim rests on, copied from our store: paper number, sentence number (from 1) and text."""

    paper: int
    sentence: int
    text: str


@dataclass(frozen=True, slots=True)
class CheckedClaim:
    """A claim that passed the checks, with the sentences it rests on."""

    text: str
    quotes: tuple[Quote, ...]
    origin: Origin

    @property
    def papers(self) -> tuple[int, ...]:
        """The numbers of the papers it rests on, each once, in order of mention."""
        return tuple(dict.fromkeys(quote.paper for quote in self.quotes))
