"""Who waits for what: keys under hooks, small where a hook has a single key, as nearly all have."""

from collections.abc import Hashable
from collections.abc import Set as AbstractSet
from typing import Generic, TypeVar

H = TypeVar("H", bound=Hashable)


class Register(Generic[H]):
    """Keys by hook."""

    def __init__(self) -> None:
        self._keys: dict[H, int | dict[int, None]] = {}

    def __bool__(self) -> bool:
        return bool(self._keys)

    def add(self, hook: H, key: int) -> None:
        """Hang a key on a hook."""
        held = self._keys.setdefault(hook, key)
        if isinstance(held, dict):
            held[key] = None
        elif held != key:
            self._keys[hook] = {held: None, key: None}

    def remove(self, hook: H, key: int) -> None:
        """Take a key off a hook."""
        held = self._keys[hook]
        if isinstance(held, dict):
            del held[key]
        if not isinstance(held, dict) or not held:
            del self._keys[hook]

    def under(self, hooks: AbstractSet[H]) -> list[int]:
        """The keys under any of some hooks; one that hangs on several comes more than once."""
        found: list[int] = []
        for hook in hooks & self._keys.keys():
            held = self._keys[hook]
            if type(held) is int:
                found.append(held)
            elif isinstance(held, dict):
                found.extend(held)
        return found
