// Takes in what the server tells: whole states, changes, notices, and where to go first.

import { fetchState } from "./api.js";
import { Live } from "./live.js";
import { mrkdwn } from "./mrkdwn.js";
import { isInView } from "./permalinks.js";
import { authorOf, currentConversation } from "./selectors.js";
import { changed, replaced } from "./state.js";

const LONGEST_READING = 400;
const LONGEST_NOTE = 200;

export class Feed {
  constructor({ store, actions, context }, toasts, announcer) {
    Object.assign(this, { store, actions, context, toasts, announcer });
  }

  start() {
    new Live({
      onState: (fresh) => this.takeState(fresh),
      onChange: (change) => this.takeChange(change),
      onLink: (connected) => this.store.update({ connected }),
    }).connect();
  }

  takeState(fresh) {
    this.store.update((state) => replaced(state, fresh));
    if (!currentConversation(this.store.state)) this.openFirst();
  }

  takeChange(change) {
    if (change.type === "open") this.actions.open(change.conversation);
    if (change.type === "notice") this.toasts.show(change.text);
    const isNews = change.type === "message" && this.isNews(change);
    if (isNews) this.announce(change.message);
    this.store.update((state) => changed(state, change));
    // After the drawing, which alone shows where the answer came to stand.
    if (isNews && change.message.ephemeral) setTimeout(() => this.tellUnseen(change.message));
    if (change.conversation && !this.knows(change.conversation)) this.fetchAgain();
  }

  /** A conversation may be new to the page, such as a direct message opened just now. */
  knows(conversation) {
    return this.store.state.conversations.some(({ id }) => id === conversation);
  }

  fetchAgain() {
    this.actions.attempt(async () => this.takeState(await fetchState()));
  }

  /** The conversation in the address, else the bot's, else any. */
  openFirst() {
    const { conversations } = this.store.state;
    const [id, tab] = location.hash.slice(1).split("/");
    const wanted = conversations.find((one) => one.id === id);
    const first = wanted ?? conversations.find((one) => one.kind === "app") ?? conversations[0];
    const atHome = wanted?.kind === "app" && tab === "home";
    if (first) this.actions.open(first.id, atHome ? "home" : "messages");
  }

  isNews({ conversation, message }) {
    const { state } = this.store;
    const known = (state.messages[conversation] ?? []).some(({ ts }) => ts === message.ts);
    return !known && message.user !== state.me.id;
  }

  announce(message) {
    this.announcer.say(`${this.authorName(message)}: ${this.words(message.text, LONGEST_READING)}`);
  }

  /** The private answer to a button far above stands out of sight: its first line comes to the person. */
  tellUnseen(message) {
    if (isInView(message.ts)) return;
    const line = (message.text ?? "").split("\n").find((one) => one.trim());
    const words = this.words(line, LONGEST_NOTE) || "There is a private answer for you.";
    this.toasts.show(`${this.authorName(message)}: ${words}`);
  }

  authorName(message) {
    return authorOf(this.store.state, message).name;
  }

  words(text, longest) {
    const words = mrkdwn(text ?? "", this.context).textContent;
    return words.length > longest ? `${words.slice(0, longest - 1)}…` : words;
  }
}
