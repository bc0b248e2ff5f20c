// The bar on top: workspace, jump, the clock and its controls, theme, keys.

import { el, refill, whileBusy } from "./dom.js";
import { icon } from "./icons.js";
import { nowOf, zoneOf } from "./selectors.js";
import { themeButton } from "./theme.js";
import { clockText } from "./time.js";

const TICK = 10_000;

export class Topbar {
  constructor({ store, actions }, { openJump, openKeys }) {
    this.store = store;
    this.actions = actions;
    this.drawn = null;
    this.name = el("span", { class: "workspace-name" });
    this.clock = el("time", { class: "clock", title: "The playground's clock" });
    this.controls = el("div", { class: "controls", role: "group", "aria-label": "Playground controls" });
    const toggle = () => actions.setDrawer(!store.state.drawer);
    this.drawer = iconButton("Conversations", "menu", toggle, "drawer-button");
    this.drawer.setAttribute("aria-controls", "sidebar");
    const keys = iconButton("Keyboard shortcuts", "keyboard", openKeys, "keys-button");
    const end = el("div", { class: "topbar-end" }, this.clock, this.controls, keys, themeButton());
    const sign = el("img", { src: "/static/icon.svg", alt: "", width: 26, height: 26 });
    const workspace = el("div", { class: "workspace" }, sign, this.name);
    this.node = el("header", { class: "topbar" }, this.drawer, workspace, jumpButton(openJump), end);
    setInterval(() => this.showClock(), TICK);
  }

  render(state) {
    this.name.textContent = state.workspace.name;
    this.drawer.setAttribute("aria-expanded", String(state.drawer));
    if (state.controls !== this.drawn) {
      refill(
        this.controls,
        state.controls.map((control) => controlButton(control, this.actions)),
      );
    }
    this.drawn = state.controls;
    this.showClock();
  }

  showClock() {
    const { state } = this.store;
    this.clock.hidden = !state.clock;
    if (!state.clock) return;
    const now = nowOf(state);
    const { weekday, rest } = clockText(now, zoneOf(state));
    this.clock.setAttribute("datetime", now.toISOString());
    const words = el("span", {}, el("span", { class: "weekday" }, `${weekday} `), rest);
    this.clock.replaceChildren(icon("clock"), words);
  }
}

function jumpButton(openJump) {
  const props = {
    type: "button",
    class: "jump-button",
    title: "Jump to a conversation",
    on: { click: openJump },
  };
  const keys = el(
    "kbd",
    { "aria-hidden": "true" },
    /Mac|iPhone|iPad/.test(navigator.platform) ? "⌘K" : "Ctrl K",
  );
  const words = el("span", {}, "Jump to…");
  return el("button", { ...props, "aria-keyshortcuts": "Control+K Meta+K" }, icon("search"), words, keys);
}

function controlButton({ id, label, title }, actions) {
  const run = () => whileBusy(node, () => actions.control(id));
  const node = el(
    "button",
    { type: "button", class: "button", title, data: { key: `control/${id}` }, on: { click: run } },
    label,
  );
  return node;
}

function iconButton(label, picture, onClick, className) {
  const props = { type: "button", class: `icon-button ${className}`, "aria-label": label, title: label };
  return el("button", { ...props, on: { click: onClick } }, icon(picture));
}
