"""The pieces messages are made of: each is some blocks and the same content as text."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.blocks.escaping import calm, inert
from bot.blocks.limits import BLOCK_CHARACTERS, HEADER_CHARACTERS, LABEL_CHARACTERS, clip
from bot.blocks.spans import Block, Line, elements, spoken


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a message that must not be torn apart."""

    blocks: tuple[Block, ...]
    text: str

    @property
    def weight(self) -> int:
        """How many characters Slack counts: everything in the blocks that is text or address."""
        return sum(weigh(block) for block in self.blocks)

    def __add__(self, other: "Part") -> "Part":
        """Both, kept together."""
        text = "\n".join(filter(None, (self.text, other.text)))
        return Part(self.blocks + other.blocks, text)


@dataclass(frozen=True, slots=True)
class Button:
    """A button: what it says, what it sends, how a screen reader names it, and what it asks before it acts."""

    label: str
    action: str
    value: str
    spoken: str = ""
    style: str = ""
    asks: str = ""


def weigh(block: object) -> int:
    """The characters of every string in a block that a reader or a link uses."""
    if isinstance(block, dict):
        return sum(
            len(value) if isinstance(value, str) and key in ("text", "url", "value") else weigh(value)
            for key, value in block.items()
        )
    if isinstance(block, list | tuple):
        return sum(weigh(item) for item in block)
    return 0


def heading(text: str) -> Part:
    """A header."""
    shown = clip(" ".join(calm(text).split()), HEADER_CHARACTERS) or "–"
    return Part(({"type": "header", "text": _plain(shown)},), inert(shown))


def paragraph(*lines: Line) -> Part:
    """Lines of styled text."""
    section = {"type": "rich_text_section", "elements": elements(lines)}
    return Part(({"type": "rich_text", "elements": [section]},), spoken(lines))


def quotation(*lines: Line) -> Part:
    """Lines that somebody else wrote, set off as a quotation."""
    section = {"type": "rich_text_quote", "elements": elements(lines)}
    return Part(({"type": "rich_text", "elements": [section]},), spoken(lines))


def preformatted(text: str) -> Part:
    """Text in which columns matter."""
    shown = clip(calm(text), BLOCK_CHARACTERS) or "–"
    block = {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": shown}]}
    return Part(({"type": "rich_text", "elements": [block]},), inert(shown))


def small(text: str) -> Part:
    """A line in small print."""
    shown = clip(calm(text).strip(), BLOCK_CHARACTERS) or "–"
    return Part(({"type": "context", "elements": [_plain(shown)]},), inert(shown))


def divider() -> Part:
    """A thin line."""
    return Part(({"type": "divider"},), "")


def buttons(block_id: str, made: Iterable[Button]) -> Part:
    """A row of buttons; a screen reader hears them from Slack, not from the text."""
    row = {"type": "actions", "block_id": block_id, "elements": [button_element(button) for button in made]}
    return Part((row,), "")


def button_element(button: Button) -> dict[str, object]:
    """One button as Slack wants it."""
    made: dict[str, object] = {
        "type": "button",
        "text": _plain(clip(calm(button.label), LABEL_CHARACTERS)),
        "action_id": button.action,
        "value": button.value,
    }
    if button.spoken:
        made["accessibility_label"] = clip(calm(button.spoken), LABEL_CHARACTERS)
    if button.style:
        made["style"] = button.style
    if button.asks:
        made["confirm"] = {
            "title": _plain("Are you sure?"),
            "text": _plain(clip(calm(button.asks), 300)),
            "confirm": _plain("Yes"),
            "deny": _plain("No"),
        }
    return made


def _plain(text: str) -> dict[str, object]:
    return {"type": "plain_text", "text": text, "emoji": False}
