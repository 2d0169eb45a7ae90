// @ts-check
import { html } from "../html.js";
import { rich } from "../rich.js";
import { cardOf, messagesIn, together, whispersTo } from "../state.js";
import { timeOfDay, useNow } from "../time.js";
import { Chip } from "./bar.js";
import { CardButtons } from "./card.js";
import { isFollowing } from "./customer.js";
import { Log } from "./log.js";
import { Message, Whisper } from "./message.js";

/** What the alert asks for stands first: an update in one tap, or one of the two ways out of the 20 minutes. */
const FIRST = {
  update: ["still_on_it"],
  resolution: ["resolve", "handoff"],
};

const Alert = ({ message, rep, now, say, dismiss, pressed, openNumber, state, nameOf }) => {
  const { alert } = message;
  const pinged = alert.over ? [] : alert.here ? ["@here"] : message.mentions.map((id) => `@${nameOf(id)}`);
  const tone = alert.over
    ? "over"
    : alert.level >= 1 || (alert.answeredAt === null && now > alert.dueAt)
      ? "late"
      : alert.level >= 0.8
        ? "hot"
        : alert.level >= 0.5
          ? "warm"
          : "calm";
  return html`<li class=${`alert ${tone}`} id=${`message-${message.id}`}>
    <div class="alert-head">
      ${
        alert.over
          ? html`<span class="chip calm">#${alert.number}</span>`
          : alert.answeredAt === null
            ? html`<${Chip} label=${alert.target} dueAt=${alert.dueAt} now=${now} speed=${state.speed} />`
            : html`<span class="chip warm">${alert.target}</span>`
      }
      <time dateTime=${new Date(message.at).toISOString()}>${timeOfDay(message.at)}</time></div>
    <div class="content">${rich(message.content)}</div>
    ${pinged.length > 0 && html`<p class="pinged">to ${pinged.join(" ")}</p>`}
    ${alert.notes.length > 0 && html`<ul class="alert-notes">${alert.notes.map((note) => html`<li key=${note}>${note}</li>`)}</ul>`}
    ${
      alert.lines.length > 0 &&
      html`<ol class="alert-lines" aria-label="Chats of this alert">${alert.lines.map(
        (line) => html`<li key=${line.number}><button type="button" class="link"
          onClick=${() => openNumber(line.number)}>#${line.number}</button> ${line.text}</li>`,
      )}</ol>`
    }
    ${alert.rest && html`<p class="quiet">${alert.rest}</p>`}
    <div class="alert-foot"><${CardButtons} state=${state} message=${message} as=${rep} number=${alert.number} part="alert"
        first=${FIRST[alert.clock] ?? []} say=${say} dismiss=${dismiss} pressed=${pressed} />
      ${
        alert.lines.length === 0 &&
        cardOf(state, alert.number) !== null &&
        html`<button type="button" class="link" onClick=${() => openNumber(alert.number)}>Open thread #${alert.number}</button>`
      }</div>
  </li>`;
};

/** Pings, and what managers are told. @param {any} props */
export const AlertsPane = ({ state, rep, say, dismiss, pressed, nameOf, openNumber, tab, chooseTab }) => {
  const now = useNow(state.lead);
  const { alerts, managers } = state.desk.channels;
  const channel = tab === "managers" ? managers : alerts;
  const messages = messagesIn(state, channel);
  const whispers = whispersTo(state, rep, (one) => one.channel === channel);
  return html`<section class="pane alerts" aria-labelledby="alerts-title">
    <header class="pane-head"><h2 id="alerts-title" class="unseen">Alerts and managers</h2>
      <nav class="places" aria-label="Alerts and managers">${[
        ["alerts", alerts],
        ["managers", managers],
      ].map(
        ([
          name,
          id,
        ]) => html`<button type="button" key=${name} aria-current=${tab === name ? "page" : undefined}
          onClick=${() => chooseTab(name)}># ${id} <span class="count">${messagesIn(state, id).length || ""}</span></button>`,
      )}</nav></header>
    <${Log} label=${tab === "managers" ? "The managers' channel" : "The alerts channel"} count=${messages.length + whispers.length} place=${channel}>
      ${
        messages.length === 0 &&
        html`<p class="empty">${
          tab === "managers"
            ? "Managers are told here when a clock has run twice its time, and read their digests."
            : "Pings appear here, before a promise is broken: at half and at four fifths of its time."
        }</p>`
      }
      <ol class="messages">${together(messages, whispers).map((message, index, all) => {
        if (message.whisper) {
          return html`<${Whisper} key=${message.id} whisper=${message} say=${say} dismiss=${dismiss} />`;
        }
        return message.alert === null
          ? html`<${Message} key=${message.id} message=${message} as=${rep} say=${say} side="staff" nameOf=${nameOf}
              follows=${isFollowing(all[index - 1], message)} />`
          : html`<${Alert} key=${message.id} message=${message} rep=${rep} now=${now} say=${say} state=${state} nameOf=${nameOf}
              dismiss=${dismiss} pressed=${pressed} openNumber=${openNumber} />`;
      })}</ol>
    <//>
  </section>`;
};
