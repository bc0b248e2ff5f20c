"""Acronyms and long forms that are offered when a line is saved, pressed as people press them."""

import pytest

from tests.listeners.briefed import CLUB, GRACE, lines, press_offered
from tests.listeners.conftest import Stage, absorb, record

VLM = "We study vision-language models (VLMs). They see."
MANY = " OR ".join(f"top{number}" for number in range(19))


@pytest.fixture
def field(stage: Stage) -> Stage:
    """Papers that define VLM four times, and DM as two things."""
    absorb(
        stage.store,
        *(record(number, f"Seeing {number}", VLM) for number in range(1, 5)),
        *(record(number, f"Sky {number}", "We look for dark matter (DM) here.") for number in range(11, 17)),
        *(record(number, f"Image {number}", "We train diffusion models (DM) here.") for number in range(21, 24)),
        record(31, "VLM for all", "No long form here."),
        record(32, "Of DM", "It may be anything."),
    )
    return stage


def labels(stage: Stage) -> list[str]:
    """The buttons of the newest private answer."""
    blocks = stage.slack.ephemerals()[-1]["blocks"]
    return [each["text"]["text"] for block in blocks if block["type"] == "actions" for each in block["elements"]]


def test_a_phrase_is_offered_its_acronym_and_nothing_changes_before_the_press(field: Stage) -> None:
    answer = field.radar("add vision language model")
    assert "vision-language models is also written VLM, defined so in 4 recent papers. Match it too?" in answer
    assert labels(field) == ["Also match VLM"]
    assert lines(field) == ["vision language model"]


def test_the_press_rewrites_the_line_once_and_shows_what_that_changes(field: Stage) -> None:
    field.radar("add vision language model")
    answer = press_offered(field, "radar_repair_alias")
    assert 'is now\n`"vision language model" OR VLM`' in answer
    assert "4 hits before, 5 hits now" in answer
    assert lines(field) == ['"vision language model" OR VLM']
    assert "Undone" in press_offered(field, "radar_unrepair")
    assert lines(field) == ["vision language model"]


def test_pressed_twice_it_changes_once(field: Stage) -> None:
    field.radar("add VLM")
    assert "VLM is vision-language models, defined so in 4" in field.slack.ephemerals()[-1]["text"].replace(
        "\u2060", ""
    )
    offered = field.slack.ephemerals()[-1]
    row = next(block["block_id"] for block in offered["blocks"] if block["type"] == "actions")
    press_offered(field, "radar_repair_alias", row=row)
    assert "done already" in press_offered(field, "radar_repair_alias", row=row)
    assert lines(field) == ['"vision-language models" OR VLM']


def test_an_acronym_of_several_meanings_is_asked_about(field: Stage) -> None:
    answer = field.radar("add DM")
    assert "DM has several meanings in recent papers. Which one do you look for?" in answer
    assert labels(field) == ["DM as dark matter (6×)", "DM as diffusion models (3×)", "Leave it"]
    changed = press_offered(field, "radar_repair_aliasa")
    assert 'is now\n`"dark matter" OR DM`' in changed
    assert lines(field) == ['"dark matter" OR DM']


def test_who_chose_a_meaning_no_longer_gets_papers_that_define_the_other(field: Stage) -> None:
    field.radar("add DM")
    assert "10 hits before, 7 hits now" in press_offered(field, "radar_repair_aliasa")


def test_a_line_can_be_left_as_it_is(field: Stage) -> None:
    field.radar("add DM")
    assert "Nothing changed" in press_offered(field, "radar_repair_leave")
    assert lines(field) == ["DM"]


def test_a_long_form_whose_acronym_is_used_otherwise_says_so(field: Stage) -> None:
    answer = field.radar("add dark matter")
    assert "dark matter is also written DM, defined so in 6 recent papers, which also stands for diffusion" in answer
    assert labels(field) == ["DM as dark matter (6×)", "Leave it"]


def test_the_same_in_a_channel_for_its_members(field: Stage) -> None:
    assert "is also written VLM" in field.radar('channel add ti:seeing OR "vision-language models"', channel=CLUB)
    assert "this channel's radar is now" in press_offered(field, "radar_repair_alias", channel=CLUB)
    assert lines(field, CLUB) == ['ti:seeing OR "vision-language models" OR VLM']


def test_each_reader_changes_their_own_line(field: Stage) -> None:
    field.radar("add VLM")
    field.radar("add VLM", user=GRACE)
    assert "your radar is now" in press_offered(field, "radar_repair_alias", user=GRACE)
    assert lines(field) == ["VLM"]


@pytest.mark.parametrize(
    "line", ["VLM AND robots", "NOT DM robots", '"vision language model" OR VLM', "vlm robots", "au:dm", "seeing"]
)
def test_nothing_is_offered_where_it_does_not_apply(field: Stage, line: str) -> None:
    field.radar(f"add {line}")
    assert labels(field) == []


def test_an_or_of_terms_keeps_its_other_terms_and_its_fields(field: Stage) -> None:
    field.radar("add robots OR ti:VLM")
    press_offered(field, "radar_repair_alias")
    assert lines(field) == ['robots OR ti:"vision-language models" OR ti:VLM']


def test_two_offers_a_reply_at_most(field: Stage) -> None:
    field.radar("add VLM, vision-language, DM, dark matter, vision language models")
    assert sum(label == "Leave it" or label.startswith("Also") for label in labels(field)) == 2


def test_a_line_with_no_room_left_gets_a_sentence_and_the_line_to_add(field: Stage) -> None:
    answer = field.radar(f"add {MANY} OR VLM")
    assert "This line has no room for it." in answer
    assert "20 is the limit" in answer
    assert "/radar add vision-language models" in answer
    assert labels(field) == []


def test_a_test_stores_nothing_and_shows_the_line_to_type(field: Stage) -> None:
    answer = field.radar("test vision language model")
    assert '/radar add "vision language model" OR VLM' in answer
    assert labels(field) == []


def test_a_word_in_small_letters_is_no_acronym_where_papers_write_it_small(field: Stage) -> None:
    absorb(
        field.store, *(record(number, f"Nets {number}", "An adaptive radar trap (ART) net.") for number in (41, 42, 43))
    )
    absorb(field.store, *(record(number, f"Of art {number}", "State of the art.") for number in range(51, 60)))
    field.radar("add art")
    assert labels(field) == []
    field.radar("add ART")
    assert labels(field) == ["Also match adaptive radar trap"]
