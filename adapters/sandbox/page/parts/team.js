// @ts-check
import { post } from "../api.js";
import { html } from "../html.js";
import { Icon } from "../icons.js";
import { DUTY, dutyOf } from "../state.js";

/** Pauses notifications, or tells the desk who is on duty, as `/desk on` and `/desk off` do. */
const setDuty = async (as, { onDuty, doNotDisturb }, wanted) => {
  if (doNotDisturb !== (wanted === "dnd")) await post("dnd", { as, on: wanted === "dnd" });
  if (wanted === "dnd" || onDuty === (wanted === "on")) return;
  await post("duty", { as, on: wanted === "on" });
};

const load = ({ open, unreachable }) => {
  // Two pings in a row were left without any sign of them: others are asked first.
  if (unreachable === "unacknowledged") return "not answering";
  return open === 0 ? "" : `${open} open`;
};

const Member = ({ rep, facts, attempt }) => {
  const duty = dutyOf(facts);
  return html`<li class=${`member ${duty}`}>
    <${Icon} name=${DUTY[duty].icon} />
    <p><span class="name">${rep.name}</span>${rep.lead && html`<span class="tag">lead</span>`}
      <span class="quiet">${load(facts)}</span></p>
    <select aria-label=${`${rep.name}: duty`} value=${duty}
      onChange=${(event) => attempt(setDuty(rep.userId, facts, event.currentTarget.value))}>
      ${Object.entries(DUTY).map(([name, { label }]) => html`<option key=${name} value=${name}>${label}</option>`)}
    </select></li>`;
};

const Feed = ({ cutAt, attempt }) => {
  const cut = cutAt !== null;
  return html`<div class=${`feed ${cut ? "cut" : ""}`}><${Icon} name=${cut ? "cross" : "pulse"} />
    <span>${cut ? "Feed: cut" : "Feed: heard"}</span>
    <button type="button" class="button small" onClick=${() => attempt(post("feed", { cut: !cut }))}>
      ${cut ? "Restore the feed" : "Cut the feed"}</button></div>`;
};

/** Room for this list beside the clocks and the alerts: on a lower screen it waits behind its heading. */
const ROOMY_PX = 1000;

/** Who is there to answer, and whether the desk hears anything at all. @param {any} props */
export const Team = ({ state, attempt }) => {
  const on = state.staff.filter((one) => dutyOf(one) === "on").length;
  const facts = (rep) => state.staff.find((one) => one.userId === rep.userId);
  return html`<details class="team" open=${window.innerHeight >= ROOMY_PX}><summary><h3>Reps</h3> <span class="quiet">${on} of ${state.reps.length} on duty</span></summary>
    <ul>${state.reps.map((rep) =>
      facts(rep) === undefined
        ? null
        : html`<${Member} key=${rep.userId} rep=${rep} facts=${facts(rep)} attempt=${attempt} />`,
    )}</ul>
    <${Feed} cutAt=${state.feed.cutAt} attempt=${attempt} />
  </details>`;
};
