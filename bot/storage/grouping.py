"""Which records of a batch, and which stored papers, are one work: those that share keys, directly or in a chain."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.papers import Record, content_key
from bot.storage.columns import storable_key


@dataclass(slots=True)
class Group:
    """One work: the ids of the papers stored of it, and the records of this batch, in their order."""

    paper_ids: set[int] = field(default_factory=set)
    records: list[Record] = field(default_factory=list)


def keyed(record: Record) -> Record:
    """The record with its keys as they are stored; one without any gets the key of its content."""
    keys = record.keys or {content_key(record.title, record.authors)}
    return replace(record, keys=frozenset(storable_key(key) for key in keys), source=storable_key(record.source))


def grouped(records: Sequence[Record], stored: Mapping[str, int]) -> list[Group]:
    """The works of a batch, in the order of their first records; ``stored`` maps keys to the papers that have them."""
    leaders = _Leaders()
    for record in records:
        papers = {stored[key] for key in record.keys if key in stored}
        leaders.join([*record.keys, *(_node(paper) for paper in papers)])
    groups: dict[str, Group] = {}
    for record in records:
        group = groups.setdefault(leaders.of(next(iter(record.keys))), Group())
        group.records.append(record)
        group.paper_ids.update(stored[key] for key in record.keys if key in stored)
    return list(groups.values())


def _node(paper_id: int) -> str:
    return f"\0{paper_id}"  # no stored key begins like this


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
