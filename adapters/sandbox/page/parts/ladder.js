// @ts-check
import { html } from "../html.js";
import { Icon } from "../icons.js";
import { countdown, policyTime } from "../time.js";

/** Who a step of the chain tells: as short as a column, and in full. */
const AUDIENCES = {
  offered: ["offered", "the rep it was offered to"],
  assignee: ["its rep", "the rep who has it"],
  on_shift: ["on shift", "the reps on shift"],
  whole_shift: ["whole shift", "everybody on shift"],
  desk: ["all reps", "everybody on the desk"],
  lead: ["lead", "the lead"],
  managers: ["managers", "the managers"],
};

const audience = (who) =>
  AUDIENCES[who] ?? [who.replace("pager:", "pager "), who.replace("pager:", "the pager ")];
const names = (tell, index) => tell.map((who) => audience(who)[index]);

const toneOf = (level) => (level >= 1 ? "late" : level >= 0.8 ? "hot" : level > 0 ? "warm" : "calm");

/** What the step says of itself: a screen reader hears all of it, a glance sees the mark and the word. */
const Rung = ({ rung, from, since, now, next }) => {
  const part = Math.min(1, Math.max(0, (now - from) / Math.max(1, rung.at - from)));
  const reached = rung.state !== "ahead";
  const word =
    rung.state === "kept" ? "kept by claim" : reached ? "told" : next ? `in ${countdown(rung.at - now)}` : "";
  const when = policyTime(rung.policyMs ?? rung.at - from);
  return html`<li class=${`rung ${rung.state} ${next ? "next" : ""} ${toneOf(rung.level)}`}>
    <span class=${`track ${toneOf(since)}`} aria-hidden="true"><span class="fill" style=${{ transform: `scaleX(${part})` }}></span></span>
    <span class="tick" aria-hidden="true">${reached && html`<${Icon} name=${rung.level >= 1 ? "warn" : "bell"} />`}</span>
    <span class="when">${when}${rung.level === 1 && html`<span class="due"> due</span>`}</span>
    <span class="who" title=${names(rung.tell, 1).join(", ")}><span aria-hidden="true">${names(rung.tell, 0).join(", ")}</span>
      <span class="unseen">: ${names(rung.tell, 1).join(", ")}</span></span>
    <span class="state">${word || html`<span class="unseen">not reached</span>`}</span>
  </li>`;
};

/** A running clock: what is owed, what is left, and who is told at which moment of it.
 * @param {{ clock: any, rungs: any[], label: string, now: number }} props */
export const Ladder = ({ clock, rungs, label, now }) => {
  const left = clock.dueAt - now;
  const part = (now - clock.startedAt) / Math.max(1, clock.dueAt - clock.startedAt);
  const tone = left < 0 ? "late" : part >= 0.8 ? "hot" : part >= 0.5 ? "warm" : "calm";
  const next = rungs.find((one) => one.state === "ahead");
  return html`<div class=${`clock ${tone}`}>
    <div class="clock-line"><span class="clock-name">${label}</span>
      <span class="clock-left">${left < 0 && html`<${Icon} name="warn" /> <span>missed, </span>`}<span role="timer"
        aria-live="off">${countdown(left)}</span> ${left < 0 ? "over" : "left"}</span></div>
    <ol class="ladder" aria-label=${`${label}: who is told, and when`}>${rungs.map(
      (rung, index) => html`<${Rung} key=${rung.level} rung=${rung} now=${now} next=${rung === next}
        from=${index === 0 ? clock.startedAt : rungs[index - 1].at} since=${rungs[index - 1]?.level ?? 0} />`,
    )}</ol>
  </div>`;
};
