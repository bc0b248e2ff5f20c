// Takes in what the server tells: whole states, changes, notices, and where to go first.

import { fetchState } from "./api.js";
import { Live } from "./live.js";
import { mrkdwn } from "./mrkdwn.js";
import { authorOf, currentConversation } from "./selectors.js";
import { changed, replaced } from "./state.js";

const LONGEST_READING = 400;

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
    if (change.type === "message") this.announce(change);
    this.store.update((state) => changed(state, change));
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

  announce({ conversation, message }) {
    const { state } = this.store;
    const known = (state.messages[conversation] ?? []).some(({ ts }) => ts === message.ts);
    if (known || message.user === state.me.id) return;
    const words = mrkdwn(message.text ?? "", this.context).textContent.slice(0, LONGEST_READING);
    this.announcer.say(`${authorOf(state, message).name}: ${words}`);
  }
}
