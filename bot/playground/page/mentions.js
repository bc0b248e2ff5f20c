// Draws mentions of people, channels and groups as chips, so that every live mention is seen.

import { el } from "./dom.js";
import { fillDate } from "./time.js";
import { linkOrText } from "./links.js";

function chip(kind, text, extra = "") {
  return el("span", { class: `mention mention-${kind} ${extra}`.trim(), data: { mention: kind } }, text);
}

export function userMention(id, context, label) {
  const name = context.nameOf(id) ?? label ?? id;
  return chip("user", `@${name}`, id === context.me ? "mention-me" : "");
}

export function channelMention(id, context, label) {
  const known = context.channelName(id);
  const text = `#${known ?? label ?? id}`;
  if (known === undefined) return chip("channel", text);
  return el(
    "button",
    {
      type: "button",
      class: "mention mention-channel",
      data: { mention: "channel" },
      on: { click: () => context.open(id) },
    },
    text,
  );
}

export function broadcastMention(range) {
  return chip("broadcast", `@${range}`);
}

export function groupMention(id, label) {
  return chip("group", label ?? `@${id}`);
}

/** A moment in the reader's zone; the fallback when the moment is not one. */
export function dateMention({ seconds, pattern, url, fallback }, context) {
  const text = fillDate(seconds, pattern, { now: context.now(), zone: context.zone() }) ?? fallback ?? "";
  return url ? linkOrText(url, text) : el("time", { title: fallback }, text);
}
