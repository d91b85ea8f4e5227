// Small tools to build the page. What people said is only ever set as text.
import { label } from "./words.js";

export function element(tag, { className, text, ...attributes } = {}, ...children) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** A copy of a template, its words filled in. */
export function copyOf(templateId) {
  const made = document.getElementById(templateId).content.firstElementChild.cloneNode(true);
  fillWords(made);
  return made;
}

export function slot(root, name) {
  return root.querySelector(`[data-slot="${name}"]`);
}

/** Write the reader's words where a template asks for them. */
export function fillWords(root) {
  const all = (attribute) => root.querySelectorAll(`[${attribute}]`);
  for (const made of all("data-label")) made.textContent = label(made.dataset.label);
  for (const made of all("data-name")) made.setAttribute("aria-label", label(made.dataset.name));
  for (const made of all("data-hint")) made.setAttribute("placeholder", label(made.dataset.hint));
}

/** A button of a list of values, each of which can be taken away. */
export function chip(text, remove) {
  const made = element("span", { className: "chip" }, element("bdi", { text }));
  if (remove) {
    const button = element("button", { type: "button", "aria-label": label("take_away", { what: text }), text: "×" });
    button.addEventListener("click", remove);
    made.append(button);
  }
  return made;
}

let hides = 0;

/** Show a short message; `action` is a label and what it does. */
export function say(text, action) {
  const status = document.getElementById("chat-status");
  status.replaceChildren(text);
  if (action) {
    const button = element("button", { type: "button", className: "link-button", text: action[0] });
    button.addEventListener("click", () => { status.replaceChildren(); action[1](); });
    status.append(" ", button);
  }
  clearTimeout(hides);
  hides = setTimeout(() => status.replaceChildren(), action ? 8000 : 4000);
}

export function webAddress(text) {
  try {
    return ["http:", "https:"].includes(new URL(text).protocol) ? text : null;
  } catch {
    return null;
  }
}

export function clock(seconds) {
  const whole = Math.floor(seconds);
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (number) => String(number).padStart(2, "0");
  return h ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}
