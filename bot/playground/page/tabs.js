// A row of tabs: arrow keys move, the chosen one is the only Tab stop.

import { el } from "./dom.js";

export class Tabs {
  /** `tabs` is a list of [name, label]. */
  constructor(tabs, onChoose) {
    this.buttons = tabs.map(([name, label]) => {
      const props = { type: "button", class: "tab", role: "tab", data: { tab: name } };
      return el("button", { ...props, on: { click: () => onChoose(name) } }, label);
    });
    const on = { keydown: (event) => this.move(event) };
    this.node = el(
      "div",
      { class: "tabs", role: "tablist", "aria-label": "Views of this conversation", on },
      this.buttons,
    );
  }

  move(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const { length } = this.buttons;
    const next = this.buttons[(this.buttons.indexOf(document.activeElement) + step + length) % length];
    next.focus();
    next.click();
  }

  render(chosen) {
    for (const button of this.buttons) {
      button.setAttribute("aria-selected", String(button.dataset.tab === chosen));
      button.tabIndex = button.dataset.tab === chosen ? 0 : -1;
    }
  }
}
