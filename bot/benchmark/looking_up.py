"""What is known of the papers of a list: as they are stored, as others know them, or only as the file says."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.daily.nonsense import told_as_failure
from bot.papers import Paper, merge
from bot.ports.sources import Enricher, Fetcher, Parsers, SourceFailure
from bot.ports.store import Papers

MOST_LOOKED_UP = 200

Tell = Callable[[str], None]


class Knowledge(StrEnum):
    """Who told what is known of a listed paper."""

    STORED = "stored"
    ASKED = "asked"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Listed:
    """A paper of a list, with all that is known of it."""

    paper: Paper
    told_by: Knowledge

    @property
    def is_nameless(self) -> bool:
        """Whether nothing can be looked for in it: neither title nor abstract is known."""
        return not (self.paper.title or self.paper.abstract)


@dataclass(frozen=True, slots=True)
class LookingUp:
    """Takes papers from the store, and asks others about the rest; ``enrichers`` are none where there is no network."""

    papers: Papers
    enrichers: Sequence[Enricher]
    fetcher: Fetcher
    parsers: Parsers
    clock: Callable[[], datetime]

    def look_up(self, papers: Sequence[Paper], tell: Tell) -> tuple[tuple[Listed, ...], tuple[str, ...]]:
        """Each paper with what is known of it, and a sentence for whatever could not be found out.

        ``tell`` is called with a sentence before anything that takes long.
        """
        known = self._stored(papers)
        unknown = [paper for paper in papers if paper.id not in known]
        asked, notes = self._asked(unknown, tell) if self.enrichers else ({}, _offline(unknown))
        return _once(_listed(paper, known, asked) for paper in papers), tuple(notes)

    def _stored(self, papers: Sequence[Paper]) -> dict[int, Paper]:
        keys = self.papers.known(frozenset(key for paper in papers for key in paper.keys))
        found: dict[int, Paper] = {}
        for paper in papers:
            for key in sorted(paper.keys & keys):
                if paper.id not in found and (stored := self.papers.find(key)):
                    found[paper.id] = stored
        return found

    def _asked(self, unknown: Sequence[Paper], tell: Tell) -> tuple[dict[int, Paper], list[str]]:
        """What the enrichers know of at most ``MOST_LOOKED_UP`` papers; each is asked until one knows the abstract."""
        wanted = [paper for paper in unknown if any(enricher.wants(paper) for enricher in self.enrichers)]
        open_ = {paper.id: paper for paper in wanted[:MOST_LOOKED_UP]}
        notes = _over(len(wanted) - len(open_))
        for enricher in self.enrichers:
            asking = [paper for paper in open_.values() if not paper.abstract and enricher.wants(paper)]
            for start in range(0, len(asking), enricher.most):
                tell(
                    f"Asking {enricher.label} about {min(start + enricher.most, len(asking))} of {len(asking)} papers…"
                )
                try:
                    open_ |= self._answers(enricher, asking[start : start + enricher.most])
                except SourceFailure as failure:
                    notes.append(f"{enricher.label} could not be asked: {failure.sentence}")
                    break
        return open_, notes

    def _answers(self, enricher: Enricher, papers: Sequence[Paper]) -> dict[int, Paper]:
        now = self.clock()
        with told_as_failure(enricher.name):
            records = enricher.enrich(papers, self.fetcher, self.parsers, now)
        found: dict[int, Paper] = {}
        for paper in papers:
            for record in records:
                if not paper.keys.isdisjoint(record.keys):
                    found[paper.id] = replace(merge(found.get(paper.id, paper), record, now), sources=())
        return found


def _once(papers: Iterable[Listed]) -> tuple[Listed, ...]:
    """Each work once: what the file lists as two may turn out to be one, a preprint and its article."""
    kept: list[Listed] = []
    keys: set[str] = set()
    for listed in papers:
        if keys.isdisjoint(listed.paper.keys):
            kept.append(listed)
            keys |= listed.paper.keys
    return tuple(kept)


def _listed(paper: Paper, known: dict[int, Paper], asked: dict[int, Paper]) -> Listed:
    if paper.id in known:
        return Listed(known[paper.id], Knowledge.STORED)
    answer = asked.get(paper.id, paper)
    return Listed(answer, Knowledge.FILE if answer is paper else Knowledge.ASKED)


def _offline(unknown: Sequence[Paper]) -> list[str]:
    if not unknown:
        return []
    return ["Nothing was looked up on the web: of papers I do not have, only what the file says of them counts."]


def _over(count: int) -> list[str]:
    if count <= 0:
        return []
    return [f"I look up {MOST_LOOKED_UP} papers of a list at most; of {count:,} more, only what the file says counts."]
