// Starts the page: puts its parts together and keeps them true to the server.

import { Actions } from "./actions.js";
import { createContext } from "./context.js";
import { Conversation } from "./conversation.js";
import { el } from "./dom.js";
import { Feed } from "./feed.js";
import { openJump } from "./jump.js";
import { listenForKeys, openKeys } from "./keyboard.js";
import { loadSeen } from "./memory.js";
import { Modal } from "./modal.js";
import { followPermalinks } from "./permalinks.js";
import { currentConversation, isUnread } from "./selectors.js";
import { Sidebar } from "./sidebar.js";
import { createStore } from "./state.js";
import { applyTheme } from "./theme.js";
import { Thread } from "./thread.js";
import { createAnnouncer, createToasts } from "./toasts.js";
import { Topbar } from "./topbar.js";

function start() {
  applyTheme();
  const store = createStore();
  store.update({ seen: loadSeen() });
  const toasts = createToasts();
  const announcer = createAnnouncer();
  const actions = new Actions(store, toasts);
  const app = { store, actions, context: createContext(store, (id) => actions.open(id)) };
  const parts = build(app);
  document.body.append(...toasts.nodes, announcer.node);
  follow(app, parts);
  new Feed(app, toasts, announcer).start();
  listenForKeys({ store, actions, composer: parts.conversation.composer.field, openJump: parts.jump });
  followPermalinks((place) => actions.openMessage(place));
  document.addEventListener("visibilitychange", () => actions.markSeen());
}

function build(app) {
  const conversation = new Conversation(app);
  const focusField = () => conversation.composer.field.focus();
  const jump = () => openJump(app, focusField);
  const topbar = new Topbar(app, { openJump: jump, openKeys });
  const sidebar = new Sidebar(app);
  const thread = new Thread(app);
  const link = el("div", { class: "link-bar", role: "status", hidden: true }, "Reconnecting…");
  const panels = el("div", { class: "panels" }, conversation.node, thread.node);
  document.body.classList.add("starting");
  document.body.append(skipLink(focusField), topbar.node, link, sidebar.node, sidebar.shade, panels);
  return { conversation, topbar, sidebar, thread, link, modal: new Modal(app), jump };
}

function skipLink(focusField) {
  const skip = (event) => {
    event.preventDefault();
    focusField();
  };
  return el("a", { class: "skip", href: "#conversation", on: { click: skip } }, "Skip to the message field");
}

/** Lets each part follow the state. */
function follow({ store, actions }, { topbar, sidebar, conversation, thread, modal, link }) {
  store.subscribe((state) => {
    link.hidden = state.connected;
    document.body.classList.toggle("starting", !state.ready);
    if (!state.ready) return;
    document.body.classList.toggle("with-thread", state.thread !== null);
    for (const part of [topbar, sidebar, conversation, thread, modal]) part.render(state);
    document.title = titleOf(state);
    actions.markSeen();
  });
}

function titleOf(state) {
  const unread = state.conversations.some(({ id }) => id !== state.conversation && isUnread(state, id));
  return `${unread ? "• " : ""}${currentConversation(state)?.name ?? "Playground"} – ${state.workspace.name}`;
}

start();
