// Answers questions about the state: threads, unread conversations, names, the time.

import { knownZone } from "./time.js";

const GROUP_SECONDS = 300;

export function currentConversation(state) {
  return state.conversations.find((conversation) => conversation.id === state.conversation) ?? null;
}

export function isReply(message) {
  return Boolean(message.thread_ts) && message.thread_ts !== message.ts;
}

/** What stands in the conversation itself: everything but replies. */
export function topLevel(state, id) {
  return (state.messages[id] ?? []).filter(
    (message) => !isReply(message) || message.subtype === "thread_broadcast",
  );
}

export function threadMessages(state, id, ts) {
  return (state.messages[id] ?? []).filter((message) => message.ts === ts || message.thread_ts === ts);
}

/** For each thread: how many replies, the last one's ts, and who wrote. */
export function replySummaries(state, id) {
  const summaries = new Map();
  for (const message of state.messages[id] ?? []) {
    if (!isReply(message) || message.ephemeral) continue;
    const summary = summaries.get(message.thread_ts) ?? { count: 0, last: "", authors: [] };
    summary.count += 1;
    summary.last = message.ts;
    const author = authorId(message);
    if (!summary.authors.includes(author)) summary.authors.push(author);
    summaries.set(message.thread_ts, summary);
  }
  return summaries;
}

function authorId(message) {
  return message.user ?? message.bot_id ?? "unknown";
}

/** Who wrote a message, as it is shown. */
export function authorOf(state, message) {
  const user = state.users[message.user];
  const name =
    message.username || user?.real_name || user?.name || message.bot_id || message.user || "unknown";
  return { id: authorId(message), name, isBot: user ? user.is_bot : Boolean(message.bot_id) };
}

/** True when a message continues the one before it: same author, soon after, same visibility. */
export function continues(message, before) {
  if (!before || authorId(message) !== authorId(before) || message.username !== before.username) return false;
  if (Boolean(message.ephemeral) !== Boolean(before.ephemeral) || isReply(message) !== isReply(before))
    return false;
  return Number(message.ts) - Number(before.ts) < GROUP_SECONDS;
}

/** The newest thing somebody else wrote there. */
export function newestForeign(state, id) {
  const list = state.messages[id] ?? [];
  return list.findLast((message) => message.user !== state.me.id)?.ts ?? "";
}

export function isUnread(state, id) {
  return newestForeign(state, id) > (state.seen[id] ?? "");
}

/** The playground's clock runs on from what the server last said. */
export function nowOf(state) {
  if (!state.clock) return new Date();
  return new Date(Date.parse(state.clock) + Date.now() - state.clockReadAt);
}

/** The time zone of the person at the page; undefined when it is not known. */
export function zoneOf(state) {
  return knownZone(state.users[state.me.id]?.tz);
}

export function conversationTitle(conversation) {
  return conversation.kind === "channel" ? `#${conversation.name}` : conversation.name;
}
