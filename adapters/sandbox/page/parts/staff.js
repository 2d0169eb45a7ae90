// @ts-check
import { html } from "../html.js";
import { Icon } from "../icons.js";
import { DUTY, dutyOf, messagesIn, together, whispersTo } from "../state.js";
import { useNow } from "../time.js";
import { Card, CardButtons, CardNotes } from "./card.js";
import { Composer } from "./composer.js";
import { isFollowing } from "./customer.js";
import { Log } from "./log.js";
import { Message, Whisper } from "./message.js";
import { TicketButtons, TicketCard, TicketState } from "./ticket-card.js";

const dutyWord = (state, rep) => {
  const facts = state.staff.find((one) => one.userId === rep.userId);
  const duty = facts === undefined ? "on" : dutyOf(facts);
  return duty === "on" ? "" : `, ${DUTY[duty].label.toLowerCase()}`;
};

/** Who acts on the rep side. */
export const ActAs = ({
  state,
  rep,
  chooseRep,
}) => html`<label class="pick"><span class="pick-word">Acting as</span>
  <select value=${rep} onChange=${(event) => chooseRep(event.currentTarget.value)}>
    ${state.reps.map((one) => html`<option key=${one.userId} value=${one.userId}>${one.name}${one.lead ? " (lead)" : ""}${dutyWord(state, one)}</option>`)}
  </select></label>`;

const HINTS = {
  staff: "Reaches nobody but colleagues. Or tell the desk: /desk list, /desk on, /desk off.",
  tickets: "Reaches nobody but colleagues. A customer is answered in a ticket's thread.",
};

const EMPTY = {
  staff: "Every chat becomes a card here. Open one as a customer to see it.",
  tickets: "Every ticket becomes a card here: opened from a chat, or by a mail of the customer's own.",
};

/** The reps' channels: one card for each conversation, or one for each ticket. @param {any} props */
export const StaffPane = ({
  state,
  rep,
  chooseRep,
  thread,
  openThread,
  say,
  nameOf,
  dismiss,
  pressed,
  tab,
  chooseTab,
  ticketCount,
}) => {
  const staff = state.desk.channels[tab];
  const now = useNow(state.lead);
  const messages = messagesIn(state, staff);
  const whispers = whispersTo(state, rep, (one) => one.channel === staff && one.thread === null);
  const replies = (id) => messagesIn(state, staff, id).length;
  return html`<section class="pane staff" aria-labelledby="staff-title">
    <header class="pane-head"><h2 id="staff-title" class="unseen"># ${staff}</h2>
      <nav class="places" aria-label="The reps' channels">${["staff", "tickets"].map(
        (one) => html`<button type="button" key=${one} aria-current=${tab === one ? "page" : undefined}
          onClick=${() => chooseTab(one)}># ${state.desk.channels[one]}${
            one === "tickets" &&
            ticketCount > 0 &&
            html` <span class="count">${ticketCount}<span class="unseen"> open</span></span>`
          }</button>`,
      )}</nav>
      <div class="pane-tools"><${ActAs} state=${state} rep=${rep} chooseRep=${chooseRep} /></div></header>
    <${Log} label=${tab === "tickets" ? "The tickets' channel" : "The reps' channel"} count=${messages.length + whispers.length} place=${staff} class="roomy">
      ${messages.length === 0 && html`<p class="empty">${EMPTY[tab]}</p>`}
      <ol class="messages">
        ${together(messages, whispers).map((message, index, all) => {
          if (message.whisper) {
            return html`<${Whisper} key=${message.id} whisper=${message} say=${say} dismiss=${dismiss} />`;
          }
          if (message.ticket !== null) {
            return html`<${TicketCard} key=${message.id} state=${state} message=${message} as=${rep} say=${say}
              dismiss=${dismiss} pressed=${pressed} open=${() => openThread(message.id)}
              selected=${message.id === thread} replies=${replies(message.id)} />`;
          }
          return message.card === null
            ? html`<${Message} key=${message.id} message=${message} as=${rep} say=${say} side="staff" nameOf=${nameOf}
                follows=${isFollowing(all[index - 1], message)}
                replies=${messagesIn(state, staff, message.id)} />`
            : html`<${Card} key=${message.id} state=${state} message=${message} as=${rep} now=${now} say=${say}
                dismiss=${dismiss} pressed=${pressed} open=${() => openThread(message.id)}
                selected=${message.id === thread} replies=${replies(message.id)} />`;
        })}
      </ol>
    <//>
    <${Composer} id="staff-composer" as=${rep} channel=${staff} say=${say} label=${`Message # ${staff}`}
      commands="any" hint=${HINTS[tab]} />
  </section>`;
};

const hintFor = (conversation, rep, nameOf) => {
  if (conversation === null) return "Begin with // for a note.";
  if (conversation.status !== "open") return "This chat is closed: reopen it to write to the customer.";
  const owner = conversation.rep?.userId ?? null;
  if (owner === null) return "Not claimed yet: what you write is held until somebody claims it.";
  if (owner !== rep) return `${nameOf(owner)} has claimed it: what you write is held.`;
  return "Reaches the customer. Begin with // for a note, or with @name for a colleague.";
};

const ticketHint = ({ status, confirmation }) => {
  if (status !== "open") return "This ticket is closed: reopen it to write to the customer.";
  return confirmation === "authenticated"
    ? "Goes to the address on file, by mail. Begin with // for a note."
    : "Not confirmed: what you write is kept as a note, and nobody gets mail.";
};

/** What stands above a ticket's thread, for the moment: under each message of it these would grow old. */
const ABOVE = new Set(["ticket_start", "ticket_take", "ticket_confirmed", "ticket_close", "ticket_reopen"]);

const inTicket = (message) => ({
  ...message,
  buttons: message.buttons.filter((button) => !ABOVE.has(button.action)),
});

/** One conversation or one ticket, as reps see it. @param {any} props */
export const ThreadPane = ({ state, rep, thread, closeThread, say, nameOf, dismiss, pressed, chooseRep }) => {
  const parent = state.messages.find((one) => one.id === thread) ?? null;
  if (parent === null) {
    return html`<section class="pane thread" aria-labelledby="thread-title">
      <header class="pane-head"><h2 id="thread-title">Thread</h2></header>
      <p class="empty">A card's thread opens here. What its claimer writes in it reaches the customer.</p></section>`;
  }
  const staff = parent.channel;
  const { ticket } = parent;
  const said = messagesIn(state, staff, thread);
  const messages = ticket === null ? said : said.map(inTicket);
  const whispers = whispersTo(state, rep, (one) => one.channel === staff && one.thread === thread);
  const number = parent.card?.number ?? null;
  const conversation = state.conversations.find((one) => one.number === number) ?? null;
  return html`<section class="pane thread" aria-labelledby="thread-title">
    <header class="pane-head">
      <button type="button" class="button small back" onClick=${closeThread}><${Icon} name="back" label="Back to the channel" /></button>
      <h2 id="thread-title">${parent.card?.title ?? (ticket === null ? "Thread" : `Ticket T-${ticket.number}`)}</h2>
      <div class="pane-tools narrow-only"><${ActAs} state=${state} rep=${rep} chooseRep=${chooseRep} /></div>
    </header>
    <div class="thread-bar">${
      ticket === null
        ? html`<p>${parent.card?.state}</p>`
        : html`<div><${TicketState} ticket=${ticket} /></div>
        <${TicketButtons} state=${state} message=${parent} as=${rep} part="thread" say=${say} dismiss=${dismiss} pressed=${pressed} />`
    }
      ${parent.card !== null && html`<${CardNotes} card=${parent.card} />`}
      ${
        ticket === null &&
        html`<${CardButtons} state=${state} message=${parent} as=${rep} number=${number} part="thread" say=${say}
        dismiss=${dismiss} pressed=${pressed} />`
      }</div>
    <${Log} label="The thread" count=${messages.length + whispers.length} place=${thread}>
      <ol class="messages">
        ${together(messages, whispers).map((message, index, all) =>
          message.whisper
            ? html`<${Whisper} key=${message.id} whisper=${message} say=${say} dismiss=${dismiss} />`
            : html`<${Message} key=${message.id} message=${message} as=${rep} say=${say} side="staff"
            nameOf=${nameOf} follows=${isFollowing(all[index - 1], message)} />`,
        )}
      </ol>
    <//>
    <${Composer} id="thread-composer" key=${thread} as=${rep} channel=${staff} thread=${thread} say=${say}
      commands="desk" label=${`Reply as ${nameOf(rep)}`} hint=${ticket === null ? hintFor(conversation, rep, nameOf) : ticketHint(ticket)} />
  </section>`;
};
