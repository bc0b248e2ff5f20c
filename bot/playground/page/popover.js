// Shows a small layer next to a control and closes it when attention goes elsewhere.

const GAP = 4;
const EDGE = 8;

/** Opens `layer` at `anchor`; returns how to close and to place it again. `onClose` runs once. */
export function openPopover(anchor, layer, { onClose = () => {}, alignEnd = false } = {}) {
  layer.setAttribute("popover", "auto");
  layer.classList.add("layer");
  // Next to its control, so that it also works within a modal dialog.
  anchor.after(layer);
  const reposition = () => place(anchor, layer, alignEnd);
  layer.addEventListener("toggle", (event) => {
    if (event.newState !== "closed") return;
    window.removeEventListener("scroll", reposition, true);
    window.removeEventListener("resize", reposition);
    const heldFocus = layer.contains(document.activeElement) || document.activeElement === document.body;
    layer.remove();
    onClose();
    if (heldFocus) anchor.focus({ preventScroll: true });
  });
  layer.showPopover();
  reposition();
  window.addEventListener("scroll", reposition, true);
  window.addEventListener("resize", reposition);
  return { close: () => layer.isConnected && layer.hidePopover(), reposition };
}

function place(anchor, layer, alignEnd) {
  const from = anchor.getBoundingClientRect();
  const size = layer.getBoundingClientRect();
  const left = alignEnd ? from.right - size.width : from.left;
  const below = from.bottom + GAP;
  const fits = below + size.height <= innerHeight - EDGE;
  const top = fits ? below : Math.max(EDGE, from.top - GAP - size.height);
  layer.style.left = `${Math.max(EDGE, Math.min(left, innerWidth - size.width - EDGE))}px`;
  layer.style.top = `${top}px`;
}

/** True while some layer is open, so that Escape belongs to it. */
export function isLayerOpen() {
  return document.querySelector(".layer:popover-open") !== null;
}
