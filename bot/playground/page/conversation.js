// The middle of the page: one conversation with its messages, or the bot's Home tab, and the composer.

import { avatar } from "./avatar.js";
import { Composer } from "./composer.js";
import { el } from "./dom.js";
import { Hint } from "./hint.js";
import { Home } from "./home.js";
import { icon } from "./icons.js";
import { conversationTitle, currentConversation, replySummaries, topLevel } from "./selectors.js";
import { Tabs } from "./tabs.js";
import { Timeline } from "./timeline.js";

const TABS = [
  ["messages", "Messages"],
  ["home", "Home"],
];

export class Conversation {
  constructor(app) {
    this.app = app;
    this.shown = null;
    this.title = el("h1", {});
    this.tabs = new Tabs(TABS, (tab) => app.actions.open(app.store.state.conversation, tab));
    this.timeline = new Timeline(app, { label: "Messages", threads: true });
    this.home = new Home(app);
    this.composer = new Composer(app, { label: "Message", commands: true, send: (text) => this.send(text) });
    this.hint = new Hint((text) => this.composer.put(text));
    this.composer.line.append(this.hint.again);
    this.talk = el("div", { class: "talk" }, this.timeline.node, this.hint.node, this.composer.node);
    this.node = el(
      "main",
      { class: "conversation", id: "conversation", data: { region: "conversation" } },
      el("header", { class: "panel-head" }, this.title, this.tabs.node),
      this.talk,
      this.home.node,
    );
  }

  send(text) {
    if (text.startsWith("/")) this.hint.used();
    return this.app.actions.say({ conversation: this.app.store.state.conversation, text });
  }

  render(state) {
    const conversation = currentConversation(state);
    if (!conversation) return;
    const atHome = conversation.kind === "app" && state.tab === "home";
    if (this.shown !== conversation.id) this.turnTo(conversation);
    this.tabs.render(state.tab);
    this.talk.hidden = atHome;
    this.home.render(state, atHome);
    this.hint.render(state.hint ?? "");
    const summaries = replySummaries(state, conversation.id);
    const messages = topLevel(state, conversation.id);
    this.timeline.render(conversation.id, conversation.id, messages, { summaries, intro: this.intro });
  }

  turnTo(conversation) {
    const title = conversationTitle(conversation);
    this.shown = conversation.id;
    this.title.replaceChildren(picture(conversation), conversation.name);
    this.tabs.node.hidden = conversation.kind !== "app";
    this.intro = introOf(conversation);
    this.timeline.list.setAttribute("aria-label", `Messages in ${title}`);
    this.composer.turnTo(conversation.id, `Message ${title}, or type / for commands`);
  }
}

function picture({ id, name, kind }) {
  return kind === "channel" ? icon("hash") : avatar({ id, name, isBot: kind === "app" }, "small");
}

const BEGINNINGS = {
  channel: "Everyone in this channel reads what is posted here.",
  im: "Only the two of you read what is written here.",
  app: "Write to the bot here, or type / to see its commands. Its Home tab shows your settings.",
};

function introOf(conversation) {
  const { kind, name } = conversation;
  const what = kind === "channel" ? conversationTitle(conversation) : `your conversation with ${name}`;
  const beginning = el("strong", {}, `This is the beginning of ${what}.`);
  return el("div", { class: "intro" }, beginning, el("p", { class: "soft" }, BEGINNINGS[kind] ?? ""));
}
