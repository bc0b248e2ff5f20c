// The Home tab of the bot.

import { drawBlocks } from "./blocks.js";
import { el, refill } from "./dom.js";
import { viewSurface } from "./view_surface.js";

export class Home {
  constructor(app) {
    this.app = app;
    this.shown = undefined;
    this.column = el("div", { class: "home-column" });
    const props = { class: "home", role: "tabpanel", "aria-label": "Home", tabindex: 0, hidden: true };
    this.node = el("div", props, this.column);
  }

  render({ home }, visible) {
    this.node.hidden = !visible;
    if (!visible || home === this.shown) return;
    this.shown = home;
    const surface = home && viewSurface(home, this.app, home.state?.values);
    if (home) refill(this.column, drawBlocks(home.blocks, surface, this.app.context));
    else this.column.replaceChildren(el("p", { class: "empty" }, "The bot has not shown its Home yet."));
  }
}
