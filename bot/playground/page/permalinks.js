// Follows links to this playground's own messages, and finds messages on the screen.

const PATH = /^\/archives\/(\w+)\/p(\d{7,})$/;

/** Where a permanent link of a message leads, or null: {conversation, ts, thread}. */
function readPermalink(href) {
  const url = new URL(href, location.href);
  const found = url.origin === location.origin && PATH.exec(url.pathname);
  if (!found) return null;
  const [, conversation, digits] = found;
  const ts = `${digits.slice(0, -6)}.${digits.slice(-6)}`;
  return { conversation, ts, thread: url.searchParams.get("thread_ts") };
}

/** Keeps clicks on such links from opening another window. */
export function followPermalinks(onFollow) {
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    const place = link && !event.ctrlKey && !event.metaKey && readPermalink(link.href);
    if (!place) return;
    event.preventDefault();
    onFollow(place);
  });
}

const LINE = 24;

function rowsOf(ts) {
  return [...document.querySelectorAll(".message")].filter((message) => message.dataset.ts === ts);
}

/** Whether at least a line of the message stands within its list on the screen. */
export function isInView(ts) {
  return rowsOf(ts).some((row) => {
    const [{ top, bottom }, list] = [row, row.closest(".timeline-scroll")].map((node) =>
      node.getBoundingClientRect(),
    );
    return bottom > top && top < list.bottom - LINE && bottom > list.top + LINE;
  });
}

/** Brings a message into view and points at it. */
export function pointAt(ts) {
  const node = rowsOf(ts)[0];
  if (!node) return;
  node.scrollIntoView({ block: "center" });
  node.focus({ preventScroll: true });
  node.classList.remove("pointed");
  requestAnimationFrame(() => node.classList.add("pointed"));
}
