"""Papers, digests and briefings for tests."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from bot.briefing import Briefing, CheckedClaim, CheckedTheme, Origin, Quote
from bot.digest import Digest, Item, SourceReport
from bot.papers import Announcement, Paper
from bot.radar import Evidence, Match
from bot.subscribers import Subscriber, SubscriberKind

NOW = datetime(2026, 6, 12, 7, 0, tzinfo=UTC)
ADA = Subscriber(id=1, team="T1", kind=SubscriberKind.PERSON, address="U1", zone="Europe/Berlin", created_at=NOW)


def made_paper(number: int, title: str = "", abstract: str = "", **changes: object) -> Paper:
    """A paper of arXiv, with anything changed."""
    fields: dict[str, object] = {
        "id": number + 100,
        "keys": frozenset({f"arxiv:2606.{number:05}"}),
        "title": title or f"Diffusion models for problem {number}",
        "abstract": abstract or f"We study problem {number}. It is solved.",
        "authors": ("Ada Lovelace", "Grace Hopper"),
        "categories": ("cs.CL", "cs.AI"),
        "url": f"https://arxiv.org/abs/2606.{number:05}",
        "sources": ("arxiv:cs.CL",),
        "announcement": Announcement.NEW,
        "version": 1,
        "first_seen_at": NOW - timedelta(hours=3),
    }
    return Paper(**{**fields, **changes})  # type: ignore[arg-type]


def made_match(query: str = '"diffusion models"', words: str = "Diffusion models", field: str = "ti") -> Match:
    """A match with one proof."""
    return Match(query, (Evidence(query.strip('"'), field, words, f"{words} for all", 0, len(words)),))


def made_item(number: int, paper: Paper | None = None, *matches: Match) -> Item:
    """A chosen paper."""
    return Item(number, paper or made_paper(number), matches or (made_match(),), 3.25)


def made_digest(items: Sequence[Item], rest: Sequence[Item] = (), **changes: object) -> Digest:
    """A digest of Friday, 12 June 2026, for someone in Berlin."""
    fields: dict[str, object] = {
        "id": 7,
        "subscriber": ADA,
        "local_date": date(2026, 6, 12),
        "edition": 0,
        "made_at": NOW,
        "since": NOW - timedelta(days=1),
        "items": tuple(items),
        "rest": tuple(rest),
        "read": 367,
        "sources": (
            SourceReport("arxiv:cs.LG", "arXiv cs.LG", "ok", 164),
            SourceReport("biorxiv", "bioRxiv", "ok", 203),
            SourceReport("feed:https://n.example", "Nature", "failed", 0, datetime(2026, 6, 12, 4, 0, tzinfo=UTC)),
        ),
        "queries": ('"diffusion models"', "trust"),
    }
    return Digest(**{**fields, **changes})  # type: ignore[arg-type]


def claim(text: str, *places: tuple[int, int], origin: Origin = Origin.MODEL) -> CheckedClaim:
    """A claim that rests on these sentences of these papers."""
    quotes = tuple(Quote(paper, sentence, f"Sentence {sentence} of paper {paper}.") for paper, sentence in places)
    return CheckedClaim(text, quotes, origin)


def made_briefing(**changes: object) -> Briefing:
    """A briefing about papers 1 to 3."""
    fields: dict[str, object] = {
        "headline": claim("Two fields meet over sampling.", (1, 2), (3, 1)),
        "themes": (CheckedTheme("Sampling", (claim("Both sample.", (1, 1), (2, 2)),), Origin.MODEL),),
        "lines": {1: claim("It shows X.", (1, 3)), 2: claim("We found Y.", (2, 1), origin=Origin.EXTRACT)},
        "read_first": (2, claim("It is the shortest.", (2, 4))),
        "writer": "claude-sonnet-5-5",
        "withheld": 2,
    }
    return Briefing(**{**fields, **changes})  # type: ignore[arg-type]
