// A card for each place that an answer cites: who, which question, the quote, where.
import { speakerColour } from "../colours.js";
import { clock, copyOf, element, slot, webAddress } from "../dom.js";
import { label } from "../words.js";
import { read } from "./asking.js";
import { placeOf } from "./places.js";

/**
 * @param number of the citation; null for a hit that the answer does not cite.
 * @param said the answer's text: what stands in it is folded in the card.
 */
export function cardOf(hit, number, said) {
  const card = copyOf("card-template");
  if (number) {
    card.dataset.n = number;
    slot(card, "number").textContent = number;
  } else slot(card, "number").remove();
  const speaker = slot(card, "speaker");
  speaker.textContent = hit.speaker;
  speaker.dataset.speaker = speakerColour(hit.speaker);
  slot(card, "where").textContent = [hit.transcript.title, hit.transcript.date].filter(Boolean).join(" · ");
  showTime(slot(card, "time"), hit);
  showQuestion(slot(card, "question"), hit.question);
  const quote = slot(card, "quote");
  quote.append(element(number ? "mark" : "span", { text: hit.quote }));
  quote.classList.toggle("folded", said.includes(hit.quote));
  const open = slot(card, "open");
  open.textContent = label("open", { turn: hit.turn });
  open.href = placeOf(hit);
  showOthers(slot(card, "also"), hit.also_in);
  return card;
}

/** Fold or unfold the whole turn with its neighbours. */
export async function toggleAround(card, hit, button) {
  const around = slot(card, "around");
  if (around.childElementCount === 0) {
    const [id, first] = [encodeURIComponent(hit.transcript.id), Math.max(1, hit.turn - 1)];
    const { turns } = await read(`v1/transcripts/${id}/turns?first=${first}&last=${hit.turn + 1}`);
    around.replaceChildren(...turns.map((turn) => turnOf(turn, hit, Boolean(card.dataset.n))));
  }
  around.hidden = !around.hidden;
  slot(card, "quote").hidden = !around.hidden;
  button.setAttribute("aria-expanded", String(!around.hidden));
}

/** @param isEvidence whether the answer cites the hit: then its quote is marked. */
function turnOf(turn, hit, isEvidence) {
  const name = element("b", { className: "speaker", text: turn.speaker, "data-speaker": speakerColour(turn.speaker) });
  const text = element("p", { className: "turn-text", dir: "auto" });
  const characters = [...turn.text];
  const end = hit.quote_start + [...hit.quote].length;
  const part = (from, to) => characters.slice(from, to).join("");
  if (isEvidence && turn.number === hit.turn && part(hit.quote_start, end) === hit.quote) {
    text.append(part(0, hit.quote_start), element("mark", { text: hit.quote }), part(end));
  } else text.textContent = turn.text;
  const isQuoted = turn.number === hit.turn;
  return element("div", { className: isQuoted ? "turn quoted" : "turn" }, name, text);
}

function showTime(place, hit) {
  if (hit.start_s === null || hit.start_s === undefined) return place.remove();
  const time = clock(hit.start_s);
  const address = hit.url && webAddress(hit.url);
  place.append(
    address
      ? element("a", { href: address, target: "_blank", rel: "noopener noreferrer", text: time, "aria-label": label("play_at", { time }) })
      : time,
  );
}

function showQuestion(button, question) {
  if (!question) return button.remove();
  const asker = element("b", { className: "speaker", text: label("asked_by", { speaker: question.speaker }) });
  asker.dataset.speaker = speakerColour(question.speaker);
  button.append(asker, " ", element("span", { text: question.text }));
}

function showOthers(place, others) {
  if (!others?.length) return place.remove();
  place.append(label("also_in"));
  others.forEach((transcript, n) => {
    const href = `transcripts/${encodeURIComponent(transcript.id)}`;
    place.append(n ? ", " : "", element("a", { className: "open-transcript", href, text: transcript.title }));
  });
}
