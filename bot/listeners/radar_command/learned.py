"""``learned``: what thumbs, saved papers and questions taught a radar, in words, and how to forget it."""

from bot.blocks import Button, Part, bold, buttons, code, line, paragraph
from bot.blocks.limits import clip
from bot.blocks.naming import as_written
from bot.blocks.receipt import counted
from bot.daily.tastes import Lesson, lesson_of
from bot.learning import blend
from bot.learning.blending import FURTHEST
from bot.listeners.feedback.forgetting import FORGET
from bot.listeners.radar_command.verbs import Asked, Reply, verb

_TERMS = 8
_LOOKED_AT = 60  # strongest stems, among which those for and those against are found


@verb("learned [reset]", "what your thumbs taught me", aliases=("learnt", "taste"), group="Papers", in_channels=True)
def learned(asked: Asked) -> Reply:
    """Show what was learnt from what was said of papers, or ask before it is forgotten."""
    reader = asked.known()
    lesson = lesson_of(asked.ears.store, reader, (), asked.now) if reader else None
    if lesson is None:
        return [_nothing(asked)]
    word = asked.rest.strip().casefold()
    if word in ("reset", "forget", "clear"):
        return _ask(asked)
    if word:
        again = code(f"{asked.command} learned")
        return [paragraph(line("Type ", again, " to see what I learnt, or ", code(f"{asked.command} learned reset")))]
    return [_told(asked, lesson)]


def _told(asked: Asked, lesson: Lesson) -> Part:
    liked, disliked = counted(len(lesson.liked), "paper"), counted(len(lesson.disliked), "paper")
    lines = [
        line(bold(f"What {asked.whose} learnt")),
        line(f"From {liked} liked, saved or asked about and {disliked} not relevant."),
        line(bold("For: "), _words(lesson, 1)),
        line(bold("Against: "), _words(lesson, -1)),
        line(f"{_reach(lesson.taste.likes)} What your lines do not find, it never finds."),
        line("Older thumbs count less. To forget all of it: ", code(f"{asked.command} learned reset")),
    ]
    return paragraph(*lines)


def _reach(likes: float) -> str:
    """How far the taste may move a paper in the order."""
    up, down = blend(1.0, FURTHEST, likes), blend(1.0, -FURTHEST, likes)
    return f"It may raise a paper's score up to {up:.1f} times, or lower it to {down:.0%} of what the lines give."


def _ask(asked: Asked) -> Reply:
    asks = f"What {asked.whose} learnt from papers until now will be forgotten. Saved papers stay saved."
    button = Button("Forget what was learnt", FORGET, asked.channel or "me", style="danger", asks=asks)
    thumbs = "Everybody keeps their own thumbs." if asked.channel else "Your thumbs are taken back, in channels too."
    said = line(f"This forgets what {asked.whose} learnt. {thumbs} Nothing is forgotten until you press.")
    return [paragraph(said, line("Saved papers stay saved.")), buttons("forget_learned", [button])]


def _nothing(asked: Asked) -> Part:
    return paragraph(
        line(f"There is nothing {asked.whose} has learnt yet, so the order of papers comes from its lines alone."),
        line("Press ", bold("👍 More like this"), " or ", bold("👎 Not relevant"), " under a paper of a briefing."),
    )


def _words(lesson: Lesson, sign: int) -> str:
    """The words that speak most for a paper, or against one."""
    stems = [word for word, weight in lesson.taste.terms(_LOOKED_AT) if weight * sign > 0]
    words = as_written(stems, (*lesson.liked, *lesson.disliked))[:_TERMS]
    return ", ".join(clip(word, 40) for word in words) or "nothing yet"
