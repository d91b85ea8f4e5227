// Where a hit lies: in the reader, and as the page's own address.

/** The address of a hit's quote in the reader; offsets count characters as Python does. */
export function placeOf(hit) {
  const end = hit.quote_start + [...hit.quote].length;
  const id = encodeURIComponent(hit.transcript.id);
  return `transcripts/${id}?turn=${hit.turn}&start=${hit.quote_start}&end=${end}#turn-${hit.turn}`;
}

/** The address that asks a question again when it is opened. */
export function linkTo(reply) {
  const asked = reply.alone || !reply.answer ? reply.question : reply.answer.understood_as;
  const query = new URLSearchParams({ ask: asked });
  for (const [name, values] of [["speaker", "speakers"], ["transcript", "transcripts"], ["tag", "tags"]]) {
    for (const value of reply.filters[values] ?? []) query.append(name, value);
  }
  for (const name of ["after", "before"]) if (reply.filters[name]) query.set(name, reply.filters[name]);
  for (const name of ["anyone", "anywhere"]) if (reply[name]) query.set(name, "1");
  return `${location.origin}${location.pathname}?${query}`;
}

/** The question that the page's address asks, with its filters; null if it asks none. */
export function askedByAddress() {
  const query = new URLSearchParams(location.search);
  if (!query.get("ask")?.trim()) return null;
  return {
    question: query.get("ask"),
    filters: {
      speakers: query.getAll("speaker"),
      transcripts: query.getAll("transcript"),
      tags: query.getAll("tag"),
      after: query.get("after") ?? "",
      before: query.get("before") ?? "",
    },
    anyone: query.has("anyone"),
    anywhere: query.has("anywhere"),
  };
}
