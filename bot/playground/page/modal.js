// Shows the view that the bot opened as a modal dialog, and sends it.

import { drawBlocks } from "./blocks.js";
import { closeButton, openDialog } from "./dialog.js";
import { el, refill, whileBusy } from "./dom.js";
import { showErrors } from "./input_block.js";
import { plainText } from "./text.js";
import { valuesOf, viewSurface } from "./view_surface.js";

export class Modal {
  constructor(app) {
    this.app = app;
    this.view = null;
    this.errors = null;
    // What was entered in each view, for when the bot changes it or comes back to it.
    this.entered = new Map();
  }

  render({ modal, errors }) {
    if (modal !== this.view) {
      if (modal) this.present(modal);
      else this.dismiss();
    }
    if (this.view && errors !== this.errors) this.tell(errors);
    this.errors = errors;
  }

  present(view) {
    if (this.view) this.entered.set(this.view.id, valuesOf(this.surface));
    else this.open();
    this.view = view;
    this.surface = viewSurface(view, this.app, this.entered.get(view.id) ?? view.state?.values);
    this.fill();
    this.focusFirst();
  }

  dismiss() {
    this.view = null;
    this.entered.clear();
    this.dialog.close();
  }

  open() {
    const on = { submit: (event) => this.onSubmit(event) };
    this.form = el("form", { class: "modal-form", novalidate: true, on });
    const onClose = () => this.left();
    this.dialog = openDialog({ label: "", className: "modal", content: this.form, onClose });
  }

  /** The person closed the dialog; when the bot did, the view is gone already. */
  left() {
    const { view } = this;
    this.view = null;
    if (view) this.app.actions.closeView(view.id);
  }

  fill() {
    const title = plainText(this.view.title);
    this.banner = el("p", { class: "banner", role: "alert", hidden: true });
    this.body = el(
      "div",
      { class: "modal-body" },
      drawBlocks(this.view.blocks, this.surface, this.app.context),
    );
    this.dialog.setAttribute("aria-label", title);
    const close = closeButton("Close", () => this.dialog.close());
    const head = el("header", { class: "panel-head" }, el("h2", {}, title), close);
    refill(this.form, head, this.banner, this.body, this.foot());
  }

  foot() {
    const { view } = this;
    const sends = view.submit || view.blocks.some((block) => block.type === "input");
    const on = { click: () => this.dialog.close() };
    const words = plainText(view.close) || (sends ? "Cancel" : "Close");
    const cancel = el("button", { type: "button", class: "button", on }, words);
    this.sender = el(
      "button",
      { type: "submit", class: "button primary" },
      plainText(view.submit) || "Submit",
    );
    return el("footer", { class: "dialog-foot" }, cancel, sends ? this.sender : null);
  }

  focusFirst() {
    const held = document.activeElement;
    if (this.form.contains(held) && !held.classList.contains("icon-button")) return;
    const wanted =
      this.body.querySelector("[autofocus]") ??
      this.body.querySelector("input, textarea, button, a") ??
      this.form.querySelector("footer button:last-child");
    wanted.focus();
  }

  onSubmit(event) {
    event.preventDefault();
    this.banner.hidden = true;
    whileBusy(this.sender, () => this.send());
  }

  async send() {
    try {
      await this.app.actions.submit(this.view.id, valuesOf(this.surface));
    } catch (problem) {
      this.banner.textContent = problem.message;
      this.banner.hidden = false;
    }
  }

  tell(errors) {
    const first = showErrors(this.body, errors);
    first?.scrollIntoView({ block: "nearest" });
    first?.querySelector("input, textarea, button")?.focus();
  }
}
