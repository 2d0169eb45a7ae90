// @ts-check
import { html } from "../html.js";
import { Icon } from "../icons.js";
import { rich } from "../rich.js";
import { timeOfDay } from "../time.js";
import { Chip } from "./bar.js";
import { Buttons } from "./buttons.js";

/** The parent message of a conversation: what a rep must know at a glance.
 * @param {{ message: any, as: string, now: number, say: (text: string) => void, open: () => void,
 *   selected: boolean, replies: number, speed: number }} props */
export const Card = ({ message, as, now, say, open, selected, replies, speed }) => {
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
    ${card.unreachable && html`<p class="unreachable">${card.unreachable}</p>`}
    <p class="card-state">${card.state}</p>
    ${
      card.clocks.length > 0 &&
      html`<div class="chips">${card.clocks.map(
        (clock) =>
          html`<${Chip} key=${clock.label} label=${clock.label} dueAt=${clock.dueAt} now=${now} speed=${speed} />`,
      )}</div>`
    }
    <${Buttons} message=${message} as=${as} about=${`#${card.number}`} say=${say} />
    <button type="button" class="open-thread" aria-pressed=${selected ? "true" : "false"} onClick=${open}>
      <${Icon} name="chat" /> ${selected ? "Thread open" : "Open the thread"}
      <span class="quiet">${replies === 1 ? "1 message" : `${replies} messages`}</span></button>
  </li>`;
};
