"""Words that recent papers do use and that are like one that none uses: other spellings, other forms."""

from collections.abc import Iterator
from difflib import SequenceMatcher

from bot.preview.postings import Postings
from bot.radar.paths import PREFIX, paths
from bot.ranking.stems import stem

_LIKE = 0.8
_MOST = 3
_SHARED = 4  # letters at the start that other forms of a word share
_RARE = 50  # a word this much rarer than the best one is likely a slip of its own


def is_known(word: str, postings: Postings) -> bool:
    """Whether some paper has a typed word in one of its spellings."""
    ways = paths(word)
    return not ways or any(all(_is_there(token, postings) for token in path) for path in ways)


def respelt(word: str, postings: Postings) -> str:
    """One sentence: no paper has the word, and which words like it papers have."""
    near = nearest(word, postings)
    if not near:
        return f'No paper has "{word}". Check its spelling, or try another word for it.'
    best, count = near[0]
    more = "".join(f', {each:,} "{other}"' for other, each in near[1:])
    return f'No paper has "{word}", but {count:,} {"paper has" if count == 1 else "papers have"} "{best}"{more}.'


def nearest(word: str, postings: Postings) -> list[tuple[str, int]]:
    """The words most like one, with how many papers have them; the most frequent first, three at most."""
    token = next((token for token in paths(word)[0] if not _is_there(token, postings)), "")
    if token.endswith(PREFIX):
        token = token[:-1]
        like = _begun(token, postings)
    else:
        token = token.casefold()
        like = set(_spelt_alike(token, postings)) | set(_other_forms(token, postings))
    found = sorted(((each, postings.frequency(each)) for each in like - {token}), key=lambda pair: (-pair[1], pair[0]))
    return [(each, count) for each, count in found if _RARE * count >= found[0][1]][:_MOST]


def _is_there(token: str, postings: Postings) -> bool:
    if token.endswith(PREFIX):
        return any(True for _ in postings.words(token[:-1]))
    return postings.frequency(token) > 0


def _begun(start: str, postings: Postings) -> set[str]:
    """The words with the longest beginning of a beginning that has any."""
    for length in range(len(start) - 1, _SHARED - 1, -1):
        if found := {word for word, _ in postings.words(start[:length])}:
            return found
    return set()


def _spelt_alike(token: str, postings: Postings) -> Iterator[str]:
    """Words of about the same letters; the letters are counted before their order is compared, which is dear."""
    matcher = SequenceMatcher()
    matcher.set_seq2(token)
    least, most = _LIKE * len(token) / (2 - _LIKE), len(token) * (2 - _LIKE) / _LIKE
    ends, letters = (token[:1], token[-3:]), set(token)
    for word in postings.every_word():
        if not least <= len(word) <= most or not (word[:1] == ends[0] or word[-3:] == ends[1]):
            continue
        if 2 * len(letters.intersection(word)) < _LIKE * len(letters):
            continue
        matcher.set_seq1(word)
        if matcher.quick_ratio() >= _LIKE and matcher.ratio() >= _LIKE:
            yield word


def _other_forms(token: str, postings: Postings) -> Iterator[str]:
    """``segmentation`` for ``segmenting``: words of the same stem."""
    wanted = stem(token)
    if len(wanted) >= _SHARED:
        yield from (word for word, itself in postings.words(wanted[:_SHARED]) if itself and stem(word) == wanted)
