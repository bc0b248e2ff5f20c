"""``/radar settings`` and what a channel is told about its own radar."""

from tests.listeners.conftest import Stage

CLUB = "journal-club"


def test_settings_opens_the_form_and_says_nothing_beside_it(stage: Stage) -> None:
    before = len(stage.slack.posts("views.open"))
    ack = stage.slack.send_command("settings").result()
    assert ack.ok
    assert not ack.body
    stage.slack.wait_for(lambda: len(stage.slack.posts("views.open")) > before)


def test_a_channels_time_zone_is_called_its_own(stage: Stage) -> None:
    stage.radar("channel add privacy", channel=CLUB)
    assert "This channel's time zone is Asia/Tokyo." in stage.radar("channel timezone Asia/Tokyo", channel=CLUB)
    assert "Your time zone is Asia/Tokyo." in stage.radar("timezone Asia/Tokyo", channel=CLUB)


def test_channel_help_shows_how_each_verb_is_typed(stage: Stage) -> None:
    answer = stage.radar("channel help", channel=CLUB)
    assert "/radar channel schedule" in answer
    assert "when it comes" in answer
    assert "/radar channel tz" not in answer


def test_a_word_that_is_no_verb_of_a_channel_gets_their_names_without_other_spellings(stage: Stage) -> None:
    answer = stage.radar("channel foo", channel=CLUB)
    names = answer.split("There is `")[1].split("`")[0].split(", ")
    assert {"add", "list", "now", "timezone"} <= set(names)
    assert not {"tz", "zone", "at", "unpause"} & set(names)
