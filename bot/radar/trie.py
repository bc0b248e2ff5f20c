"""Token paths in plain dicts: all of them found in one walk over a paper, whatever their number.

A leaf is a number, an inner node a dict from token to node; ``""`` marks a path that ends inside another one.
"""

from typing import Any, TypeAlias

from bot.radar.loose import LooseTrie, is_exact
from bot.radar.paths import Path
from bot.radar.reading import Reading
from bot.radar.words import Words

Node: TypeAlias = dict[str, Any]  # token -> Node | int; "" -> int
_HERE = ""


class Trie:
    """Token paths with a number each; adding and removing take the length of the path, never a rebuild."""

    def __init__(self) -> None:
        self._root: Node = {}
        self._loose = LooseTrie()

    def __bool__(self) -> bool:
        return bool(self._root or self._loose)

    def get(self, path: Path) -> int | None:
        """The number of a path, or nothing."""
        if not is_exact(path):
            return self._loose.get(path)
        node: Any = self._root
        for token in path:
            if type(node) is not dict:
                return None
            node = node.get(token)
        found: int | None = node.get(_HERE) if type(node) is dict else node
        return found

    def put(self, path: Path, number: int) -> None:
        """Give a path a number, a new one if it had one."""
        if not is_exact(path):
            self._loose.put(path, number)
            return
        branch = self._root
        for token in path[:-1]:
            node = branch.get(token)
            if type(node) is not dict:
                node = {} if node is None else {_HERE: node}
                branch[token] = node
            branch = node
        node = branch.get(path[-1])
        if type(node) is dict:
            node[_HERE] = number
        else:
            branch[path[-1]] = number

    def remove(self, path: Path) -> None:
        """Take away a path that is there, and every node that it alone needed."""
        if is_exact(path):
            _removed(self._root, path, 0)
        else:
            self._loose.remove(path)

    def walk(self, reading: Reading) -> set[int]:
        """The numbers of all paths in the title or the abstract of a paper."""
        found = _walked(self._root, reading.tokens)
        if self._loose:
            self._loose.walk(reading.title, found)
            self._loose.walk(reading.abstract, found)
        return found

    def walk_in(self, text: Words) -> set[int]:
        """The numbers of all paths in one text."""
        found = _walked(self._root, text.tokens)
        self._loose.walk(text, found)
        return found


def _walked(root: Node, tokens: list[str]) -> set[int]:
    found: set[int] = set()
    add = found.add
    for start, begun in enumerate(map(root.get, tokens), 1):
        if begun is None:
            continue
        node, at = begun, start
        while type(node) is dict:
            leaf = node.get(_HERE)
            if leaf is not None:
                add(leaf)
            node = node.get(tokens[at])
            at += 1
        if node is not None:
            add(node)
    return found


def _removed(node: Node, path: Path, place: int) -> None:
    """Take ``path[place:]`` out of a node, then what became empty or could be a leaf again."""
    token = path[place]
    child = node[token]
    if place + 1 < len(path):
        _removed(child, path, place + 1)
    elif type(child) is dict:
        del child[_HERE]
    if type(child) is not dict or not child:
        del node[token]
    elif len(child) == 1 and _HERE in child:
        node[token] = child[_HERE]
