"""Which records of a batch, and which stored papers, are one work: those that share keys, directly or in a chain.

Without a key in common they are one work when title, first author and year agree and no key speaks against it; where
the works that agree with one another could not all be one, none of them is joined.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

from bot.papers import Announcement, Paper, Record, agree, content_key, in_conflict, likeness
from bot.storage.columns import storable_key


@dataclass(slots=True, eq=False)
class Group:
    """One work: the papers stored of it, by their ids, and the records of this batch, in their order."""

    papers: dict[int, Paper] = field(default_factory=dict)
    records: list[Record] = field(default_factory=list)

    @property
    def members(self) -> tuple[Paper | Record, ...]:
        """What is known of the work from every side."""
        return *self.papers.values(), *(record for record in self.records if record.title)

    @property
    def keys(self) -> frozenset[str]:
        """Every key of the work."""
        told, stored = (record.keys for record in self.records), (paper.keys for paper in self.papers.values())
        return frozenset().union(*told, *stored)


def keyed(record: Record) -> Iterator[Record]:
    """The record with its keys as they are stored; a notice becomes what it says of each work it is about."""
    source = storable_key(record.source)
    if record.about:
        for key in sorted(record.about):
            yield _said_about(storable_key(key), record, source)
        return
    keys = record.keys or {content_key(record.title, record.authors)}
    yield replace(record, keys=frozenset(storable_key(key) for key in keys), source=source)


def grouped(
    records: Sequence[Record], owners: Mapping[str, int], papers: Mapping[int, Paper], alike: Mapping[str, set[int]]
) -> list[Group]:
    """The works of a batch, in the order of their first records.

    ``owners`` maps keys to the stored papers that have them, ``alike`` the likeness of titles to the stored papers
    known by them; ``papers`` holds all of these.
    """
    groups = _by_keys(records, owners, papers)
    leaders = _Leaders()
    names = {group: str(number) for number, group in enumerate(groups)}
    for agreeing in _by_likeness(groups, papers, alike):
        if not in_conflict(frozenset().union(*(group.keys for group in agreeing))):
            leaders.join([names.setdefault(group, str(len(names))) for group in agreeing])
    works: dict[str, Group] = {}
    for group, name in names.items():
        work = works.setdefault(leaders.of(name), Group())
        work.papers |= group.papers
        work.records += group.records
    return [work for work in works.values() if work.records]


def _by_keys(records: Sequence[Record], owners: Mapping[str, int], papers: Mapping[int, Paper]) -> list[Group]:
    leaders = _Leaders()
    for record in records:
        stored = {owners[key] for key in record.keys if key in owners}
        leaders.join([*record.keys, *(f"\0{paper}" for paper in stored)])  # no stored key begins like this
    groups: dict[str, Group] = {}
    for record in records:
        group = groups.setdefault(leaders.of(next(iter(record.keys))), Group())
        group.records.append(record)
        group.papers |= {owners[key]: papers[owners[key]] for key in record.keys if key in owners}
    return list(groups.values())


def _by_likeness(
    groups: Sequence[Group], papers: Mapping[int, Paper], alike: Mapping[str, set[int]]
) -> Iterator[list[Group]]:
    """Groups that agree with one another in title, first author and year; stored papers join as groups of their own."""
    of_paper = {paper: group for group in groups for paper in group.papers}
    same_title: dict[str, dict[Group, None]] = {}
    for group in groups:
        for found in filter(None, (likeness(record.title) for record in group.records)):
            same_title.setdefault(found, {})[group] = None
    for found, titled in same_title.items():
        for paper in sorted(alike.get(found, ())):
            titled[of_paper.setdefault(paper, Group({paper: papers[paper]}))] = None
        if len(titled) > 1:
            yield from _agreeing(list(titled))


def _agreeing(titled: Sequence[Group]) -> Iterator[list[Group]]:
    leaders = _Leaders()
    for (first, one), (second, other) in combinations(enumerate(titled), 2):
        if any(agree(this, that) for this in one.members for that in other.members):
            leaders.join([str(first), str(second)])
    sets: dict[str, list[Group]] = {}
    for number, group in enumerate(titled):
        sets.setdefault(leaders.of(str(number)), []).append(group)
    return (agreeing for agreeing in sets.values() if len(agreeing) > 1)


def _said_about(key: str, notice: Record, source: str) -> Record:
    return Record(
        source=source,
        keys=frozenset((key,)),
        title="",
        announcement=Announcement.DETAIL,
        announced_on=notice.announced_on,
        standing=notice.standing,
    )


class _Leaders:
    """Disjoint sets of names, each known by one of its members."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}

    def of(self, name: str) -> str:
        """Who stands for the set of ``name``."""
        path = [name]
        while (above := self._above.setdefault(path[-1], path[-1])) != path[-1]:
            path.append(above)
        for passed in path:
            self._above[passed] = path[-1]
        return path[-1]

    def join(self, names: Iterable[str]) -> None:
        """Make one set of the sets of these names."""
        first, *others = (self.of(name) for name in names)
        for other in others:
            self._above[self.of(other)] = self.of(first)
