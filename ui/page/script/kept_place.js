// What a reload keeps, as when the language changes: the open tab, and what the reader shows.
// The conversation and the question half written are kept by the chat.
const KEY = `turnwise:${location.pathname}:place`;
const OPEN_TAB = "#tabs [role=tab][aria-selected=true]";

/** Wait until Gradio has built an element. */
export async function built(selector) {
  for (;;) {
    const element = document.querySelector(selector);
    if (element) return element;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Where the page stood before it was reloaded: {tab, view, reader}; null if it was not. */
export function placeBefore() {
  const place = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
  sessionStorage.removeItem(KEY);
  return place;
}

/** Open the tab again, at the address that its frame showed. */
export async function openTab({ tab, view }) {
  if (!tab || tab === "ask-view-button") return;
  (await built(`#${tab}`)).click();
  (await built(`#${tab.replace("-button", "")} iframe`)).src = view;
}

addEventListener("pagehide", () => {
  const tab = document.querySelector(OPEN_TAB)?.id;
  const view = addressOf(`#${tab?.replace("-button", "")} iframe`);
  const reader = document.body.dataset.reader ? addressOf("#transcript-frame iframe") : null;
  sessionStorage.setItem(KEY, JSON.stringify({ tab, view, reader }));
});

function addressOf(selector) {
  return document.querySelector(selector)?.contentWindow.location.href;
}
