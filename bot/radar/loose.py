"""A trie of paths that hold an acronym in capitals or the beginning of a word, so that a place may fit two tokens.

Built as the other one; words that begin with a stem hang under ``"*"``, sorted by their first three letters.
"""

from collections.abc import Iterator
from typing import Any, TypeAlias

from bot.radar.paths import PREFIX, Path
from bot.radar.words import Words

Node: TypeAlias = dict[str, Any]  # token -> Node | int; "" -> int; "*" -> {head -> {stem -> Node | int}}
_HERE = ""
_HEAD = 3


class LooseTrie:
    """Token paths, some of whose tokens are acronyms or beginnings, with a number each."""

    def __init__(self) -> None:
        self._root: Node = {}
        self._begun_plainly = 0  # paths whose first token is neither an acronym nor a beginning

    def __bool__(self) -> bool:
        return bool(self._root)

    def get(self, path: Path) -> int | None:
        """The number of a path, or nothing."""
        node: Any = self._root
        for token in path:
            if not isinstance(node, dict):
                return None
            if token.endswith(PREFIX):
                node = node.get(PREFIX, {}).get(token[:_HEAD], {}).get(token[:-1])
            else:
                node = node.get(token)
        found: int | None = node.get(_HERE) if isinstance(node, dict) else node
        return found

    def put(self, path: Path, number: int) -> None:
        """Give a path a number, a new one if it had one."""
        if self.get(path) is None:
            self._begun_plainly += is_exact(path[:1])
        branch, edge = _edge(self._root, path[0])
        for token in path[1:]:
            node = branch.get(edge)
            if not isinstance(node, dict):
                node = {} if node is None else {_HERE: node}
                branch[edge] = node
            branch, edge = _edge(node, token)
        node = branch.get(edge)
        if isinstance(node, dict):
            node[_HERE] = number
        else:
            branch[edge] = number

    def remove(self, path: Path) -> None:
        """Take away a path that is there, and every node that it alone needed."""
        self._begun_plainly -= is_exact(path[:1])
        _removed(self._root, path, 0)

    def walk(self, text: Words, found: set[int]) -> None:
        """Add the numbers of all paths in a text."""
        root = self._root
        if not root:
            return
        for at, acronym in text.capitals.items():
            self._descend(root.get(acronym), at + 1, text, found)
        heads = root.get(PREFIX)
        if heads:
            for at, (token, word) in enumerate(zip(text.tokens, text.plain, strict=True)):
                if word[:_HEAD] in heads or token[:_HEAD] in heads:
                    for node in _begun(heads, text, at):
                        self._descend(node, at + 1, text, found)
        if self._begun_plainly:
            for at, begun in enumerate(map(root.get, text.tokens), 1):
                if begun is not None:
                    self._descend(begun, at, text, found)

    def _descend(self, node: Node | int | None, at: int, text: Words, found: set[int]) -> None:
        """Follow the text from a node on; where an acronym or a beginning leads on as well, follow that too."""
        tokens, capitals = text.tokens, text.capitals
        while type(node) is dict:
            leaf = node.get(_HERE)
            if leaf is not None:
                found.add(leaf)
            if at in capitals and capitals[at] in node:
                self._descend(node[capitals[at]], at + 1, text, found)
            if PREFIX in node:
                for begun in _begun(node[PREFIX], text, at):
                    self._descend(begun, at + 1, text, found)
            node = node.get(tokens[at])
            at += 1
        if type(node) is int:
            found.add(node)


def is_exact(path: Path) -> bool:
    """Whether every token stands for itself alone: none is an acronym in capitals or the beginning of a word."""
    return not any(token.endswith(PREFIX) or token.isupper() for token in path)


def _edge(node: Node, token: str) -> tuple[Node, str]:
    """The dict in which a token leads on, and the key there; for a beginning it hangs under its head."""
    if not token.endswith(PREFIX):
        return node, token
    stem = token[:-1]
    return node.setdefault(PREFIX, {}).setdefault(stem[:_HEAD], {}), stem


def _begun(heads: Node, text: Words, at: int) -> Iterator[Node | int]:
    """The nodes whose stem begins the word at a place, folded or as it was."""
    token, word = text.tokens[at], text.plain[at]
    for stem, node in heads.get(word[:_HEAD], {}).items():
        if word.startswith(stem):
            yield node
    for stem, node in heads.get(token[:_HEAD], {}).items() if token != word else ():
        if token.startswith(stem) and not word.startswith(stem):
            yield node


def _removed(node: Node, path: Path, place: int) -> None:
    """Take ``path[place:]`` out of a node, then what became empty or could be a leaf again."""
    token = path[place]
    branch, edge = _edge(node, token)
    child = branch[edge]
    if place + 1 < len(path):
        _removed(child, path, place + 1)
    elif isinstance(child, dict):
        del child[_HERE]
    if isinstance(child, int) or not child:
        del branch[edge]
    elif len(child) == 1 and _HERE in child:
        branch[edge] = child[_HERE]
    if token.endswith(PREFIX):
        heads = node[PREFIX]
        if not branch:
            del heads[token[:_HEAD]]
        if not heads:
            del node[PREFIX]
