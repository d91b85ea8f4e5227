// Correcting a turn: its words, where it begins and ends, who speaks; then the page is read again.
import { call, say } from "./api.js";
import { startHistory } from "./changes.js";
import { path, readAgain, sayWhatWasDone } from "./read_again.js";
import { startRenaming } from "./renaming.js";

const byId = (id) => document.getElementById(id);
const { version } = document.body.dataset;
let turn = null; // that is being corrected

/** Make the buttons work, and say what was corrected before this page was read. */
export function startCorrecting() {
  const button = byId("correct-button");
  button.addEventListener("click", () => {
    const isOn = document.body.classList.toggle("correcting");
    button.setAttribute("aria-pressed", String(isOn));
    byId("more").open = false;
    sessionStorage.setItem("turnwise-correcting", isOn ? "1" : "");
  });
  if (sessionStorage.getItem("turnwise-correcting")) button.click();
  byId("turns").addEventListener("click", (event) => {
    if (event.target.closest(".pencil")) open(event.target.closest(".turn"));
  });
  byId("save-words").addEventListener("click", () => attempt(saveWords));
  byId("split").addEventListener("click", () => attempt(split));
  byId("join").addEventListener("click", () => attempt(() => call("POST", `${pathOfTurn()}/join`, { version })));
  byId("move").addEventListener("click", () => attempt(move));
  startRenaming();
  startHistory();
  sayWhatWasDone();
}

const numberOf = (element) => Number(element.id.slice("turn-".length));
const textOf = (element) => element.querySelector(".turn-text").textContent;
const speakerOf = (element) => element.querySelector("header .speaker").textContent;
const pathOfTurn = () => `${path}/turns/${numberOf(turn)}`;

function open(element) {
  turn = element;
  const number = numberOf(turn);
  const next = byId(`turn-${number + 1}`);
  byId("correct-heading").textContent = say("correct_turn", { turn: number });
  byId("correct-text").value = textOf(turn);
  byId("move-speaker").value = speakerOf(turn);
  byId("from-turn").textContent = say("from_turn_to", { turn: number });
  byId("last-turn").min = byId("last-turn").value = number;
  byId("join").disabled = !next || speakerOf(next) !== speakerOf(turn);
  byId("correct").querySelector(".problem").hidden = true;
  byId("correct").showModal();
}

/** Do what corrects turns; then read the page again at the turn, or say why it cannot be. */
async function attempt(correct) {
  const problem = byId("correct").querySelector(".problem");
  try {
    const done = await correct();
    readAgain(numberOf(turn), done?.change?.id, done?.change ? "corrected" : "nothing_to_change");
  } catch (error) {
    problem.textContent = error.message;
    problem.hidden = false;
  }
}

function saveWords(known = version) {
  return call("PATCH", pathOfTurn(), { text: byId("correct-text").value, version: known });
}

async function split() {
  const { value, selectionStart } = byId("correct-text");
  const before = value.slice(0, selectionStart);
  if (!before.trim() || !value.slice(selectionStart).trim()) throw new Error(say("place_cursor"));
  let known = version;
  if (value !== textOf(turn)) known = (await saveWords()).transcript.version;
  // Python counts characters, a browser UTF-16 units.
  return call("POST", `${pathOfTurn()}/split`, { at: [...before].length, version: known });
}

function move() {
  const [first, last] = [numberOf(turn), Number(byId("last-turn").value)];
  return call("POST", `${path}/speaker`, { first, last, speaker: byId("move-speaker").value.trim(), version });
}
