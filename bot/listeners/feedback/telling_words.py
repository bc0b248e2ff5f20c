"""Words that tell one paper from others: frequent in it, rare among them."""

import math
from collections import Counter
from collections.abc import Collection, Sequence

from bot.papers.wordlist import wordlist
from bot.radar import Query, Reading
from bot.radar.checks import STOP_WORDS
from bot.radar.paths import PREFIX, paths

_TITLE = 3  # a word in the title counts as this many in the abstract
_SHORTEST = 4
# Words of papers about anything: leaving them out would leave out far more than was meant.
_WEAK = wordlist("""
    achieve across address aim algorithm also although among analysis analyze application applied apply approach
    article available based become benchmark both case challenge code common compare compared comparison complex
    condition consider contribution current data dataset demonstrate dependent derive describe design develop
    difference different discuss effect effective efficient enable evaluate evaluation evidence exist existing
    experiment experimental explore extensive factor feature field finding first framework function further future
    general given group high however identify impact implement important improve improved improvement include
    including increase individual information introduce investigate involve issue large lead leading learn learned
    learning less level limit limited main make many measure mechanism method model multiple need network novel
    number observe obtain often only order other outcome over overall paper parameter perform performance point
    possible potential present previous problem process property propose proposed provide range rate recent reduce
    related relative remain report require research respectively response result review role sample scale second
    several show significant significantly similar simple since single specific standard state strategy strong
    structure study such suggest support system task technique term test than theory three through time train
    trained training type understand understanding using value various well whether without work year
""")


def telling_words(
    query: Query, papers: Sequence[Reading], liked: Sequence[Reading], others: Sequence[Reading]
) -> list[str]:
    """Words that all of ``papers`` have and none that was liked, those rare among ``others`` first.

    The query's own words are not among them, nor those of most others: without these little would be left. A word is
    given as papers write it.
    """
    taken = _own(query).union(*(_tokens(reading) for reading in liked))
    common = set.intersection(*(_tokens(reading) for reading in papers)) - taken - STOP_WORDS - _WEAK
    elsewhere = Counter(token for reading in others for token in _tokens(reading) & common)
    common -= {token for token, count in elsewhere.items() if 2 * count > len(others)}
    weight, written = Counter[str](), dict[str, Counter[str]]()
    for reading in papers:
        for words, worth in ((reading.title, _TITLE), (reading.abstract, 1)):
            for token, plain in zip(words.tokens, words.plain, strict=True):
                if token in common and token.isalpha() and len(token) >= _SHORTEST:
                    weight[token] += worth
                    written.setdefault(token, Counter())[plain] += 1
    known = len(others) + 2
    order = sorted(weight, key=lambda token: (-weight[token] * math.log(known / (elsewhere[token] + 1)), token))
    return [max(written[token].items(), key=lambda pair: (pair[1], pair[0]))[0] for token in order]


def _tokens(reading: Reading) -> set[str]:
    return {*reading.title.tokens, *reading.abstract.tokens}


def _own(query: Query) -> set[str]:
    tokens: Collection[str] = [token for term in query.terms for path in paths(term.text) for token in path]
    return {token.casefold().rstrip(PREFIX) for token in tokens}
