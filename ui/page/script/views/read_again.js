// After a correction the page is read again; it then says what was done, and offers to undo it.
import { announceChange, call, say, toast } from "./api.js";

const KEY = "turnwise-corrected"; // what was done before the page was read again

/** Of this transcript in the API. */
export const path = `transcripts/${encodeURIComponent(document.body.dataset.id)}`;

/** Say what was done before this page was read. */
export function sayWhatWasDone() {
  const done = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
  sessionStorage.removeItem(KEY);
  if (done) toast(say(done.said), done.change ? { text: say("undo"), run: () => undo(done.change, done.turn) } : null);
}

/** Take a change back, then read the page again. */
export async function undo(change, number = null) {
  try {
    await call("POST", `changes/${change}/undo`);
    readAgain(number, null, "undone");
  } catch (error) {
    toast(error.message);
  }
}

/** Read the page again, at a turn if one is given; it says what was done, and offers to undo it. */
export function readAgain(number, change, said) {
  sessionStorage.setItem(KEY, JSON.stringify({ change, said, turn: number }));
  announceChange();
  location.replace(number ? `${location.pathname}?turn=${number}` : location.pathname);
}
