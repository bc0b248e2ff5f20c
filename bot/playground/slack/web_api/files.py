"""files.*: handing over a file in three steps."""

import secrets
from typing import Any

from bot.playground.slack import posting
from bot.playground.slack.api_errors import ApiError
from bot.playground.slack.state import State
from bot.playground.slack.strict.rules import Problems, array, record, string
from bot.playground.slack.web_api import access
from bot.playground.slack.web_api.methods import Given, Method


def get_upload_url(state: State, given: Given) -> dict[str, Any]:
    """files.getUploadURLExternal"""
    if given["length"] <= 0:
        raise ApiError("invalid_arguments", messages=["[ERROR] must be more than 0 [json-pointer:/length]"])
    file_id = f"F0{secrets.token_hex(5).upper()}"
    state.uploads[file_id] = {"name": given["filename"], "length": given["length"], "content": None}
    return {"upload_url": f"{state.url}/upload/{file_id}", "file_id": file_id}


def receive(state: State, file_id: str, content: bytes) -> bool:
    """Take the bytes of an upload; say whether they were expected."""
    upload = state.uploads.get(file_id)
    if upload is None or upload["length"] != len(content):
        return False
    upload["content"] = content
    return True


def dropped(state: State, name: str, content: bytes) -> dict[str, Any]:
    """A file that a person drops: kept, and described as messages describe it."""
    file_id = f"F0{secrets.token_hex(5).upper()}"
    state.uploads[file_id] = {"name": name, "length": len(content), "content": content}
    return {**_described(state, file_id, ""), "mode": "hosted", "is_external": False, "file_access": "visible"}


_FILES = array(record({"id": string()}, {"title": string(least=0), "alt_txt": string(), "highlight_type": string()}))


def _described(state: State, file_id: str, title: str) -> dict[str, Any]:
    upload = state.uploads.get(file_id)
    if upload is None:
        raise ApiError("file_not_found")
    if upload["content"] is None:
        raise ApiError("file_upload_size_mismatch")
    return {
        "id": file_id,
        "name": upload["name"],
        "title": title or upload["name"],
        "size": upload["length"],
        "user": state.workspace.bot_user,
        "mimetype": "text/plain",
        "filetype": upload["name"].rpartition(".")[2],
        "url_private": f"{state.url}/files/{file_id}",
    }


def complete(state: State, given: Given) -> dict[str, Any]:
    """files.completeUploadExternal"""
    problems = Problems()
    _FILES(given["files"], "/files", problems)
    if problems:
        raise ApiError("invalid_arguments", messages=problems.messages)
    files = [_described(state, one.get("id", ""), one.get("title", "")) for one in given["files"]]
    channels = given.get("channels") or ([given["channel_id"]] if given.get("channel_id") else [])
    for channel in channels:
        conversation = access.postable(state, channel)
        content: dict[str, Any] = {"text": given.get("initial_comment", ""), "files": files}
        if given.get("thread_ts"):
            content["thread_ts"] = access.thread_root(state, conversation, given["thread_ts"])
        message = posting.bot_message(state, content) | {"subtype": "file_share", "upload": True}
        posting.publish(state, conversation, message)
        state.record(
            "files.completeUploadExternal",
            channel=conversation.id,
            ts=message["ts"],
            message=message,
            arguments=given,
        )
    return {"files": files}


METHODS = {
    "files.getUploadURLExternal": Method(
        get_upload_url,
        {
            "filename": "string!",
            "length": "integer!",
            "alt_txt": "string",
            "snippet_type": "string",
        },
        ("files:write",),
    ),
    "files.completeUploadExternal": Method(
        complete,
        {
            "files": "array!",
            "channel_id": "string",
            "channels": "strings",
            "initial_comment": "string",
            "thread_ts": "string",
        },
        ("files:write",),
    ),
}
