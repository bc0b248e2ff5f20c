// Decides which addresses may become links, and builds them.

import { el } from "./dom.js";

const SCHEMES = new Set(["http:", "https:", "mailto:"]);

/** The address in canonical form, or null when it must not become a link. */
export function safeUrl(raw) {
  try {
    const url = new URL(raw);
    return SCHEMES.has(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

/** A link to a foreign site that cannot reach back into this page. */
export function anchor(href, ...label) {
  return el("a", { href, title: href, target: "_blank", rel: "noopener noreferrer" }, ...label);
}

/** A link when the address may be one, else the label alone. */
export function linkOrText(raw, ...label) {
  const href = safeUrl(raw);
  return href
    ? anchor(href, ...label)
    : el("span", { class: "refused-link", title: "This address cannot be a link" }, ...label);
}

export function hostOf(raw) {
  try {
    return new URL(raw).host;
  } catch {
    return "";
  }
}
