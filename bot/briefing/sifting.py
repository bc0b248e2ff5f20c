"""A model's draft, part by part: what stands, and the objections to what does not."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.briefing.written import CheckedTheme
from bot.grounding import CheckedClaim, Checker, Origin
from bot.ports.model import BriefingDraft, Claim, Excerpt, Objection

MOST_THEMES = 3
MOST_CLAIMS = 3
HEADLINE = "headline"
READ_FIRST = "read first"
_LONGEST_TITLE = 80


@dataclass(frozen=True, slots=True)
class Part:
    """One claim of a draft and its place; ``about`` names the papers it must keep to."""

    place: str
    claim: Claim
    about: tuple[int, ...] = ()
    title: bool = False


@dataclass(frozen=True, slots=True)
class Sifted:
    """A draft after the checks: the claims that stand by their place, and what is wrong with the others."""

    draft: BriefingDraft
    claims: Mapping[str, CheckedClaim]
    objections: tuple[Objection, ...]

    @property
    def failed(self) -> frozenset[str]:
        """The places whose claims cannot stand."""
        return frozenset(objection.part for objection in self.objections)

    def theme(self, index: int) -> CheckedTheme | None:
        """What stands of a theme; nothing when it has no title or joins fewer than two papers."""
        if index >= len(self.draft.themes):
            return None
        title = self.claims.get(theme_title(index))
        count = len(self.draft.themes[index].claims[:MOST_CLAIMS])
        places = [theme_claim(index, number) for number in range(count)]
        claims = tuple(self.claims[place] for place in places if place in self.claims)
        joined = {number for claim in claims for number in claim.papers}
        if title is None or len(joined) < 2:
            return None
        return CheckedTheme(title.text[:_LONGEST_TITLE], claims, Origin.MODEL)


def line(number: int) -> str:
    """The place of a paper's takeaway."""
    return f"line {number}"


def theme_title(index: int) -> str:
    """The place of a theme's title."""
    return f"theme {index + 1} title"


def theme_claim(index: int, claim: int) -> str:
    """The place of one claim of a theme."""
    return f"theme {index + 1} claim {claim + 1}"


def sift(draft: BriefingDraft, papers: Mapping[int, Excerpt], checker: Checker) -> Sifted:
    """Check every part of a draft; parts about papers that are not there are left aside."""
    claims: dict[str, CheckedClaim] = {}
    objections: list[Objection] = []
    for part in _parts(draft, papers):
        verdict = checker.check(part.claim, part.place, about=part.about, title=part.title)
        objections += verdict.objections
        if verdict.claim is not None:
            claims[part.place] = verdict.claim
    return Sifted(draft, claims, tuple(objections))


def _parts(draft: BriefingDraft, papers: Mapping[int, Excerpt]) -> Iterator[Part]:
    if draft.headline is not None:
        yield Part(HEADLINE, draft.headline)
    for number, claim in draft.lines.items():
        if number in papers:
            yield Part(line(number), claim, about=(number,))
    if draft.read_first is not None and draft.read_first[0] in papers:
        number, why = draft.read_first
        yield Part(READ_FIRST, why, about=(number,))
    for index, theme in enumerate(draft.themes[:MOST_THEMES]):
        refs = tuple(dict.fromkeys(ref for claim in theme.claims[:MOST_CLAIMS] for ref in claim.refs))
        yield Part(theme_title(index), Claim(theme.title, refs[:6]), title=True)
        for place, claim in enumerate(theme.claims[:MOST_CLAIMS]):
            yield Part(theme_claim(index, place), claim)
