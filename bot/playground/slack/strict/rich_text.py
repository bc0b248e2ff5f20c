"""Rules of rich_text: sections, lists, quotes, preformatted text and what stands in them."""

from bot.playground.slack.strict.rules import Rule, array, boolean, by_type, choice, record, string, url, whole

_STYLE = record(
    {},
    {
        name: boolean
        for name in ("bold", "italic", "strike", "code", "underline", "highlight", "client_highlight", "unlink")
    },
)


def _part(required: dict[str, Rule], optional: dict[str, Rule] | None = None) -> Rule:
    return record({"type": string(), **required}, {"style": _STYLE, **(optional or {})})


PARTS: dict[str, Rule] = {
    "text": _part({"text": string()}),
    "link": _part({"url": url()}, {"text": string(least=0), "unsafe": boolean}),
    "emoji": _part({"name": string()}, {"unicode": string(), "skin_tone": whole(1, 6)}),
    "user": _part({"user_id": string()}),
    "channel": _part({"channel_id": string()}),
    "usergroup": _part({"usergroup_id": string()}),
    "team": _part({"team_id": string()}),
    "broadcast": _part({"range": choice("here", "channel", "everyone")}),
    "color": _part({"value": string()}),
    "date": _part({"timestamp": whole(0, 2**53), "format": string()}, {"url": url(), "fallback": string(least=0)}),
}

_INLINE = array(by_type(PARTS), least=0)
_PREFORMATTED = array(by_type({kind: PARTS[kind] for kind in ("text", "link")}), least=0)
_BORDER = whole(0, 1)

SECTION = record({"type": string(), "elements": _INLINE})

ELEMENTS: dict[str, Rule] = {
    "rich_text_section": SECTION,
    "rich_text_quote": record({"type": string(), "elements": _INLINE}, {"border": _BORDER}),
    "rich_text_preformatted": record(
        {"type": string(), "elements": _PREFORMATTED}, {"border": _BORDER, "language": string()}
    ),
    "rich_text_list": record(
        {
            "type": string(),
            "style": choice("bullet", "ordered"),
            "elements": array(by_type({"rich_text_section": SECTION})),
        },
        {"indent": whole(0, 8), "offset": whole(0, 10_000), "border": _BORDER},
    ),
}

RICH_TEXT = record({"type": string(), "elements": array(by_type(ELEMENTS))}, {"block_id": string(255)})
