// @ts-check
import { useEffect, useRef, useState } from "preact/hooks";
import { plain } from "./rich.js";

const words = (message) => {
  if (message.ticket !== null) return `Ticket card: ${plain(message.content).slice(0, 200)}`;
  if (message.card !== null) return `New card: ${message.card.title}`;
  const said = plain(message.content).slice(0, 200);
  return message.author === null ? said : `${message.author.name}: ${said}`;
};

/**
 * What a screen reader is told: pings at once, messages in what is being read when it is convenient.
 * @param {any} state @param {{ customer: string | null, rep: string | null, thread: string | null }} focus
 */
export const useAnnouncements = (state, { customer, rep, thread }) => {
  const [said, setSaid] = useState({ polite: "", assertive: "" });
  const last = useRef(state.messages.at(-1)?.id ?? "");
  useEffect(() => {
    const fresh = state.messages.filter((one) => one.id > last.current && !one.deleted);
    last.current = state.messages.at(-1)?.id ?? last.current;
    const { alerts, staff, tickets } = state.desk.channels;
    const pings = fresh.filter((one) => one.channel === alerts && !one.alert?.over);
    const mine = new Set(state.channels.filter((one) => one.customer === customer).map((one) => one.id));
    const read = fresh.filter(
      (one) =>
        one.author?.userId !== rep &&
        (mine.has(one.channel)
          ? one.author?.userId !== customer
          : (one.channel === staff || one.channel === tickets) &&
            (one.thread === thread || one.card !== null || one.ticket !== null)),
    );
    if (pings.length === 0 && read.length === 0) return;
    setSaid((before) => ({
      polite: read.length > 0 ? read.map(words).join(". ") : before.polite,
      assertive: pings.length > 0 ? pings.map((one) => `Alert: ${words(one)}`).join(". ") : before.assertive,
    }));
  }, [state.messages]);
  const lastLetter = useRef(state.mail?.letters[0]?.id ?? null);
  useEffect(() => {
    const [newest] = state.mail?.letters ?? [];
    if (newest === undefined || newest.id === lastLetter.current) return;
    lastLetter.current = newest.id;
    setSaid((before) => ({ ...before, polite: `New mail for ${newest.to}: ${newest.subject}` }));
  }, [state.mail]);
  return said;
};
