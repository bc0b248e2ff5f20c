// The list of conversations on the left, with a dot for what is unread.

import { avatar } from "./avatar.js";
import { el, refill } from "./dom.js";
import { icon } from "./icons.js";
import { isUnread } from "./selectors.js";

const SECTIONS = [
  ["app", "Apps"],
  ["channel", "Channels"],
  ["im", "Direct messages"],
];

export class Sidebar {
  constructor({ actions }) {
    this.actions = actions;
    this.drawn = "";
    this.lists = el("div", { class: "sidebar-lists" });
    this.me = el("div", { class: "sidebar-me" });
    const props = {
      class: "sidebar",
      id: "sidebar",
      "aria-label": "Conversations",
      data: { region: "sidebar" },
    };
    this.node = el("nav", props, this.lists, this.me);
    /** What lies over the page while the drawer is open. */
    this.shade = el("div", { class: "shade", on: { click: () => actions.setDrawer(false) } });
  }

  render(state) {
    const isOpened = state.drawer && !document.body.classList.contains("drawer-open");
    document.body.classList.toggle("drawer-open", state.drawer);
    const rows = state.conversations.map((one) => {
      const current = one.id === state.conversation;
      return { ...one, current, unread: !current && isUnread(state, one.id) };
    });
    const picture = JSON.stringify([rows, state.me]);
    if (picture !== this.drawn) this.draw(rows, state.me);
    this.drawn = picture;
    if (isOpened) this.lists.querySelector('[aria-current="page"]')?.focus();
  }

  draw(rows, me) {
    refill(
      this.lists,
      SECTIONS.map((part) => this.section(part, rows)),
    );
    const name = me.real_name || me.name;
    const words = el("span", {}, el("span", { class: "soft" }, "You are "), name);
    this.me.replaceChildren(avatar({ id: me.id, name, isBot: false }, "small"), words);
  }

  section([kind, label], rows) {
    const own = rows.filter((row) => row.kind === kind);
    if (own.length === 0) return null;
    const items = own.map((row) => el("li", {}, this.entry(row)));
    return el("section", { "aria-label": label }, el("h2", {}, label), el("ul", {}, items));
  }

  entry({ id, name, kind, current, unread }) {
    const props = {
      type: "button",
      class: unread ? "entry unread" : "entry",
      "aria-current": current ? "page" : null,
      data: { key: `conversation/${id}`, conversation: id },
      on: { click: () => this.actions.open(id) },
    };
    const picture = kind === "channel" ? icon("hash") : avatar({ id, name, isBot: kind === "app" }, "tiny");
    const dot = unread ? el("span", { class: "dot" }, el("span", { class: "sr-only" }, "unread")) : null;
    return el("button", props, picture, el("span", { class: "entry-name" }, name), dot);
  }
}
