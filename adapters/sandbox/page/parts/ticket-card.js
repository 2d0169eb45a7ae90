// @ts-check
import { html } from "../html.js";
import { Icon } from "../icons.js";
import { rich } from "../rich.js";
import { timeOfDay } from "../time.js";
import { Answers } from "./answers.js";
import { Buttons } from "./buttons.js";

/** How a ticket stands, in a word and a colour. */
export const ticketLook = ({ status, confirmation, started }) => {
  if (status === "closed") return { tone: "closed", icon: "check", word: "Closed" };
  if (confirmation === "denied") return { tone: "late", icon: "cross", word: "Denied" };
  if (confirmation === "expired") return { tone: "closed", icon: "clock", word: "Not confirmed in time" };
  if (confirmation !== "authenticated") return { tone: "warm", icon: "lock", word: "Not confirmed yet" };
  return started
    ? { tone: "good", icon: "pulse", word: "Being worked on" }
    : { tone: "good", icon: "check", word: "Confirmed" };
};

/** @param {{ ticket: any }} props */
export const TicketState = ({ ticket }) => {
  const { tone, icon, word } = ticketLook(ticket);
  return html`<span class=${`ticket-state ${tone}`}><${Icon} name=${icon} /> ${word}</span>`;
};

/** Buttons of a ticket, with what they ask. @param {any} props */
export const TicketButtons = ({ state, message, as, part, say, dismiss, pressed }) => html`
  <${Buttons} message=${message} as=${as} about=${`T-${message.ticket.number}`} say=${say}
    pressed=${() => pressed(message.id, part)} />
  <${Answers} state=${state} message=${message} as=${as} part=${part} say=${say} dismiss=${dismiss} />`;

/** A ticket at a glance, where reps work on it. @param {any} props */
export const TicketCard = ({ state, message, as, say, dismiss, pressed, open, selected, replies }) =>
  html`<li class=${`card ticket ${ticketLook(message.ticket).tone} ${selected ? "selected" : ""}`} id=${`message-${message.id}`}>
    <div class="card-head"><${TicketState} ticket=${message.ticket} />
      <time dateTime=${new Date(message.at).toISOString()}>${timeOfDay(message.at)}</time></div>
    <div class="content ticket-facts">${rich(message.content)}</div>
    <${TicketButtons} state=${state} message=${message} as=${as} part="card" say=${say} dismiss=${dismiss} pressed=${pressed} />
    <button type="button" class="open-thread" aria-pressed=${selected ? "true" : "false"} onClick=${open}>
      <${Icon} name="chat" /> ${selected ? "Thread open" : "Open the thread"}
      <span class="quiet">${replies === 1 ? "1 message" : `${replies} messages`}</span></button>
  </li>`;
