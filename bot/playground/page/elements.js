// Draws the interactive elements of Block Kit and what stands beside text: buttons, menus, images.

import { checkboxes, radioButtons } from "./checks.js";
import { el } from "./dom.js";
import { icon } from "./icons.js";
import { textInput } from "./inputs.js";
import { anchor, hostOf, safeUrl } from "./links.js";
import { menuButton } from "./menu.js";
import { quietPlaceholder } from "./placeholder.js";
import { select, SELECT_TYPES } from "./selects.js";
import { fire } from "./slot.js";
import { plainText } from "./text.js";
import { datePicker, dateTimePicker, timePicker } from "./pickers.js";

const DRAW = {
  button,
  overflow,
  checkboxes,
  radio_buttons: radioButtons,
  timepicker: timePicker,
  datepicker: datePicker,
  datetimepicker: dateTimePicker,
  plain_text_input: textInput,
  email_text_input: textInput,
  url_text_input: textInput,
  number_input: textInput,
  feedback_buttons: feedbackButtons,
  icon_button: iconButton,
  image: (slot) => imageCard(slot.element),
  ...Object.fromEntries(SELECT_TYPES.map((type) => [type, select])),
};

export function drawElement(slot) {
  const { type } = slot.element;
  return Object.hasOwn(DRAW, type) ? DRAW[type](slot) : quietPlaceholder(type);
}

function button(slot) {
  const { element, key } = slot;
  const label = plainText(element.text);
  const props = {
    class: `button ${element.style ?? ""}`.trim(),
    "aria-label": element.accessibility_label,
    data: { key },
  };
  const press = () => fire(slot, node, { text: element.text, ...valueOf(element) });
  const node = element.url
    ? linkButton(element, label, props, press)
    : el("button", { type: "button", ...props, on: { click: press } }, label);
  return node;
}

function valueOf(element) {
  return element.value === undefined ? {} : { value: element.value };
}

function linkButton(element, label, props, press) {
  const href = safeUrl(element.url);
  if (!href)
    return el(
      "button",
      { type: "button", ...props, disabled: true, title: "This address cannot be a link" },
      label,
    );
  const on = { click: press };
  return el(
    "a",
    { ...props, href, title: href, target: "_blank", rel: "noopener noreferrer", on },
    label,
    icon("external"),
  );
}

function overflow(slot) {
  const { element, key } = slot;
  const items = () =>
    (element.options ?? []).map((option) => ({
      label: plainText(option.text),
      description: option.description && plainText(option.description),
      href: option.url && safeUrl(option.url),
      run: () => fire(slot, node, { selected_option: option }),
    }));
  const node = menuButton({ class: "button square", data: { key } }, icon("more"), items, {
    label: "More choices",
  });
  return node;
}

function feedbackButtons(slot) {
  const { element, key } = slot;
  return el(
    "span",
    { class: "feedback" },
    ["positive_button", "negative_button"].map((name) => {
      const part = element[name] ?? {};
      const label = part.accessibility_label ?? plainText(part.text);
      const press = () => fire(slot, node, { value: part.value, text: part.text });
      const props = {
        type: "button",
        class: `button square ${name}`,
        "aria-label": label,
        title: plainText(part.text),
        data: { key: `${key}/${name}` },
      };
      const node = el("button", { ...props, on: { click: press } }, icon("up"));
      return node;
    }),
  );
}

function iconButton(slot) {
  const { element, key } = slot;
  const label = element.accessibility_label ?? plainText(element.text);
  const press = () => fire(slot, node, valueOf(element));
  const node = el(
    "button",
    {
      type: "button",
      class: "button square",
      "aria-label": label,
      title: plainText(element.text),
      data: { key },
      on: { click: press },
    },
    icon(element.icon ?? "trash"),
  );
  return node;
}

/** Remote images are not loaded: a card says what is on them and where they are. */
export function imageCard(image, title) {
  const url = image.image_url ?? image.slack_file?.url;
  const href = url && safeUrl(url);
  return el(
    "figure",
    { class: "image-card" },
    icon("image"),
    el(
      "figcaption",
      {},
      el("span", { class: "sr-only" }, "Image: "),
      title ? el("strong", {}, title) : null,
      el("span", {}, image.alt_text ?? ""),
      href ? el("small", {}, anchor(href, hostOf(href))) : null,
    ),
  );
}
