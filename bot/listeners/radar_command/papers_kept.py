"""``saved`` and ``why``: papers a person kept, and why a paper did or did not match."""

from bot.blocks import Part, Span, bold, code, italic, line, paragraph
from bot.blocks.naming import described, found, place, scored, title, why
from bot.listeners.feedback.explaining import noted_of, offered
from bot.listeners.radar_command.verbs import Asked, Reply, verb
from bot.papers import Paper, find_links
from bot.ports.store import MarkKind
from bot.radar import matches, near_miss, readable

_SHOWN = 10


@verb("saved [page]", "papers you saved", aliases=("save", "library"), group="Papers")
def saved(asked: Asked) -> Reply:
    """List what the person saved, latest first."""
    ids = asked.ears.store.marks.marked(asked.heard.team, asked.heard.user, MarkKind.SAVED)
    if not ids:
        return [paragraph(line("You have saved no papers yet. Press ", bold("Save"), " under a paper of a briefing."))]
    pages = -(-len(ids) // _SHOWN)
    page = min(max(int(asked.rest), 1), pages) if asked.rest.isascii() and asked.rest[:4].isdigit() else 1
    chosen = ids[(page - 1) * _SHOWN : page * _SHOWN]
    papers = [paper for paper_id in chosen if (paper := asked.ears.store.papers.get(paper_id))]
    parts = [paragraph(line(bold(f"Saved papers: {len(ids):,}")))]
    parts += [paragraph(line(Span(title(paper, 120), "", paper.url)), described(paper)) for paper in papers]
    if pages > 1:
        parts.append(paragraph(line(f"Page {page} of {pages}: ", code(f"/radar saved {page % pages + 1}"))))
    return parts


@verb("why <paper>", "why a paper matched or not: a link, an id or #2", group="Papers", in_channels=True)
def why_(asked: Asked) -> Reply:
    """Tell which lines of the radar find a paper and offer to repair them, or what is missing."""
    paper = _meant(asked)
    if paper is None:
        return [_unknown(asked)]
    queries = [query for stored in asked.queries() if (query := readable(stored.text))]
    proofs = [match for query in queries if (match := matches(query, paper))]
    named = line(bold(title(paper, 150), paper.url), f" ({place(paper)})" if place(paper) else "")
    reader = asked.known()
    if proofs and reader:
        latest = asked.ears.store.digests.latest_with_papers(reader.id)
        noted = noted_of(asked.ears.store, latest.id) if latest else {}
        score = [line(sentence) for sentence in scored(noted, paper)]
        return [paragraph(named, why(proofs), *score), *offered(asked.ears.store, reader, paper, asked.now)]
    near = [(query, miss) for query in queries if (miss := near_miss(query, paper))][:3]
    missed = [line("By one word: ", code(str(query)[:80]), f" – {found(miss)}") for query, miss in near]
    return [paragraph(named, line(f"No line of {asked.whose} matches it."), *missed)]


def _meant(asked: Asked) -> Paper | None:
    store = asked.ears.store
    typed = asked.rest.strip()
    for key in find_links(typed):
        if paper := store.papers.find(key):
            return paper
    number = typed.lstrip("#")
    subscriber = asked.known()
    if not (subscriber and number.isascii() and number.isdigit() and len(number) < 4):
        return None
    latest = store.digests.latest_with_papers(subscriber.id)
    listed = store.digests.papers(latest.id) if latest else ()
    chosen = next((each for each in listed if each.number == int(number) > 0), None)
    return store.papers.get(chosen.paper_id) if chosen else None


def _unknown(asked: Asked) -> Part:
    if not asked.rest:
        return paragraph(
            line("Which paper? Give its arXiv id, DOI or link, or ", code("#2"), " of the latest briefing.")
        )
    return paragraph(
        line("I do not know that paper. Give an arXiv id, a DOI, a link, or a number of your latest briefing."),
        line(italic("I only know papers that my sources have announced since I was set up.")),
    )
