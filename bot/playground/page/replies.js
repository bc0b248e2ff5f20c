// Draws what stands under a message: how many replied and when last, or the invitation to reply.

import { avatar } from "./avatar.js";
import { el } from "./dom.js";
import { icon } from "./icons.js";
import { isReply } from "./selectors.js";
import { ago, dateOfTs } from "./time.js";

const LONG = 4;

/** What is to be said about replies now; two equal answers need no new drawing. */
export function replyWords(message, summary, now) {
  if (isReply(message) || message.ephemeral) return "";
  const count = Math.max(summary?.count ?? 0, message.reply_count ?? 0);
  // The tools of a long message are out of sight when one has read it.
  if (count === 0) return (message.blocks?.length ?? 0) >= LONG ? "Reply in thread" : "";
  const last = summary?.last ? `last reply ${ago(dateOfTs(summary.last), now)}` : "";
  return `${count} ${count === 1 ? "reply" : "replies"}\n${last}`;
}

export function replyButton(words, message, summary, { store, actions }) {
  if (!words) return null;
  const [label, last] = words.split("\n");
  const faces = (summary?.authors ?? []).slice(0, 3).map((id) => face(store.state.users[id], id));
  const props = {
    type: "button",
    class: "reply-link",
    data: { key: `replies/${message.ts}` },
    on: { click: () => actions.openThread(message.ts) },
  };
  const when = last ? el("span", { class: "soft" }, last) : null;
  return el(
    "button",
    props,
    faces.length ? faces : icon("reply"),
    el("span", { class: "reply-count" }, label),
    when,
  );
}

function face(user, id) {
  return avatar({ id, name: user?.real_name ?? user?.name ?? id, isBot: user?.is_bot ?? false }, "small");
}
