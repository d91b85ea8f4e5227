// The chat: takes questions, shows answers as they come, and keeps the conversation.
import { element, fillWords, say, slot } from "../dom.js";
import { openReader } from "../page.js";
import { label } from "../words.js";
import { answerOf, giveFeedback, read, requestOf } from "./asking.js";
import { toggleAround } from "./cards.js";
import * as kept from "./conversations.js";
import { showBeginning } from "./empty.js";
import { choose, chosenFilters, offer, openFilters, titleOf } from "./filters.js";
import { showHistory, startHistory, toggleHistory } from "./history.js";
import { askedByAddress, linkTo, placeOf } from "./places.js";
import { articleOf, paint } from "./replies.js";
import { asText, copy } from "./writing.js";

const DRAFT = `turnwise:${location.pathname}:draft`; // the question half written
let conversation = kept.newConversation();
let library = null; // what the server says of it; null until it has
let running = null; // the AbortController of the answer that is coming

/** Begin in the part of the page that holds the chat. */
export function start(root) {
  fillWords(root);
  conversation = kept.ofThisTab() ?? conversation;
  startHistory({ open: openConversation, current: () => conversation, gone: (id) => id === conversation.id && openConversation(kept.newConversation()) });
  kept.onChange(showHistory);
  connect(root);
  refreshLibrary().then(askWhatTheAddressAsks);
  watchModels();
  window.addEventListener("turnwise:library", refreshLibrary);
  showConversation();
  takeOver(byId("question").firstElementChild);
}

/** Take the place of the field that was painted first, with what was written in it or before a reload. */
function takeOver(area) {
  const written = document.querySelector("#opening textarea")?.value || (sessionStorage.getItem(DRAFT) ?? "");
  byId("opening")?.remove();
  window.addEventListener("pagehide", () => sessionStorage.setItem(DRAFT, area.value));
  area.disabled = false; // until now nothing listened to it
  area.focus({ preventScroll: true });
  if (!written) return;
  area.value = written;
  if (written.endsWith("\n")) submit(area); // Enter was pressed
  else fit(area);
}

/** Say while the models load, and if one cannot: answers without a language model go on. */
async function watchModels() {
  const state = byId("model-state");
  const slow = setTimeout(() => { state.textContent = label("model_loading"); }, 500);
  try {
    await read("readyz");
    state.textContent = "";
  } catch (error) {
    state.textContent = label("model_missing", { why: error.message });
  } finally {
    clearTimeout(slow);
  }
}

function byId(id) {
  return document.getElementById(id);
}

function connect(root) {
  const area = byId("question").firstElementChild;
  byId("composer").addEventListener("submit", (event) => { event.preventDefault(); submit(area); });
  area.addEventListener("input", () => fit(area));
  area.addEventListener("keydown", (event) => {
    // While an input method composes, Enter chooses a word.
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    submit(area);
  });
  byId("stop").addEventListener("click", stop);
  byId("new-chat").addEventListener("click", () => openConversation(kept.newConversation()));
  byId("open-filters").addEventListener("click", (event) => openFilters(event.currentTarget, byId("filters")));
  root.addEventListener("click", (event) => event.target.closest("[data-act=history]") && toggleHistory());
  byId("chat").addEventListener("click", onClick);
  byId("chat").addEventListener("submit", onReason);
  document.addEventListener("keydown", onKey);
}

function onKey(event) {
  const isWriting = event.target.closest?.("input, textarea, select, [contenteditable=true]");
  if (event.key === "/" && !isWriting && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    byId("question").firstElementChild.focus();
  }
  if (event.key !== "Escape") return;
  if (running) {
    event.preventDefault();
    stop();
  } else if (!byId("filters").hidden) {
    event.preventDefault();
    openFilters(byId("open-filters"), byId("filters"));
    byId("open-filters").focus();
  }
}

function fit(area) {
  area.style.height = "auto";
  area.style.height = `${Math.min(area.scrollHeight, 240)}px`;
}

// -- asking

function submit(area) {
  const question = area.value.trim();
  if (!question) return;
  area.value = "";
  fit(area);
  ask(question, chosenFilters());
}

function ask(question, filters, more = {}) {
  const reply = { ...kept.newReply(question, filters), ...more };
  conversation.replies.push(reply);
  if (conversation.replies.length === 1) byId("chat").replaceChildren();
  const article = articleOf(reply, (change) => askAgain(reply, change));
  byId("chat").append(article);
  article.scrollIntoView({ block: "start" });
  save();
  answerNext();
}

/** Answer what waits, one after the other. */
async function answerNext() {
  const asked = conversation;
  const reply = asked.replies.find((each) => each.state === "waiting");
  if (running || !reply) return;
  running = new AbortController();
  byId("stop").hidden = false;
  const { signal } = running;
  reply.state = "coming";
  const show = () => asked === conversation && paintReply(reply);
  show();
  try {
    const earlier = asked.replies.slice(0, asked.replies.indexOf(reply));
    for await (const { name, data } of answerOf(requestOf(reply, earlier), signal)) {
      if (name === "text") reply.text += data.delta;
      if (name === "answer") reply.answer = kept.compact(data);
      if (name === "error") throw new Error(data.detail);
      show();
    }
    reply.state = "done";
  } catch (error) {
    reply.state = signal.aborted ? "stopped" : "failed";
    if (!signal.aborted) reply.error = error.message;
  }
  running = null;
  byId("stop").hidden = true;
  show();
  keepOrSay(asked);
  if (asked === conversation) {
    announce(reply);
    if (byId("model-state").textContent) watchModels();
    showNext(reply);
  }
  answerNext();
}

function askAgain(reply, change = {}) {
  Object.assign(reply, change, { state: "waiting", text: "", answer: undefined, error: undefined, verdict: undefined });
  paintReply(reply);
  articleFor(reply).scrollIntoView({ block: "nearest" });
  save();
  answerNext();
}

function stop() {
  for (const reply of conversation.replies) if (reply.state === "waiting") reply.state = "stopped";
  running?.abort();
  for (const reply of conversation.replies) if (reply.state === "stopped") paintReply(reply);
  byId("question").firstElementChild.focus();
}

function announce({ answer, error }) {
  const text = error ?? (answer ? label("answer_ready", { n: answer.citations.length }) : label("stopped"));
  byId("chat").setAttribute("data-said", text);
  if (!document.hasFocus() || error) return;
  const status = byId("chat-status");
  if (!status.textContent) status.replaceChildren(element("span", { className: "visually-hidden", text }));
}

/** Questions to go on with: what was asked next in the transcript that was cited. */
async function showNext(reply) {
  const cited = reply.answer?.citations[0];
  const place = slot(articleFor(reply), "next");
  for (const other of document.querySelectorAll("[data-slot=next]")) other.replaceChildren();
  if (!cited || reply.state !== "done") return;
  const query = new URLSearchParams({ transcript: cited.transcript.id, turn: cited.turn });
  const { questions } = await read(`chat/next?${query}`).catch(() => ({ questions: [] }));
  const asked = new Set(conversation.replies.map((each) => each.question));
  const buttons = questions.filter((text) => !asked.has(text)).slice(0, 3).map(questionButton);
  if (buttons.length) place.replaceChildren(element("span", { className: "meta", text: label("ask_next") }), ...buttons);
}

export function questionButton(text) {
  const button = element("button", { type: "button", className: "suggestion", dir: "auto", text });
  button.addEventListener("click", () => ask(text, chosenFilters()));
  return button;
}

// -- what can be done with an answer

function articleFor(reply) {
  return byId("chat").querySelectorAll(".reply")[conversation.replies.indexOf(reply)];
}

function paintReply(reply) {
  const article = articleFor(reply);
  if (article) paint(article, reply, (change) => askAgain(reply, change));
}

function replyAt(target) {
  const article = target.closest(".reply");
  const articles = [...byId("chat").querySelectorAll(".reply")];
  return [article, conversation.replies[articles.indexOf(article)]];
}

const DOES = {
  edit: (button, article, reply) => editIn(article, reply),
  retry: (button, article, reply) => askAgain(reply),
  copy: (button, article, reply) => copyAndSay(asText(reply)),
  "copy-link": (button, article, reply) => copyAndSay(linkTo(reply)),
  helpful: judge,
  wrong: judge,
  cite: (button, article, reply) => openCard(article, reply, button.dataset.n),
  unfold: (button) => button.setAttribute("aria-expanded", String(button.getAttribute("aria-expanded") !== "true")),
  around: (button, article, reply) => {
    const card = button.closest(".citation");
    toggleAround(card, hitOf(card, article, reply), button).catch((error) => say(error.message));
  },
  "copy-address": (button, article, reply) => copyAndSay(hitOf(button.closest(".citation"), article, reply).address),
};

function onClick(event) {
  const button = event.target.closest("[data-do]");
  if (!button) return;
  const [article, reply] = replyAt(button);
  DOES[button.dataset.do](button, article, reply);
}

function hitOf(card, article, reply) {
  const cards = [...article.querySelectorAll(".citation")];
  return [...reply.answer.citations, ...(reply.answer.citations.length ? [] : reply.answer.related)][cards.indexOf(card)];
}

/** Open the card of a citation; on a wide screen, also its place in the reader. */
function openCard(article, reply, n) {
  const card = article.querySelector(`.citation[data-n="${n}"]`);
  for (const lit of document.querySelectorAll(".citation.lit")) lit.classList.remove("lit");
  card.classList.add("lit");
  slot(card, "quote").classList.remove("folded");
  slot(card, "question")?.setAttribute("aria-expanded", "true");
  if (matchMedia("(min-width: 1001px)").matches) openReader(placeOf(reply.answer.citations.find((each) => String(each.n) === n)));
  card.scrollIntoView({ block: "nearest" });
}

async function copyAndSay(text) {
  await copy(text);
  say(label("copied"));
}

async function judge(button, article, reply) {
  const verdict = reply.verdict === button.dataset.do ? null : button.dataset.do;
  const earlier = conversation.replies.slice(0, conversation.replies.indexOf(reply));
  try {
    await giveFeedback(requestOf(reply, earlier), verdict, null);
  } catch (error) {
    return say(error.message);
  }
  reply.verdict = verdict;
  save();
  for (const each of article.querySelectorAll("[data-do=helpful], [data-do=wrong]")) {
    each.setAttribute("aria-pressed", String(each.dataset.do === verdict));
  }
  const reason = slot(article, "reason");
  reason.hidden = !verdict;
  slot(reason, "thanks").textContent = label(verdict === "wrong" ? "thanks_wrong" : "thanks");
  reason.scrollIntoView({ block: "nearest" });
}

async function onReason(event) {
  event.preventDefault();
  const [article, reply] = replyAt(event.target);
  if (event.target.dataset.slot !== "reason") return;
  const earlier = conversation.replies.slice(0, conversation.replies.indexOf(reply));
  const input = event.target.querySelector("input");
  try {
    await giveFeedback(requestOf(reply, earlier), reply.verdict, input.value.trim());
    slot(article, "reason").hidden = true;
    say(label("thanks"));
  } catch (error) {
    say(error.message);
  }
}

/** The question as a field; asked again, it takes the place of all that came after it. */
function editIn(article, reply) {
  const row = article.querySelector(".user-row");
  const area = element("textarea", { maxlength: 10000, "aria-label": label("edit") });
  area.value = reply.question;
  const form = element("form", { className: "editing" }, area);
  const again = element("button", { className: "main-button", text: label("ask_again") });
  const cancel = element("button", { type: "button", className: "plain-button", text: label("cancel") });
  form.append(again, cancel);
  cancel.addEventListener("click", () => form.replaceWith(row));
  area.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { event.preventDefault(); event.stopPropagation(); form.replaceWith(row); }
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!area.value.trim()) return;
    stop();
    conversation.replies.length = conversation.replies.indexOf(reply);
    const { filters, anyone, anywhere } = reply;
    showConversation();
    ask(area.value.trim(), filters, { anyone, anywhere });
  });
  row.replaceWith(form);
  area.focus();
}

// -- conversations

function save() {
  keepOrSay(conversation);
}

function keepOrSay(changed) {
  if (!kept.keep(changed)) say(label("no_room"));
  showHistory();
}

function openConversation(opened) {
  running?.abort();
  conversation = opened;
  kept.setCurrent(opened);
  for (const reply of opened.replies) if (["coming", "waiting"].includes(reply.state)) reply.state = "stopped";
  document.querySelector(".chat-layout").classList.remove("with-history");
  showConversation();
  showHistory();
  byId("question").firstElementChild.focus();
}

function showConversation() {
  const articles = conversation.replies.map((reply) => articleOf(reply, (change) => askAgain(reply, change)));
  byId("chat").replaceChildren(...articles);
  if (articles.length) articles.at(-1).scrollIntoView({ block: "start" });
  else showBeginning(byId("chat"), library, { questionButton, added: refreshLibrary });
}

async function refreshLibrary() {
  try {
    library = await read("chat/library");
  } catch (error) {
    return say(error.message);
  }
  offer(library);
  if (!conversation.replies.length) showConversation();
}

function askWhatTheAddressAsks() {
  const asked = askedByAddress();
  if (!asked) return;
  history.replaceState(null, "", location.pathname);
  openConversation(kept.newConversation());
  choose(asked.filters);
  const { question, anyone, anywhere } = asked;
  ask(question, { ...asked.filters, titles: Object.fromEntries(asked.filters.transcripts.map((id) => [id, titleOf(id)])) }, { anyone, anywhere });
}
