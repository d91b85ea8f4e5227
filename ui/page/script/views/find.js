// Find in the transcript: all places of a text, in any case and width, counted and stepped through.
import { highlight, rangeIn } from "./place.js";

const MAX_SHOWN = 2000; // places that are highlighted; all are counted

/** One character in place of another of the same length, so that offsets stay. */
function folded(character) {
  const plain = character.normalize("NFKC").toLowerCase();
  return plain.length === 1 ? plain : character;
}

function fold(text) {
  const lower = text.toLowerCase();
  // Without wide or composed letters lower case is enough, and much faster.
  if (lower.length === text.length && !/[\u00a0\u3000\uff01-\uff5e]/.test(text)) return lower;
  return Array.from({ length: text.length }, (_, n) => folded(text[n])).join("");
}

/** Searches the turns that are shown for what stands in a field. */
export class Finder {
  constructor(turns, field, count) {
    this.turns = turns;
    this.field = field;
    this.count = count;
    this.texts = null; // folded at the first search
    this.places = []; // [turn, start, end]
    this.at = -1;
    let timer;
    field.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(() => this.search(), 100);
    });
    field.addEventListener("keydown", (event) => {
      if (event.key === "Enter") {
        event.preventDefault();
        clearTimeout(timer);
        this.step(event.shiftKey ? -1 : 1);
      } else if (event.key === "Escape") {
        field.value = "";
        this.search();
      }
    });
  }

  /** Find all places again; the present place stays the present one if it is still found. */
  search() {
    const term = fold(this.field.value.trim());
    if (term === this.term && this.shown === this.visible()) return;
    this.term = term;
    this.shown = this.visible();
    this.places = term ? this.find(term) : [];
    this.at = -1;
    const ranges = this.places.slice(0, MAX_SHOWN).map(([turn, start, end]) => rangeIn(turn, start, end));
    highlight("find", ranges);
    highlight("find-current", []);
    this.say();
  }

  visible() {
    return this.turns.map((turn) => (turn.hidden ? "0" : "1")).join("");
  }

  find(term) {
    this.texts ??= this.turns.map((turn) => fold(turn.querySelector(".turn-text").textContent));
    const places = [];
    this.turns.forEach((turn, n) => {
      if (turn.hidden) return;
      let start = this.texts[n].indexOf(term);
      while (start >= 0) {
        places.push([turn, start, start + term.length]);
        start = this.texts[n].indexOf(term, start + term.length);
      }
    });
    return places;
  }

  /** Go to the next place, or the one before; the first time to the first place in sight. */
  step(by) {
    this.search();
    if (!this.places.length) return;
    if (this.at < 0) this.at = by > 0 ? this.firstInSight() : this.places.length - 1;
    else this.at = (this.at + by + this.places.length) % this.places.length;
    const [turn, start, end] = this.places[this.at];
    const range = rangeIn(turn, start, end);
    highlight("find-current", [range]);
    turn.scrollIntoView({ block: "nearest" }); // out of sight it has no layout
    requestAnimationFrame(() => {
      const box = range.getBoundingClientRect();
      scrollTo({ top: scrollY + box.top - innerHeight / 2.5 });
    });
    this.say();
  }

  firstInSight() {
    const n = this.places.findIndex(([turn]) => turn.getBoundingClientRect().bottom > innerHeight / 4);
    return Math.max(0, n);
  }

  say() {
    this.count.textContent = this.term ? `${this.at + 1} / ${this.places.length}` : "";
    this.field.setAttribute("aria-invalid", String(Boolean(this.term) && !this.places.length));
  }
}
