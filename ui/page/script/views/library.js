// The library: the table sorts, filters and selects; its rows are changed and removed.
import { startAdding } from "./adding.js";
import { announceChange, call, connectLinks, make, onChange, say, tagsIn, toast } from "./api.js";

const byId = (id) => document.getElementById(id);
const body = document.querySelector("#table tbody");
const rows = () => [...body.querySelectorAll("tr")];
const shownRows = () => rows().filter((row) => !row.hidden);
const selectedRows = () => rows().filter((row) => row.querySelector(".select").checked);
const pathOf = (row) => `transcripts/${encodeURIComponent(row.dataset.id)}`;
let sortedBy = null; // [key, isNumber, direction]

connectLinks();

/** Read the table again after a change of ours, and tell the other views. */
async function refresh() {
  await readAgain();
  announceChange();
}

/** Read the table again from the server; what is chosen, sorted and filtered stays. */
async function readAgain() {
  const answer = await fetch("library");
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const chosen = new Set(selectedRows().map((row) => row.dataset.id));
  body.replaceChildren(...[...page.querySelectorAll("#table tbody tr")].map((row) => document.importNode(row, true)));
  for (const row of rows()) row.querySelector(".select").checked = chosen.has(row.dataset.id);
  byId("table").hidden = !rows().length;
  if (rows().length) document.querySelector(".empty")?.remove();
  sort();
  filter();
  suggest();
}

// -- sort, filter, select

const collator = new Intl.Collator(document.documentElement.lang, { numeric: true, sensitivity: "base" });

function sort() {
  if (!sortedBy) return;
  const [key, isNumber, direction] = sortedBy;
  const compare = (a, b) => {
    if (!a || !b) return Number(!a) - Number(!b); // those without come last
    return direction * (isNumber ? Number(a) - Number(b) : collator.compare(a, b));
  };
  body.append(...rows().sort((a, b) => compare(a.dataset[key], b.dataset[key])));
}

for (const button of document.querySelectorAll(".sort")) {
  button.addEventListener("click", () => {
    const { key } = button.dataset;
    const direction = sortedBy?.[0] === key ? -sortedBy[2] : 1;
    sortedBy = [key, "number" in button.dataset, direction];
    for (const heading of document.querySelectorAll("th[aria-sort]")) heading.removeAttribute("aria-sort");
    button.closest("th").setAttribute("aria-sort", direction > 0 ? "ascending" : "descending");
    sort();
  });
}

function filter() {
  const parts = byId("filter").value.normalize("NFKC").toLowerCase().split(/\s+/).filter(Boolean);
  for (const row of rows()) {
    const { title, speakers, tags, date } = row.dataset;
    const text = [title, speakers, tags, date].join("\n").normalize("NFKC").toLowerCase();
    row.hidden = !parts.every((part) => text.includes(part));
    if (row.hidden) row.querySelector(".select").checked = false;
  }
  const [shown, count] = [shownRows().length, rows().length];
  byId("count").textContent = shown < count ? say("n_shown", { shown, count }) : say("n_transcripts", { count });
  byId("nothing-passes").hidden = shown > 0 || count === 0;
  select();
}

function select() {
  const n = selectedRows().length;
  byId("selection").hidden = n === 0;
  byId("selected-count").textContent = say("n_selected", { count: n });
  byId("select-all").checked = n > 0 && n === shownRows().length;
  byId("select-all").indeterminate = n > 0 && n < shownRows().length;
}

byId("filter").addEventListener("input", filter);
byId("select-all").addEventListener("change", (event) => {
  for (const row of shownRows()) row.querySelector(".select").checked = event.target.checked;
  select();
});
body.addEventListener("change", select);
body.addEventListener("click", (event) => {
  const row = event.target.closest("tr");
  if (event.target.closest(".remove")) remove([row]);
  else if (event.target.closest(".edit")) edit(row);
  else if (event.target.closest(".tag")) {
    byId("filter").value = event.target.closest(".tag").dataset.tag;
    filter();
  } else return;
  event.target.closest(".menu")?.removeAttribute("open");
});

// -- remove, with a way back

async function remove(chosen) {
  const removed = [];
  try {
    for (const row of chosen) {
      await call("DELETE", pathOf(row));
      removed.push(row);
    }
  } catch (error) {
    toast(error.message);
  }
  await refresh();
  if (!removed.length) return;
  const text = removed.length === 1 ? say("removed", { title: removed[0].dataset.title }) : say("n_removed", { count: removed.length });
  toast(text, { text: say("undo"), run: () => bringBack(removed) });
}

async function bringBack(removed) {
  try {
    for (const row of removed) await call("POST", `${pathOf(row)}/undo`);
    toast(say("undone"));
  } catch (error) {
    toast(error.message);
  }
  await refresh();
}

byId("remove-selected").addEventListener("click", () => remove(selectedRows()));

// -- edit

function openForm(dialog, save) {
  const problem = dialog.querySelector(".problem");
  problem.hidden = true;
  const form = dialog.querySelector("form");
  form.onsubmit = async (event) => {
    event.preventDefault();
    try {
      await save(form.elements);
      dialog.close();
      toast(say("saved"));
    } catch (error) {
      problem.textContent = error.message;
      problem.hidden = false;
      return;
    }
    await refresh();
  };
  dialog.querySelector(".close").onclick = () => dialog.close();
  dialog.showModal();
}


function edit(row) {
  const dialog = byId("edit");
  const fields = dialog.querySelector("form").elements;
  for (const name of ["title", "date", "url", "tags"]) fields[name].value = row.dataset[name];
  openForm(dialog, ({ title, date, url, tags }) => {
    const changed = {};
    if (title.value !== row.dataset.title) changed.title = title.value;
    if (date.value.trim() !== row.dataset.date) changed.date = date.value.trim();
    if (url.value.trim() !== row.dataset.url) changed.url = url.value.trim();
    if (tags.value !== row.dataset.tags) changed.tags = tagsIn(tags.value);
    if (!Object.keys(changed).length) return null;
    return call("PATCH", pathOf(row), changed);
  });
}

byId("tag-selected").addEventListener("click", () => {
  openForm(byId("tagging"), async ({ tag }) => {
    for (const row of selectedRows()) {
      const tags = [...new Set([...tagsIn(row.dataset.tags), ...tagsIn(tag.value)])];
      await call("PATCH", pathOf(row), { tags });
    }
  });
});

for (const button of document.querySelectorAll(".download-selected")) {
  button.addEventListener("click", async () => {
    for (const row of selectedRows()) {
      const address = `v1/transcripts/${encodeURIComponent(row.dataset.id)}/export?format=${button.dataset.format}`;
      make("a", { href: address, download: true }).click();
      await new Promise((resolve) => setTimeout(resolve, 300)); // a browser drops downloads that come at once
    }
  });
}

// -- names that may be one person's

async function suggest() {
  const box = byId("one-person");
  let suggestions = [];
  try {
    ({ suggestions } = await call("GET", "speakers/suggestions"));
  } catch {
    // nothing to suggest is no failure
  }
  box.querySelector("ul").replaceChildren(...suggestions.map(({ name, alias }) => {
    const confirm = async () => {
      try {
        await call("POST", "speakers/aliases", { name, aliases: [alias] });
      } catch (error) {
        toast(error.message);
      }
      await refresh();
    };
    return make("li", {}, make("bdi", {}, name), "=", make("bdi", {}, alias), make("button", { type: "button", on: { click: confirm } }, say("same")));
  }));
  byId("n-suggestions").textContent = `(${suggestions.length})`;
  box.hidden = !suggestions.length;
}

byId("add-button").addEventListener("click", () => {
  const panel = byId("add");
  panel.hidden = !panel.hidden;
  byId("add-button").setAttribute("aria-expanded", String(!panel.hidden));
});
byId("add-samples")?.addEventListener("click", async (event) => {
  event.target.disabled = true;
  await fetch("chat/samples", { method: "POST" });
  await refresh();
});
startAdding(refresh);
onChange(readAgain);
suggest();
