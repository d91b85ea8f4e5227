// The player: the words follow the recording, and a click on a turn plays it.
import { highlight, rangeIn } from "./place.js";

const YOUTUBE = "https://www.youtube-nocookie.com";
const PAUSE_MS = 4000; // after the reader has scrolled, until the page follows again

/** Make the player's button work; nothing is loaded before it is pressed. */
export function startPlayer(box, turns) {
  if (!box) return;
  const button = box.querySelector("#load-player");
  let player = null;
  let times = [];
  const load = async (fromS) => {
    if (player) return player.seek(fromS ?? 0);
    button.hidden = true;
    times = await (await fetch(`${location.pathname}/times`)).json();
    const follow = follower(times, box.querySelector("#follow"));
    const problem = () => {
      box.querySelector(".problem").hidden = false;
    };
    const make = box.dataset.kind === "youtube" ? youTube : media;
    player = make(box, fromS ?? 0, follow, problem);
    box.querySelector("label").hidden = false;
    document.body.classList.add("can-play");
  };
  button.addEventListener("click", () => load());
  for (const turn of turns) {
    turn.querySelector("button.time")?.addEventListener("click", (event) => load(Number(event.currentTarget.dataset.s)));
  }
  document.getElementById("turns").addEventListener("click", (event) => {
    const text = event.target.closest(".turn-text");
    if (!player || !text || !getSelection().isCollapsed) return;
    const number = Number(text.parentElement.id.slice("turn-".length));
    const time = times.find(([timed]) => timed === number);
    if (time) player.seek(timeAt(time, offsetAt(text, event)));
  });
}

/** The time of the words at an offset of a timed turn. */
function timeAt([, startS, , marks], offset) {
  const mark = marks[last(marks, ([from]) => from <= offset)];
  return mark ? mark[1] : startS;
}

/** The offset of a click in a text, which may have several nodes. */
function offsetAt(text, event) {
  const caret = document.caretPositionFromPoint?.(event.clientX, event.clientY);
  const old = caret ? null : document.caretRangeFromPoint?.(event.clientX, event.clientY);
  const [node, offset] = caret ? [caret.offsetNode, caret.offset] : [old?.startContainer, old?.startOffset ?? 0];
  if (!node || !text.contains(node)) return 0;
  const before = document.createRange();
  before.setStart(text, 0);
  before.setEnd(node, offset);
  return before.toString().length;
}

/** An audio or video element over the recording's address. */
function media(box, startS, follow, problem) {
  const element = document.createElement(box.dataset.kind);
  element.controls = true;
  element.preload = "auto";
  element.src = box.dataset.source;
  element.addEventListener("timeupdate", () => follow(element.currentTime));
  element.addEventListener("error", problem);
  box.prepend(element);
  const seek = (seconds) => {
    element.currentTime = seconds;
    element.play().catch(() => {}); // the browser may want a click first
  };
  if (element.readyState) seek(startS);
  else element.addEventListener("loadedmetadata", () => seek(startS), { once: true });
  return { seek };
}

/** YouTube's player in a frame, spoken to by messages: none of its scripts runs in this page. */
function youTube(box, startS, follow) {
  const frame = document.createElement("iframe");
  const query = new URLSearchParams({ enablejsapi: "1", autoplay: "1", start: String(Math.floor(startS)), origin: location.origin });
  frame.src = `${YOUTUBE}/embed/${encodeURIComponent(box.dataset.source)}?${query}`;
  frame.allow = "autoplay; encrypted-media; fullscreen";
  frame.referrerPolicy = "strict-origin-when-cross-origin";
  frame.title = "YouTube";
  box.prepend(frame);
  const send = (message) => frame.contentWindow.postMessage(JSON.stringify(message), YOUTUBE);
  frame.addEventListener("load", () => send({ event: "listening", id: 1, channel: "widget" }));
  addEventListener("message", (event) => {
    if (event.origin !== YOUTUBE || event.source !== frame.contentWindow) return;
    try {
      const time = JSON.parse(event.data).info?.currentTime;
      if (typeof time === "number") follow(time);
    } catch {
      // not a message of the player
    }
  });
  const command = (func, ...args) => send({ event: "command", func, args });
  return {
    seek: (seconds) => {
      command("seekTo", seconds, true);
      command("playVideo");
    },
  };
}

/** A function that lights the turn and the words that are spoken at a time.
 *
 * times: [number, start, end or null, [[offset, start], …]] of each timed turn, in order.
 */
function follower(times, isFollowing) {
  let shown = null;
  let scrolledAt = 0;
  for (const kind of ["wheel", "touchmove", "keydown"]) {
    addEventListener(kind, () => (scrolledAt = Date.now()), { passive: true });
  }
  return (seconds) => {
    const n = last(times, (time) => time[1] <= seconds + 0.05);
    const [number, , , marks] = times[n] ?? [];
    const turn = number ? document.getElementById(`turn-${number}`) : null;
    if (turn !== shown) {
      shown?.classList.remove("playing");
      turn?.classList.add("playing");
      shown = turn;
      if (turn && !turn.hidden && isFollowing.checked && Date.now() - scrolledAt > PAUSE_MS) {
        turn.scrollIntoView({ block: "center" });
      }
    }
    if (!turn || !marks.length) return highlight("spoken", []);
    const m = Math.max(0, last(marks, (mark) => mark[1] <= seconds + 0.05));
    const end = marks[m + 1]?.[0] ?? turn.querySelector(".turn-text").textContent.length;
    highlight("spoken", [rangeIn(turn, marks[m][0], end)]);
  };
}

/** The place of the last item that passes, in a list whose first items all pass; -1 for none. */
function last(items, passes) {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (passes(items[middle])) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
