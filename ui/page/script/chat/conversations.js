// Conversations, kept in this browser. A reply is a question with what was answered to it:
// {question, filters, anyone, anywhere, alone, state, text, answer, error, verdict}
// Its state is “waiting”, “coming”, “done”, “stopped” or “failed”.
const PREFIX = `turnwise:${location.pathname}:chat:`;
const CURRENT = `turnwise:${location.pathname}:current`;
export const MAX_TITLE = 80;

export function newConversation() {
  return { id: crypto.randomUUID?.() ?? String(Date.now() + Math.random()), title: "", created: now(), updated: now(), replies: [] };
}

export function newReply(question, filters) {
  return { question, filters, anyone: false, anywhere: false, alone: false, state: "waiting", text: "" };
}

/** Keep it; false if the browser has no room. An empty conversation is not kept. */
export function keep(conversation) {
  if (!conversation.replies.length) return true;
  conversation.updated = now();
  sessionStorage.setItem(CURRENT, conversation.id);
  try {
    localStorage.setItem(PREFIX + conversation.id, JSON.stringify(conversation));
    return true;
  } catch {
    return false;
  }
}

export function remove(conversation) {
  localStorage.removeItem(PREFIX + conversation.id);
}

/** All that are kept, the latest first; damaged ones are left out. */
export function all() {
  const kept = Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
  const read = kept.map((key) => parse(localStorage.getItem(key))).filter(Boolean);
  return read.sort((a, b) => (a.updated < b.updated ? 1 : -1));
}

/** The conversation of this tab before it was reloaded; what was under way then has stopped. */
export function ofThisTab() {
  const conversation = parse(localStorage.getItem(PREFIX + sessionStorage.getItem(CURRENT)));
  for (const reply of conversation?.replies ?? []) {
    if (reply.state === "coming" || reply.state === "waiting") reply.state = "stopped";
  }
  return conversation;
}

export function setCurrent(conversation) {
  if (conversation.replies.length) sessionStorage.setItem(CURRENT, conversation.id);
  else sessionStorage.removeItem(CURRENT);
}

export function titleOf(conversation) {
  return conversation.title || (conversation.replies[0]?.question ?? "").slice(0, MAX_TITLE);
}

/** Call `changed` when another tab has changed a conversation. */
export function onChange(changed) {
  window.addEventListener("storage", (event) => {
    if (event.key === null || event.key.startsWith(PREFIX)) changed();
  });
}

/** An answer as it is kept: whole turns can be read again. */
export function compact(answer) {
  const short = ({ text, rank, score, ...hit }) => hit;
  return { ...answer, citations: answer.citations.map(short), related: answer.related.map(short) };
}

function now() {
  return new Date().toISOString();
}

function parse(text) {
  try {
    const conversation = JSON.parse(text);
    return Array.isArray(conversation?.replies) ? conversation : null;
  } catch {
    return null;
  }
}
