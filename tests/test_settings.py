"""Settings: what an installer gets wrong is told all at once, and secrets stay secret."""

import pytest

from bot.settings import Settings, SettingsMistake, read


def test_with_nothing_set_the_defaults_hold() -> None:
    settings = read({})
    assert settings.database_url == "sqlite:///radar.sqlite3"
    assert not settings.socket_mode


def test_every_mistake_is_told_in_one_go_by_the_name_of_its_variable() -> None:
    with pytest.raises(SettingsMistake) as told:
        read({"SLACK_BOT_TOKEN": "hello", "PORT": "many", "RADAR_CLOCK": "noon", "RADAR_LOG": "loud"})
    assert [sentence.split()[0] for sentence in told.value.sentences] == [
        "SLACK_BOT_TOKEN",
        "RADAR_CLOCK",
        "RADAR_LOG",
        "PORT",
    ]


def test_a_mistake_does_not_repeat_the_secret() -> None:
    with pytest.raises(SettingsMistake) as told:
        read({"SLACK_BOT_TOKEN": "xoxp-my-own-secret"})
    assert "my-own-secret" not in str(told.value)


def test_a_secret_is_not_in_the_repr() -> None:
    assert "hush" not in repr(read({"SLACK_BOT_TOKEN": "xoxb-hush", "ANTHROPIC_API_KEY": "sk-hush"}))


def test_sources_are_separated_by_commas() -> None:
    assert read({"RADAR_SOURCES": " arxiv:cs.CL , feed:https://a.example/rss ,"}).radar_sources == (
        "arxiv:cs.CL",
        "feed:https://a.example/rss",
    )


def test_a_clock_without_a_zone_is_utc() -> None:
    clock = read({"RADAR_CLOCK": "2026-06-08T05:00"}).radar_clock
    assert clock is not None
    assert clock.isoformat() == "2026-06-08T05:00:00+00:00"


def test_every_setting_says_what_it_is_for() -> None:
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []
