import type { CalendarSource } from "../../src/ports-calendars.ts";
import { parameterOf } from "./component.ts";
import type { Event } from "./event.ts";

const plain = (text: string): string => text.normalize("NFC").toLowerCase().replace(/\s+/g, " ").trim();

const LETTER = /[\p{L}\p{N}_]/u;

/** Where the name stands as whole words; -1: nowhere. */
const placeOf = (text: string, name: string): number => {
  for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + 1)) {
    const before = [...text.slice(0, at)].at(-1) ?? " ";
    const after = [...text.slice(at + name.length)][0] ?? " ";
    if (!LETTER.test(before) && !LETTER.test(after)) return at;
  }
  return -1;
};

/** Longest names first, each taken out once found: "Ana Maria" is not Ana as well. */
const namedIn = (summary: string, reps: CalendarSource["reps"]): readonly string[] => {
  const names = reps
    .flatMap(({ id, name }) => [...new Set([plain(id), plain(name)])].map((said) => ({ id, said })))
    .sort((a, b) => b.said.length - a.said.length);
  let rest = plain(summary);
  const found = new Set<string>();
  for (const { said } of names) {
    if (said === "" || placeOf(rest, said) === -1) continue;
    for (const same of names) if (same.said === said) found.add(same.id);
    for (let at = placeOf(rest, said); at !== -1; at = placeOf(rest, said))
      rest = `${rest.slice(0, at)}|${rest.slice(at + said.length)}`;
  }
  return [...found];
};

const attending = ({ attendees }: Event, reps: CalendarSource["reps"]): readonly string[] => {
  const said = attendees
    .filter((one) => parameterOf(one, "partstat")?.toUpperCase() !== "DECLINED")
    .flatMap((one) => {
      const mailbox = String(one.values[0]).replace(/^mailto:/i, "");
      return [parameterOf(one, "cn") ?? "", mailbox, mailbox.replace(/@.*$/, "")];
    })
    .map(plain);
  return reps
    .filter(({ id, name }) => said.includes(plain(id)) || said.includes(plain(name)))
    .map(({ id }) => id);
};

/**
 * Whose shift an event is. In a rep's own calendar every event is theirs. In a desk's those are meant whose id or name
 * stands in its title as whole words, or who are invited by it (by name, or by a mailbox of that name) and did not decline.
 */
export const repsOf = (event: Event, series: Event | null, source: CalendarSource): readonly string[] => {
  if (source.owner !== null) return [source.owner];
  const summary = event.summary ?? series?.summary ?? "";
  return [...new Set([...namedIn(summary, source.reps), ...attending(event, source.reps)])];
};
