// Adding: files, folders, text and addresses become jobs of the server, with progress and cancel.
import { call, make, say, tagsIn } from "./api.js";

const NAMES = ".speakers.json"; // a file that names the speakers of the one beside it
const MAX_AT_A_TIME = 8; // jobs that the server holds of ours
const POLL_MS = 300;
const newTags = () => tagsIn(byId("new-tags").value); // for all that is added
const byId = (id) => document.getElementById(id);
const tasks = []; // all that was asked for since the list was cleared
let refreshLibrary = () => {};

/** Make the panel work. refresh: called when something was added. */
export function startAdding(refresh) {
  refreshLibrary = refresh;
  const drop = byId("drop");
  byId("files").addEventListener("change", (event) => addFiles([...event.target.files], event.target));
  byId("folder").addEventListener("change", (event) => addFiles([...event.target.files], event.target));
  for (const name of ["dragenter", "dragover"]) {
    document.addEventListener(name, (event) => {
      if (![...event.dataTransfer.types].includes("Files")) return;
      event.preventDefault();
      byId("add").hidden = false;
      drop.classList.add("over");
    });
  }
  document.addEventListener("dragleave", (event) => event.relatedTarget ?? drop.classList.remove("over"));
  document.addEventListener("drop", async (event) => {
    event.preventDefault();
    drop.classList.remove("over");
    addFiles(await filesOf(event.dataTransfer));
  });
  byId("paste").addEventListener("submit", (event) => {
    event.preventDefault();
    const name = byId("paste-name").value.trim() || say("paste");
    addTask(name, () => ({ path: "transcripts", body: { text: byId("paste-text").value, name, tags: newTags() } }));
    event.target.reset();
  });
  byId("address").addEventListener("submit", (event) => {
    event.preventDefault();
    const address = byId("address-url").value.trim();
    addTask(address, () => ({ path: "transcripts", body: { address, tags: newTags() } }));
    event.target.reset();
  });
  byId("cancel-all").addEventListener("click", () => tasks.forEach(cancel));
  byId("clear-jobs").addEventListener("click", () => {
    const open = tasks.filter((task) => !task.hasEnded);
    tasks.splice(0, tasks.length, ...open);
    show();
  });
}

// -- what was given

/** All files that were dropped, those of folders too. */
async function filesOf(transfer) {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  if (!entries.length) return [...transfer.files];
  const files = [];
  const visit = async (entry) => {
    if (entry.isFile) {
      files.push(await new Promise((resolve, reject) => entry.file(resolve, reject)));
      return;
    }
    const reader = entry.createReader();
    for (;;) {
      const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
      if (!some.length) return;
      for (const each of some) await visit(each);
    }
  };
  for (const entry of entries) await visit(entry);
  return files;
}

function addFiles(files, input = null) {
  const given = files.filter((file) => !file.name.startsWith("."));
  const owner = (names) => {
    const stem = names.name.slice(0, -NAMES.length);
    return given.find((file) => file !== names && (file.name === stem || file.name.replace(/\.[^.]*$/, "") === stem));
  };
  const namesOf = new Map(given.filter((file) => file.name.endsWith(NAMES)).map((names) => [owner(names), names]));
  namesOf.delete(undefined);
  const beside = new Set(namesOf.values());
  for (const file of given.filter((each) => !beside.has(each))) {
    addTask(file.name, () => {
      const form = new FormData();
      form.append("file", file);
      for (const tag of newTags()) form.append("tags", tag);
      if (namesOf.has(file)) form.append("names", namesOf.get(file));
      return { path: "transcripts/upload", body: form };
    });
  }
  if (input) input.value = "";
}

// -- tasks

function addTask(name, request) {
  const request_ = request(); // now: a form is emptied after it
  tasks.push({ name, request: request_, job: null, error: null, state: "waiting", hasEnded: false, stop: new AbortController() });
  byId("add").hidden = false;
  show();
  work();
}

let isWorking = false;
async function work() {
  if (isWorking) return;
  isWorking = true;
  try {
    for (;;) {
      const open = tasks.filter((task) => !task.hasEnded);
      if (!open.length) return;
      const sent = open.filter((task) => task.job);
      const next = open.find((task) => !task.job);
      if (next && sent.length < MAX_AT_A_TIME) await send(next);
      else await new Promise((resolve) => setTimeout(resolve, POLL_MS));
      if (sent.length) await look(sent[0]); // the server adds them one by one, in this order
    }
  } finally {
    isWorking = false;
  }
}

async function send(task) {
  task.state = "sending";
  show();
  const { path, body } = task.request;
  const options = { headers: { Prefer: "respond-async" }, signal: task.stop.signal };
  try {
    task.job = await call("POST", path, body, options);
    task.state = task.job.state;
    if (task.hasEnded) await call("DELETE", `jobs/${task.job.id}`); // cancelled meanwhile
  } catch (error) {
    if (!task.hasEnded) fail(task, error.message);
  }
  show();
}

async function look(task) {
  let job;
  try {
    job = await call("GET", `jobs/${task.job.id}`);
  } catch (error) {
    fail(task, error.message);
    return;
  }
  if (task.hasEnded) return;
  task.job = job;
  task.state = job.state;
  if (["done", "failed", "cancelled"].includes(job.state)) {
    task.hasEnded = true;
    task.error = job.error;
    if (job.report?.added.length || job.report?.updated.length) await refreshLibrary();
  }
  show();
}

function fail(task, problem) {
  task.hasEnded = true;
  task.state = "failed";
  task.error = problem;
  show();
}

function cancel(task) {
  if (task.hasEnded) return;
  task.hasEnded = true;
  task.state = "cancelled";
  task.stop.abort();
  if (task.job) call("DELETE", `jobs/${task.job.id}`).catch(() => {});
  show();
}

// -- what is shown

const shownOf = new WeakMap(); // a task → [what it was when its line was made, the line]

function show() {
  const ended = tasks.filter((task) => task.hasEnded).length;
  byId("jobs").hidden = !tasks.length;
  byId("all-text").textContent = say("all_files", { done: ended, count: tasks.length });
  const parts = tasks.reduce((sum, task) => sum + share(task), 0);
  byId("all-progress").value = tasks.length ? parts / tasks.length : 0;
  byId("cancel-all").hidden = ended === tasks.length;
  byId("clear-jobs").hidden = ended < tasks.length;
  const lines = tasks.map((task) => {
    const state = `${task.state} ${task.job?.done} ${task.error}`;
    const [before, line] = shownOf.get(task) ?? [];
    if (before === state) return line;
    const made = lineOf(task);
    shownOf.set(task, [state, made]);
    return made;
  });
  byId("job-list").replaceChildren(...lines);
}

function share(task) {
  if (task.hasEnded) return 1;
  return task.job?.total ? task.job.done / task.job.total : 0;
}

function lineOf(task) {
  const line = make("div", { class: "line" }, make("bdi", { class: "name" }, task.name));
  if (!task.hasEnded) {
    const state = { sending: "sending", running: "embedding" }[task.state] ?? "waiting";
    line.append(
      make("span", { class: "meta" }, say(state)),
      make("progress", { max: 1, value: share(task), "aria-label": task.name }),
      make("button", { type: "button", on: { click: () => cancel(task) } }, say("cancel")),
    );
  } else if (task.state === "cancelled") line.append(make("span", { class: "meta" }, say("cancelled")));
  const item = make("li", { "data-state": task.state }, line);
  if (task.error) item.append(make("p", { class: "problem", dir: "auto" }, task.error));
  const report = task.job?.report;
  if (task.hasEnded && report) item.append(...reportOf(report));
  return item;
}

/** What came of a file: what was added, what the reader could not place, what failed. */
function reportOf(report) {
  const parts = [];
  for (const transcript of report.added) parts.push(transcriptLine("was_added", transcript));
  for (const transcript of [...report.updated, ...report.unchanged]) parts.push(transcriptLine("was_there", transcript));
  for (const name of report.skipped) parts.push(make("p", { class: "meta" }, say("not_transcript", { name })));
  for (const failed of report.failed) parts.push(make("p", { class: "problem", dir: "auto" }, failed.error));
  return parts;
}

function transcriptLine(key, transcript) {
  const { id, title, turns, notes, words_not_read: words } = transcript;
  const address = `transcripts/${encodeURIComponent(id)}`;
  const line = make("div", {}, make("span", { dir: "auto" }, say(key, { title, turns })), " ");
  line.append(make("a", { class: "open-transcript", href: address, "data-address": address }, say("open_it")));
  if (words) line.append(make("p", { class: "problem" }, say("words_not_read", { words })));
  if (notes.length) {
    const list = notes.map(({ line: number, text }) => make("li", {}, make("span", { class: "meta" }, `${number} `), make("span", { dir: "auto" }, text)));
    line.append(make("details", {}, make("summary", {}, say("n_notes", { count: notes.length })), make("ul", {}, ...list)));
  }
  return line;
}
