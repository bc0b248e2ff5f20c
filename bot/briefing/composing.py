"""Composing: the model proposes, every claim is checked, and gaps are filled from the papers' own sentences."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.briefing.sifting import HEADLINE, MOST_CLAIMS, MOST_THEMES, READ_FIRST, Sifted, line, sift
from bot.briefing.written import Briefing, CheckedTheme
from bot.digest import Item
from bot.grounding import CheckedClaim, Checker, Origin, excerpt, notices
from bot.ports.model import BriefingDraft, Excerpt, LanguageModel, ModelFailure

_OWN_SENTENCES = "these are the papers' own sentences"


def compose(items: Sequence[Item], model: LanguageModel, fallback: LanguageModel) -> Briefing:
    """Write the briefing of a digest; ``fallback`` copies sentences out and never fails."""
    papers = tuple(excerpt(item.number, item.paper) for item in items)
    if not papers:
        return Briefing(headline=None, writer=model.name)
    checker = Checker(papers)
    own = replace(_copied(fallback.brief(papers), checker), writer=fallback.name)
    if not model.is_model:
        return _noted(own, papers, f"{notices.NO_MODEL}: {_OWN_SENTENCES}.")
    try:
        sifted = _proposed(model, papers, checker)
    except ModelFailure as failure:
        return _noted(own, papers, f"{notices.reason(failure.kind)}: {_OWN_SENTENCES}.")
    return _noted(_filled(sifted, own, model.name), papers, notices.unread(sifted.first.draft.unread))


@dataclass(frozen=True, slots=True)
class _Rounds:
    """A first proposal and, when some of it could not stand, the repaired one."""

    first: Sifted
    second: Sifted | None = None

    def claim(self, place: str) -> CheckedClaim | None:
        """What stands at a place: the first proposal, else its repair."""
        found = self.first.claims.get(place)
        if found is None and self.second is not None and place in self.first.failed:
            found = self.second.claims.get(place)
        return found

    def themes(self) -> tuple[CheckedTheme, ...]:
        """The themes that join papers, each from the round in which more of it stood."""
        found = []
        for index in range(MOST_THEMES):
            versions = [self.first.theme(index), self.second.theme(index) if self.second else None]
            standing = [theme for theme in versions if theme is not None]
            if standing:
                found.append(max(standing, key=lambda theme: len(theme.claims)))
        return tuple(found)

    def withheld(self) -> int:
        """How many claims of the first proposal neither stood nor were repaired."""
        repaired = self.second.claims if self.second else {}
        return sum(place not in repaired for place in self.first.failed)


def _proposed(model: LanguageModel, papers: Sequence[Excerpt], checker: Checker) -> _Rounds:
    """One proposal and at most one repair."""
    numbered = {paper.number: paper for paper in papers}
    first = sift(model.brief(papers), numbered, checker)
    if not first.objections:
        return _Rounds(first)
    try:
        again = model.brief(papers, first.objections)
    except ModelFailure:
        return _Rounds(first)
    return _Rounds(first, sift(again, numbered, checker))


def _filled(rounds: _Rounds, own: Briefing, name: str) -> Briefing:
    """The model's claims that stand, and the papers' own sentences where it has none."""
    lines = {number: rounds.claim(line(number)) or extract for number, extract in own.lines.items()}
    best, why = rounds.first.draft.read_first, rounds.claim(READ_FIRST)
    written = Briefing(
        headline=rounds.claim(HEADLINE) or own.headline,
        themes=rounds.themes(),
        lines=lines,
        read_first=(best[0], why) if best and why else own.read_first,
        writer=name,
        withheld=rounds.withheld(),
    )
    return written if _by_model(written) else replace(own, withheld=written.withheld)


def _by_model(written: Briefing) -> bool:
    claims = [written.headline, *written.lines.values(), written.read_first[1] if written.read_first else None]
    return bool(written.themes) or any(claim and claim.origin is Origin.MODEL for claim in claims)


def _copied(draft: BriefingDraft, checker: Checker) -> Briefing:
    """A draft of copied sentences; what is not a copy after all is left out."""
    lines = {number: copy for number, claim in draft.lines.items() if (copy := checker.copied(claim))}
    why = checker.copied(draft.read_first[1]) if draft.read_first else None
    themes = []
    for theme in draft.themes[:MOST_THEMES]:
        claims = tuple(copy for claim in theme.claims[:MOST_CLAIMS] if (copy := checker.copied(claim)))
        themes.append(CheckedTheme(theme.title, claims, Origin.EXTRACT))
    return Briefing(
        headline=checker.copied(draft.headline) if draft.headline else None,
        themes=tuple(theme for theme in themes if len(theme.papers) > 1),
        lines=lines,
        read_first=(draft.read_first[0], why) if draft.read_first and why else None,
    )


def _noted(written: Briefing, papers: Sequence[Excerpt], notice: str) -> Briefing:
    return replace(written, notice=" ".join(filter(None, (notice, notices.flagged(papers)))))
