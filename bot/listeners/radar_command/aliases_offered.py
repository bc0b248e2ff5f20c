"""Acronyms and long forms offered for lines: added by a press, never in silence."""

from collections.abc import Iterator, Sequence

from bot.blocks import Button, Part, bold, buttons, code, line, paragraph
from bot.blocks.limits import clip
from bot.blocks.receipt import counted
from bot.blocks.spans import Line
from bot.listeners.answering import fits
from bot.listeners.feedback.offering import REPAIR, packed
from bot.listeners.radar_command.verbs import Asked
from bot.listeners.radar_command.widening import Choice, Widening, terms_of, widenings
from bot.ports.store import StoredQuery
from bot.radar import Query, parse

_MOST_OFFERS = 2
_MOST_MEANINGS = 3


def with_offers(asked: Asked, reply: Sequence[Part], subscriber_id: int, stored: Sequence[StoredQuery]) -> list[Part]:
    """A reply, and after it what may be joined to the lines just stored, as far as there is room."""
    told = list(reply)
    offers = 0
    for each in stored:
        for found in _found(asked, parse(each.text)):
            offer = _offer(asked, found, subscriber_id, each, offers)
            if offers < _MOST_OFFERS and fits([*told, *offer]):
                told += offer
                offers += 1
    return told


def to_type(asked: Asked, queries: Sequence[Query]) -> list[Part]:
    """The same for lines that are only tested: the command that would store both."""
    found = [each for query in queries for each in _found(asked, query) if not each.full and not each.alias.ambiguous]
    told = [(_seen(each), code(f"{asked.command} add {each.choices[0].query}")) for each in found[:_MOST_OFFERS]]
    return [paragraph(line(*seen, " To match both: "), line(command)) for seen, command in told]


def _found(asked: Asked, query: Query) -> Iterator[Widening]:
    terms = terms_of(query)
    for term, aliases in zip(terms, asked.ears.preview.aliases([Query(term) for term in terms]), strict=True):
        yield from widenings(query, term, aliases)


def _offer(asked: Asked, found: Widening, subscriber_id: int, stored: StoredQuery, number: int) -> list[Part]:
    if found.full:
        alone = code(f"{asked.command} add {_other(found)}")
        return [paragraph(line(*_seen(found), f" This line has no room for it. {found.full}"), line("Alone: ", alone))]
    if not found.alias.ambiguous:
        label = f"Also match {clip(_other(found), 60)}"
        made = [Button(label, f"{REPAIR}alias", _value(subscriber_id, stored, found.choices[0].query))]
        told = line(*_seen(found), " Match it too?")
    else:
        made = [
            *(_meaning(subscriber_id, stored, choice, at) for at, choice in enumerate(found.choices[:_MOST_MEANINGS])),
            Button("Leave it", f"{REPAIR}leave", _value(subscriber_id, stored, parse(stored.text))),
        ]
        told = _question(found)
    return [paragraph(told), buttons(f"alias:{stored.id}:{number}", made)]


def _meaning(subscriber_id: int, stored: StoredQuery, choice: Choice, at: int) -> Button:
    alias = choice.alias
    label = f"{alias.acronym} as {clip(alias.long_form, 50)} ({alias.seen:,}×)"
    return Button(label, f"{REPAIR}alias{'abc'[at]}", _value(subscriber_id, stored, choice.query))


def _question(found: Widening) -> Line:
    acronym = found.alias.acronym
    if found.is_acronym and len(found.choices) > 1:
        return line(bold(acronym), " has several meanings in recent papers. Which one do you look for?")
    if found.is_acronym:
        return line(*_seen(found)[:-1], ", and something else in others. Do you mean this one?")
    also = ", ".join(f"{each.long_form} ({each.seen:,}×)" for each in found.others[:_MOST_MEANINGS])
    besides = f", which also stands for {also}" if also else ", which is used otherwise too"
    return line(*_seen(found)[:-1], f"{besides}. Match it where papers do not say otherwise?")


def _seen(found: Widening) -> Line:
    alias = found.alias
    times = f"defined so in {counted(alias.seen, 'recent paper')}"
    if found.is_acronym:
        return line(bold(alias.acronym), " is ", bold(alias.long_form), f", {times}", ".")
    return line(bold(alias.long_form), " is also written ", bold(alias.acronym), f", {times}", ".")


def _other(found: Widening) -> str:
    return found.alias.long_form if found.is_acronym else found.alias.acronym


def _value(subscriber_id: int, stored: StoredQuery, query: Query) -> str:
    return packed(subscriber_id, stored.id, stored.text, str(query))
