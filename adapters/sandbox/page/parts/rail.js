// @ts-check
import { html } from "../html.js";
import { Icon } from "../icons.js";
import { rich } from "../rich.js";
import { cardOf, isRunning, messagesIn, openConversations } from "../state.js";
import { exactTime, timeOfDay, useNow } from "../time.js";
import { Bar, Chip } from "./bar.js";
import { Buttons } from "./buttons.js";
import { isFollowing } from "./customer.js";
import { Log } from "./log.js";
import { Message } from "./message.js";

const NEXT = [
  [/^ask_idle|idle question/i, "asks whether they are still there"],
  [/^close_idle|clos/i, "closes as abandoned"],
  [/^archive/i, "locks the chat"],
];

const nextWords = (state, next) => {
  const level = /^(first_response|next_response|update|resolution) ([\d.]+)$/.exec(next.what);
  if (level !== null) {
    const [, target = "", at = ""] = level;
    const part = Number(at);
    // The marks on the bar say which warning.
    return `${state.desk.targets[target]} ${part < 1 ? "warns" : part === 1 ? "is due" : "is reported"}`;
  }
  return NEXT.find(([pattern]) => pattern.test(next.what))?.[1] ?? next.what;
};

const Conversation = ({ state, conversation, now, open }) => {
  // The reply clock is the one that hurts first: it stands on top.
  const running = conversation.clocks
    .filter(isRunning)
    .sort((a, b) => Number(a.target === "resolution") - Number(b.target === "resolution"));
  return html`<li class="conversation">
    <button type="button" class="who" onClick=${open}>
      <span class="number">#${conversation.number}</span> <span class="name">${conversation.customer.name}</span>
      <span class="quiet">${conversation.rep === null ? "not claimed" : conversation.rep.name}</span></button>
    ${running.map(
      (
        clock,
      ) => html`<${Bar} key=${clock.target + clock.cycle} clock=${clock} now=${now} label=${state.desk.targets[clock.target]}
        steps=${state.desk.steps[clock.target] ?? []} />`,
    )}
    ${conversation.ball === "customer" && html`<p class="turn">The customer's turn</p>`}
    ${
      conversation.next !== null &&
      html`<p class="next"><${Icon} name="clock" /> ${nextWords(state, conversation.next)}
        <span>${` at ${exactTime(conversation.next.at)}`}</span></p>`
    }
  </li>`;
};

/** The running clocks of every open conversation, the most urgent first. @param {any} props */
export const ClocksPane = ({ state, openNumber }) => {
  const now = useNow(state.lead);
  const open = openConversations(state);
  return html`<section class="pane clocks" aria-labelledby="clocks-title">
    <header class="pane-head"><h2 id="clocks-title">Clocks</h2>
      <p class="quiet">${open.length === 0 ? "none open" : `${open.length} open`}</p></header>
    <div class="log" tabIndex="0" role="region" aria-label="Running clocks">
      ${open.length === 0 && html`<p class="empty">No chat is open. Each one's clocks count down here.</p>`}
      <ul class="conversations">${open.map(
        (one) => html`<${Conversation} key=${one.id} state=${state} conversation=${one} now=${now}
          open=${() => openNumber(one.number)} />`,
      )}</ul>
    </div>
  </section>`;
};

const Alert = ({ message, rep, now, say, openNumber, state, nameOf }) => {
  const { alert } = message;
  const pinged = alert.over ? [] : alert.here ? ["@here"] : message.mentions.map((id) => `@${nameOf(id)}`);
  const tone = alert.over
    ? "over"
    : alert.level >= 1
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
    ${
      alert.lines.length > 0 &&
      html`<ol class="alert-lines" aria-label="Chats of this alert">${alert.lines.map(
        (line) => html`<li key=${line.number}><button type="button" class="link"
          onClick=${() => openNumber(line.number)}>#${line.number}</button> ${line.text}</li>`,
      )}</ol>`
    }
    ${alert.rest && html`<p class="quiet">${alert.rest}</p>`}
    <div class="alert-foot"><${Buttons} message=${message} as=${rep} about=${`#${alert.number}`} say=${say} />
      ${
        alert.lines.length === 0 &&
        cardOf(state, alert.number) !== null &&
        html`<button type="button" class="link" onClick=${() => openNumber(alert.number)}>Open thread #${alert.number}</button>`
      }</div>
  </li>`;
};

/** Pings, and what managers are told. @param {any} props */
export const AlertsPane = ({ state, rep, say, nameOf, openNumber, tab, chooseTab }) => {
  const now = useNow(state.lead);
  const { alerts, managers } = state.desk.channels;
  const channel = tab === "managers" ? managers : alerts;
  const messages = messagesIn(state, channel);
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
    <${Log} label=${tab === "managers" ? "The managers' channel" : "The alerts channel"} count=${messages.length} place=${channel}>
      ${
        messages.length === 0 &&
        html`<p class="empty">${
          tab === "managers"
            ? "Managers are told here when a clock has run twice its time, and read their digests."
            : "Pings appear here, before a promise is broken: at half and at four fifths of its time."
        }</p>`
      }
      <ol class="messages">${messages.map((message, index) =>
        message.alert === null
          ? html`<${Message} key=${message.id} message=${message} as=${rep} say=${say} side="staff" nameOf=${nameOf}
              follows=${isFollowing(messages[index - 1], message)} />`
          : html`<${Alert} key=${message.id} message=${message} rep=${rep} now=${now} say=${say} state=${state} nameOf=${nameOf}
              openNumber=${openNumber} />`,
      )}</ol>
    <//>
  </section>`;
};
