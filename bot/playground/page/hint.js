// Shows the first-run hint until a command was typed; its commands are buttons that fill the composer.

import { el } from "./dom.js";
import { icon } from "./icons.js";
import { loadHintUsed, saveHintUsed } from "./memory.js";

export class Hint {
  /** `put(text)` puts an example into the message field. */
  constructor(put) {
    this.put = put;
    this.hidden = loadHintUsed();
    this.text = null;
    this.lines = el("div", { class: "hint-lines" });
    const hide = {
      type: "button",
      class: "icon-button",
      "aria-label": "Hide this hint",
      on: { click: () => this.used() },
    };
    const again = {
      type: "button",
      class: "hint-again",
      hidden: true,
      on: { click: () => this.showAgain() },
    };
    this.node = el(
      "section",
      { class: "hint", "aria-label": "How to start", hidden: true },
      icon("bulb"),
      this.lines,
      el("button", hide, icon("close")),
    );
    /** The button that brings the hint back. */
    this.again = el("button", again, icon("bulb"), "Examples");
  }

  render(text) {
    if (text !== this.text) {
      const lines = text.split("\n").map((line) => line.trim());
      this.lines.replaceChildren(...lines.filter(Boolean).map((line) => this.line(line)));
    }
    this.text = text;
    this.refresh();
  }

  line(text) {
    if (!text.startsWith("/")) return el("p", {}, text);
    const on = { click: () => this.put(text) };
    return el(
      "button",
      { type: "button", class: "example", title: "Put this into the message field", on },
      text,
    );
  }

  refresh() {
    this.node.hidden = this.hidden || !this.text;
    this.again.hidden = !this.hidden || !this.text;
  }

  used() {
    this.hidden = true;
    saveHintUsed();
    this.refresh();
  }

  showAgain() {
    this.hidden = false;
    this.refresh();
    this.node.querySelector(".example")?.focus();
  }
}
