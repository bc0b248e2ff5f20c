// Draws Slack's text objects: mrkdwn or plain text.

import { el } from "./dom.js";
import { withEmoji } from "./emoji.js";
import { mrkdwn } from "./mrkdwn.js";

/** The nodes of a text object; plain text is shown as it was sent. */
export function textNodes(object, context) {
  if (!object) return [];
  if (object.type === "mrkdwn")
    return [mrkdwn(object.text ?? "", context, { verbatim: object.verbatim === true })];
  return [plainText(object)];
}

/** The words of a text object, for labels and options. */
export function plainText(object) {
  const text = String(object?.text ?? "");
  return object?.emoji === false ? text : withEmoji(text);
}

export function textBox(object, context, className) {
  return el("div", { class: `text ${className ?? ""}`.trim(), dir: "auto" }, textNodes(object, context));
}
