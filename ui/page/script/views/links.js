// For pages without a script of their own: links to transcripts open in the reader.
import { connectLinks, onChange } from "./api.js";

connectLinks();
onChange(() => location.reload());
