// Switches between light and dark; follows the system until a person chooses.

import { el } from "./dom.js";
import { icon } from "./icons.js";
import { loadTheme, saveTheme } from "./memory.js";

const SYSTEM_DARK = "(prefers-color-scheme: dark)";

/** Call first, so that the page is never painted in the wrong colours. */
export function applyTheme() {
  const theme = loadTheme();
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
}

function isDark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : matchMedia(SYSTEM_DARK).matches;
}

export function themeButton() {
  const node = el("button", {
    type: "button",
    class: "icon-button",
    "aria-label": "Dark theme",
    title: "Light or dark",
  });
  const show = () => {
    node.setAttribute("aria-pressed", String(isDark()));
    node.replaceChildren(icon(isDark() ? "sun" : "moon"));
  };
  node.addEventListener("click", () => {
    const theme = isDark() ? "light" : "dark";
    document.documentElement.dataset.theme = theme;
    saveTheme(theme);
    show();
  });
  matchMedia(SYSTEM_DARK).addEventListener("change", show);
  show();
  return node;
}
