// The server's API, as the views call it; and their words.

const words = JSON.parse(document.getElementById("words")?.textContent ?? "{}");
const root = document.body.dataset.root;

/** A text of this view with its values filled in: only ever set as text. */
export function say(key, values = {}) {
  return (words[key] ?? key).replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));
}

/** Call `/v1/…`; what it answers. Throws an Error with what the server says is wrong.
 *
 * body: an object, sent as JSON, or a FormData.
 */
export async function call(method, path, body, options = {}) {
  const headers = { ...(options.headers ?? {}) };
  const isForm = body instanceof FormData;
  if (body !== undefined && !isForm) headers["Content-Type"] = "application/json";
  let answer;
  try {
    answer = await fetch(`${root}v1/${path}`, {
      ...options,
      method,
      headers,
      body: body === undefined || isForm ? body : JSON.stringify(body),
    });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Error(say("lost"));
  }
  const text = await answer.text();
  let data = null;
  try {
    data = text ? JSON.parse(text) : null;
  } catch {
    data = { detail: text };
  }
  if (!answer.ok) throw new Error(data?.detail ? String(data.detail) : `${answer.status}`);
  return data;
}

/** The tags in a text, with commas between them. */
export const tagsIn = (text) => text.split(/[,，、]/).map((tag) => tag.trim()).filter(Boolean);

/** An element with attributes, and children that are elements or texts. */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "on") for (const [event, handle] of Object.entries(value)) element.addEventListener(event, handle);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** Say something for a while at the bottom; with a button if there is something to do. */
export function toast(text, action = null) {
  document.querySelector(".toast")?.remove();
  const box = make("div", { class: "toast", role: "status" }, make("span", { dir: "auto" }, text));
  if (action) box.append(make("button", { type: "button", on: { click: () => { box.remove(); action.run(); } } }, action.text));
  document.body.append(box);
  setTimeout(() => box.remove(), action ? 15000 : 5000);
}

/** The page around this frame; null where it stands alone. */
function around() {
  try {
    return parent !== window && parent.document ? parent : null;
  } catch {
    return null; // another site's page
  }
}

const CHANGED = "turnwise:library";
const me = Math.random();

/** The list of transcripts, or what they hold, has changed: other views read it again. */
export function announceChange() {
  around()?.dispatchEvent(new CustomEvent(CHANGED, { detail: me }));
}

/** Call something each time another view has changed the library. */
export function onChange(handle) {
  const listen = (event) => event.detail === me || handle();
  const page = around();
  page?.addEventListener(CHANGED, listen);
  addEventListener("pagehide", () => page?.removeEventListener(CHANGED, listen));
}

/** Open an address relative to the page in the reader beside it, or here if the page stands alone. */
export function openReader(address) {
  const page = around()?.turnwise;
  if (page) page.openReader(address);
  else location.href = root + address;
}

/** Let links to transcripts open in the reader, and menus close when something else is pressed. */
export function connectLinks() {
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a.open-transcript");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      openReader(link.dataset.address);
    }
    for (const menu of document.querySelectorAll(".menu[open]")) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of document.querySelectorAll(".menu[open]")) menu.open = false;
  });
}
