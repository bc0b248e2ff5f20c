// A button that opens a menu of actions: arrow keys move, Enter chooses, Escape closes.

import { el } from "./dom.js";
import { openPopover } from "./popover.js";

/** `items` gives [{label, description?, href?, run}] each time the menu opens. */
export function menuButton(props, content, items, { label }) {
  const button = el(
    "button",
    { type: "button", "aria-haspopup": "menu", "aria-expanded": "false", "aria-label": label, ...props },
    content,
  );
  button.addEventListener("click", () => openMenu(button, items(), label));
  button.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown") return;
    event.preventDefault();
    openMenu(button, items(), label);
  });
  return button;
}

function openMenu(button, items, label) {
  if (button.getAttribute("aria-expanded") === "true" || button.getAttribute("aria-disabled") === "true")
    return;
  const menu = el("div", { class: "menu", role: "menu", "aria-label": label });
  button.setAttribute("aria-expanded", "true");
  const { close, reposition } = openPopover(button, menu, {
    alignEnd: true,
    onClose: () => button.setAttribute("aria-expanded", "false"),
  });
  menu.append(...items.map((item) => menuItem(item, close)));
  reposition();
  menu.addEventListener("keydown", (event) => moveInMenu(event, menu, close));
  menu.firstElementChild?.focus();
}

function menuItem(item, close) {
  const props = { class: "menu-item", role: "menuitem", tabindex: "-1" };
  const link = item.href
    ? { href: item.href, target: "_blank", rel: "noopener noreferrer" }
    : { type: "button" };
  const choose = () => {
    close();
    item.run?.();
  };
  const description = item.description ? el("span", { class: "soft" }, item.description) : null;
  return el(
    item.href ? "a" : "button",
    { ...props, ...link, on: { click: choose } },
    el("span", {}, item.label),
    description,
  );
}

function moveInMenu(event, menu, close) {
  if (event.key === "Tab") close();
  const items = [...menu.children];
  const at = items.indexOf(document.activeElement);
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
  if (next === undefined) return;
  event.preventDefault();
  items[(next + items.length) % items.length].focus();
}
