"""Views, reactions, files and the state of an assistant, as the official client sets them."""

from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.playground.slack import LoopbackSlack
from tests.playground.slack_lab import ADA, BOT, JOURNAL, Clock, client_of


def test_a_reaction_is_added_once(slack: LoopbackSlack, client: WebClient) -> None:
    ts = client.chat_postMessage(channel=JOURNAL, text="text")["ts"]
    client.reactions_add(channel=JOURNAL, timestamp=ts, name="eyes")
    assert slack.messages(JOURNAL)[-1]["reactions"] == [{"name": "eyes", "users": [BOT], "count": 1}]
    with pytest.raises(SlackApiError, match="already_reacted"):
        client.reactions_add(channel=JOURNAL, timestamp=ts, name="eyes")
    client.reactions_remove(channel=JOURNAL, timestamp=ts, name="eyes")
    assert slack.messages(JOURNAL)[-1]["reactions"] == []
    for arguments, code in [
        ({"name": "eyes", "timestamp": "1.000001"}, "message_not_found"),
        ({"name": ":eyes:", "timestamp": ts}, "invalid_name"),
    ]:
        with pytest.raises(SlackApiError, match=code):
            client.reactions_add(channel=JOURNAL, **arguments)
    with pytest.raises(SlackApiError, match="no_reaction"):
        client.reactions_remove(channel=JOURNAL, timestamp=ts, name="eyes")


def test_a_status_and_prompts_are_kept_in_the_log(slack: LoopbackSlack, client: WebClient) -> None:
    ts = slack.say("question", wait=False)["ts"]
    dm = slack.channel(ADA)
    client.assistant_threads_setStatus(channel_id=dm, thread_ts=ts, status="reads §3", loading_messages=["a"])
    prompts = [{"title": "Compare", "message": "Compare 2 and 4"}]
    client.assistant_threads_setSuggestedPrompts(channel_id=dm, prompts=prompts)
    assert [one.method.rpartition(".")[2] for one in slack.posts(channel=dm)] == ["setStatus", "setSuggestedPrompts"]
    assert slack.warnings == []
    with pytest.raises(SlackApiError, match="invalid_arguments"):
        client.assistant_threads_setSuggestedPrompts(channel_id=dm, prompts=prompts * 5)
    with pytest.raises(SlackApiError, match="invalid_arguments"):
        client.assistant_threads_setStatus(channel_id=dm, thread_ts=ts, status="s", loading_messages=["a"] * 11)


def test_a_file_is_handed_over_by_the_official_client(slack: LoopbackSlack, client: WebClient) -> None:
    sent = client.files_upload_v2(
        content="@article{a}", filename="radar.bib", title="Saved", channel=JOURNAL, initial_comment="Here"
    )
    message = slack.messages(JOURNAL)[-1]
    assert (message["text"], message["files"][0]["name"]) == ("Here", "radar.bib")
    assert slack.file(sent["file"]["id"]) == b"@article{a}"


def test_a_file_that_was_not_sent_cannot_be_shared(client: WebClient) -> None:
    promised = client.files_getUploadURLExternal(filename="a.bib", length=3)["file_id"]
    with pytest.raises(SlackApiError, match="file_upload_size_mismatch"):
        client.files_completeUploadExternal(files=[{"id": promised, "title": "a"}], channel_id=JOURNAL)


def home(text: str = "words") -> dict[str, Any]:
    return {"type": "home", "blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": text}}]}


def test_a_home_is_published_and_a_stale_hash_is_refused(slack: LoopbackSlack, client: WebClient) -> None:
    first = client.views_publish(user_id=ADA, view=home("one"))["view"]
    client.views_publish(user_id=ADA, view=home("two"), hash=first["hash"])
    shown = slack.home()
    assert shown is not None
    assert shown["blocks"][0]["text"]["text"] == "two"
    with pytest.raises(SlackApiError, match="hash_conflict"):
        client.views_publish(user_id=ADA, view=home("three"), hash=first["hash"])
    with pytest.raises(SlackApiError, match="user_not_found"):
        client.views_publish(user_id="U0NOBODY01", view=home())


def test_no_home_is_published_when_the_manifest_has_no_tab_for_it() -> None:
    manifest = {"features": {"app_home": {"home_tab_enabled": False}}}
    with LoopbackSlack(manifest=manifest) as slack, pytest.raises(SlackApiError, match="not_enabled"):
        client_of(slack).views_publish(user_id=ADA, view=home())


MODAL = {"type": "modal", "title": {"type": "plain_text", "text": "Modal"}, "blocks": [{"type": "divider"}]}


def test_a_trigger_opens_one_view_within_three_seconds(slack: LoopbackSlack, clock: Clock, client: WebClient) -> None:
    fresh, stale = slack.issue_trigger(), slack.issue_trigger()
    clock.forward(2.9)
    client.views_open(trigger_id=fresh, view=MODAL)
    with pytest.raises(SlackApiError, match="exchanged_trigger_id"):
        client.views_open(trigger_id=fresh, view=MODAL)
    clock.forward(0.2)
    with pytest.raises(SlackApiError, match="expired_trigger_id"):
        client.views_open(trigger_id=stale, view=MODAL)
    with pytest.raises(SlackApiError, match="invalid_trigger_id"):
        client.views_open(trigger_id="1.2.3", view=MODAL)


def test_three_modals_stand_on_one_another(slack: LoopbackSlack, client: WebClient) -> None:
    bottom = client.views_open(trigger_id=slack.issue_trigger(), view=MODAL)["view"]
    for _ in range(2):
        top = client.views_push(trigger_id=slack.issue_trigger(), view=MODAL)["view"]
    assert top["root_view_id"] == bottom["id"]
    with pytest.raises(SlackApiError, match="push_limit_reached"):
        client.views_push(trigger_id=slack.issue_trigger(), view=MODAL)


def test_a_view_is_updated_by_its_id_or_by_an_id_of_ones_own(slack: LoopbackSlack, client: WebClient) -> None:
    named = {**MODAL, "external_id": "settings-ada"}
    view = client.views_open(trigger_id=slack.issue_trigger(), view=named)["view"]
    client.views_update(external_id="settings-ada", view={**named, "private_metadata": "2"})
    shown = slack.modal()
    assert shown is not None
    assert (shown["id"], shown["private_metadata"]) == (view["id"], "2")
    with pytest.raises(SlackApiError, match="duplicate_external_id"):
        client.views_push(trigger_id=slack.issue_trigger(), view=named)
    with pytest.raises(SlackApiError, match="not_found"):
        client.views_update(view_id="V0NOWHERE", view=MODAL)
    with pytest.raises(SlackApiError, match="hash_conflict"):
        client.views_update(view_id=view["id"], hash=view["hash"], view=MODAL)
