// Answers and conversations as text: to be copied, or saved as a file.
import { clock } from "../dom.js";
import { label } from "../words.js";
import { titleOf } from "./conversations.js";

/** The text of an answer, then a line for each citation: who, the quote, where. */
export function asText({ answer, text }) {
  if (!answer) return text;
  const lines = answer.citations.map((citation) => `[${citation.n}] ${citation.speaker}: “${citation.quote}” (${whereOf(citation)})`);
  return [answer.text, ...lines].join("\n");
}

/** Conversations as Markdown, each answer with its citations. */
export function asMarkdown(conversations) {
  return conversations.map(oneAsMarkdown).join("\n");
}

function oneAsMarkdown(conversation) {
  const parts = [`# ${plain(titleOf(conversation))}`, `${conversation.created.slice(0, 10)}`];
  for (const reply of conversation.replies) {
    parts.push(`## ${plain(reply.question)}`, plainLines(reply.answer?.text ?? reply.error ?? reply.text));
    const citations = reply.answer?.citations ?? [];
    parts.push(...citations.map((each) => [
      `[${each.n}] **${plain(each.speaker)}** (${plain(whereOf(each))})`,
      each.question ? `> ${plain(label("asked_by", { speaker: each.question.speaker }))} ${plain(each.question.text)}\n>` : "",
      `> “${plain(each.quote)}”`,
    ].filter(Boolean).join("\n")));
  }
  return `${parts.join("\n\n")}\n`;
}

/** Save a text as a file of the browser's downloads. */
export function save(name, text, type) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

/** Put a text into the clipboard; also where a page without TLS may not use the new way. */
export async function copy(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const area = document.createElement("textarea");
  area.value = text;
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
}

function whereOf(hit) {
  const time = hit.start_s === null ? null : clock(hit.start_s);
  const turn = label("turn", { turn: hit.turn });
  return [hit.transcript.title, hit.transcript.date, turn, time, hit.url, hit.address].filter(Boolean).join(" · ");
}

/** Text that Markdown shows as it is. */
function plain(text) {
  return text.replace(/[\\`*_{}[\]<>#|!]/g, "\\$&").replace(/\s*\n\s*/g, " ");
}

function plainLines(text) {
  return text.split("\n").map(plain).join("  \n");
}
