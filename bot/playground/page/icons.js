// The line icons of the page, drawn as SVG nodes.

const SVG = "http://www.w3.org/2000/svg";

const PATHS = {
  hash: "M6.2 2.5 4.8 13.5M11.2 2.5 9.8 13.5M2.8 5.8h11M2.2 10.2h11",
  menu: "M2.5 4.5h11M2.5 8h11M2.5 11.5h11",
  search: "M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9ZM10.3 10.3l3.4 3.4",
  send: "M2.6 8 2.4 3.2c0-.6.6-1 1.1-.7l9.9 4.8c.6.3.6 1.1 0 1.4l-9.9 4.8c-.5.3-1.1-.1-1.1-.7L2.6 8Zm0 0h5.2",
  close: "M4 4l8 8M12 4l-8 8",
  reply: "M13.5 8a5.5 5.5 0 0 1-8 4.9L2.5 13.5l.8-2.7A5.5 5.5 0 1 1 13.5 8Z",
  more: "M3.5 8h.01M8 8h.01M12.5 8h.01",
  chevron: "M4 6.2 8 10l4-3.8",
  sun: "M8 10.8a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6ZM8 1.5v1.3M8 13.2v1.3M1.5 8h1.3M13.2 8h1.3M3.4 3.4l.9.9M11.7 11.7l.9.9M12.6 3.4l-.9.9M4.3 11.7l-.9.9",
  moon: "M13.4 9.6A5.7 5.7 0 0 1 6.4 2.6a5.7 5.7 0 1 0 7 7Z",
  eye: "M1.5 8S4 3.8 8 3.8 14.5 8 14.5 8 12 12.2 8 12.2 1.5 8 1.5 8ZM8 9.8a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6Z",
  keyboard: "M2 4.5h12v7H2zM4.5 7h.01M7 7h.01M9.5 7h.01M12 7h.01M5 9.3h6",
  clock: "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM8 4.8V8l2.2 1.6",
  image: "M2.5 3.5h11v9h-11zM2.8 11l3-3 2.4 2.2 2-1.8 3 2.8M10.6 6.2h.01",
  bulb: "M6 11.5c0-1.6-2-2.3-2-4.8a4 4 0 1 1 8 0c0 2.5-2 3.2-2 4.8ZM6.5 14h3",
  down: "M8 3v9.5M4 8.7l4 3.8 4-3.8",
  check: "M3.5 8.4 6.6 11.5 12.5 4.8",
  external: "M6.5 3.5h-3v9h9v-3M9 3h4v4M13 3 7.5 8.5",
  up: "M5 13.5h5.6c.6 0 1.1-.4 1.2-1l.7-4.2c.1-.7-.4-1.3-1.2-1.3H8.6V4.1c0-.8-.6-1.4-1.4-1.4L5 7.2ZM5 7.2H3v6.3h2",
  trash: "M3 4.5h10M6 4.5V3h4v1.5M4.5 4.5l.5 8.5h6l.5-8.5",
  person: "M8 8a2.6 2.6 0 1 0 0-5.2A2.6 2.6 0 0 0 8 8ZM3 13.6c.5-2.4 2.5-3.8 5-3.8s4.5 1.4 5 3.8",
};

/** One icon; it is decoration, the control around it carries the words. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("class", `icon icon-${name}`);
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name] ?? "");
  svg.append(path);
  return svg;
}
