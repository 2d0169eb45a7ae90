// @ts-check

/** @param {any[]} known @param {any[]} changed */
const merged = (known, changed) => {
  const byId = new Map(known.map((message) => [message.id, message]));
  for (const message of changed) byId.set(message.id, message);
  return [...byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
};

/** The page's picture of the sandbox, by the events that it was told.
 * @param {any} state @param {{ event: string, data: any, at: number }} told */
export const reduce = (state, { event, data, at }) => {
  switch (event) {
    case "state":
      return {
        ...data,
        lead: data.now - at,
        whispers: data.messages.length === 0 ? [] : (state?.whispers ?? []),
      };
    case "messages":
      return { ...state, messages: merged(state.messages, data.messages) };
    case "places":
      return { ...state, ...data };
    case "overview":
      return { ...state, ...data, lead: data.now - at };
    case "whisper":
      return { ...state, whispers: [...state.whispers, data].slice(-20) };
    case "dismiss":
      return { ...state, whispers: state.whispers.filter((one) => one.id !== data) };
    default:
      return state;
  }
};

/** @param {any} state @param {string} channel @param {string | null} thread */
export const messagesIn = (state, channel, thread = null) =>
  state.messages.filter(
    (one) => one.channel === channel && one.thread === thread && !(one.deleted && one.author === null),
  );

/** Messages and whispers as one list, in the order in which they came. @param {any[]} messages @param {any[]} whispers */
export const together = (messages, whispers) =>
  [...messages, ...whispers.map((one) => ({ ...one, whisper: true }))].sort((a, b) => a.at - b.at);

/** @param {any} state */
export const cards = (state) =>
  messagesIn(state, state.desk.channels.staff).filter((one) => one.card !== null);

/** @param {any} state @param {number} number */
export const cardOf = (state, number) => cards(state).findLast((one) => one.card.number === number) ?? null;

/** @param {any} clock */
export const isRunning = (clock) =>
  clock.fulfilledAt === null && clock.cancelledAt === null && clock.endedAt === null;

/** Open conversations, the most urgent first. @param {any} state */
export const openConversations = (state) => {
  const soonest = (one) => Math.min(...one.clocks.filter(isRunning).map((clock) => clock.dueAt), Infinity);
  return state.conversations
    .filter((one) => one.status === "open")
    .sort((a, b) => soonest(a) - soonest(b) || a.number - b.number);
};
