// Questions to the server, answered piece by piece.
import { label } from "../words.js";

const MAX_QUESTION = 2000; // characters; a longer one is refused, and is no part of a conversation
const MAX_HISTORY = 50;

/** What a question is asked with, for `v1/ask` and `v1/feedback`. */
export function requestOf(reply, earlier) {
  const { speakers, transcripts, tags, after, before } = reply.filters;
  const asked = earlier.map((each) => each.question).filter((text) => text.length <= MAX_QUESTION);
  const request = {
    question: reply.question,
    history: reply.alone ? [] : asked.slice(-MAX_HISTORY),
    anyone: reply.anyone,
    anywhere: reply.anywhere,
  };
  if (speakers?.length) request.speakers = speakers;
  if (transcripts?.length) request.transcripts = transcripts;
  if (tags?.length) request.tags = tags;
  if (after) request.after = after;
  if (before) request.before = before;
  return request;
}

/** The events of an answer: {name, data}. Throws an Error that a person can read. */
export async function* answerOf(request, signal) {
  const response = await post("v1/ask", request, { Accept: "text/event-stream", signal });
  const decoder = new TextDecoder();
  const reader = response.body.getReader();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const blocks = (rest + decoder.decode(value, { stream: true })).split("\n\n");
    rest = blocks.pop();
    yield* blocks.map(eventOf).filter(Boolean);
  }
}

export async function giveFeedback(request, verdict, comment) {
  await post("v1/feedback", { ...request, verdict, comment: comment || null });
}

export async function read(address) {
  return (await reached(fetch(address))).json();
}

export async function post(address, body, { signal, ...headers } = {}) {
  const sent = { "Content-Type": "application/json", ...headers };
  return reached(fetch(address, { method: "POST", headers: sent, body: JSON.stringify(body), signal }));
}

async function reached(request) {
  let response;
  try {
    response = await request;
  } catch (error) {
    throw error.name === "AbortError" ? error : new Error(label("not_reached"));
  }
  if (response.ok) return response;
  const problem = await response.json().catch(() => ({}));
  const detail = typeof problem.detail === "string" ? problem.detail : null;
  throw new Error(detail ?? label("failed_with", { status: response.status }));
}

function eventOf(block) {
  const lines = Object.fromEntries(block.split("\n").map((line) => line.split(/: (.*)/s, 2)));
  return lines.data && { name: lines.event, data: JSON.parse(lines.data) };
}
