"""Which way each recording is read, and how many entries its own note promises."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from bot.papers import arxiv_key, doi_key
from tests.fakes.cassettes import recorded
from tests.fakes.desk import Desk, Reading, always, at
from tests.fakes.web import NOT_THERE, Answer, Asked, Site
from tests.fakes.week import FIXTURES
from tests.tools.record_week import arxiv_feed
from tests.tools.week_records import Announcement
from tests.tools.xml_text import element

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
JSON = "application/json"
_PROMISED = re.compile(r"(?:entries|records|articles)=(\d+)|json (\d+) records|jsonl (\d+) rows|\[(?:json|feed):(\d+)")
_OF_OTHERS = frozenset({"reference", "relation", "referenced_works", "funder", "assertion", "update-to", "updated-by"})
_PROMISED_IN_ALL = re.compile(r"(?:json|feed):(\d+)")


@dataclass(frozen=True, slots=True)
class Recording:
    """One recording, how it is read, and how many entries its note promises and papers they make, if it says."""

    name: str
    read: Callable[[Desk], Reading]
    promised: int | None = None
    papers: int | None = None


def promises(folder: str) -> Mapping[str, int]:
    """File → number of entries, as the folder's note counts them."""
    found: dict[str, int] = {}
    for line in (FIXTURES / folder / "PROVENANCE.md").read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.split("|")]
        check = next((cell for cell in cells[5:] if _PROMISED.search(cell)), "")
        if "vcr" in check:
            found[cells[1]] = sum(int(number) for number in _PROMISED_IN_ALL.findall(check))
        elif match := _PROMISED.search(check):
            found[cells[1]] = int(next(filter(None, match.groups())))
    return found


def files(folder: str, *forms: str) -> Iterator[tuple[Path, int | None]]:
    """The files of a folder, with what is promised of each."""
    promised = promises(folder)
    for form in forms:
        for path in sorted((FIXTURES / folder).glob(form)):
            if path.name != "PROVENANCE.md":
                yield path, promised.get(path.name)


def as_feed(path: Path, promised: int | None) -> Recording:
    """Read as anybody's feed."""
    body = next(recorded(path)).answer.body if "vcr" in path.name else path.read_bytes()
    url = "feed:https://one.recordings.example/feed"
    return Recording(_named(path), lambda desk: desk.poll(url, always(body), NOW), promised)


def as_arxiv_feed(path: Path, promised: int | None) -> Recording:
    """Read as arXiv's feed of the category and day its name tells."""
    day = re.search(r"\d{4}-\d\d-\d\d", path.name)
    now = datetime.fromisoformat(f"{day[0]}T06:00:00+00:00") if day else NOW
    category = "physics" if "physics" in path.name else "cs.AI"
    site = at("rss.arxiv.org", lambda asked: Answer(path.read_bytes(), headers={"content-type": "application/xml"}))
    return Recording(_named(path), lambda desk: desk.poll(f"arxiv:{category}", site, now), promised)


def as_listing(path: Path) -> Recording:
    """arXiv's listing page, while its feed fails."""
    site = at("arxiv.org", lambda asked: Answer(path.read_bytes(), headers={"content-type": "text/html"}))
    now = datetime(2026, 8, 12, 6, tzinfo=UTC)
    return Recording(_named(path), lambda desk: desk.poll("arxiv:cs.AI", site, now))


def as_summaries(path: Path) -> Iterator[Recording]:
    """Titles and descriptions of arXiv's feeds, put back into feeds of a thousand items."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    for start in range(0, len(rows), 1000):
        part = rows[start : start + 1000]
        body = _channel(part).encode()
        site = at("rss.arxiv.org", lambda asked, body=body: Answer(body, headers={"content-type": "text/xml"}))  # type: ignore[misc]
        name = f"{_named(path)} {start}-"
        yield Recording(name, lambda desk, site=site: desk.poll("arxiv:cs.AI", site, NOW), len(part))  # type: ignore[misc]


def as_announcements(path: Path, promised: int | None) -> Recording:
    """A day's announcements, written as the feed of that day."""
    day = date.fromisoformat(path.stem)
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    body = arxiv_feed("cs.AI", day, [_announced(row, day) for row in rows]).encode()
    site = at("rss.arxiv.org", lambda asked: Answer(body, headers={"content-type": "application/xml"}))
    now = datetime(day.year, day.month, day.day, 5, tzinfo=UTC)
    distinct = len({row["id"] for row in rows})
    return Recording(_named(path), lambda desk: desk.poll("arxiv:cs.AI", site, now), promised, distinct)


def as_archive(path: Path, promised: int | None) -> Recording:
    """A page of arXiv's archive."""
    site = always(path.read_bytes())
    return Recording(_named(path), lambda desk: desk.parse("bot.sources.arxiv:parse_oai", site, NOW), promised)


def as_api(path: Path, promised: int | None) -> Recording:
    """An answer of arXiv's API, to a question about its own ids."""
    body = path.read_bytes()
    ids = re.findall(r"<id>(https?://arxiv\.org/abs/[^<]+)</id>", body.decode())
    keys = [key for text in ids if (key := arxiv_key(text))] or ["arxiv:0000.0000"]
    return Recording(_named(path), lambda desk: desk.enrich("arxiv", always(body), keys, NOW), promised)


def as_answer(path: Path, promised: int | None, enricher: str, keys: Callable[[Any], list[str]]) -> Iterator[Recording]:
    """Each answer of an index, to a question about the works it holds."""
    bodies = [one.answer.body for one in recorded(path)] if path.suffix != ".json" else [path.read_bytes()]
    for number, body in enumerate(bodies, 1):
        known = keys(json.loads(body)) or ["doi:10.5555/nothing"]
        name = f"{_named(path)} {number}/{len(bodies)}" if len(bodies) > 1 else _named(path)
        share = promised // len(bodies) if promised is not None else None
        yield Recording(name, _enriching(enricher, always(body, JSON), known), share)


def as_listed(path: Path, name: str) -> Iterator[Recording]:
    """Each answer of an index that is asked paper by paper, read as the list it is."""
    bodies = [one.answer.body for one in recorded(path)] if path.suffix != ".json" else [path.read_bytes()]
    for number, body in enumerate(bodies, 1):
        parser, site = f"bot.sources.{name}:parse", always(body, JSON)
        yield Recording(f"{_named(path)} {number}/{len(bodies)}", _parsing(parser, site), _identified(body))


def as_search(path: Path, promised: int | None, name: str, papers: int | None = None, **changed: Any) -> Recording:
    """An answer of a source that is asked for days, served as its one page."""
    body = json.dumps({**json.loads(path.read_bytes()), **changed}).encode() if changed else path.read_bytes()
    return Recording(_named(path), lambda desk: desk.poll(name, _once(body), NOW), promised, papers)


def as_pubmed(path: Path, promised: int | None) -> Recording:
    """A search that finds these articles, and then the articles."""
    ids = re.findall(r"<PMID[^>]*>(\d+)</PMID>", path.read_text(encoding="utf-8"))
    found = {"count": str(promised), "retmax": "200", "retstart": "0", "idlist": ids[: promised or 0]}
    search = json.dumps({"esearchresult": found}).encode()

    def site(asked: Asked) -> Answer:
        is_search = "esearch" in asked.path
        return Answer(search if is_search else path.read_bytes(), headers={"content-type": JSON})

    return Recording(_named(path), lambda desk: desk.poll("pubmed:anything", site, NOW), promised)


def as_text(path: Path, way: str) -> Recording:
    """A full text."""
    site = always(path.read_bytes(), "application/octet-stream")
    return Recording(_named(path), lambda desk: desk.text(f"bot.fulltext.{way}:parse", site, NOW))


def dois(answer: Any) -> list[str]:
    """Every DOI and arXiv id that stands as a value under a name of its own."""
    found: list[str] = []
    for name, value in answer.items() if isinstance(answer, dict) else enumerate(answer):
        if isinstance(value, dict | list):
            found += [] if name in _OF_OTHERS else dois(value)
        elif str(name).lower() in ("doi", "arxiv") and (key := doi_key(str(value)) or arxiv_key(str(value))):
            found.append(key)
    return list(dict.fromkeys(found))


def _enriching(enricher: str, site: Site, known: list[str]) -> Callable[[Desk], Reading]:
    return lambda desk: desk.enrich(enricher, site, known, NOW)


def _identified(body: bytes) -> int:
    """How many papers of an answer have a DOI, an arXiv or a PubMed id; the rest say nothing to us."""
    answer = json.loads(body)
    rows = answer.get("data", [answer]) if isinstance(answer, dict) else answer
    names = {"DOI", "ArXiv", "PubMed", "PubMedCentral"}
    return sum(bool(names & set((row or {}).get("externalIds") or ())) for row in rows)


def _parsing(parser: str, site: Site) -> Callable[[Desk], Reading]:
    return lambda desk: desk.parse(parser, site, NOW, today=NOW.date().isoformat())


def _once(body: bytes) -> Site:
    """The first page is this one, and every other one empty: whatever asks for a second finds nothing there."""
    seen: list[str] = []

    def site(asked: Asked) -> Answer:
        seen.append(asked.target)
        return Answer(body, headers={"content-type": JSON}) if asked.target == seen[0] else NOT_THERE

    return site


def _named(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


def _channel(rows: list[dict[str, str]]) -> str:
    items = (
        f"<item>{element(0, 'title', row['title'])}{element(0, 'link', row['link'])}"
        f"{element(0, 'description', row['summary'])}</item>"
        for row in rows
    )
    return f'<rss version="2.0"><channel><title>cs updates on arXiv.org</title>{"".join(items)}</channel></rss>'


def _announced(row: Mapping[str, Any], day: date) -> Announcement:
    return Announcement(
        *(day, "cs.AI", "new", row["id"], 1, row["title"], row["summary"]),
        tuple(row["authors"]),
        tuple(row["categories"]),
    )
