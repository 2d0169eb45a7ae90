// @ts-check
import { useState } from "preact/hooks";
import { html } from "../html.js";
import { Icon } from "../icons.js";
import { isRunning, openConversations } from "../state.js";
import { countdown, exactTime, policyTime, useNow } from "../time.js";
import { Bar } from "./bar.js";
import { Ladder } from "./ladder.js";
import { Team } from "./team.js";

const sameClock = (clock) => (rung) => rung.target === clock.target && rung.cycle === clock.cycle;

/** Whose move it is, and whose conversation. @param {{ conversation: any }} props */
export const Turn = ({ conversation }) => {
  const { rep, offeredTo, ball } = conversation;
  const customers = ball === "customer";
  const whose = customers
    ? "The customer's turn"
    : rep !== null
      ? `${rep.name}'s turn`
      : offeredTo !== null
        ? `Offered to ${offeredTo.name}`
        : "Nobody's yet";
  return html`<span class=${`turn ${customers ? "theirs" : rep === null ? "nobodys" : "ours"}`}>
    <${Icon} name=${customers ? "chat" : rep === null ? "hand" : "team"} /> ${whose}</span>`;
};

const Idle = ({ conversation, now }) => {
  const { idle, waitUntil } = conversation;
  if (idle === null) return null;
  const words =
    idle.what === "close_idle"
      ? "Asked; closes as abandoned in"
      : waitUntil === null
        ? "“Still there?” is asked in"
        : `Waits until ${exactTime(waitUntil)}, then asks; in`;
  return html`<p class="idle"><${Icon} name="pause" /> <span>${words}</span>
    <span class="clock-left" role="timer" aria-live="off">${countdown(Math.max(0, idle.at - now))}</span></p>`;
};

const Conversation = ({ state, conversation, now, open, whole }) => {
  const [chosen, setChosen] = useState(/** @type {boolean | null} */ (null));
  const shown = chosen ?? whole;
  // The reply clock is the one that hurts first: it stands on top.
  const running = conversation.clocks
    .filter(isRunning)
    .sort((a, b) => Number(a.target === "resolution") - Number(b.target === "resolution"));
  const rungsOf = (clock) => conversation.rungs.filter(sameClock(clock));
  return html`<li class="conversation">
    <div class="who-line">
      <button type="button" class="who-open" onClick=${open}>
        <span class="number">#${conversation.number}</span> <span class="name">${conversation.customer.name}</span></button>
      ${conversation.planName !== null && html`<span class="tag">${conversation.planName}</span>`}
      <button type="button" class="icon-button small" aria-expanded=${shown ? "true" : "false"} onClick=${() => setChosen(!shown)}>
        <${Icon} name=${shown ? "up" : "down"} label=${`Who is told of #${conversation.number}`} /></button>
    </div>
    <${Turn} conversation=${conversation} />
    ${running.map((clock) => {
      const label = state.desk.targets[clock.target];
      const key = `${clock.target}${clock.cycle}`;
      return shown
        ? html`<${Ladder} key=${key} clock=${clock} now=${now} label=${label} rungs=${rungsOf(clock)} />`
        : html`<${Bar} key=${key} clock=${clock} now=${now} label=${label} steps=${rungsOf(clock).map((one) => one.level)} />`;
    })}
    <${Idle} conversation=${conversation} now=${now} />
  </li>`;
};

const Unreliable = ({ cutAt }) => html`<div class="unreliable" role="status"><${Icon} name="warn" />
  <p><strong>Clocks unreliable</strong> since ${exactTime(cutAt)}: the feed is cut. What people do waits, and is told
    when the feed is back.</p></div>`;

/** The running clocks of every open conversation, the most urgent first, and who is there to answer.
 * @param {any} props */
export const ClocksPane = ({ state, number, openNumber, attempt }) => {
  const now = useNow(state.lead);
  const open = openConversations(state);
  const { cutAt } = state.feed;
  const isWhole = (one) =>
    open.length <= 1 ||
    one.number === number ||
    (open[0] === one && !open.some((other) => other.number === number));
  return html`<section class="pane clocks" aria-labelledby="clocks-title">
    <header class="pane-head"><h2 id="clocks-title">Clocks</h2>
      <p class="quiet">${open.length === 0 ? "none open" : `${open.length} open`}${state.speed === 1 ? "" : html` · <b>${state.speed}×</b>: 60 s take ${policyTime(60_000 / state.speed)}`}</p></header>
    ${cutAt !== null && html`<${Unreliable} cutAt=${cutAt} />`}
    <div class="log" tabIndex="0" role="region" aria-label="Running clocks">
      ${open.length === 0 && html`<p class="empty">No chat is open. Each one's clocks count down here, with who is told at which moment.</p>`}
      <ul class="conversations">${open.map(
        (
          one,
        ) => html`<${Conversation} key=${one.id} state=${state} conversation=${one} now=${now} whole=${isWhole(one)}
          open=${() => openNumber(one.number)} />`,
      )}</ul>
    </div>
    <${Team} state=${state} attempt=${attempt} />
  </section>`;
};
