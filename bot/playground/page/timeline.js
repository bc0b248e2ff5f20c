// Lists messages by day, keeps the newest in view, and lets the arrow keys walk through them.

import { el } from "./dom.js";
import { icon } from "./icons.js";
import { MessageRow } from "./message.js";
import { authorOf, continues } from "./selectors.js";
import { dateOfTs, dayKey, dayName } from "./time.js";

const NEAR = 60;

export class Timeline {
  /** `threads`: whether "n replies" and "Reply in thread" are offered here. */
  constructor(app, { label, threads }) {
    this.app = app;
    this.threads = threads;
    this.rows = new Map();
    this.key = null;
    this.atEnd = true;
    this.list = el("div", { class: "timeline-list", role: "log", "aria-live": "off", "aria-label": label });
    this.scroller = el("div", { class: "timeline-scroll" }, this.list);
    const on = { click: () => this.toEnd() };
    this.newest = el(
      "button",
      { type: "button", class: "to-newest", hidden: true, on },
      icon("down"),
      "Newest",
    );
    this.node = el("div", { class: "timeline" }, this.scroller, this.newest);
    this.listen();
  }

  listen() {
    this.scroller.addEventListener("scroll", () => {
      const { scrollHeight, scrollTop, clientHeight } = this.scroller;
      this.atEnd = scrollHeight - scrollTop - clientHeight < NEAR;
      this.newest.hidden = this.atEnd;
    });
    const resized = new ResizeObserver(() => this.atEnd && this.toEnd());
    resized.observe(this.list);
    resized.observe(this.scroller);
    this.list.addEventListener("keydown", (event) => walk(event, this.list));
    this.list.addEventListener("focusin", (event) =>
      giveTabStop(this.list, event.target.closest(".message")),
    );
  }

  toEnd() {
    this.scroller.scrollTop = this.scroller.scrollHeight;
  }

  /** `key` names what is listed; when it changes, the list starts anew at its end. */
  render(conversation, key, messages, { summaries, intro }) {
    if (key !== this.key) this.rows = new Map();
    const isOwn = messages.at(-1)?.user === this.app.store.state.me.id && !this.rows.has(messages.at(-1).ts);
    if (key !== this.key || isOwn) this.atEnd = true;
    this.key = key;
    this.zone = this.app.context.zone();
    const before = this.rows;
    this.rows = new Map();
    const nodes = messages.flatMap((message, index) => {
      const row = before.get(message.ts) ?? new MessageRow({ conversation, threads: this.threads }, this.app);
      this.rows.set(message.ts, row);
      return this.draw(row, message, messages[index - 1], summaries?.get(message.ts));
    });
    settle(this.list, intro ? [intro, ...nodes] : nodes);
    ensureTabStop(this.list);
    if (this.atEnd) this.toEnd();
  }

  draw(row, message, before, summary) {
    const date = dateOfTs(message.ts);
    const zone = this.zone;
    const newDay = !before || dayKey(date, zone) !== dayKey(dateOfTs(before.ts), zone);
    const compact = !newDay && continues(message, before);
    row.update({ message, author: authorOf(this.app.store.state, message), compact, summary });
    return newDay ? [daySeparator(date, this.app.context.now(), zone), row.node] : [row.node];
  }
}

function daySeparator(date, now, zone) {
  const props = { class: "day", role: "separator", data: { day: dayKey(date, zone) } };
  return el("div", props, el("span", {}, dayName(date, now, zone)));
}

/** Brings the children to the wanted list without moving those that stay (a moved node loses the focus). */
function settle(list, nodes) {
  const wanted = new Set(nodes);
  for (const child of [...list.children]) if (!wanted.has(child)) child.remove();
  let cursor = list.firstChild;
  for (const node of nodes) {
    if (node === cursor) cursor = cursor.nextSibling;
    else list.insertBefore(node, cursor);
  }
}

function giveTabStop(list, message) {
  if (!message) return;
  for (const other of list.querySelectorAll('.message[tabindex="0"]')) other.tabIndex = -1;
  message.tabIndex = 0;
}

/** Tab comes to the newest message, unless the person is among the messages already. */
function ensureTabStop(list) {
  if (list.contains(document.activeElement) && list.querySelector('.message[tabindex="0"]')) return;
  giveTabStop(list, [...list.querySelectorAll(".message")].at(-1));
}

function walk(event, list) {
  if (!event.target.classList.contains("message")) return;
  const messages = [...list.querySelectorAll(".message")];
  const at = messages.indexOf(event.target);
  const next = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: messages.length - 1 }[event.key];
  if (messages[next] === undefined) return;
  event.preventDefault();
  messages[next].focus();
  messages[next].scrollIntoView({ block: "nearest" });
}
