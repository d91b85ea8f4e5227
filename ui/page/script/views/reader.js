// The reader: shows the cited turn, searches, filters, and opens the outline.
import { startCorrecting } from "./correcting.js";
import { Finder } from "./find.js";
import { showPlace } from "./place.js";
import { startPlayer } from "./player.js";

const byId = (id) => document.getElementById(id);
const bar = document.querySelector(".bar");
const turns = [...document.querySelectorAll(".turn")];

// The height of the bar changes with the width and the player: what scrolls must know it.
const measure = () => document.documentElement.style.setProperty("--bar", `${bar.offsetHeight}px`);
new ResizeObserver(measure).observe(bar);
measure();

// -- the place to read

const goTo = (number) => {
  const turn = byId(`turn-${number}`);
  if (!turn) return;
  if (turn.hidden) showEverybody();
  showPlace(turn);
};
const numberIn = (hash) => /^#turn-(\d+)$/.exec(hash)?.[1];
const begin = document.body.dataset.turn ?? numberIn(location.hash);
history.scrollRestoration = "manual"; // the browser's own jump puts the turn at the very top
if (begin) goTo(begin);
addEventListener("hashchange", () => numberIn(location.hash) && goTo(numberIn(location.hash)));
document.addEventListener("click", (event) => {
  const link = event.target.closest?.('a[href^="#turn-"]');
  if (!link) return;
  event.preventDefault();
  closeOutline();
  history.replaceState(null, "", link.getAttribute("href"));
  goTo(numberIn(link.getAttribute("href")));
});

// -- the outline

const outline = byId("outline");
const outlineButton = byId("outline-button");
const closeOutline = () => {
  outline.classList.remove("shown");
  outlineButton.setAttribute("aria-expanded", "false");
};
outlineButton.addEventListener("click", () => {
  const isShown = outline.classList.toggle("shown");
  outlineButton.setAttribute("aria-expanded", String(isShown));
  if (isShown) outline.querySelector("a")?.focus();
});
const entries = [...outline.querySelectorAll("li")].map((entry) => {
  const number = numberIn(entry.querySelector("a")?.getAttribute("href") ?? "");
  return [Number(number ?? 0), entry];
});
let here = null;
const markHere = () => {
  const top = bar.offsetHeight + 40;
  let [low, high] = [0, turns.length]; // the first turn that ends below the bar
  while (low < high) {
    const middle = (low + high) >> 1;
    if (turns[middle].getBoundingClientRect().bottom < top) low = middle + 1;
    else high = middle;
  }
  const number = Number(turns[Math.min(low, turns.length - 1)]?.id.slice(5) ?? 0);
  const entry = entries.findLast(([first]) => first <= number)?.[1] ?? null;
  if (entry === here) return;
  here?.classList.remove("here");
  here?.querySelector("a")?.removeAttribute("aria-current");
  entry?.classList.add("here");
  entry?.querySelector("a")?.setAttribute("aria-current", "location");
  if (entry && outline.scrollHeight > outline.clientHeight) {
    outline.scrollTop = entry.offsetTop - outline.clientHeight / 3;
  }
  here = entry;
};
let isWaiting = false;
addEventListener("scroll", () => {
  if (isWaiting) return;
  isWaiting = true;
  requestAnimationFrame(() => {
    isWaiting = false;
    markHere();
  });
}, { passive: true });
markHere();

// -- only some speakers

const boxes = [...document.querySelectorAll("#who input")];
const filter = () => {
  const chosen = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
  for (const turn of turns) turn.hidden = chosen.size > 0 && !chosen.has(turn.dataset.who);
  byId("who-count").textContent = chosen.size ? `(${chosen.size})` : "";
  finder.search();
};
const showEverybody = () => {
  for (const box of boxes) box.checked = false;
  filter();
};
byId("who-all").addEventListener("click", showEverybody);
for (const box of boxes) box.addEventListener("change", filter);

// -- find

const finder = new Finder(turns, byId("find"), byId("find-count"), byId("find-form"));
byId("find-form").addEventListener("submit", (event) => {
  event.preventDefault();
  finder.step(1);
});
byId("find-previous").addEventListener("click", () => finder.step(-1));

document.addEventListener("keydown", (event) => {
  const isTyping = event.target.closest?.("input, textarea, select, dialog");
  if (event.key === "Escape") {
    closeOutline();
    for (const menu of document.querySelectorAll(".menu[open]")) menu.open = false;
  } else if (event.key === "/" && !isTyping && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    byId("find").focus();
  }
});
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll(".menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

startPlayer(byId("player"), turns);
startCorrecting();
