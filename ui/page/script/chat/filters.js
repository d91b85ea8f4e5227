// What the next question is narrowed to: speakers, transcripts, tags, dates.
import { chip, element } from "../dom.js";
import { label } from "../words.js";

const MANY = 8; // from so many on, a list can be searched

let chosen = nothing();
let library = { speakers: [], transcripts: [] };

function nothing() {
  return { speakers: [], transcripts: [], tags: [], after: "", before: "", titles: {} };
}

/** What is chosen now. */
export function chosenFilters() {
  return structuredClone(chosen);
}

export function choose(filters) {
  chosen = { ...nothing(), ...structuredClone(filters) };
  for (const id of chosen.transcripts) chosen.titles[id] ??= titleOf(id);
  show();
}

export function titleOf(id) {
  return library.transcripts.find((each) => each.id === id)?.title ?? id;
}

/** Offer what the library holds now; what is not there any more is no longer chosen. */
export function offer(present) {
  library = present;
  const names = new Set(present.speakers.map((each) => each.name));
  const ids = new Set(present.transcripts.map((each) => each.id));
  chosen.speakers = chosen.speakers.filter((name) => names.has(name));
  chosen.transcripts = chosen.transcripts.filter((id) => ids.has(id));
  show();
}

export function openFilters(button, panel) {
  panel.hidden = !panel.hidden;
  button.setAttribute("aria-expanded", String(!panel.hidden));
  if (!panel.hidden) panel.querySelector("input")?.focus();
}

function show() {
  const panel = document.getElementById("filters");
  const tags = [...new Set(library.transcripts.flatMap((each) => each.tags ?? []))].sort();
  panel.replaceChildren(
    listOf("speakers", "filter_speakers", library.speakers.map(({ name, turns }) => [name, name, label("n_turns", { n: turns })])),
    listOf("transcripts", "filter_transcripts", library.transcripts.map(({ id, title, date }) => [id, title, date ?? ""])),
    ...(tags.length ? [listOf("tags", "filter_tags", tags.map((tag) => [tag, tag, ""]))] : []),
    dates(),
  );
  showChosen();
}

function listOf(name, title, choices) {
  const items = choices.map(([value, text, detail]) => {
    const box = element("input", { type: "checkbox", value });
    box.checked = chosen[name].includes(value);
    box.addEventListener("change", () => {
      chosen[name] = box.checked ? [...chosen[name], value] : chosen[name].filter((each) => each !== value);
      if (name === "transcripts") chosen.titles[value] = text;
      showChosen();
    });
    return element("label", {}, box, element("bdi", { text }), element("span", { className: "meta", text: detail }));
  });
  const list = element("div", { className: "choices" }, ...items);
  const parts = [element("legend", { text: label(title) })];
  if (items.length > MANY) parts.push(searchIn(items, label(title)));
  return element("fieldset", {}, ...parts, list);
}

function searchIn(items, name) {
  const search = element("input", { type: "search", "aria-label": label("search_in", { what: name }), placeholder: label("find") });
  search.addEventListener("input", () => {
    const wanted = search.value.toLowerCase();
    for (const item of items) item.hidden = !item.textContent.toLowerCase().includes(wanted);
  });
  return search;
}

function dates() {
  const fields = ["after", "before"].map((name) => {
    const input = element("input", { type: "date" });
    input.value = chosen[name];
    input.addEventListener("change", () => { chosen[name] = input.value; showChosen(); });
    return element("label", {}, element("span", { text: label(`filter_${name}`) }), input);
  });
  return element("fieldset", { className: "dates" }, element("legend", { text: label("filter_dates") }), ...fields);
}

function showChosen() {
  const take = (name, value) => () => { choose({ ...chosen, [name]: chosen[name].filter((each) => each !== value) }); };
  const chips = [
    ...chosen.speakers.map((name) => chip(name, take("speakers", name))),
    ...chosen.transcripts.map((id) => chip(chosen.titles[id] ?? id, take("transcripts", id))),
    ...chosen.tags.map((tag) => chip(`#${tag}`, take("tags", tag))),
    ...["after", "before"].filter((name) => chosen[name]).map((name) =>
      chip(label(`date_${name}`, { date: chosen[name] }), () => choose({ ...chosen, [name]: "" }))),
  ];
  const lead = chips.length ? [element("span", { text: label("only_in") })] : [];
  document.getElementById("chosen").replaceChildren(...lead, ...chips);
}
