// Reads what stands between < and > in mrkdwn: a link, a mention, a date.

import { withEmoji } from "./emoji.js";
import { decode } from "./escapes.js";
import { anchor, safeUrl } from "./links.js";
import { broadcastMention, channelMention, dateMention, groupMention, userMention } from "./mentions.js";

const BROADCASTS = new Set(["channel", "here", "everyone"]);

/** The node of a control sequence, or null when it is not one. */
export function control(body, context) {
  const bar = body.indexOf("|");
  const head = bar < 0 ? body : body.slice(0, bar);
  const label = bar < 0 ? undefined : decode(body.slice(bar + 1));
  if (/^@[A-Z0-9]+$/.test(head)) return userMention(head.slice(1), context, label);
  if (/^#[A-Z0-9]+$/.test(head)) return channelMention(head.slice(1), context, label);
  if (head.startsWith("!")) return special(head.slice(1), label, context);
  return link(head, label);
}

function special(name, label, context) {
  if (BROADCASTS.has(name)) return broadcastMention(name);
  if (name.startsWith("subteam^")) return groupMention(name.slice("subteam^".length), label);
  if (name.startsWith("date^")) {
    const [, seconds = "", pattern = "", url] = name.split("^");
    return dateMention(
      { seconds, pattern: decode(pattern), url: url && decode(url), fallback: label },
      context,
    );
  }
  return groupMention(name, label);
}

function link(address, label) {
  if (!/^[a-z][a-z0-9+.-]*:/i.test(address)) return null;
  const href = safeUrl(decode(address));
  return href && anchor(href, label ? withEmoji(label) : decode(address).replace(/^mailto:/, ""));
}
