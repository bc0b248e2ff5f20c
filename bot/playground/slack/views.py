"""The views that people have open: the App Home of each, and the stack of modals."""

import secrets
from dataclasses import dataclass, field
from typing import Any

from bot.playground.slack.api_errors import ApiError
from bot.playground.slack.named_blocks import named_blocks
from bot.playground.slack.workspace import Workspace

View = dict[str, Any]

MOST_STACKED = 3


@dataclass(slots=True)
class Views:
    """Keeps homes and modals. A stored view is replaced, never changed in depth."""

    workspace: Workspace
    homes: dict[str, View] = field(default_factory=dict)
    stacks: dict[str, list[View]] = field(default_factory=dict)
    _owners: dict[str, str] = field(default_factory=dict)

    def publish(self, user: str, view: View, known_hash: str | None) -> View:
        """Set the App Home of a person."""
        before = self.homes.get(user)
        _same_hash(before, known_hash)
        self._free_external_id(view, before)
        built = self._build(view, before["id"] if before else _view_id())
        self.homes[user] = built
        self._owners[built["id"]] = user
        return built

    def open(self, user: str, view: View) -> View:
        """Open a modal in place of whatever modal is open."""
        self._free_external_id(view, None)
        self.clear(user)
        return self._put_on_top(user, view)

    def push(self, user: str, view: View) -> View:
        """Open a modal on top of the one that is open."""
        if len(self.stacks.get(user, [])) >= MOST_STACKED:
            raise ApiError("push_limit_reached")
        self._free_external_id(view, None)
        return self._put_on_top(user, view)

    def update(self, view_id: str, view: View, known_hash: str | None) -> tuple[str, View]:
        """Replace an open view; say whose it is."""
        before = self.get(view_id)
        if before is None:
            raise ApiError("not_found")
        _same_hash(before, known_hash)
        self._free_external_id(view, before)
        built = self._build(view, view_id, before)
        built["state"] = before["state"]
        return self._owners[view_id], self.keep(built)

    def keep(self, view: View) -> View:
        """Store a new form of an open view."""
        user = self._owners[view["id"]]
        if view["type"] == "home":
            self.homes[user] = view
        else:
            self.stacks[user] = [view if one["id"] == view["id"] else one for one in self.stacks[user]]
        return view

    def get(self, view_id: str) -> View | None:
        """The open view with this id."""
        user = self._owners.get(view_id)
        if user is None:
            return None
        return next((one for one in self._open(user) if one["id"] == view_id), None)

    def owner(self, view_id: str) -> str:
        """Whose view this is."""
        return self._owners[view_id]

    def by_external_id(self, external_id: str) -> View | None:
        """The open view with this external id."""
        views = (one for user in {*self.homes, *self.stacks} for one in self._open(user))
        return next((one for one in views if one["external_id"] == external_id), None)

    def top(self, user: str) -> View | None:
        """The modal that a person sees."""
        stack = self.stacks.get(user)
        return stack[-1] if stack else None

    def close(self, user: str) -> None:
        """Close the modal on top."""
        if self.stacks.get(user):
            self._owners.pop(self.stacks[user].pop()["id"])

    def clear(self, user: str) -> None:
        """Close all modals."""
        while self.stacks.get(user):
            self.close(user)

    def _open(self, user: str) -> list[View]:
        home = self.homes.get(user)
        return [*([home] if home else []), *self.stacks.get(user, [])]

    def _put_on_top(self, user: str, view: View) -> View:
        stack = self.stacks.setdefault(user, [])
        built = self._build(view, _view_id())
        if stack:
            built |= {"previous_view_id": stack[-1]["id"], "root_view_id": stack[0]["id"]}
        stack.append(built)
        self._owners[built["id"]] = user
        return built

    def _free_external_id(self, view: View, own: View | None) -> None:
        name = view.get("external_id")
        other = self.by_external_id(name) if name else None
        if other is not None and (own is None or own["id"] != other["id"]):
            raise ApiError("duplicate_external_id")

    def _build(self, view: View, view_id: str, before: View | None = None) -> View:
        return {
            "id": view_id,
            "team_id": self.workspace.team_id,
            "type": view["type"],
            "blocks": named_blocks(view["blocks"]),
            "private_metadata": view.get("private_metadata", ""),
            "callback_id": view.get("callback_id", ""),
            "state": {"values": {}},
            "hash": f"{secrets.randbelow(10**10):010d}.{secrets.token_hex(4)}",
            "title": view.get("title", {"type": "plain_text", "text": "View Title", "emoji": True}),
            "clear_on_close": view.get("clear_on_close", False),
            "notify_on_close": view.get("notify_on_close", False),
            "close": view.get("close"),
            "submit": view.get("submit"),
            "previous_view_id": before["previous_view_id"] if before else None,
            "root_view_id": before["root_view_id"] if before else view_id,
            "app_id": self.workspace.app_id,
            "external_id": view.get("external_id", ""),
            "app_installed_team_id": self.workspace.team_id,
            "bot_id": self.workspace.bot_id,
        }


def _view_id() -> str:
    return f"V0{secrets.token_hex(5).upper()}"


def _same_hash(view: View | None, known_hash: str | None) -> None:
    if view is not None and known_hash and view["hash"] != known_hash:
        raise ApiError("hash_conflict")
