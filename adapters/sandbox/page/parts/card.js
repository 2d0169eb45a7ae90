// @ts-check
import { html } from "../html.js";
import { Icon } from "../icons.js";
import { rich } from "../rich.js";
import { conversationOf } from "../state.js";
import { exactTime, timeOfDay } from "../time.js";
import { Answers } from "./answers.js";
import { Chip } from "./bar.js";
import { Buttons, isColleagues } from "./buttons.js";

/** A sentence that ends in a moment. */
const Moment = ({ moment, look }) =>
  html`<p class=${look}>${moment.text} <time dateTime=${new Date(moment.at).toISOString()}>${exactTime(moment.at)}</time></p>`;

/** What a rep must see before anything else: that nothing arrives, that clocks are wrong, that somebody reboots.
 * @param {{ card: any }} props */
export const CardNotes = ({ card }) => html`
  ${card.unreachable && html`<p class="note late">${card.unreachable}</p>`}
  ${card.unreliable && html`<${Moment} look="note late" moment=${card.unreliable} />`}
  ${card.waiting && html`<${Moment} look="note calm" moment=${card.waiting} />`}`;

/** Buttons of a conversation's card or alert, the fitting ones first, with what they ask.
 * @param {any} props */
export const CardButtons = ({ state, message, as, number, part, say, dismiss, pressed, first = [] }) => {
  const colleagues = isColleagues(conversationOf(state, number), as);
  return html`<${Buttons} message=${message} as=${as} about=${number === null ? "" : `#${number}`} say=${say} fold
      first=${colleagues ? ["take_over", ...first] : first} pressed=${() => pressed(message.id, part)} />
    <${Answers} state=${state} message=${message} as=${as} part=${part} say=${say} dismiss=${dismiss} />`;
};

/** The parent message of a conversation: what a rep must know at a glance.
 * @param {any} props */
export const Card = ({ state, message, as, now, say, dismiss, pressed, open, selected, replies }) => {
  const { card } = message;
  const [badge, ...rest] = card.notAuthenticated.split(":");
  return html`<li class=${`card ${card.status} ${selected ? "selected" : ""}`} id=${`message-${message.id}`}>
    <div class="card-head">
      <h3>${card.title}</h3>
      <time dateTime=${new Date(message.at).toISOString()}>${timeOfDay(message.at)}</time>
    </div>
    <p class="badge" title=${card.notAuthenticated}><${Icon} name="warn" /> <strong>${badge}:</strong>${" "}
      <span>${rest.join(":").trim()}</span></p>
    <div class="preview content">${rich(message.content)}</div>
    <dl class="facts">${card.rows.map(
      (row) => html`<div key=${row.label}><dt>${row.label}</dt><dd>${row.value}</dd></div>`,
    )}</dl>
    <${CardNotes} card=${card} />
    <p class="card-state">${card.state}</p>
    ${
      card.clocks.length > 0 &&
      html`<div class="chips">${card.clocks.map(
        (clock) =>
          html`<${Chip} key=${clock.label} label=${clock.label} dueAt=${clock.dueAt} now=${now} speed=${state.speed} />`,
      )}</div>`
    }
    <${CardButtons} state=${state} message=${message} as=${as} number=${card.number} part="card" say=${say}
      dismiss=${dismiss} pressed=${pressed} />
    <button type="button" class="open-thread" aria-pressed=${selected ? "true" : "false"} onClick=${open}>
      <${Icon} name="chat" /> ${selected ? "Thread open" : "Open the thread"}
      <span class="quiet">${replies === 1 ? "1 message" : `${replies} messages`}</span></button>
  </li>`;
};
