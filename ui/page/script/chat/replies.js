// A question and its answer, on the page.
import { chip, copyOf, element, slot } from "../dom.js";
import { label } from "../words.js";
import { cardOf } from "./cards.js";

/** The article of a reply. */
export function articleOf(reply, change) {
  const article = copyOf("reply-template");
  slot(article, "question").textContent = reply.question;
  paint(article, reply, change);
  return article;
}

/**
 * Show a reply as it is now.
 *
 * @param change is called with what a removed chip changes of the reply, which asks again.
 */
export function paint(article, reply, change) {
  const { answer } = reply;
  article.dataset.state = reply.state;
  const isOver = !["waiting", "coming"].includes(reply.state);
  slot(article, "tools").hidden = !isOver;
  for (const button of article.querySelectorAll("[data-do=helpful], [data-do=wrong]")) {
    button.hidden = !answer;
    button.setAttribute("aria-pressed", String(reply.verdict === button.dataset.do));
  }
  showText(slot(article, "text"), reply);
  slot(article, "chips").replaceChildren(...(answer ? chipsOf(reply, change) : []));
  slot(article, "notes").textContent = notesOn(reply).join(" ");
  slot(article, "cards").replaceChildren(...(answer ? cardsOf(answer) : []));
}

/** The text, with a button for each number that cites. */
function showText(place, reply) {
  const { answer, error, state } = reply;
  const text = answer?.text ?? reply.text;
  place.classList.toggle("wrong", Boolean(error));
  if (!text && !isSettled(state)) {
    place.replaceChildren(element("span", { className: "thinking", text: label("thinking") }));
    return;
  }
  const cited = new Map((answer?.citations ?? []).map((citation) => [String(citation.n), citation]));
  const parts = text.split(/(\[\d+\])/).map((part) => {
    const citation = cited.get(part.slice(1, -1));
    return citation && part.startsWith("[") ? citeButton(part, citation) : part;
  });
  place.replaceChildren(...parts, ...(error ? [element("p", { className: "error", text: error })] : []));
}

function citeButton(text, citation) {
  const name = label("citation", { n: citation.n, speaker: citation.speaker, turn: citation.turn });
  return element("button", { type: "button", className: "cite", "data-do": "cite", "data-n": citation.n, "aria-label": name, text });
}

function cardsOf(answer) {
  if (answer.citations.length) {
    const cards = answer.citations.map((citation) => cardOf(citation, citation.n, answer.text));
    return [element("div", { className: "cards" }, ...cards)];
  }
  if (!answer.related.length) return [];
  const cards = answer.related.map((hit) => cardOf(hit, null, ""));
  const summary = element("summary", { text: label("related") });
  return [element("details", { className: "related" }, summary, element("div", { className: "cards" }, ...cards))];
}

/** What narrowed the answer: what was understood from the words, and the filters. */
function chipsOf(reply, change) {
  const { answer, filters } = reply;
  const searched = answer.searched;
  const without = (name, value) => ({ filters: { ...filters, [name]: filters[name].filter((each) => each !== value) } });
  const chips = [];
  if (answer.understood_as !== reply.question.trim()) {
    chips.push(chip(label("understood_as", { question: answer.understood_as }), () => change({ alone: true })));
  }
  for (const speaker of filters.speakers ?? []) chips.push(chip(speaker, () => change(without("speakers", speaker))));
  for (const id of filters.transcripts ?? []) {
    chips.push(chip(filters.titles?.[id] ?? id, () => change(without("transcripts", id))));
  }
  for (const tag of filters.tags ?? []) chips.push(chip(`#${tag}`, () => change(without("tags", tag))));
  for (const name of ["after", "before"]) {
    if (!filters[name]) continue;
    chips.push(chip(label(`date_${name}`, { date: filters[name] }), () => change({ filters: { ...filters, [name]: "" } })));
  }
  if (searched) {
    if (!filters.speakers?.length) {
      for (const speaker of searched.speakers) chips.push(chip(speaker, () => change({ anyone: true })));
    }
    for (const asker of searched.asked_by) chips.push(chip(label("asked_by_chip", { speaker: asker }), () => change({ anyone: true })));
    if (!filters.transcripts?.length) {
      for (const each of searched.transcripts) {
        chips.push(chip([each.title, each.date].filter(Boolean).join(" · "), () => change({ anywhere: true })));
      }
    }
    if (chips.length && searched.n_in_library > 1) {
      chips.push(element("span", { text: label("of_transcripts", { n: searched.n_transcripts, all: searched.n_in_library }) }));
    }
  }
  return chips.length ? [element("span", { text: label("searched") }), ...chips] : [];
}

function notesOn({ answer, state }) {
  const notes = [];
  if (state === "stopped") notes.push(label("stopped"));
  if (answer?.steps.length) notes.push(label("looked_up", { steps: answer.steps.join("; ") }));
  if (answer?.model) notes.push(label("worded_by", { model: answer.model }));
  if (answer && !answer.answered) notes.push(label("try_this"));
  return notes;
}

function isSettled(state) {
  return ["done", "stopped", "failed"].includes(state);
}
