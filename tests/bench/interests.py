"""Readers of two or three interests: is each of them among the first ten papers of the digest?

    python -m tests.bench.interests

A reader's interests are topics of different collections; each is a line of the radar. Thumbs were given for the first
interest alone, or nearly alone, which is what tempts a learner to forget the others. The exit status is 1 when a bar is
missed.
"""

import random
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.digest import Candidate, choose
from bot.learning import Labelled, train, vector
from bot.papers import Paper
from bot.radar import Index, Query, QueryError, matches, parse
from bot.ranking import Bag, Corpus, stems
from tests.bench.relevance_sets import SEEN, Judged, cisi, cystic_fibrosis, scifact

READERS = 60
TOPICS = 40
RADAR_WORDS = 3
THUMBS = 10
FEW = 2
BARS = {2: 0.95, 3: 0.90}  # by how many interests
LARGEST = 120  # papers a line may find: a day's, not a whole collection's


@dataclass(frozen=True, slots=True)
class Interest:
    """A line of a radar, what it found in its collection, and which of that is relevant."""

    query: Query
    papers: Mapping[int, Paper]


def interests(judged: Judged, first_id: int) -> list[Interest]:
    """Topics with the line a person would type: the rarest words of the question, any of which may stand."""
    corpus = Corpus.of(Bag.of(one) for one in judged.papers.values())
    index, queries = Index(), list[Query]()
    for topic in random.Random(1).sample(judged.topics, min(TOPICS, len(judged.topics))):
        words = {word.strip(".,?()'\"").lower() for word in topic.text.split()}
        telling = [word for word in words if word.isalpha() and len(word) > 3 and stems(word)]
        rarest = sorted(telling, key=lambda word: (-_rare(word, corpus), word))[:RADAR_WORDS]
        try:
            queries.append(parse(" OR ".join(rarest)))
        except QueryError:
            continue
        index.add(len(queries) - 1, queries[-1])
    found: dict[int, dict[int, Paper]] = defaultdict(dict)
    for number, one in judged.papers.items():
        for key in index.match(one):
            found[key][number + first_id] = replace(one, id=number + first_id)
    return [Interest(queries[key], papers) for key, papers in sorted(found.items())]


def _rare(word: str, corpus: Corpus) -> float:
    stemmed = stems(word)[0]
    return corpus.rarity(stemmed) if stemmed in corpus.found_in else 0.0


def shows_all(chosen: Sequence[Interest], others: int) -> bool:
    """Whether each interest has a paper among the first ten, after ten thumbs for the first and few for the others."""
    bags = {number: Bag.of(one) for interest in chosen for number, one in interest.papers.items()}
    corpus = Corpus.of(bags.values(), 3 * len(bags))
    likes = [THUMBS, *(others for _ in chosen[1:])]
    liked = [one for interest, count in zip(chosen, likes, strict=True) for one in list(interest.papers)[:count]]
    thumbs = [Labelled(vector(bags[one], corpus), SEEN) for one in liked]
    stream = [vector(bag, corpus) for number, bag in bags.items() if number not in liked]
    taste = train(thumbs, (), stream, SEEN)
    offered = [
        Candidate(one, (match,))
        for interest in chosen
        for one in interest.papers.values()
        if (match := matches(interest.query, one))
    ]
    items, rest = choose(offered, shown=liked, now=SEEN, corpus=corpus, taste=taste)
    first = {item.paper.id for item in (*items, *rest)[:10]}
    return all(first & set(interest.papers) for interest in chosen)


def main() -> int:
    """Print the shares; 1 when a bar is missed."""
    pools = [interests(judged, n * 10**9) for n, judged in enumerate((cystic_fibrosis(), cisi(), scifact()), 1)]
    pools = [[one for one in pool if THUMBS < len(one.papers) <= LARGEST] for pool in pools]
    draw = random.Random(7)
    held = []
    for count, bar in BARS.items():
        crowd = [[draw.choice(pool) for pool in draw.sample(pools, count)] for _ in range(READERS)]
        for others in (0, FEW):
            share = sum(shows_all(chosen, others) for chosen in crowd) / len(crowd)
            held.append(share >= bar)
            said = f"{share:.0%} of {READERS} readers of {count} interests see all of them (bar {bar:.0%})"
            thumbs = f"{THUMBS} thumbs for one interest, {others} for each other"
            print(f"{'pass' if held[-1] else 'FAIL'}: {said}, {thumbs}", flush=True)
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main())
