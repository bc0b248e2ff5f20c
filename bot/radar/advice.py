"""What to change in a query that finds nothing, or far too much; each advice is tried before it is given."""

from collections import Counter
from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from bot.papers import Paper
from bot.papers.wordlist import wordlist
from bot.radar.checks import STOP_WORDS
from bot.radar.expression import And, Field, Term, holds, joined
from bot.radar.language import Query, parse, readable
from bot.radar.paths import PREFIX, paths
from bot.radar.reading import Reading
from bot.radar.rendering import term_text, written

MOST_A_DAY = 20
_SAMPLE = 400
_HALF = (0.25, 0.7)
# Words every other abstract has: true of half the papers, and of no help.
_WEAK = wordlist("""
    approach approache based both challenge code compared data dataset demonstrate different effect effective
    efficient evaluate evaluation existing experiment experimental extensive finding first framework further high
    however improve improved including information introduce key large leading learning limited main method model
    multiple new novel number only order other paper performance present problem process propose proposed provide
    recent remain research result show significant significantly single specific state strong study such system task
    term than three two under using various well without work achieve across additionally address all also among
    application available available because between common complex consistent current each enable even finally
    furthermore given here highly important into many moreover often over potential range respectively several some
    still through thus toward towards use used while within yet analysis design develop developed
""")


def advise(
    query: Query,
    hits: int,
    days: int,
    *,
    papers: Iterable[Paper | Reading] = (),
    matched: Iterable[Paper | Reading] = (),
) -> str | None:
    """One sentence of advice when ``hits`` in ``days`` days are none or over 20 a day, else nothing.

    ``papers`` are some that were looked at, ``matched`` some that the query found; pass readings to fold them once.
    """
    if hits == 0:
        return _widen(query, _readings(papers))
    a_day = hits / max(1, days)
    if a_day > MOST_A_DAY:
        return _narrow(query, a_day, _readings(matched))
    return None


def _readings(papers: Iterable[Paper | Reading]) -> list[Reading]:
    return [paper if isinstance(paper, Reading) else Reading(paper) for paper in papers]


def _widen(query: Query, readings: Sequence[Reading]) -> str | None:
    if not readings:
        return None
    found = {term: sum(reading.has(term) for reading in readings) for term in query.terms}
    missing = [term for term, count in found.items() if not count]
    if missing and (len(found) > 1 or missing[0].field not in (None, Field.TITLE, Field.ABSTRACT)):
        alone = f"{term_text(missing[0])} alone is in none of these {len(readings):,} papers."
        return f"{alone} {_repair(missing[0], readings) or 'Try another word for it, or join several with OR.'}"
    if missing:
        return _repair(missing[0], readings)
    if len(found) > 1:
        rarest, count = min(found.items(), key=lambda pair: pair[1])
        return (
            f"Each part is found alone, but no paper has them together; "
            f"{term_text(rarest)} is the rarest ({count:,}). Leave it out, or join the parts with OR."
        )
    return None


def _repair(term: Term, readings: Sequence[Reading]) -> str | None:
    """A spelling that papers do use, or the words of a phrase apart from each other."""
    if term.field is not None and not term.field.is_text:
        return None
    words = [word for word in term.text.split() if paths(word)]
    apart = [Term(word, term.field) for word in words]
    unknown = [word for word in apart if not any(reading.has(word) for reading in readings)]
    if unknown:
        return _respell(unknown[0].text, readings)
    if len(apart) < 2:
        return None
    useful = tuple(word for word in apart if word.text.casefold() not in STOP_WORDS)
    together = sum(all(reading.has(word) for word in useful) for reading in readings)
    if not together or len(useful) < 2 or not readable(text := written(And(useful))):
        return "Its words are all found, but never as this phrase. Try a shorter phrase, or several with OR."
    return (
        f"The words never stand side by side, but {_papers(together)} {'has' if together == 1 else 'have'} them: {text}"
    )


def _respell(word: str, readings: Sequence[Reading]) -> str | None:
    tokens = [token for token in paths(word)[0] if not token.endswith(PREFIX)]
    for token in (token.casefold() for token in tokens):
        used: Counter[str] = Counter()
        for reading in readings:
            used.update(set(reading.title.plain) | set(reading.abstract.plain))
        alike = [w for w in used if abs(len(w) - len(token)) < 3 and (w[0] == token[0] or w[-3:] == token[-3:])]
        near = [w for w in get_close_matches(token, alike, 3, 0.8) if w != token]
        if near:
            best = max(near, key=lambda w: used[w])
            return f'No paper has "{word}", but {_papers(used[best])} {"has" if used[best] == 1 else "have"} "{best}".'
    return f'No paper has "{word}". Check its spelling, or try another word for it.'


def _narrow(query: Query, a_day: float, readings: Sequence[Reading]) -> str:
    rate = f"That is about {a_day:,.0f} papers a day."
    sample = readings[:_SAMPLE]
    for word in _halving(query, sample):
        text = written(joined(And, [query.expression, Term(word)]))
        if readable(text):
            kept = sum(holds(parse(text).expression, reading.has) for reading in sample) / len(sample)
            if _HALF[0] <= kept <= _HALF[1]:
                return f"{rate} With {word} as well it would be about {a_day * kept:,.0f}: {text}"
    return f"{rate} Add a word with AND, leave one out with NOT, or look in the title only with ti:."


def _halving(query: Query, readings: Sequence[Reading]) -> list[str]:
    """Words that about half of the papers have besides the query's own, nearest to half first."""
    own = {token.casefold().rstrip(PREFIX) for term in query.terms for path in paths(term.text) for token in path}
    seen: Counter[str] = Counter()
    written_as: dict[str, Counter[str]] = {}
    for reading in readings:
        pairs = {*zip(reading.title.tokens, reading.title.plain, strict=True)}
        pairs |= {*zip(reading.abstract.tokens, reading.abstract.plain, strict=True)}
        seen.update({token for token, _ in pairs})
        for token, word in pairs:
            written_as.setdefault(token, Counter())[word] += 1
    low, high = (share * len(readings) for share in _HALF)
    fit = [
        token
        for token, count in seen.items()
        if low <= count <= high
        and len(token) > 3
        and token.isalpha()
        and token not in own
        and token not in STOP_WORDS
        and token not in _WEAK
    ]
    fit.sort(key=lambda token: (abs(seen[token] / len(readings) - 0.5), token))
    return [written_as[token].most_common(1)[0][0] for token in fit[:5]]


def _papers(count: int) -> str:
    return f"{count:,} paper" if count == 1 else f"{count:,} papers"
