// Draws one message and keeps it true when it is edited or answered.

import { avatar } from "./avatar.js";
import { drawBlocks } from "./blocks.js";
import { el, refill } from "./dom.js";
import { icon } from "./icons.js";
import { menuButton } from "./menu.js";
import { mrkdwn } from "./mrkdwn.js";
import { replyButton, replyWords } from "./replies.js";
import { dateOfTs, fullMoment, hourMinute } from "./time.js";

export class MessageRow {
  /** `place` says where the row stands: {conversation, threads: whether replies open from here}. */
  constructor(place, app) {
    this.place = place;
    this.app = app;
    this.gutter = el("div", { class: "gutter" });
    this.head = el("div", { class: "message-head" });
    this.content = el("div", { class: "message-content" });
    this.foot = el("div", { class: "message-foot" });
    this.tools = el("div", { class: "message-tools", role: "toolbar", "aria-label": "Message actions" });
    const body = el("div", { class: "message-body" }, this.head, this.content, this.foot);
    const on = { keydown: (event) => this.onKey(event) };
    this.node = el("article", { class: "message", tabindex: -1, on }, this.gutter, body, this.tools);
  }

  /** Draws again what has changed, and that alone, so that focus and choices survive. */
  update({ message, author, compact, summary }) {
    const { app, place } = this;
    const isNew = this.message !== message;
    const isRenamed = isNew || this.author !== author.name;
    const words = place.threads ? replyWords(message, summary, app.context.now()) : "";
    this.node.classList.toggle("compact", compact);
    this.node.classList.toggle("private", Boolean(message.ephemeral));
    this.message = message;
    if (isRenamed) this.showAuthor(author);
    if (isNew) refill(this.content, this.drawContent());
    if (isNew) refill(this.tools, this.drawTools());
    if (isNew || this.words !== words) refill(this.foot, replyButton(words, message, summary, app));
    Object.assign(this, { author: author.name, words });
  }

  showAuthor(author) {
    const date = dateOfTs(this.message.ts);
    const zone = this.app.context.zone();
    const clock = hourMinute(date, zone);
    const privacy = this.message.ephemeral ? ", only visible to you" : "";
    const props = { datetime: date.toISOString(), title: fullMoment(date, zone) };
    const time = () => el("time", props, clock);
    this.node.dataset.ts = this.message.ts;
    this.node.setAttribute("aria-label", `${author.name}, ${clock}${privacy}`);
    this.gutter.replaceChildren(avatar(author), time());
    const badge = author.isBot ? el("span", { class: "badge" }, "APP") : "";
    this.head.replaceChildren(el("strong", { class: "author" }, author.name), badge, time());
  }

  drawContent() {
    const { blocks, edited, ephemeral, text } = this.message;
    const { context } = this.app;
    const note = ephemeral ? el("p", { class: "private-note" }, icon("eye"), "Only visible to you") : null;
    const mark = edited ? el("span", { class: "edited soft" }, "(edited)") : null;
    if (blocks?.length) return [note, drawBlocks(blocks, this.surface(), context), mark];
    return [note, el("div", { class: "text", dir: "auto" }, mrkdwn(text ?? "", context), mark)];
  }

  surface() {
    const at = { conversation: this.place.conversation, ts: this.message.ts };
    return { act: (blockId, action) => this.app.actions.act({ ...at, block_id: blockId, action }) };
  }

  get canReply() {
    return this.place.threads && !this.message.ephemeral;
  }

  reply() {
    this.app.actions.openThread(this.message.thread_ts ?? this.message.ts);
  }

  drawTools() {
    const label = "Reply in thread";
    const on = { click: () => this.reply() };
    const props = { type: "button", class: "icon-button", "aria-label": label, title: label, on };
    const more = { class: "icon-button", title: "More actions" };
    return [
      this.canReply ? el("button", props, icon("reply")) : null,
      menuButton(more, icon("more"), () => this.moreActions(), { label: "More actions" }),
    ];
  }

  moreActions() {
    const { store, actions } = this.app;
    const { ephemeral, text, ts } = this.message;
    const shortcuts = store.state.shortcuts.filter(({ type }) => type === "message" && !ephemeral);
    const run = (shortcut) => () => actions.shortcut(shortcut.callback_id, this.place.conversation, ts);
    return [
      ...shortcuts.map((shortcut) => ({ label: shortcut.name, run: run(shortcut) })),
      ...(this.canReply ? [{ label: "Reply in thread", run: () => this.reply() }] : []),
      { label: "Copy text", run: () => actions.copy(text ?? "") },
    ];
  }

  onKey(event) {
    if (event.target !== this.node || event.ctrlKey || event.metaKey || event.altKey) return;
    const key = event.key.toLowerCase();
    if ((key === "t" || key === "enter") && this.canReply) this.reply();
    else if (key === "m") this.tools.lastElementChild.click();
    else return;
    event.preventDefault();
  }
}
