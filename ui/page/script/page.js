// The page around its views: theme, language, and the reader that opens beside them.
import { built, openTab, placeBefore } from "./kept_place.js";

const root = document.documentElement;
const YEAR_S = 365 * 24 * 3600;

function keep(name, value) {
  document.cookie = `turnwise_${name}=${value}; Path=/; Max-Age=${YEAR_S}; SameSite=Strict`;
}

// Gradio sets the class by the system's theme, whenever it likes: ours counts.
function applyTheme() {
  const dark = root.classList.contains("dark");
  if (document.body.classList.contains("dark") !== dark) document.body.classList.toggle("dark", dark);
  for (const frame of document.querySelectorAll("iframe")) themeFrame(frame);
}

function themeFrame(frame) {
  frame.contentDocument?.documentElement.classList.toggle("dark", root.classList.contains("dark"));
}

new MutationObserver(applyTheme).observe(document.body, { attributeFilter: ["class"] });
applyTheme();
document.addEventListener("load", (event) => {
  if (event.target.tagName === "IFRAME") themeFrame(event.target);
  if (event.target.matches("#transcript-frame iframe")) showLoaded(event.target);
}, true);

let inReader = null; // the path of the transcript in the reader's frame

/** Show a transcript that a link opened in the frame before the script of its view was there. */
function showLoaded(frame) {
  const path = frame.contentWindow.location.pathname;
  if (path !== inReader && /\/transcripts\/./.test(path)) document.body.dataset.reader = "open";
  inReader = path;
}

/** Open a transcript in the reader, at an address relative to the page. */
export function openReader(address) {
  const frame = document.querySelector("#transcript-frame iframe");
  if (!frame) return;
  lastFocus = document.activeElement;
  document.body.dataset.reader = "open";
  frame.src = address;
  inReader = new URL(frame.src).pathname;
}

export function closeReader() {
  delete document.body.dataset.reader;
  lastFocus?.focus?.();
}

let lastFocus = null;
window.turnwise = { openReader, closeReader };

document.addEventListener("click", (event) => {
  const target = event.target.closest("[data-act], a.open-transcript");
  if (!target) return;
  if (target.matches("a.open-transcript") && !(event.ctrlKey || event.metaKey || event.shiftKey)) {
    event.preventDefault();
    openReader(target.getAttribute("href"));
  }
  const act = target.dataset.act;
  if (act === "theme") {
    keep("theme", root.classList.toggle("dark") ? "dark" : "light");
    applyTheme();
  }
  if (act === "language") {
    keep("language", target.dataset.language);
    location.reload();
  }
  if (act === "close-reader") closeReader();
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && document.body.dataset.reader && !event.defaultPrevented) closeReader();
});

/** What the reader is to show at first: `?transcript=ID&turn=27`; with `ask` it is a filter. */
function askedFor(query) {
  if (!query.has("transcript") || query.has("ask")) return null;
  const keys = ["turn", "start", "end"].filter((key) => query.has(key));
  const place = new URLSearchParams(keys.map((key) => [key, query.get(key)]));
  return `transcripts/${encodeURIComponent(query.get("transcript"))}?${place}`;
}

const before = placeBefore();
if (before) openTab(before);
const address = before?.reader ?? askedFor(new URLSearchParams(location.search));
if (address) built("#transcript-frame iframe").then(() => openReader(address));
