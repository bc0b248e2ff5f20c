"""Rules of the views: modals and the App Home."""

import json
from typing import Any

from bot.playground.slack.strict.objects import plain
from bot.playground.slack.strict.rules import Problems, boolean, by_type, record, string
from bot.playground.slack.strict.surfaces import check_blocks

MOST_VIEW_BYTES = 250_000


def _modal_blocks(value: Any, where: str, problems: Problems) -> None:
    check_blocks(value, "modal", where, problems)


def _home_blocks(value: Any, where: str, problems: Problems) -> None:
    check_blocks(value, "home", where, problems)


def _asks_for_submit(value: dict[str, Any], where: str, problems: Problems) -> None:
    if "submit" not in value and any(block["type"] == "input" for block in value["blocks"]):
        problems.add(where, "missing required field: submit")


_SHARED = {
    "private_metadata": string(3000, least=0),
    "callback_id": string(255, least=0),
    "external_id": string(255, least=0),
}

_VIEW = by_type(
    {
        "modal": record(
            {"type": string(), "title": plain(24), "blocks": _modal_blocks},
            {
                **_SHARED,
                "submit": plain(24),
                "close": plain(24),
                "clear_on_close": boolean,
                "notify_on_close": boolean,
                "submit_disabled": boolean,
            },
            also=_asks_for_submit,
        ),
        "home": record({"type": string(), "blocks": _home_blocks}, _SHARED),
    }
)


def check_view(view: Any, kind: str, problems: Problems, where: str = "/view") -> None:
    """Report what Slack would refuse in a view that is to be a `modal` or the `home` tab."""
    _VIEW(view, where, problems)
    if not problems and view["type"] != kind:
        problems.add(f"{where}/type", f"must be {kind}")
    if not problems and len(json.dumps(view).encode()) > MOST_VIEW_BYTES:
        problems.fail("view_too_large")
