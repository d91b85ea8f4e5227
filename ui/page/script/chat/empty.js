// What the chat shows before the first question.
import { element, say } from "../dom.js";
import { label } from "../words.js";
import { post } from "./asking.js";

/** Questions to begin with; of an empty library, how to fill it. */
export function showBeginning(place, library, { questionButton, added }) {
  if (!library) return;
  const parts = library.transcripts.length ? suggestions(library, questionButton) : firstSteps(added);
  place.replaceChildren(element("div", { className: "beginning" }, ...parts));
}

function suggestions(library, questionButton) {
  return [
    element("h2", { text: label("what_to_ask") }),
    element("p", { className: "meta", text: label("what_is_here", { n: library.transcripts.length, speakers: library.speakers.length }) }),
    element("div", { className: "suggestions" }, ...library.suggestions.map(questionButton)),
  ];
}

function firstSteps(added) {
  const samples = element("button", { type: "button", className: "main-button", id: "add-samples", text: label("add_samples") });
  const own = element("button", { type: "button", className: "plain-button", text: label("add_own") });
  samples.addEventListener("click", async () => {
    samples.disabled = true;
    samples.textContent = label("adding_samples");
    try {
      await post("chat/samples", {});
    } catch (error) {
      say(error.message);
    }
    added();
    window.dispatchEvent(new Event("turnwise:library"));
  });
  own.addEventListener("click", () => document.querySelector("#library-view-button")?.click());
  return [
    element("h2", { text: label("nothing_here") }),
    element("p", { text: label("first_steps") }),
    element("div", { className: "suggestions" }, samples, own),
  ];
}
