// @ts-check

/** @param {any[]} known @param {any[]} changed */
const merged = (known, changed) => {
  const byId = new Map(known.map((message) => [message.id, message]));
  for (const message of changed) byId.set(message.id, message);
  return [...byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
};

/** What was answered under a message before is overtaken by what is answered there now. */
const without = (whispers, { near, user }) =>
  near === null ? whispers : whispers.filter((one) => one.near !== near || one.user !== user);

/** The page's picture of the sandbox, by the events that it was told.
 * @param {any} state @param {{ event: string, data: any, at: number }} told */
export const reduce = (state, { event, data, at }) => {
  switch (event) {
    case "state":
      return {
        ...data,
        lead: data.now - at,
        whispers: data.messages.length === 0 ? [] : (state?.whispers ?? []),
        pressed: state?.pressed ?? {},
      };
    case "messages":
      return { ...state, messages: merged(state.messages, data.messages) };
    case "mail":
    case "places":
      return { ...state, ...data };
    case "overview":
      return { ...state, ...data, lead: data.now - at };
    case "whisper":
      return { ...state, whispers: [...without(state.whispers, data), data].slice(-20) };
    case "dismissed":
      return { ...state, whispers: state.whispers.filter((one) => one.id !== data.id) };
    case "pressed":
      return { ...state, pressed: { ...state.pressed, [data.message]: data.part } };
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

/** @param {any} state */
export const ticketCards = (state) =>
  messagesIn(state, state.desk.channels.tickets).filter((one) => one.ticket !== null);

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

/** What is told to somebody in a place, apart from what stands under the button that they pressed.
 * @param {any} state @param {string | null} user @param {(whisper: any) => boolean} isHere */
export const whispersTo = (state, user, isHere) =>
  state.whispers.filter((one) => one.user === user && one.near === null && isHere(one));

/** The answers to a press on this message, in the part of the page where it was pressed.
 * @param {any} state @param {string | null} user @param {string} message @param {string} part */
export const answersTo = (state, user, message, part) =>
  (state.pressed[message] ?? "card") === part
    ? state.whispers.filter((one) => one.user === user && one.near === message)
    : [];

/** @param {any} state @param {number | null} number */
export const conversationOf = (state, number) =>
  state.conversations.find((one) => one.number === number) ?? null;

/** The three states that a rep is seen in; paused notifications outweigh being on duty. */
export const DUTY = {
  on: { label: "On duty", icon: "check" },
  off: { label: "Off duty", icon: "off" },
  dnd: { label: "Do not disturb", icon: "mute" },
};

/** @param {any} facts @returns {keyof typeof DUTY} */
export const dutyOf = ({ onDuty, doNotDisturb }) => (doNotDisturb ? "dnd" : onDuty ? "on" : "off");
