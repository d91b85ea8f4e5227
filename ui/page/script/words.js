// The page's words in the reader's language. The server writes labels.js from ui/labels.py.
import { LABELS } from "./labels.js";

export function label(key, values = {}) {
  return LABELS[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
}
