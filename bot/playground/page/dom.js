// Builds DOM nodes from plain values; what is given as text stays text.

export function el(tag, props, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props ?? {})) setProperty(node, name, value);
  node.append(...children.flat(Infinity).filter(isShown));
  return node;
}

export function fragment(...children) {
  const node = document.createDocumentFragment();
  node.append(...children.flat(Infinity).filter(isShown));
  return node;
}

function isShown(child) {
  return child !== null && child !== undefined && child !== false;
}

function setProperty(node, name, value) {
  if (!isShown(value)) return;
  if (name === "on") {
    for (const [event, handler] of Object.entries(value)) node.addEventListener(event, handler);
  } else if (name === "data") {
    Object.assign(node.dataset, value);
  } else {
    node.setAttribute(name, value === true ? "" : String(value));
  }
}

/** Replaces what a container shows, and gives the focus back to the control that had it. */
export function refill(container, ...children) {
  const held = container.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
  container.replaceChildren(...children.flat(Infinity).filter(isShown));
  if (held) byKey(container, held)?.focus({ preventScroll: true });
}

function byKey(container, key) {
  return [...container.querySelectorAll("[data-key]")].find((node) => node.dataset.key === key);
}

let lastId = 0;

/** A fresh id, for pairs of elements that name each other. */
export function freshId(stem) {
  lastId += 1;
  return `${stem}-${lastId}`;
}

/** Marks a control as waiting without taking the focus from it. */
export async function whileBusy(node, work) {
  if (node.getAttribute("aria-disabled") === "true") return undefined;
  node.setAttribute("aria-disabled", "true");
  node.classList.add("busy");
  try {
    return await work();
  } finally {
    node.removeAttribute("aria-disabled");
    node.classList.remove("busy");
  }
}
