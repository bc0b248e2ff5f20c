"""The small rules that every check of a Slack object is made of."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit


@dataclass(slots=True)
class Problems:
    """The mistakes found so far, each with the place where it was found."""

    messages: list[str] = field(default_factory=list)
    code: str = ""

    def add(self, where: str, what: str) -> None:
        """Report one mistake."""
        self.messages.append(f"[ERROR] {what} [json-pointer:{where}]")

    def fail(self, code: str) -> None:
        """Report a mistake that has an error code of its own; the first one wins."""
        self.code = self.code or code

    def __bool__(self) -> bool:
        return bool(self.messages or self.code)


Rule = Callable[[Any, str, Problems], None]
Also = Callable[[dict[str, Any], str, Problems], None]


def string(most: int | None = None, *, least: int = 1, pattern: str | None = None) -> Rule:
    """A string of so many characters."""
    wanted = re.compile(pattern) if pattern else None

    def rule(value: Any, where: str, problems: Problems) -> None:
        if not isinstance(value, str):
            problems.add(where, "must be a string")
        elif len(value) < least:
            problems.add(where, f"must be more than {least - 1} characters")
        elif most is not None and len(value) > most:
            problems.add(where, f"must be less than {most + 1} characters")
        elif wanted and not wanted.fullmatch(value):
            problems.add(where, "failed to match required regex pattern")

    return rule


def url(most: int = 3000) -> Rule:
    """An absolute http or https address."""
    length = string(most)

    def rule(value: Any, where: str, problems: Problems) -> None:
        before = len(problems.messages)
        length(value, where, problems)
        if len(problems.messages) == before and not is_web_address(value):
            problems.add(where, "must be a valid url")

    return rule


def is_web_address(text: str) -> bool:
    """Whether a text is an address that Slack would make a link of."""
    if text != text.strip() or any(mark in text for mark in " \n\t<>"):
        return False
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False


def boolean(value: Any, where: str, problems: Problems) -> None:
    """Either true or false, and nothing that only looks like it."""
    if not isinstance(value, bool):
        problems.add(where, "must be a boolean")


def whole(least: int, most: int) -> Rule:
    """A whole number within bounds."""

    def rule(value: Any, where: str, problems: Problems) -> None:
        if not isinstance(value, int) or isinstance(value, bool):
            problems.add(where, "must be an integer")
        elif not least <= value <= most:
            problems.add(where, f"must be between {least} and {most}")

    return rule


def choice(*values: str) -> Rule:
    """One of a few words."""

    def rule(value: Any, where: str, problems: Problems) -> None:
        if value not in values:
            problems.add(where, f"must be one of: {', '.join(values)}")

    return rule


def array(item: Rule, *, least: int = 1, most: int | None = None) -> Rule:
    """A list of so many items that all keep one rule."""

    def rule(value: Any, where: str, problems: Problems) -> None:
        if not isinstance(value, list):
            problems.add(where, "must be an array")
            return
        if len(value) < least:
            problems.add(where, f"no less than {least} items allowed")
        if most is not None and len(value) > most:
            problems.add(where, f"no more than {most} items allowed")
        for position, each in enumerate(value):
            item(each, f"{where}/{position}", problems)

    return rule


def record(
    required: Mapping[str, Rule], optional: Mapping[str, Rule] | None = None, *, also: Also | None = None
) -> Rule:
    """An object with these keys and no others; `also` checks how they go together."""
    known = {**required, **(optional or {})}

    def rule(value: Any, where: str, problems: Problems) -> None:
        if not isinstance(value, dict):
            problems.add(where, "must be an object")
            return
        before = len(problems.messages)
        for key in required:
            if value.get(key) is None:
                problems.add(where, f"missing required field: {key}")
        for key, inner in value.items():
            if key not in known:
                problems.add(where, f"unknown field: {key}")
            elif inner is not None:
                known[key](inner, f"{where}/{key}", problems)
            elif key not in required:
                problems.add(f"{where}/{key}", "must not be null")
        if also and len(problems.messages) == before:
            also(value, where, problems)

    return rule


def by_type(table: Mapping[str, Rule]) -> Rule:
    """An object whose `type` names the rule it has to keep."""

    def rule(value: Any, where: str, problems: Problems) -> None:
        if not isinstance(value, dict):
            problems.add(where, "must be an object")
        elif not isinstance(value.get("type"), str):
            problems.add(where, "missing required field: type")
        elif value["type"] not in table:
            problems.add(f"{where}/type", f"unsupported type: {value['type']}")
        else:
            table[value["type"]](value, where, problems)

    return rule


def anything(value: Any, where: str, problems: Problems) -> None:
    """Any value at all."""
