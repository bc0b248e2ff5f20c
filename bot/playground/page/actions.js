// Everything a person can do on the page: navigation, and what goes to the server.

import { post } from "./api.js";
import { saveSeen } from "./memory.js";
import { pointAt } from "./permalinks.js";
import { currentConversation, newestForeign } from "./selectors.js";

export class Actions {
  constructor(store, toasts) {
    this.store = store;
    this.toasts = toasts;
  }

  /** Tells a refusal in a toast; comes to the answer, or undefined. */
  async attempt(work) {
    try {
      return await work();
    } catch (problem) {
      this.toasts.show(problem.message, "error");
      return undefined;
    }
  }

  tell(name, body) {
    return this.attempt(() => post(name, body));
  }

  /** Goes to a conversation, or to the Home tab of the bot's. */
  open(id, tab = "messages") {
    this.store.update({ conversation: id, tab, thread: null, drawer: false });
    const isApp = currentConversation(this.store.state)?.kind === "app";
    if (isApp) this.tell(tab === "home" ? "home" : "messages");
    history.replaceState(null, "", `#${id}${tab === "home" ? "/home" : ""}`);
  }

  /** Goes to one message: its conversation, its thread if it is a reply, then the message itself. */
  openMessage({ conversation, ts, thread }) {
    const { state } = this.store;
    if (conversation !== state.conversation || state.tab !== "messages") this.open(conversation);
    const message = (state.messages[conversation] ?? []).find((one) => one.ts === ts);
    const root = thread ?? message?.thread_ts;
    if (root) this.openThread(root);
    setTimeout(() => pointAt(ts));
  }

  openThread(ts) {
    this.store.update({ thread: ts });
  }

  closeThread() {
    this.store.update({ thread: null });
  }

  setDrawer(drawer) {
    this.store.update({ drawer });
  }

  /** Throws when it is refused: the message field tells the reason. */
  say(body) {
    return post("say", body);
  }

  act(body) {
    return this.tell("act", body);
  }

  shortcut(callbackId, conversation, ts) {
    return this.tell("shortcut", { callback_id: callbackId, conversation, ts });
  }

  /** Throws when it is refused: the modal tells the reason. */
  submit(viewId, values) {
    return post("submit", { view_id: viewId, values });
  }

  closeView(viewId) {
    this.store.update({ modal: null, errors: {} });
    return this.tell("close", { view_id: viewId });
  }

  async control(id) {
    const answer = await this.tell("control", { id });
    if (answer?.text) this.toasts.show(answer.text);
  }

  async copy(text) {
    await this.attempt(async () => {
      await navigator.clipboard.writeText(text);
      this.toasts.show("Copied.");
    });
  }

  /** What stands on the screen counts as read. */
  markSeen() {
    const { conversation, tab, seen } = this.store.state;
    if (!conversation || tab !== "messages" || document.visibilityState !== "visible") return;
    const newest = newestForeign(this.store.state, conversation);
    if (newest <= (seen[conversation] ?? "")) return;
    const next = { ...seen, [conversation]: newest };
    this.store.update({ seen: next });
    saveSeen(next);
  }
}
