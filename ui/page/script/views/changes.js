// The history of a transcript: what was corrected, when, by whom; each can be taken back.
import { call, make, say } from "./api.js";
import { path, undo } from "./read_again.js";

const MAX_TEXT = 300; // characters of a text that are shown
const byId = (id) => document.getElementById(id);

/** Make the button of the history work. */
export function startHistory() {
  byId("history-button").addEventListener("click", async () => {
    const dialog = byId("history");
    const problem = dialog.querySelector(".problem");
    problem.hidden = true;
    byId("more").open = false;
    byId("changes").replaceChildren();
    dialog.showModal();
    try {
      const { changes } = await call("GET", `${path}/changes`);
      const lines = changes.toReversed().map(lineOf);
      byId("changes").replaceChildren(...(lines.length ? lines : [make("li", {}, say("no_changes"))]));
    } catch (error) {
      problem.textContent = error.message;
      problem.hidden = false;
    }
  });
}

function lineOf(change) {
  const turn = change.after.first ?? change.before.first;
  const heading = (change.undoes ? say("undoing") : "") + say(`kind_${change.kind}`, { turn });
  const about = [new Date(change.made_at).toLocaleString(document.documentElement.lang)];
  if (change.made_by) about.push(say("by", { name: change.made_by }));
  if (change.is_undone) about.push(say("was_undone"));
  const line = make("li", { class: change.is_undone ? "is-undone" : "" }, make("b", {}, heading), " ", make("span", { class: "meta" }, about.join(" · ")));
  const [before, after] = [textsOf(change.kind, change.before), textsOf(change.kind, change.after)];
  if (before) line.append(make("p", { dir: "auto" }, make("del", {}, before)));
  if (after) line.append(make("p", { dir: "auto" }, make("ins", {}, after)));
  if (!change.is_undone && !change.undoes) {
    line.append(make("button", { type: "button", on: { click: () => undo(change.id, turn ?? null) } }, say("undo")));
  }
  return line;
}

/** What a side of a change says, as a text. */
function textsOf(kind, side) {
  const shown = {
    text: () => wordsOf(side),
    split: () => wordsOf(side),
    join: () => wordsOf(side),
    speaker: () => [...new Set((side.turns ?? []).map((turn) => turn.speaker))].join(", "),
    names: () => (side.names ?? []).map(([label, name]) => `${label} = ${name ?? say("none")}`).join(", "),
    details: () => Object.entries(side).map(([key, value]) => `${key}: ${Array.isArray(value) ? value.join(", ") : value ?? say("none")}`).join(" · "),
  }[kind]?.() ?? "";
  return shown.length > MAX_TEXT ? `${shown.slice(0, MAX_TEXT)}…` : shown;
}

const wordsOf = (side) => (side.turns ?? []).map((turn) => `${turn.speaker}: ${turn.text}`).join(" ⏎ ");
