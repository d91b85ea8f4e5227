// Scrolls to a turn so that the question it answers stands above it, and lights both.

const CALM_FRAMES = 4;
const MAX_FRAMES = 60;
const lit = () => document.querySelectorAll(".lit, .lit-question, .asked-above:not([hidden])");

/** Show a turn: with its question above if both fit, else below a short copy of the question. */
export function showPlace(turn) {
  for (const element of [...lit()]) {
    element.classList.remove("lit", "lit-question");
    if (element.classList.contains("asked-above")) element.hidden = true;
  }
  turn.classList.add("lit");
  const question = document.getElementById(`turn-${turn.dataset.question}`);
  if (question && !question.hidden) question.classList.add("lit-question");
  // Turns out of sight have estimated heights until they come near: scroll until all stays.
  let tries = 0;
  let calm = 0;
  const settle = () => {
    const moved = scroll(turn, question);
    calm = moved > 1 ? 0 : calm + 1;
    if (calm < CALM_FRAMES && tries++ < MAX_FRAMES) requestAnimationFrame(settle);
  };
  settle();
}

/** Scroll once; by how many pixels. */
function scroll(turn, question) {
  const bar = document.querySelector(".bar").offsetHeight;
  const room = innerHeight - bar - 16;
  const target = turn.querySelector("mark") ?? turn;
  const bottom = Math.min(target.getBoundingClientRect().bottom, turn.getBoundingClientRect().top + room);
  const copy = turn.querySelector(".asked-above");
  const fits = question && !question.hidden && bottom - question.getBoundingClientRect().top <= room;
  if (copy && !fits) copy.hidden = false;
  let top = (fits ? question : turn).getBoundingClientRect().top;
  const mark = target.getBoundingClientRect();
  if (!fits && mark.bottom - top > room) top = mark.top - room / 3; // deep inside a long turn
  const before = scrollY;
  scrollBy(0, top - bar - 8);
  return Math.abs(scrollY - before);
}

/** The range [start, end) of a turn's text, which may lie in several nodes. */
export function rangeIn(turn, start, end) {
  const range = document.createRange();
  const nodes = document.createTreeWalker(turn.querySelector(".turn-text"), NodeFilter.SHOW_TEXT);
  let offset = 0;
  for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
    const length = node.data.length;
    if (start >= offset && start < offset + length) range.setStart(node, start - offset);
    if (end <= offset + length) {
      range.setEnd(node, end - offset);
      return range;
    }
    offset += length;
  }
  range.setEnd(turn, turn.childNodes.length);
  return range;
}

/** Show ranges as highlighted, if the browser can without changing the text. */
export function highlight(name, ranges) {
  if (!("highlights" in CSS)) return;
  if (ranges.length) CSS.highlights.set(name, new Highlight(...ranges));
  else CSS.highlights.delete(name);
}
