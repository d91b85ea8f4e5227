// Renaming a speaker, with some of what they say to decide by.
import { call, make, say } from "./api.js";
import { path, readAgain } from "./read_again.js";

const byId = (id) => document.getElementById(id);
const { id: transcript } = document.body.dataset;
let old = null;

/** Make the ✎ of each speaker work. */
export function startRenaming() {
  byId("who").addEventListener("click", (event) => {
    const button = event.target.closest(".rename");
    if (button) open(button.dataset.name);
  });
  const dialog = byId("rename");
  dialog.querySelector(".close").addEventListener("click", () => dialog.close());
  dialog.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    rename(new FormData(event.target).get("where") === "here");
  });
}

async function open(name) {
  old = name;
  byId("rename-heading").textContent = say("rename_speaker", { speaker: name });
  byId("new-name").value = name;
  byId("rename").querySelector(".problem").hidden = true;
  byId("examples").replaceChildren();
  byId("rename").showModal();
  byId("new-name").select();
  let hits = [];
  try {
    ({ hits } = await call("GET", `speakers/examples?${new URLSearchParams({ name, transcript, most: "4" })}`));
  } catch {
    // examples help, but are not needed
  }
  if (old !== name) return;
  const examples = hits.map((hit) => make("li", {}, hit.question ? make("p", { class: "meta", dir: "auto" }, `${hit.question.speaker}: ${shorten(hit.question.text)}`) : null, make("p", { dir: "auto" }, shorten(hit.quote))));
  byId("examples").replaceChildren(...(examples.length ? examples : [make("li", {}, say("says_nothing"))]));
}

const shorten = (text) => (text.length > 220 ? `${text.slice(0, 220)}…` : text);

async function rename(onlyHere) {
  const body = { old, new: byId("new-name").value.trim() };
  if (onlyHere) body.transcript = transcript;
  const problem = byId("rename").querySelector(".problem");
  try {
    await call("POST", "speakers/rename", body);
    const { changes } = await call("GET", `${path}/changes`);
    const last = changes.at(-1);
    const change = last?.kind === "names" && !last.is_undone ? last.id : null;
    readAgain(document.querySelector(".turn.lit")?.id.slice(5) ?? null, change, change ? "corrected" : "nothing_to_change");
  } catch (error) {
    problem.textContent = error.message;
    problem.hidden = false;
  }
}
