"""``add``, ``test``, ``list`` and ``remove``: the lines of a radar."""

from collections.abc import Sequence

from bot.blocks import Button, Part, bold, buttons, code, italic, line, paragraph, preformatted
from bot.listeners.lines import MOST_LINES, Added, add_lines, by_meaning, compare, read_lines
from bot.listeners.radar_command.aliases_offered import to_type, with_offers
from bot.listeners.radar_command.due import begin, empty, next_briefing
from bot.listeners.radar_command.previews import one_caught, several_caught
from bot.listeners.radar_command.verbs import Asked, Reply, verb
from bot.ports.store import StoredQuery
from bot.radar import Query, QueryError, readable

_PAGE = 20
_MISTAKES = 3


@verb("add <query>[, <query>…]", "watch for papers, and see what it finds", group="Radar", in_channels=True)
def add(asked: Asked) -> Reply:
    """Store all the queries of a line, or none, and show what they would have caught."""
    queries, mistakes = understood(asked)
    if mistakes:
        return mistakes
    expected = compare(asked.queries(), queries)
    if expected.full:
        return [_full(asked, expected)]
    if not expected.new:
        return [_already(asked, queries)]
    subscriber = begin(asked)
    added = add_lines(asked.ears.store, subscriber.id, queries)
    if added.full:
        return [_full(asked, added)]
    noted = [_already(asked, added.known)] if added.known else []
    tried = _tried(asked, added.new or queries, "Watching for ")
    reply = [*tried, *noted, next_briefing(asked, subscriber, first=not added.before)]
    known = by_meaning(asked.queries())
    stored = [known[query.key] for query in added.new if query.key in known]
    return with_offers(asked, reply, subscriber.id, stored)


@verb(
    "test <query>",
    "see what a query would have caught, storing nothing",
    aliases=("try",),
    group="Radar",
    in_channels=True,
)
def test(asked: Asked) -> Reply:
    """Show what the queries would have caught; nothing is stored."""
    queries, mistakes = understood(asked)
    if mistakes:
        return mistakes
    keep = code(f"{asked.command} add {', '.join(str(query) for query in queries)}"[:300])
    return [
        *_tried(asked, queries[:MOST_LINES], "Tested "),
        *to_type(asked, queries[:MOST_LINES]),
        paragraph(line(italic("Nothing was stored. To keep it: "), keep)),
    ]


@verb("list [page]", "the radar and its next briefing", aliases=("ls", "show"), group="Radar", in_channels=True)
def list_lines(asked: Asked) -> Reply:
    """Show the radar, twenty lines a page."""
    stored = asked.queries()
    if not stored:
        return [empty(asked)]
    pages = -(-len(stored) // _PAGE)
    typed = asked.rest.split()[:1]
    page = min(max(int(typed[0]), 1), pages) if typed and typed[0].isascii() and typed[0].isdigit() else 1
    start = (page - 1) * _PAGE
    shown = list(enumerate(stored, 1))[start : start + _PAGE]
    lines = [line(f"{number}  ", code(query.text[:100])) for number, query in shown]
    parts = [paragraph(line(bold(f"{asked.whose.capitalize()}: {len(stored)} lines")), *lines)]
    if pages > 1:
        parts.append(paragraph(line(f"Page {page} of {pages}: ", code(f"{asked.command} list {page % pages + 1}"))))
    return [*parts, next_briefing(asked, asked.known())]


@verb("remove <n or query>", "stop watching for it", aliases=("rm", "delete"), group="Radar", in_channels=True)
def remove(asked: Asked) -> Reply:
    """Remove one line by its number or its words; all of them only after asking."""
    stored = asked.queries()
    word = asked.rest.strip()
    if not word:
        return [paragraph(line("Say which line: ", code(f"{asked.command} remove 2"), " or its words."))]
    if word.casefold() == "all":
        return _ask_for_all(asked, stored)
    if word.strip("*%?. ") == "":
        return [
            paragraph(line("I remove one line at a time. To remove all of them: ", code(f"{asked.command} remove all")))
        ]
    chosen = _chosen(word, stored)
    if chosen is None:
        return [_not_there(asked, word, len(stored))]
    subscriber = asked.known()
    removed = asked.ears.store.subscribers.remove_queries(subscriber.id, [chosen.id]) if subscriber else 0
    if not removed:
        return [_not_there(asked, word, len(stored))]
    left = len(stored) - 1
    return [
        paragraph(
            line("Removed ", code(chosen.text), "."),
            line(f"{left} {'line' if left == 1 else 'lines'} left on {asked.whose}."),
        )
    ]


def understood(asked: Asked) -> tuple[Sequence[Query], Reply]:
    """The queries of a line; or, if one of them cannot be understood, what is wrong with it."""
    typed = read_lines(asked.rest)
    if typed.mistakes:
        many = len(typed.mistakes) + len(typed.queries) > 1
        note = [paragraph(line(italic("Nothing was stored; correct the line and send it again.")))] if many else []
        return (), [*map(_mistake, typed.mistakes[:_MISTAKES]), *note]
    if not typed.queries:
        example = code(f"{asked.command} add diffusion models")
        return (), [paragraph(line("What should I look for? Type a query after it, such as ", example, "."))]
    return typed.queries, ()


def _tried(asked: Asked, queries: Sequence[Query], opening: str) -> list[Part]:
    person = "" if asked.channel else asked.heard.user
    hidden = asked.ears.store.sources.hidden(asked.heard.team, person)
    caught = asked.ears.preview.of(queries, asked.now, hidden)
    return one_caught(caught[0], opening) if len(caught) == 1 else several_caught(caught, opening)


def _mistake(error: QueryError) -> Part:
    said = paragraph(line(error.sentence[:500]))
    return said + preformatted(error.caret()) if 0 < len(error.text) <= 200 else said


def _already(asked: Asked, queries: Sequence[Query]) -> Part:
    named = [code(str(query)[:80]) for query in queries[:5]]
    spans = [piece for number, name in enumerate(named) for piece in ((", " if number else ""), name)]
    more = f" and {len(queries) - 5} more" if len(queries) > 5 else ""
    return paragraph(line(f"Already on {asked.whose}: ", *spans, more, ". Nothing changed there."))


def _full(asked: Asked, added: Added) -> Part:
    return paragraph(
        line(
            f"A radar holds at most {MOST_LINES} lines; {asked.whose} has {added.before} and you asked for "
            f"{len(added.new)} more, so none was added."
        ),
        line("Several words can share a line: ", code("privacy OR fairness OR trust"), "."),
    )


def _chosen(word: str, stored: Sequence[StoredQuery]) -> StoredQuery | None:
    if word.lstrip("-+").isdigit():
        # Only short plain digits are a line's number; int() of anything longer costs time and names no line.
        number = int(word) if word.isascii() and word.isdigit() and len(word) < 4 else 0
        return stored[number - 1] if 1 <= number <= len(stored) else None
    query = readable(word)
    return by_meaning(stored).get(query.key) if query else None


def _not_there(asked: Asked, word: str, count: int) -> Part:
    see = line("See its lines with ", code(f"{asked.command} list"), ".")
    if word.lstrip("-+").isdigit():
        size = f"has lines 1 to {count}" if count else "is empty"
        return paragraph(line(f"There is no line {word[:20]}: {asked.whose} {size}. Nothing changed."), see)
    return paragraph(line(code(word[:100]), f" is not on {asked.whose}. Nothing changed."), see)


def _ask_for_all(asked: Asked, stored: Sequence[StoredQuery]) -> Reply:
    if not stored:
        return [empty(asked)]
    number = f"{len(stored)} line{'s' * (len(stored) > 1)}"
    button = Button(
        f"Remove {number}",
        "radar_remove_all",
        asked.channel or "me",
        style="danger",
        asks=f"{number} of {asked.whose} will be removed. This cannot be undone.",
    )
    return [
        paragraph(line(f"This removes all {number} of {asked.whose}. Nothing is removed until you press the button.")),
        buttons("remove_all", [button]),
    ]
