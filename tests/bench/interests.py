"""Readers of two or three interests: is each of them among the first ten papers of the digest?

    python -m tests.bench.interests

A reader's interests are topics of different collections; each is a line of the radar, and thumbs were given for the
first interest alone, which is what tempts a learner to forget the others.
"""

import random
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


def shows_all(chosen: Sequence[Interest]) -> bool:
    """Whether each interest has one of its papers among the first ten, after ten thumbs for the first interest."""
    bags = {number: Bag.of(one) for interest in chosen for number, one in interest.papers.items()}
    corpus = Corpus.of(bags.values(), 3 * len(bags))
    liked = list(chosen[0].papers)[:THUMBS]
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


def main() -> None:
    """Print the shares."""
    pools = [interests(judged, n * 10**9) for n, judged in enumerate((cystic_fibrosis(), cisi(), scifact()), 1)]
    pools = [[one for one in pool if THUMBS < len(one.papers) <= LARGEST] for pool in pools]
    draw = random.Random(7)
    for count, bar in ((2, 0.95), (3, 0.90)):
        crowd = [[draw.choice(pool) for pool in draw.sample(pools, count)] for _ in range(READERS)]
        share = sum(map(shows_all, crowd)) / len(crowd)
        word = "pass" if share >= bar else "FAIL"
        print(
            f"{word}: {share:.0%} of {READERS} readers of {count} interests see all of them (bar {bar:.0%})", flush=True
        )


if __name__ == "__main__":
    main()
