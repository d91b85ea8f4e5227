// The conversations at the side: open, rename, search, delete, export.
import { element, say } from "../dom.js";
import { label } from "../words.js";
import { MAX_TITLE, all, keep, remove, titleOf } from "./conversations.js";
import { asMarkdown, save } from "./writing.js";

let actions = { open() {}, current: () => null, gone() {} };

/**
 * @param does `open(conversation)`, `current()` and `gone(id)`, called when one was deleted.
 */
export function startHistory(does) {
  actions = does;
  document.getElementById("history-search").addEventListener("input", showHistory);
  document.getElementById("history").addEventListener("click", (event) => {
    const format = event.target.closest("[data-export]")?.dataset.export;
    if (format) exportAll(format);
  });
  showHistory();
}

export function showHistory() {
  const wanted = document.getElementById("history-search").value.trim().toLowerCase();
  const found = all().filter((conversation) => !wanted || textOf(conversation).includes(wanted));
  const items = found.map(itemOf);
  if (!items.length) items.push(element("li", { className: "meta", text: label(wanted ? "no_such_chat" : "no_chats") }));
  document.getElementById("conversations").replaceChildren(...items);
}

export function toggleHistory() {
  const open = document.querySelector(".chat-layout").classList.toggle("with-history");
  if (open) document.getElementById("history-search").focus();
}

function textOf(conversation) {
  const texts = conversation.replies.flatMap((reply) => [reply.question, reply.answer?.text ?? ""]);
  return [titleOf(conversation), ...texts].join("\n").toLowerCase();
}

function itemOf(conversation) {
  const title = titleOf(conversation);
  const open = element("button", { type: "button", className: "open-chat", dir: "auto", text: title, title });
  if (actions.current()?.id === conversation.id) open.setAttribute("aria-current", "true");
  open.addEventListener("click", () => actions.open(conversation));
  const item = element("li", {}, open);
  const button = (sign, name, does) => {
    const made = element("button", { type: "button", className: "quiet", text: sign, title: label(name), "aria-label": `${label(name)}: ${title}` });
    made.addEventListener("click", does);
    item.append(made);
  };
  button("✎", "rename", () => renameIn(item, conversation));
  button("×", "delete", () => removeWithUndo(conversation));
  return item;
}

function renameIn(item, conversation) {
  const input = element("input", { type: "text", maxlength: MAX_TITLE, "aria-label": label("rename") });
  input.value = titleOf(conversation);
  let isOver = false;
  const end = (takes) => {
    if (isOver) return;
    isOver = true;
    if (takes && input.value.trim()) {
      conversation.title = input.value.trim();
      const open = actions.current();
      if (open?.id === conversation.id) open.title = conversation.title;
      keep(conversation);
    }
    showHistory();
  };
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") end(true);
    if (event.key === "Escape") { event.preventDefault(); event.stopPropagation(); end(false); }
  });
  input.addEventListener("blur", () => end(true));
  item.replaceChildren(input);
  input.select();
}

function removeWithUndo(conversation) {
  remove(conversation);
  actions.gone(conversation.id);
  showHistory();
  say(label("deleted", { title: titleOf(conversation) }), [label("undo"), () => { keep(conversation); showHistory(); }]);
}

function exportAll(format) {
  const conversations = all();
  if (format === "md") save("turnwise.md", asMarkdown(conversations), "text/markdown");
  else save("turnwise.json", JSON.stringify({ conversations }, null, 2), "application/json");
}
