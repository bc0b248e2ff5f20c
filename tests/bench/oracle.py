"""Compares the matcher with a slow oracle: one regular expression a spelling, set algebra for AND, OR and NOT.

Run: python -m tests.bench.oracle [papers] [queries]   (reads the corpus and the keyword lists in ../shared/fixtures)
"""

import random
import re
import sys
from bisect import bisect
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from bot.papers import Paper
from bot.radar import Index, Query, QueryError, Reading, Term, parse
from bot.radar.checks import STOP_WORDS
from bot.radar.definitions import definitions
from bot.radar.expression import Field
from bot.radar.folding import Lettered, fold, surfaces, words_of
from bot.radar.letters import bare
from bot.radar.meanings import is_otherwise, others
from bot.radar.paths import Path, paths
from tests.bench.matching import CORPUS, paper, records

KEYWORDS = CORPUS.parent / "keywords"
TITLE, ABSTRACT = "ti", "abs"
_QUOTED = re.compile(r'"([^"\n]{3,60})"')
_ITEM = re.compile(r"^\s*- +\"?([A-Za-z][\w ,()'/+-]{2,60})\"?", re.MULTILINE)

Tree = tuple[str, tuple["Tree", ...]] | str  # ("AND" | "OR" | "NOT", parts), or a term as it is typed


@dataclass
class Oracle:
    """Some papers written out as one long text, token after token, to be searched by regular expressions."""

    papers: Sequence[Paper]
    text: str = field(init=False)
    starts: list[int] = field(default_factory=list)
    known: dict[str, frozenset[int]] = field(default_factory=dict)
    hits: dict[Path, frozenset[tuple[int, str]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        parts: list[str] = []
        length = 0
        for one in self.papers:
            for text in (one.title, one.abstract):
                self.starts.append(length)
                parts.append(_written_out(text))
                length += len(parts[-1])
        self.text = "".join(parts)

    def holds(self, tree: Tree) -> frozenset[int]:
        """The places of the papers a tree holds for."""
        if isinstance(tree, str):
            if tree not in self.known:
                self.known[tree] = frozenset(self._with(tree))
            return self.known[tree]
        sign, parts = tree
        if sign == "NOT":
            return frozenset(range(len(self.papers))) - self.holds(parts[0])
        sets = [self.holds(part) for part in parts]
        if sign == "AND":
            return frozenset.intersection(*sets)
        return frozenset.union(*sets) if sign == "OR" else self._either(parts)

    def _either(self, parts: tuple[Tree, ...]) -> frozenset[int]:
        """A long form or its acronym, which does not count where it is defined as something else."""
        long_form, acronym = (str(part).strip('"') for part in parts)
        wrong = {
            number
            for number in self.holds(parts[1])
            if is_otherwise(Term(acronym), Term(long_form), Reading(self.papers[number]).definitions)
        }
        return self.holds(parts[0]) | (self.holds(parts[1]) - wrong)

    def _with(self, typed: str) -> Iterator[int]:
        name, colon, value = typed.partition(":")
        value = (value if colon else name).strip('"')
        if name == "au" and colon:
            family = value.casefold()
            yield from (n for n, one in enumerate(self.papers) if any(_family(a) == family for a in one.authors))
        elif name == "cat" and colon:
            wanted = re.compile(rf"{re.escape(value)}(\.|$)")
            yield from (n for n, one in enumerate(self.papers) if any(map(wanted.match, one.categories)))
        else:
            found = {place for path in paths(value) for place in self._places(path)}
            if colon:
                yield from self._in_field(value, name, found)
            else:
                yield from {number for number, _ in found}

    def _in_field(self, value: str, name: str, found: set[tuple[int, str]]) -> Iterator[int]:
        inside = {number for number, place in found if place == name}
        yield from inside
        for number in {number for number, _ in found} - inside:  # defined elsewhere in the paper, so the other form too
            linked = others(Term(value, Field(name)), Reading(self.papers[number]).definitions)
            if any((number, name) in self._places(path) for path in linked):
                yield number

    def _places(self, path: Path) -> frozenset[tuple[int, str]]:
        """Which papers and fields have a path."""
        if path not in self.hits:
            pattern = re.compile("".join(map(_token, path)))
            segments = (bisect(self.starts, found.start()) - 1 for found in pattern.finditer(self.text))
            self.hits[path] = frozenset((at // 2, ABSTRACT if at % 2 else TITLE) for at in segments)
        return self.hits[path]


def _written_out(text: str) -> str:
    """Each token as `` token|ACRONYM|word;``, the acronym and the word left out where they say nothing new."""
    out = [" .||"]
    for surface in surfaces(text):
        folded = fold(surface)
        capitals = dict(folded.capitals) if isinstance(folded, Lettered) else {}
        rows = enumerate(zip(folded, words_of(surface), strict=True))
        out += [f" {'.' if t == chr(10) else t}|{capitals.get(n, '')}|{w if w != t else ''};" for n, (t, w) in rows]
    return "".join(out).replace("\n", ".") + " .||;"


def _token(token: str) -> str:
    if token.endswith("*"):
        start = re.escape(token[:-1])
        return rf" (?:{start}[^|;]*\|[^;]*|[^|;]*\|[^|;]*\|{start}[^;]*);"
    if token == "\n":
        return r" \.\|\|;"
    if token.isupper():
        return rf" {re.escape(token[:1].casefold())}[^|;]*\|{re.escape(token)}\|[^;]*;"
    return rf" {re.escape(token)}\|[^;]*;"


def _family(name: str) -> str:
    """The last word of a name without accents; nothing where it may be initials."""
    words = bare(name).replace("-", " ").replace("'", "").split()
    return words[-1].casefold() if words and "," not in name and not words[-1].isupper() else ""


def said(tree: Tree, *, inner: bool = False) -> str:
    """A tree as it is typed."""
    if isinstance(tree, str):
        return tree
    sign, parts = tree
    if sign == "NOT":
        return f"NOT {said(parts[0], inner=True)}"
    text = f" {'OR' if sign == 'MEANS' else sign} ".join(said(part, inner=True) for part in parts)
    return f"({text})" if inner else text


def terms_of(papers: Sequence[Paper], draw: random.Random, most: int) -> list[str]:
    """Terms as people type them: keywords of real radars, words and phrases of the papers, fields, beginnings."""
    files = sorted(KEYWORDS.glob("*.yaml")) if KEYWORDS.exists() else []
    lists = [file.read_text(encoding="utf-8") for file in files]
    real = {words.strip() for text in lists for words in (*_QUOTED.findall(text), *_ITEM.findall(text))}
    keywords = [f'"{words}"' for words in sorted(real) if words.isascii() and ":" not in words and "," not in words]
    texts = [re.findall(r"[A-Za-z][a-z]{2,}(?:[ -][a-z]{3,}){0,3}", f"{one.title}. {one.abstract}") for one in papers]
    phrases = [f'"{words}"' for text in texts for words in draw.sample(text, min(4, len(text)))]
    counted = Counter(word for one in papers for word in set(re.findall(r"[a-z]{4,}", one.abstract)))
    common = [word for word, seen in counted.items() if seen > 3 and word not in STOP_WORDS]
    acronyms = sorted({word for one in papers for word in re.findall(r"\b[A-Z]{2,6}s?\b", one.abstract)})
    families = {_family(one.authors[0]) for one in papers if one.authors}
    pool = [
        *keywords,
        *draw.sample(phrases, min(most, len(phrases))),
        *draw.sample(common, min(most // 4, len(common))),
    ]
    pool += [word for word in acronyms if word not in ("AND", "OR", "NOT")][: most // 6]
    pool += [f"{draw.choice((TITLE, ABSTRACT))}:{term}" for term in draw.sample(pool, len(pool) // 5)]
    pool += [f"{word[: draw.randint(4, 6)]}*" for word in draw.sample(common, min(most // 40, len(common)))]
    pool += [f"au:{name}" for name in sorted(families) if name.isalpha() and len(name) > 1][: most // 10]
    return pool + [f"cat:{name}" for name in sorted({c for one in papers for c in one.categories}) if " " not in name]


def trees_of(papers: Sequence[Paper], draw: random.Random, most: int) -> list[tuple[Tree, Query]]:
    """Queries of all shapes, each as the oracle and as the matcher reads it."""
    pool = [term for term in terms_of(papers, draw, most) if _understood(term)]
    found: list[tuple[Tree, Query]] = []
    for tree in (*_linked(papers), *(_tree(pool, draw) for _ in range(2 * most))):
        query = _understood(said(tree))
        if query is not None and len(found) < most:
            found.append((tree, query))
    return found


def _linked(papers: Sequence[Paper]) -> Sequence[Tree]:
    """A long form or its acronym, as the papers define them."""
    told = {one.acronym: one.long_form for paper in papers for one in definitions(paper.abstract)}
    return [("MEANS", (f'"{words}"', short)) for short, words in sorted(told.items()) if _is_plain(short, words)][:300]


def _is_plain(short: str, words: str) -> bool:
    initials = "".join(word[:1] for word in re.split("[ -]", words)).casefold()
    return (
        initials == short.casefold()
        and short.isalpha()
        and short.isupper()
        and words.replace(" ", "").replace("-", "").isalpha()
        and " " in words
    )


def _tree(pool: list[str], draw: random.Random, depth: int = 0) -> Tree:
    kind = draw.random()
    if depth == 2 or kind < (0.6 if depth == 0 else 0.4):
        return draw.choice(pool)
    parts = tuple(_tree(pool, draw, depth + 1) for _ in range(draw.choice((2, 2, 3))))
    if kind < 0.75:
        return ("AND", (*parts, ("NOT", (draw.choice(pool),))) if draw.random() < 0.4 else parts)
    return ("OR", parts)


def _understood(text: str) -> Query | None:
    try:
        return parse(text)
    except QueryError:
        return None


def disagreements(papers: Sequence[Paper], trees: Iterable[tuple[Tree, Query]]) -> tuple[list[str], int]:
    """What the matcher and the oracle tell differently, and how many matches they agree on."""
    oracle, index = Oracle(papers), Index()
    expected: list[set[int]] = [set() for _ in papers]
    texts: dict[int, str] = {}
    for key, (tree, query) in enumerate(trees):
        texts[key] = said(tree)
        index.add(key, query)
        for number in oracle.holds(tree):
            expected[number].add(key)
    wrong: list[str] = []
    agreed = 0
    for one, wanted in zip(papers, expected, strict=True):
        found = set(index.match(one))
        agreed += len(found & wanted)
        wrong += [f"{'missed' if key in wanted else 'false'}: {texts[key]} in {one.keys}" for key in found ^ wanted]
    return wrong, agreed


def main(count: int, most: int) -> None:
    """Compare and tell."""
    draw = random.Random(20261122)
    everything = list(records())
    papers = [paper(number, record) for number, record in enumerate(draw.sample(everything, count))]
    trees = trees_of(papers, draw, most)
    wrong, agreed = disagreements(papers, trees)
    print(f"{len(papers):,} papers x {len(trees):,} queries: {agreed:,} matches, {len(wrong)} disagreements")
    print("\n".join(wrong[:20]))
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main(*(int(word) for word in (sys.argv[1:] or ("5000", "10000"))))
