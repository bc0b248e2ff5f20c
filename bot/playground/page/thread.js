// The panel on the right: one thread and the field to answer in it.

import { Composer } from "./composer.js";
import { closeButton } from "./dialog.js";
import { el } from "./dom.js";
import { conversationTitle, currentConversation, threadMessages } from "./selectors.js";
import { Timeline } from "./timeline.js";

export class Thread {
  constructor(app) {
    const { store, actions } = app;
    const send = (text) =>
      actions.say({ conversation: store.state.conversation, text, thread_ts: store.state.thread });
    this.where = el("span", { class: "soft" });
    this.timeline = new Timeline(app, { label: "Thread", threads: false });
    this.composer = new Composer(app, { label: "Reply in thread", commands: false, send });
    const close = closeButton("Close thread", () => actions.closeThread());
    this.node = el(
      "aside",
      { class: "thread", "aria-label": "Thread", data: { region: "thread" }, hidden: true },
      el("header", { class: "panel-head" }, el("h2", {}, "Thread"), this.where, close),
      this.timeline.node,
      this.composer.node,
    );
    this.opened = null;
    this.opener = null;
  }

  render(state) {
    const conversation = currentConversation(state);
    const open = state.thread !== null && conversation !== null;
    const isOther = state.thread !== this.opened;
    if (open && isOther) this.opener ??= document.activeElement;
    this.node.hidden = !open;
    if (open) this.show(state, conversation);
    if (open && isOther) this.composer.field.focus();
    if (!open && isOther) this.giveFocusBack();
    this.opened = state.thread;
  }

  show(state, conversation) {
    const key = `${conversation.id}/${state.thread}`;
    this.where.textContent = conversationTitle(conversation);
    this.timeline.render(conversation.id, key, threadMessages(state, conversation.id, state.thread), {});
    this.composer.turnTo(key, "Reply…");
  }

  giveFocusBack() {
    const lost = document.activeElement === document.body || this.node.contains(document.activeElement);
    if (lost && this.opener?.isConnected) this.opener.focus();
    this.opener = null;
  }
}
